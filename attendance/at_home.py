"""What a guardian sees today: each own child, and whether it was there (R4)."""

from dataclasses import dataclass
from datetime import datetime

from attendance.due_children import enrolments_owning
from attendance.models import Mark, Presence
from duties import calendar
from duties.clock import local_day
from people.access import Access, Action
from people.models import Child, ChildGroup, Enrolment, Institution


@dataclass(frozen=True)
class Kid:
    """One child's day. ``state``: present, absent, unknown, off, hidden (by a restriction), none."""

    child: Child
    institution: Institution
    group: ChildGroup | None
    state: str
    why_off: str
    mark: Mark | None


def today(access: Access, *, at: datetime) -> list[Kid]:
    """The person's own children in order of birth, the eldest first."""
    children = Child.objects.visible_to(access, Action.VIEW_CHILD).select_related("institution")
    kids = list(children.order_by("birth_date", "sort_key"))
    told = set(access.own_children(Action.VIEW_ATTENDANCE).values_list("pk", flat=True))
    marks = _marks(access, kids, at)
    groups = _groups(kids, at)
    days = {i.pk: _calendar(i, at) for i in {kid.institution for kid in kids}}
    return [_kid(kid, groups.get(kid.pk), marks.get(kid.pk), days, told, at) for kid in kids]


def _calendar(institution: Institution, at: datetime) -> calendar.Calendar:
    day = local_day(at, institution.time_zone)
    return calendar.of(institution, day, day)


def _marks(access: Access, kids: list[Child], at: datetime) -> dict[int, Mark]:
    days = {local_day(at, kid.institution.time_zone) for kid in kids}
    seen = Mark.objects.visible_to(access, Action.VIEW_ATTENDANCE).filter(day__in=days)
    return {mark.child_id: mark for mark in seen.select_related("register")}


def _groups(kids: list[Child], at: datetime) -> dict[int, ChildGroup]:
    found: dict[int, ChildGroup] = {}
    for day in {local_day(at, kid.institution.time_zone) for kid in kids}:
        owning: list[Enrolment] = list(
            enrolments_owning(day).filter(child__in=kids).select_related("group")
        )
        found |= {enrolment.child_id: enrolment.group for enrolment in owning}
    return found


def _kid(child, group, mark, days, told, at) -> Kid:
    day = local_day(at, child.institution.time_zone)
    why_off = days[child.institution_id].why_off(day, group) or ""
    if child.pk not in told:
        group = None  # where a child is includes its group
    return Kid(
        child, child.institution, group, _state(child, group, mark, why_off, told), why_off, mark
    )


def _state(child: Child, group: ChildGroup | None, mark: Mark | None, why_off: str, told: set[int]):
    if child.pk not in told:
        return "hidden"
    if mark is not None:
        return "present" if mark.presence == Presence.PRESENT else "absent"
    if group is None:
        return "none"
    return "off" if why_off else "unknown"
