"""Who writes which part of a plan. A coming month is asked of its first day: next September's teacher
writes in August, this year's does not (R24)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from curriculum.lists import Area
from curriculum.models import Specialism
from duties import ladder
from duties.calendar.school_year import school_year_of
from duties.models import Closure
from people.access import Access, Action, as_of
from people.models import ChildGroup
from people.models.prepared import prepared
from planning.models import MonthPlan, PlanSection
from planning.parts import area_of


class Submitted(Exception):
    """The plan was submitted meanwhile: it is amended, not saved as typed. 409, nothing was written."""

    def __init__(self, plan: MonthPlan) -> None:
        super().__init__("plan is submitted")
        self.plan = plan


@dataclass(frozen=True)
class Reach:
    """What one person writes of one group's month: all of it, or the parts of own learning areas."""

    whole: bool
    areas: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self.whole or bool(self.areas)

    def holds(self, area: str) -> bool:
        """May parts of this area be written? Empty: those of the plan as a whole."""
        return self.whole or (bool(area) and area in self.areas)

    def holds_section(self, code: str) -> bool:
        return self.holds(area_of(code))

    def require(self, areas: Iterable[str]) -> None:
        """:raises PermissionDenied: a part of one of these areas is not theirs"""
        if not all(self.holds(area) for area in areas):
            raise PermissionDenied(_no_areas() if self else None)


ALL, NONE = Reach(whole=True), Reach(whole=False)


def reads_notes(access: Access, plan: MonthPlan) -> bool:
    """On single children (R25); asked of whoever sees the plan."""
    return as_of(access, plan.month).can(Action.VIEW_PLAN_NOTES, plan.group)


def reach(
    access: Access, group: ChildGroup, month: date, *, areas: Collection[str] | None = None
) -> Reach:
    """One query for a coming month (the role on its first day), one more for a specialist unless the
    areas are known already."""
    then = as_of(access, month)
    if then.can(Action.WRITE_PLAN, group):
        return ALL
    if not then.can(Action.WRITE_PLAN_PART, group):
        return NONE
    if areas is None:
        own = Specialism.objects.filter(institution=group.institution_id, user=then.user)
        areas = list(own.values_list("area", flat=True))
    return Reach(whole=False, areas=frozenset(areas))


def require(plan: MonthPlan, area: str, *, by: Access) -> Reach:
    """That a part of the area (empty: of the plan as a whole) can be written by this person now.

    :raises PermissionDenied: not theirs
    :raises ValidationError: the school year is sealed
    """
    own = reach(by, plan.group, plan.month)
    own.require([area])
    require_open(plan, by=by)
    return own


def require_some(plan: MonthPlan, *, by: Access) -> Reach:
    """That some of it is theirs: what they change of it has to be held against the answer.

    :raises PermissionDenied: none of it is theirs
    :raises ValidationError: the school year is sealed
    """
    own = reach(by, plan.group, plan.month)
    if not own:
        raise PermissionDenied
    require_open(plan, by=by)
    return own


def require_open(plan: MonthPlan, *, by: Access) -> None:
    """:raises ValidationError: the school year is sealed"""
    ladder.require_open(ladder.Subject.JOURNAL, access=by, group=plan.group, day=plan.month)


def require_whole(plan: MonthPlan, *, by: Access) -> Reach:
    """That all of it is theirs to write: what submits, copies and amends.

    :raises PermissionDenied: not theirs
    :raises ValidationError: the school year is sealed
    """
    return require(plan, "", by=by)


def locked(plan: MonthPlan) -> MonthPlan:
    """The plan as it stands, held until the end of the transaction."""
    rows = MonthPlan.objects.select_for_update(of=("self",), no_key=True)
    return rows.with_place().get(pk=plan.pk)


def locked_draft(plan: MonthPlan) -> MonthPlan:
    """:raises Submitted: it is a draft no more"""
    standing = locked(plan)
    if standing.is_submitted:
        raise Submitted(standing)
    return standing


def held_section(group: int, month: date, code: str, *, by: Access) -> PlanSection | None:
    """A section held with its plan until the end of the transaction, and what a save by this person has
    to know: ``own_areas``, ``closed``. Of plan and group as much as a save asks. None where there is
    none. One query."""
    found = _sections(group=group, month=month, code=code, person=by.user.pk or 0)
    section: Any = next(iter(found), None)
    if section is None:
        return None
    mine = {"institution_id": section.institution_id}
    of = ChildGroup(pk=group, school_year=school_year_of(month), **mine)
    section.plan = MonthPlan(
        pk=section.plan_id, group=of, month=month, submitted_at=section.submitted_at, **mine
    )
    house = by.institution
    if house and house.pk == section.institution_id:
        of.institution = section.plan.institution = house
    return section


@prepared
def _sections(group: int, month: date, code: str, person: int) -> QuerySet[PlanSection]:
    mine = Specialism.objects.filter(institution=OuterRef("institution"), user=person)
    of_plan: dict[str, Any] = {
        "institution": OuterRef("institution"), "group": OuterRef("plan__group"),
    }  # fmt: skip
    over = Closure.objects.over(**of_plan, day=month)
    rows = PlanSection.objects.filter(plan__group=group, plan__month=month, code=code)
    # the plan first: whoever writes all of it holds it too before its sections
    held = rows.select_related("plan").select_for_update(of=("plan", "self"), no_key=True)
    return held.annotate(
        submitted_at=F("plan__submitted_at"), own_areas=ArraySubquery(mine.values("area")),
        closed=ArraySubquery(over.values("kind")),
    )  # fmt: skip


def require_held(section: PlanSection, *, by: Access) -> None:
    """That a held section is this person's to write; at most one query.

    :raises PermissionDenied: not theirs
    :raises ValidationError: the school year is sealed
    :raises Submitted: its plan is a draft no more
    """
    held: Any = section
    plan = section.plan
    own = reach(by, plan.group, plan.month, areas=held.own_areas)
    own.require([area_of(section.code)])
    ladder.require_rung(ladder.highest(ladder.Subject.JOURNAL, held.closed), access=by)
    if plan.is_submitted:
        raise Submitted(plan)


def require_area(area: str) -> str:
    """:raises ValidationError: no such learning area"""
    if area not in Area.values:
        raise ValidationError(_("Choose one of the learning areas."), code="area")
    return area


def _no_areas() -> str:
    return _("This part is written by the group's teachers or by the specialist of its area.")
