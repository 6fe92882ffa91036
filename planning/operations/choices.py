"""What is chosen by a tap: each is added and taken away by itself, so that no two taps meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from curriculum.lists import Skill
from curriculum.models import Entry
from people.access import Access
from people.rules.refusals import Refusals
from planning import reach
from planning.models import MonthPlan, PlanChoice
from planning.operations.singly import Columns, put, void
from planning.parts import OF_AN_AREA, OF_AN_ENTRY, OWN_OUTCOME, Choose
from planning.rules import clean_text


@transaction.atomic
def choose(
    *, plan: MonthPlan, kind: str, by: Access, at: datetime, area: str = "",
    entry: int | None = None, skill: str = "", text: str = "",
) -> PlanChoice:  # fmt: skip
    """Add it to a draft. Chosen already, it stays what it is.

    :raises PermissionDenied: of somebody else's area
    :raises ValidationError: nothing such can be chosen here
    :raises reach.Submitted: it is a draft no more
    """
    standing = reach.locked_draft(plan)
    wanted = columns(kind=kind, area=area, entry=entry, skill=skill, text=text)
    own = reach.require(standing, wanted["area"], by=by)
    change(standing, own, chosen=[wanted], dropped=(), by=by, at=at)
    return standing.choices.standing().get(**wanted)


@transaction.atomic
def drop(*, choice: PlanChoice, by: Access, at: datetime) -> None:
    """Take it away from a draft; taken away already, nothing changes.

    :raises PermissionDenied: of somebody else's area
    :raises ValidationError: the school year is sealed
    :raises reach.Submitted: it is a draft no more
    """
    standing = reach.locked_draft(choice.plan)
    reach.require(standing, choice.area, by=by)
    void(standing.choices.filter(pk=choice.pk), by=by, at=at)


def change(
    plan: MonthPlan, own: reach.Reach, *, chosen: Iterable[Columns], dropped: Iterable[int],
    by: Access, at: datetime,
) -> int:  # fmt: skip
    """Take away and add, in a plan that is held. What stands already stays, also one that the catalogue
    has no more. :returns: how many changed

    :raises PermissionDenied: of somebody else's area
    :raises ValidationError: what cannot be chosen, each at its place of the page
    """
    standing = {choice.pk: choice for choice in plan.choices.standing()}
    gone = [standing.pop(pk) for pk in set(dropped) & standing.keys()]
    known = {key_of(vars(choice)) for choice in standing.values()}
    wanted = {key_of(one): one for one in chosen}
    fresh = [one for key, one in wanted.items() if key not in known]
    own.require(choice.area for choice in gone)
    own.require(one["area"] for one in fresh)
    planned = {c.area for c in standing.values() if c.kind == Choose.OUTCOME}
    planned |= {one["area"] for one in fresh if one["kind"] == Choose.OUTCOME}
    _require_all_possible(plan, fresh, planned)
    void(plan.choices.filter(pk__in=[choice.pk for choice in gone]), by=by, at=at)
    _end_not_planned(plan, fresh, by=by, at=at)
    put(plan.choices, fresh, by=by, at=at)
    return len(gone) + len(fresh)


def _end_not_planned(plan: MonthPlan, fresh: list[Columns], *, by: Access, at: datetime) -> None:
    """Of the areas in which an outcome is planned now."""
    areas = {one["area"] for one in fresh if one["kind"] == Choose.OUTCOME}
    void(plan.choices.filter(kind=Choose.NOT_PLANNED, area__in=areas), by=by, at=at)


def columns(
    *, kind: str, area: str = "", entry: int | None = None, skill: str = "", text: str = ""
) -> Columns:
    """What is kept of a choice: only what belongs to its kind."""
    in_own_words = kind == Choose.OUTCOME and entry is None
    return {
        "kind": kind,
        "area": area if kind in OF_AN_AREA else "",
        "entry_id": entry if kind in OF_AN_ENTRY else None,
        "skill": skill if kind == Choose.SKILL else "",
        "text": " ".join(clean_text(text).split()) if in_own_words else "",
    }


def key_of(one: Mapping[str, Any]) -> tuple[Any, ...]:
    return one["kind"], one["area"], one["entry_id"], one["skill"], one["text"]


def _usable(plan: MonthPlan, wanted: Iterable[Columns]) -> dict[int, tuple[str, str]]:
    """Kind and area of those that are in the house's catalogue of that school year. One query."""
    asked = [one["entry_id"] for one in wanted if one["entry_id"]]
    in_use = Entry.objects.in_use(plan.institution_id, plan.group.school_year)
    found = in_use.filter(pk__in=asked).values_list("pk", "kind", "area") if asked else ()
    return {pk: (kind, area) for pk, kind, area in found}


def _require_all_possible(plan: MonthPlan, wanted: list[Columns], planned: set[str]) -> None:
    """:raises ValidationError: by the place on the page, as ``rules.Missing`` names it"""
    refusals, usable = Refusals(), _usable(plan, wanted)
    for one in wanted:
        with refusals.at(f"area-{one['area']}" if one["area"] else "values"):
            _require_possible(one, usable)
            if one["kind"] == Choose.NOT_PLANNED and one["area"] in planned:
                raise ValidationError(
                    _("Outcomes are chosen in this learning area. Take them away first."),
                    code="planned",
                )
    refusals.refuse()


def _require_possible(one: Columns, usable: Mapping[int, tuple[str, str]]) -> None:
    """:raises ValidationError: no such thing"""
    kind = one["kind"]
    if kind not in Choose.values:
        raise ValidationError(_("Nothing such can be chosen."), code="kind")
    if kind in OF_AN_AREA:
        reach.require_area(one["area"])
    if kind == Choose.SKILL and one["skill"] not in Skill.values:
        raise ValidationError(_("Choose one of the transversal skills."), code="skill")
    if kind == Choose.OUTCOME and one["entry_id"] is None:
        _require_own_words(one["text"])
    elif kind in OF_AN_ENTRY and usable.get(one["entry_id"]) != (kind, one["area"]):
        raise ValidationError(
            _("This is not in the catalogue any more. Choose another one."), code="entry"
        )


def _require_own_words(text: str) -> None:
    if not text:
        raise ValidationError(_("Write the outcome, or choose one of the catalogue."), code="text")
    clean_text(text, OWN_OUTCOME)
