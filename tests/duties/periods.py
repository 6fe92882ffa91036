"""One duty of each kind of period, owed by every group with ``done`` as the test says."""

from datetime import date, datetime, time

from duties import leads
from duties.periods import DayDuty, MonthDuty, WeekDuty, YearDuty
from duties.settings import minutes_setting
from people.access import Action

HALF_AN_HOUR = minutes_setting("tests.half_an_hour", "Half an hour", 30)
LONG = (leads.working_days_before(3), leads.working_days_before(1))
LATE = (leads.WHEN_LATE, leads.ESCALATED_SOON)


class ByTheBook:
    """Owed by every group that works that day; done when ``book`` says so."""

    action = Action.RECORD_ATTENDANCE

    def __init__(self, book: dict[tuple[str, int, date], datetime]) -> None:
        self.book = book
        self.now: datetime | None = None

    def owed(self, groups, day, calendar):
        return [group for group in groups if self.counts(day, calendar, group)]

    def counts(self, day, calendar, group):
        return True

    def done(self, groups, day):
        moments = {group.pk: self.book.get((self.code, group.pk, day)) for group in groups}
        return {pk: when for pk, when in moments.items() if when and when <= self.now}

    def url(self, group, day):
        return f"/groups/{group.pk}/" if group else "/groups/"


class Evening(ByTheBook, DayDuty):
    """By 19:00 each working day, as the day's log."""

    code, label = "evening", "Evening"
    leads = (leads.minutes_before(HALF_AN_HOUR), *LATE)

    def due_time(self, institution):
        return time(19)

    def counts(self, day, calendar, group):
        return calendar.is_working(day, group)


class Weekly(ByTheBook, WeekDuty):
    code, label = "weekly", "Weekly"
    leads = (leads.working_days_before(1), *LATE)


class Monthly(ByTheBook, MonthDuty):
    code, label = "monthly", "Monthly"
    leads = (*LONG, *LATE)


class Yearly(ByTheBook, YearDuty):
    code, label = "yearly", "Yearly"
    leads = (*LONG, *LATE)


ALL = (Evening, Weekly, Monthly, Yearly)
