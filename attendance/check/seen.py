"""Confirmed marks of a week, as the check reads them."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Q

from attendance.check.week import Week
from attendance.models import AbsenceNotice, Mark, Presence, Reason

# what is said of a child's day in one word: a reason, or one of these
PRESENT, UNKNOWN = "present", "unknown"
WORDS = frozenset({PRESENT, UNKNOWN, *Reason.values})
BEHIND = timedelta(weeks=7)  # days before the week that an illness is followed back to


class Seen(NamedTuple):
    """One child's day."""

    group_id: int
    child_id: int
    day: date
    presence: str
    reason: str | None
    settled_at: datetime | None
    family: str = ""
    given: str = ""

    @property
    def is_absent(self) -> bool:
        return self.presence == Presence.ABSENT

    @property
    def is_unexplained(self) -> bool:
        return self.is_absent and self.reason is None

    @property
    def word(self) -> str:
        return word(self.presence, self.reason)

    @property
    def name(self) -> str:
        return f"{self.family} {self.given}"


def word(presence: str, reason: str | None) -> str:
    return (reason or UNKNOWN) if presence == Presence.ABSENT else PRESENT


def marks_of(week: Week, *, illness_of: int | None = None) -> list[Seen]:
    """Confirmed marks of the week in Latvian order; of one group also illness before it. One query."""
    wanted = Q(register__group__in=week.groups, day__gte=week.monday, day__lt=week.until)
    if illness_of:
        before = Q(day__gte=week.monday - BEHIND, day__lt=week.monday)
        wanted |= before & Q(register__group=illness_of, reason=Reason.ILLNESS)
    rows = Mark.objects.filter(
        wanted, institution=week.institution, register__first_confirmed_at__isnull=False
    )
    columns = (
        "register__group_id", "child_id", "day", "presence", "reason", "settled_at",
        "child__last_name", "child__first_name",
    )  # fmt: skip
    ordered = rows.order_by("child__sort_key", "child_id", "day")
    return [Seen(*row) for row in ordered.values_list(*columns)]


def notices_of(week: Week) -> list[AbsenceNotice]:
    """Notices over the week, withdrawn ones too, and those until just before it. One query."""
    last = (week.calendar.working_day_before(week.monday, group) for group in week.groups)
    before = min((day for day in last if day), default=week.monday)
    told = AbsenceNotice.objects.filter(institution=week.institution)
    return list(told.between(before, week.until).order_by("reported_at", "pk"))
