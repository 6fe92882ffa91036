"""Absences without a known or valid reason that still go on.

Unexplained is a confirmed absence whose reason is not known, or of which nurse or clerk decided
that there was no excuse. A confirmed day that the child was there, or that has a reason, ends it.
A day off neither counts nor ends it, nor does a day whose register nobody has confirmed: of that
day nothing is known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet

from attendance.models import Mark, Presence, Reason
from duties import calendar
from people.models import Child, ChildGroup, Institution
from people.rules.compulsory import is_compulsory
from people.whose_day import enrolments_owning

LATELY = timedelta(days=60)  # whoever has not been marked for longer is not looked for
UNEXPLAINED = Q(presence=Presence.ABSENT) & (Q(reason__isnull=True) | Q(reason=Reason.UNEXCUSED))
_ENDS = Q(presence=Presence.PRESENT) | Q(reason__isnull=False) & ~Q(reason=Reason.UNEXCUSED)


@dataclass(frozen=True)
class Absence:
    """A child's unexplained working days in a row, the last of them in ``group``."""

    child: Child
    group: ChildGroup
    days: tuple[date, ...]

    @property
    def since(self) -> date:
        return self.days[0]


def confirmed_marks() -> QuerySet[Mark]:
    return Mark.objects.filter(register__first_confirmed_at__isnull=False)


def going_on(institution: Institution, today: date) -> list[Absence]:
    """Those of children of compulsory age who belong to a group today. Two queries.

    Days before the compulsory age do not count.
    """
    marks = list(_of_running_absences(institution, today))
    if not marks:
        return []
    days = calendar.of(institution, min(mark.day for mark in marks), today)
    counted = (mark for mark in marks if _counts(mark, days))
    return [_absence(list(own)) for _, own in groupby(counted, key=lambda mark: mark.child_id)]


def _of_running_absences(institution: Institution, today: date) -> QuerySet[Mark]:
    confirmed = confirmed_marks().filter(institution=institution)
    lately = confirmed.filter(UNEXPLAINED, day__gt=today - LATELY, day__lte=today)
    here = enrolments_owning(today).filter(institution=institution)
    ended = confirmed_marks().filter(_ENDS, child=OuterRef("child"), day__gt=OuterRef("day"))
    running = confirmed.filter(UNEXPLAINED, ~Exists(ended), child__in=lately.values("child"))
    of_today = running.filter(child__in=here.values("child"), day__lte=today)
    return of_today.select_related("child", "register__group").order_by("child", "day")


def _counts(mark: Mark, days: calendar.Calendar) -> bool:
    return days.is_working(mark.day, mark.register.group) and is_compulsory(mark.child, mark.day)


def _absence(marks: list[Mark]) -> Absence:
    last = marks[-1]
    return Absence(last.child, last.register.group, tuple(mark.day for mark in marks))


def unexplained_days(marks: Iterable[Mark]) -> list[date]:
    wanted = (None, Reason.UNEXCUSED)
    return [mark.day for mark in marks if mark.is_absent and mark.reason in wanted]
