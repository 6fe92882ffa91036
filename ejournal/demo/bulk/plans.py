"""Plans of the months gone by and of the coming one, of every group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time

from curriculum.lists import Stage
from duties.calendar import Calendar
from duties.calendar.days import Month
from ejournal.demo.bulk.copying import copy_rows
from ejournal.demo.bulk.people import House, born_since
from ejournal.demo.bulk.scale import Scale
from ejournal.demo.months.course import course
from ejournal.demo.months.rows import Authors, Sheet, entries_of
from ejournal.demo.months.writing import write
from ejournal.demo.months.year import months_of
from ejournal.demo.plan.months.content import content
from outbox.clock import moment
from people.rules.stages import stage_of


def sheets_of(house: House, scale: Scale, calendar: Calendar) -> list[Sheet]:
    """Of the months gone by and of the coming one, whether they are submitted by now or not."""
    return [one for year in scale.school_years for one in _sheets(house, scale, year, calendar)]


def plan(house: House, scale: Scale, sheets: Iterable[Sheet], calendar: Calendar) -> None:
    """What would be submitted by the morning of that day."""
    now = moment(scale.today, time(8), house.institution.time_zone)
    done = [sheet for sheet in sheets if sheet.course.submitted_at < now]
    for year in scale.school_years:
        mine = [sheet for sheet in done if sheet.group.school_year == year]
        write(mine, entries_of(house.institution, year), calendar, put=copy_rows)


def _sheets(house: House, scale: Scale, year: int, calendar: Calendar) -> Iterator[Sheet]:
    stages = [_stage(house, scale, number, year) for number in range(len(house.groups[year]))]
    for number, group in enumerate(house.groups[year]):
        turn = stages[:number].count(stages[number]) + year
        for month in _months(scale, year):
            when = course(group, month, number, calendar)
            said = content(month.month, stages[number], turn)
            yield Sheet(group, month, number, said, Authors(house.teachers[number]), when)


def _months(scale: Scale, year: int) -> Iterator[date]:
    first, coming = Month.of(scale.first_day).first, Month.of(scale.today).until
    return (month for month in months_of(year) if first <= month <= coming)


def _stage(house: House, scale: Scale, number: int, year: int) -> Stage:
    return stage_of(born_since(house, scale, number), year)
