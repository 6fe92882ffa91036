"""The shape of what the page sends."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from curriculum.lists import Area
from duties.calendar.days import Month
from outbox.clock import ONE_DAY
from outbox.sections import joined
from planning.models import MonthPlan, PlanItem
from planning.operations.items import Said
from planning.parts import ItemKind
from planning.reach import Reach

NEW = "item-new"
UNKNOWN = -1  # a version that nothing has


def sign_of(text: str) -> str:
    """A short sign of a text as a page had it: what nobody touched is no news."""
    return blake2b(text.encode(), digest_size=6).hexdigest()


def in_lines(text: str) -> str:
    """As a text is kept: a form that is sent without script ends its lines as the network does."""
    return text.replace("\r\n", "\n")


@dataclass(frozen=True)
class TextPost:
    """One text as a page sends it."""

    text: str
    version: int
    unheard: tuple[str, ...] = ()  # sent before, without an answer
    is_joined: bool = False
    is_untouched: bool = False  # as the page had it

    @classmethod
    def of(cls, posted: QueryDict, code: str, standing: str = "") -> TextPost:
        """``join-CODE`` is the version of the colleague's text, which is to stand above one's own."""
        text = in_lines(posted.get(f"text-{code}", ""))
        version = _number(posted.get(f"version-{code}"))
        unheard = tuple(one.strip() for one in posted.getlist(f"unheard-{code}"))
        if join := posted.get(f"join-{code}", ""):
            return cls(joined(standing, text), _number(join), unheard, is_joined=True)
        had = posted.get(f"had-{code}") == sign_of(text)
        return cls(text, version, unheard, is_untouched=had)

    @classmethod
    def left(cls, text: str, version: int) -> TextPost:
        """Of what nobody touched: it is what stands, whoever wrote it since the page was made."""
        return cls(text, version, is_untouched=True)

    def saying(self, text: str) -> TextPost:
        """Another text in its place: one that was answered for."""
        if text == self.text:
            return self
        return replace(self, text=text, is_joined=True, is_untouched=False)


def _number(digits: str | None) -> int:
    return (
        int(digits)
        if digits and digits.isascii() and digits.isdigit() and len(digits) < 9
        else UNKNOWN
    )


class LinesField(forms.CharField):
    def to_python(self, value: Any) -> str:
        return in_lines(super().to_python(value) or "")


class ItemForm(forms.Form):
    """One additional item. What may not be is said by its operation, at the field."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind, widget=forms.RadioSelect)
    own_kind = forms.CharField(label=_("What is it?"), required=False)
    area = forms.ChoiceField(
        label=_("Learning area"), required=False, help_text=_("A process needs one.")
    )
    text = LinesField(label=_("What is planned"), widget=forms.Textarea(attrs={"rows": 2}))
    since = forms.DateField(label=_("Day"), required=False, input_formats=["%Y-%m-%d"])
    until = forms.DateField(
        label=_("Until, if it is several days"), required=False, input_formats=["%Y-%m-%d"]
    )

    def __init__(
        self, data: Any = None, *, month: Month, areas: Collection[str], whole: bool,
        prefix: str = NEW, item: PlanItem | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, prefix=prefix, initial=_shown(item) if item else None)
        none = [("", _("None in particular"))] if whole else []
        offered = [(area.value, area.label) for area in Area if area in areas]
        self.fields["area"].choices = none + offered  # type: ignore[attr-defined]
        if not whole:  # one of the own, whatever kind it is
            self.fields["area"].required, self.fields["area"].help_text = True, ""
        days = {"type": "date", "min": f"{month.first:%Y-%m-%d}", "max": f"{month.last:%Y-%m-%d}"}
        for name in ("since", "until"):
            self.fields[name].widget = forms.DateInput(attrs=days, format="%Y-%m-%d")

    @property
    def kinds(self) -> list[tuple[Any, str]]:
        """Each as a chip, with its icon."""
        return [(choice, ItemKind(choice.data["value"]).icon) for choice in self["kind"]]

    @property
    def is_begun(self) -> bool:
        """Something was typed: a kind alone says nothing yet."""
        names = ("text", "own_kind", "since", "until")
        return any(self.data.get(self.add_prefix(name)) for name in names)

    @property
    def said(self) -> Said:
        return Said(**self.cleaned_data)

    @property
    def told(self) -> str:
        """What parents read of it."""
        return told_by(self.said)

    def saying(self, told: str) -> Said:
        """The same in other words."""
        return reworded(self.said, told)


def reworded(said: Said, told: str) -> Said:
    """:param told: as ``told_by`` tells it"""
    own_kind, _line, text = told.partition("\n")
    return replace(said, own_kind=own_kind, text=text)


def said_of(item: PlanItem) -> Said:
    return Said(**_shown(item))


def told_by(item: Said | PlanItem | None) -> str:
    """Its own kind in the first line, then its text: children are looked for in both at once."""
    if item is None:
        return ""
    own_kind = " ".join(item.own_kind.split()) if item.kind == ItemKind.OWN else ""
    return f"{own_kind}\n{item.text}"


def item_form(
    plan: MonthPlan, reach: Reach, data: Any = None, *, prefix: str = NEW,
    item: PlanItem | None = None,
) -> ItemForm:  # fmt: skip
    areas = Area.values if reach.whole else reach.areas
    return ItemForm(data, month=plan.when, areas=areas, whole=reach.whole, prefix=prefix, item=item)


def _shown(item: PlanItem) -> dict[str, Any]:
    last = item.until - ONE_DAY if item.until else None
    return {
        "kind": item.kind, "own_kind": item.own_kind, "area": item.area, "text": item.text,
        "since": item.since, "until": None if last == item.since else last,
    }  # fmt: skip
