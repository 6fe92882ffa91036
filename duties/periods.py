"""Duties of a day, a week, a month, a year: when each is due (see the decisions in the rules)."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format

from duties.calendar import Calendar, school_year
from duties.calendar.days import Month, monday_of
from duties.registry import Duty
from outbox.clock import ONE_DAY, ONE_SECOND, moment, next_midnight
from people.models import ChildGroup, Institution
from people.whose_day import count_by_group

_WORKING_DAYS = 5  # tomorrow, today, and the days before of which something late may still be told


class DayDuty(Duty):
    """Due at a time of its own day; late from the next second on."""

    @abstractmethod
    def due_time(self, institution: Institution) -> time: ...

    def days(self, around: date, calendar: Calendar) -> Iterable[date]:
        found = [day for day in (around + ONE_DAY, around) if calendar.is_working(day)]
        before = calendar.working_day_before(around)
        while before and len(found) < _WORKING_DAYS:
            found.append(before)
            before = calendar.working_day_before(before)
        return found

    def due_at(
        self, institution: Institution, day: date, calendar: Calendar | None = None
    ) -> datetime:
        return moment(day, self.due_time(institution), institution.time_zone)

    def late_from(
        self, institution: Institution, day: date, calendar: Calendar | None = None
    ) -> datetime:
        return self.due_at(institution, day) + ONE_SECOND


class GroupDayDuty(DayDuty):
    """Of each open group, on each working day on which it has children."""

    def owed(self, groups: Iterable[ChildGroup], day: date, calendar: Calendar) -> list[ChildGroup]:
        groups = list(groups)
        return self.owing(groups, day, calendar, count_by_group(groups, day))

    def owing(
        self,
        groups: Iterable[ChildGroup],
        day: date,
        calendar: Calendar,
        children: Mapping[int, int],
    ) -> list[ChildGroup]:
        """The same of groups whose ``children`` are counted already."""
        working = (group for group in groups if calendar.is_working(day, group))
        return [group for group in working if children.get(group.pk)]


class WholeDayDuty(Duty):
    """Due by the end of some day; late from the next midnight on."""

    @abstractmethod
    def last_day(self, day: date, calendar: Calendar) -> date:
        """The day by whose end the period that begins on ``day`` is due."""

    def due_at(self, institution: Institution, day: date, calendar: Calendar) -> datetime:
        return next_midnight(self.last_day(day, calendar), institution.time_zone)

    def late_from(self, institution: Institution, day: date, calendar: Calendar) -> datetime:
        return self.due_at(institution, day, calendar)


class WeekDuty(WholeDayDuty):
    """Of a week that begins on a Monday; due on the first working day after it (R23)."""

    def days(self, around: date, calendar: Calendar) -> Iterable[date]:
        return [
            monday_of(around) - timedelta(weeks=n) for n in range(5)
        ]  # the first is due next week

    def is_of(self, day: date) -> bool:
        return day == monday_of(day)

    def years(self, day: date) -> tuple[int, ...]:
        """The week of 1 September is owed by groups of both."""
        return tuple(sorted({school_year.school_year_of(d) for d in (day, day + ONE_DAY * 6)}))

    def last_day(self, day: date, calendar: Calendar) -> date:
        sunday = day + ONE_DAY * 6
        return calendar.working_day_after(sunday) or sunday


class MonthDuty(WholeDayDuty):
    """Of a month; due on the last working day of the month before (R24)."""

    def days(self, around: date, calendar: Calendar) -> Iterable[date]:
        this = Month.of(around)
        return [this.first, this.until, this.after.until]

    def is_of(self, day: date) -> bool:
        return day.day == 1

    def when(self, day: date) -> str:
        """«decembris»"""
        return date_format(day, "F")

    def last_day(self, day: date, calendar: Calendar) -> date:
        return calendar.last_working_day_of_previous_month(day) or day - ONE_DAY


class YearDuty(WholeDayDuty):
    """Of a school year; due by 30 September of its beginning (R6, R36)."""

    def days(self, around: date, calendar: Calendar) -> Iterable[date]:
        this = school_year.school_year_of(around)
        return [school_year.first_day(this), school_year.first_day(this + 1)]

    def is_of(self, day: date) -> bool:
        return day == school_year.first_day(day.year)

    def last_day(self, day: date, calendar: Calendar) -> date:
        return date(day.year, 9, 30)
