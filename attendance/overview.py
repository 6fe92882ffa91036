"""One day of all groups that a person of the staff sees: who has confirmed, who is late, who is silent."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q

from attendance.due_children import count_by_group
from attendance.models import Mark, Presence
from duties import calendar, registry, school_year
from duties.clock import local_day
from duties.registry import Owed, Status
from people.access import Access, Action
from people.models import ChildGroup


@dataclass(frozen=True)
class Line:
    """A group today."""

    group: ChildGroup
    children: int
    owed: Owed | None  # None: nothing is owed today
    status: Status | None
    why_off: str
    present: int
    absent: int
    recordable: bool

    @property
    def needs_me(self) -> bool:
        return self.recordable and self.status in (Status.OPEN, Status.OVERDUE)


def of_day(access: Access, *, at: datetime) -> list[Line]:
    """Lines of every group seen today, in the groups' order. Seven queries, however many groups."""
    institution = access.institution
    if institution is None:
        return []
    day = local_day(at, institution.time_zone)
    groups = _groups(access, day)
    if not groups:
        return []
    days = calendar.of(institution, day, day)
    owed = {
        one.group.pk: one
        for one in registry.owed_by(groups, institution=institution, day=day, calendar=days)
        if one.duty.code == "attendance"
    }
    children, marks = count_by_group(groups, day), _counts(groups, day)
    return [_line(g, at, owed.get(g.pk), days.why_off(day, g), children, marks) for g in groups]


def _groups(access: Access, day: date) -> list[ChildGroup]:
    mine = access.groups(Action.RECORD_ATTENDANCE).filter(pk=OuterRef("pk"))
    seen = access.groups(Action.VIEW_ATTENDANCE).of_year(school_year.school_year_of(day))
    return list(seen.annotate(may_record=Exists(mine)).order_by("sort_key", "pk"))


def _counts(groups: list[ChildGroup], day: date) -> dict[int, tuple[int, int]]:
    """Present and absent by group id, of confirmed registers."""
    confirmed = Mark.objects.filter(
        register__group__in=groups, day=day, register__first_confirmed_at__isnull=False
    )
    rows = confirmed.values_list("register__group").annotate(
        present=Count("pk", filter=Q(presence=Presence.PRESENT)),
        absent=Count("pk", filter=Q(presence=Presence.ABSENT)),
    )
    return {group: (present, absent) for group, present, absent in rows}


def _line(group, at: datetime, owed: Owed | None, why_off, children, marks) -> Line:
    present, absent = marks.get(group.pk, (0, 0))
    return Line(
        group=group, children=children.get(group.pk, 0), owed=owed,
        status=owed.status(at) if owed else None, why_off=why_off or "",
        present=present, absent=absent, recordable=group.may_record,
    )  # fmt: skip
