"""A plan as it is read: which texts the word list looks at, where they are sent from, and what administration
sees of one in which it found something (R18)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from manners.fields import Places, Sent
from manners.registry import Legible, Text
from people.access import Access, Action
from people.models import Institution, User
from planning.models import MonthPlan, PlanChoice
from planning.parts import REASON, SECTIONS
from planning.words import title_of

PLAN = "planning.plan"
SEE = Action.VIEW_PLAN
_ITEM, _OWN = _("Additional information"), _("An outcome in your own words")
_FIELDS = {
    **{f"text-{code}": text.label for code, text in SECTIONS.items()},
    "text-reason": REASON.label, "text-note-*": pgettext_lazy("plan", "Note on a child"),
    "own-*": _OWN, "item-*": _ITEM,
}  # fmt: skip


class OfAPlan(Legible):
    """Families read it once it is submitted, and may report it."""

    code, label = PLAN, _("month plan")
    title = _("Report the month plan")

    def find(self, pk: int, by: Access) -> MonthPlan | None:
        return MonthPlan.objects.visible_to(by, SEE).submitted().with_place().filter(pk=pk).first()

    def found(self, pks: Iterable[int], by: Access) -> dict[int, MonthPlan]:
        house = MonthPlan.objects.filter(institution=by.institution)
        return house.with_place().select_related("opened_by").in_bulk(list(pks))

    def texts(self, thing: MonthPlan) -> list[Text]:
        """What parents read: own outcomes and items in the order of the plan."""
        sections: list[Text] = [
            (SECTIONS[row.code].label, row.text)
            for row in thing.sections.order_by("pk")
            if SECTIONS[row.code].parents
        ]
        items = thing.items.filter(voided_at=None).order_by("pk")
        told = [(_ITEM, "\n".join((row.own_kind, row.text))) for row in items]
        return [*sections, *_own_outcomes(thing.group_id, thing.month), *told]

    def house(self, thing: MonthPlan) -> Institution:
        return thing.institution

    def author(self, thing: MonthPlan) -> User:
        return thing.submitted_by or thing.opened_by

    def address(self, thing: MonthPlan) -> str:
        return reverse("planning:read", args=[thing.group_id, thing.month])

    def address_for(self, pk: int, author: Access) -> str:
        row = MonthPlan.objects.visible_to(author, SEE).filter(pk=pk).first()
        return self.address(row) if row else ""

    def named(self, pks: Iterable[int]) -> dict[int, str]:
        rows = MonthPlan.objects.filter(pk__in=list(pks)).select_related("group")
        return {row.pk: f"{row.group.name}, {capfirst(title_of(row.month))}" for row in rows}


def _own_outcomes(group: int, month: date) -> Iterator[Text]:
    rows = PlanChoice.objects.standing().filter(plan__group=group, plan__month=month)
    texts = rows.exclude(text="").order_by("pk").values_list("text", flat=True)
    return ((_OWN, text) for text in texts)


def _standing(posted: QueryDict, places: Places, by: Access) -> Iterator[Text]:
    """Outcomes in own words: the form names them by their keys."""
    return _own_outcomes(places["group_id"], places["month"])


def _plans(posted: QueryDict, places: Places, by: Access) -> list[tuple[str, int]]:
    rows = MonthPlan.objects.filter(group=places["group_id"], month=places["month"])
    return [(PLAN, pk) for pk in rows.values_list("pk", flat=True)]


_COLUMNS = "planning.PlanSection.text planning.PlanChoice.text planning.PlanItem.text planning.PlanNote.text"
_WHOLE: Any = {"fields": _FIELDS, "things": _plans, "standing": _standing}
SENT = (
    Sent("planning:submit", columns=_COLUMNS, **_WHOLE),
    Sent("planning:amend", columns=f"{_COLUMNS} planning.PlanAmendment.reason", **_WHOLE),
)
