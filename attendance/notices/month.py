"""A child's month at a glance: a calendar of what is confirmed, and of what was reported ahead."""

from calendar import Calendar as Weeks
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from attendance.models import AbsenceNotice, Mark, Reason
from duties import calendar
from duties.calendar.days import Month
from outbox.clock import ONE_DAY, local_day
from people.access import Access, Action
from people.models import Child, Enrolment

AHEAD = 400  # days: no month further away is shown


@dataclass(frozen=True)
class Cell:
    """One day. ``state``: present, late, absent, off, away (reported ahead), none, blank (nothing yet)."""

    number: int
    title: str  # the day in full, for ears
    weekday: str  # in short, where the days stand one under another
    state: str
    word: str
    is_today: bool = False


@dataclass(frozen=True)
class ChildMonth:
    """Input of ``attendance/notices/month.html``."""

    child: Child
    title: str
    weekdays: list[str]
    weeks: list[list[Cell | None]]  # None: a day of another month
    counts: list[tuple[str, int, str]]  # icon, number, word
    before: dict[str, str] | None
    after: dict[str, str] | None


@dataclass(frozen=True)
class _Facts:
    today: date
    marks: dict[date, Mark]
    days: calendar.Calendar
    enrolled: list[Enrolment]
    notices: list[AbsenceNotice]

    def group(self, day: date):
        """The one that owns the day; a temporary enrolment goes before the permanent one."""
        lying = [e for e in self.enrolled if e.since <= day and (e.until is None or e.until > day)]
        return max(lying, key=lambda e: e.kind).group if lying else None


def month_of(child: Child, month: date, *, access: Access, at: datetime) -> ChildMonth | None:
    """Five queries, whatever the month holds; None for a month in which the child cannot be here."""
    today = local_day(at, child.institution.time_zone)
    if month.year < 2000 or month > today + ONE_DAY * AHEAD:
        return None
    following = Month(month).until
    facts = _facts(child, month, following, access, today)
    weeks = [
        [_cell(day, facts) if day.month == month.month else None for day in week]
        for week in Weeks().monthdatescalendar(month.year, month.month)
    ]
    first = Enrolment.objects.filter(child=child).order_by("since").values_list("since", flat=True)
    begin = first.first()
    return ChildMonth(
        child=child, title=Month(month).title,
        weekdays=[date_format(day, "D") for day in Weeks().itermonthdates(2026, 6)][:7],
        weeks=weeks, counts=list(_counts(facts, month)),
        before=_link(child, Month(month).before) if begin and begin < month else None,
        after=_link(child, Month(month).after) if _has_after(child, following, today) else None,
    )  # fmt: skip


def _facts(child: Child, month: date, following: date, access: Access, today: date) -> _Facts:
    marks = Mark.objects.visible_to(access, Action.VIEW_ATTENDANCE).filter(
        child=child, day__gte=month, day__lt=following, register__first_confirmed_at__isnull=False
    )
    notices = AbsenceNotice.objects.filter(child=child).standing().between(month, following)
    enrolled = Enrolment.objects.filter(Month(month).touching_it, child=child)
    return _Facts(
        today, {mark.day: mark for mark in marks},
        calendar.of(child.institution, month, following), list(enrolled.select_related("group")),
        list(notices),
    )  # fmt: skip


def _cell(day: date, facts: _Facts) -> Cell:
    state, word = _state(day, facts)
    title, weekday = date_format(day, "l, j. F"), date_format(day, "D")
    return Cell(day.day, title, weekday, state, word, is_today=day == facts.today)


def _state(day: date, facts: _Facts) -> tuple[str, str]:
    mark = facts.marks.get(day)
    if mark is not None:
        return _of_a_mark(mark)
    group = facts.group(day)
    if group is None:
        return "none", _("not enrolled")
    if why_off := facts.days.why_off(day, group):
        return "off", "" if day.weekday() >= calendar.SATURDAY else why_off
    told = next((notice for notice in facts.notices if notice.covers(day)), None)
    if told is not None:
        return "away", _("reported: %(reason)s") % {"reason": Reason(told.reason).label}
    return "blank", "" if day >= facts.today else _("not marked")


def _of_a_mark(mark: Mark) -> tuple[str, str]:
    if mark.is_absent:
        reason = Reason(mark.reason).label if mark.reason else _("the reason is not known")
        return "absent", str(reason)
    if mark.arrived_at:
        time = f"{mark.arrived_at.hour}:{mark.arrived_at.minute:02}"
        return "late", _("came at %(time)s") % {"time": time}
    return "present", pgettext("attendance", "present")


def _counts(facts: _Facts, month: date) -> Iterator[tuple[str, int, str]]:
    """In words: days present, of these late, and absent by reason."""
    marks = [mark for mark in facts.marks.values() if mark.day.month == month.month]
    here = [mark for mark in marks if not mark.is_absent]
    yield "check", len(here), ngettext("day present", "days present", len(here))
    if late := sum(mark.arrived_at is not None for mark in here):
        yield "clock", late, ngettext("late arrival", "late arrivals", late)
    away = Counter(mark.reason for mark in marks if mark.is_absent)
    for reason, number in away.most_common():
        word = capfirst(str(Reason(reason).label)) if reason else _("Reason not known")
        yield (
            "x",
            number,
            ngettext("day absent: %(reason)s", "days absent: %(reason)s", number)
            % {"reason": word.lower()},
        )


def _has_after(child: Child, following: date, today: date) -> bool:
    if following <= today:
        return True
    ahead = AbsenceNotice.objects.filter(child=child, until__gt=following).standing()
    return ahead.exists()


def _link(child: Child, month: Month) -> dict[str, str]:
    url = reverse("attendance:child_month", args=[child.pk, month.first])
    return {"url": url, "text": month.name}
