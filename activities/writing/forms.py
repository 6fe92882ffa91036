"""The shape of what the page of a day sends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import DayEntry
from activities.operations import Said
from activities.parts import REASON, TEXT, TITLE
from curriculum.lists import Area, Skill
from people.names import Heard
from planning.reach import Reach
from planning.writing.forms import LinesField


class OwnForm(forms.Form):
    """What was done beside the plan. What may not be is said by its operation, at the field."""

    title = forms.CharField(label=TITLE.label, max_length=TITLE.longest)
    area = forms.ChoiceField(label=_("Learning area"), widget=forms.RadioSelect)
    text = LinesField(
        label=TEXT.label, required=False, widget=forms.Textarea(attrs={"rows": TEXT.rows})
    )
    skills = forms.MultipleChoiceField(
        label=_("Transversal skills"), choices=Skill, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    heard: Heard | None = None  # children named in title and text

    def __init__(self, data: Any = None, *, reach: Reach, prefix: str = "own", **more: Any) -> None:
        super().__init__(data, prefix=prefix, **more)
        offered = [(area.value, area.label) for area in Area if reach.holds(area.value)]
        self.fields["area"].choices = offered  # type: ignore[attr-defined]

    def add_error(self, field: str | None, error: Any) -> None:
        """What is wrong first is where one goes on, however far down the page it stands."""
        is_first = not self.errors
        super().add_error(field, error)
        if field and is_first:
            self.fields[field].widget.attrs["autofocus"] = True

    @property
    def is_begun(self) -> bool:
        """Something was typed: an area alone says nothing yet."""
        return any(self.data.get(self.add_prefix(name), "").strip() for name in ("title", "text"))

    @property
    def told(self) -> str:
        """What parents read of it: children are looked for in both at once."""
        return f"{self.cleaned_data['title']}\n{self.cleaned_data['text']}"

    @property
    def asks_at(self) -> str:
        """The field with the first name that is asked about."""
        if not (self.heard and self.heard.asked):
            return ""
        title, _line, _text = self.heard.text.partition("\n")
        return "title" if self.heard.asked[0].mentions[0].start < len(title) else "text"

    def said(self, told: str, outcomes: Any = ()) -> Said:
        """:param told: as ``told`` tells it, after the answer about names"""
        title, _line, text = told.partition("\n")
        data = self.cleaned_data
        return Said(title, data.get("area", ""), text, data["skills"], outcomes)


class EntryForm(OwnForm):
    """All of an entry: a draft's, or one of a confirmed day, which is changed by one act."""

    outcomes = forms.TypedMultipleChoiceField(
        label=_("Learning outcomes"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    reason = forms.CharField(label=REASON.label, max_length=REASON.longest, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(
        self, data: Any = None, *, reach: Reach, entry: DayEntry | None, outcomes: Any,
        is_confirmed: bool,
    ) -> None:  # fmt: skip
        shown = _shown(entry)
        super().__init__(data, reach=reach, prefix="entry", initial=shown)
        area, touched = shown.get("area"), shown.get("outcomes", ())
        near = [one for one in outcomes if not area or one.area == area or one.pk in touched]
        offered = [(one.pk, one.words) for one in near if reach.holds(one.area)]
        self.fields["outcomes"].choices = offered  # type: ignore[attr-defined]
        if entry and not entry.is_own:  # it keeps what it is of
            del self.fields["area"]
        if not is_confirmed:
            del self.fields["reason"]


def _shown(entry: DayEntry | None) -> dict[str, Any]:
    if entry is None:
        return {"version": 0}
    touched = [row.choice_id for row in entry.outcomes.all() if row.voided_at is None]
    return {
        "title": entry.title, "area": entry.area, "text": entry.text, "skills": entry.skills,
        "outcomes": touched, "version": entry.version,
    }  # fmt: skip
