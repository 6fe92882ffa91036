"""The plans of a school year: each that would be submitted by now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from curriculum.lists import Stage
from curriculum.specialists import areas_by_person
from curriculum.stages import stages_of
from duties.calendar import Calendar, school_year
from duties.calendar.days import Month
from ejournal.demo.months.course import course
from ejournal.demo.months.rows import Authors, Sheet, entries_of
from ejournal.demo.months.writing import write
from ejournal.demo.place import Place
from ejournal.demo.plan.months.content import content
from outbox.clock import moment
from people.models import ChildGroup, User
from planning.models import MonthPlan

BEING_WRITTEN, NOT_BEGUN = 0, 1  # numbers of groups whose coming month is not submitted


def now(place: Place) -> datetime:
    """The demonstration of a day is brought up to its morning."""
    return moment(place.today, time(8), place.institution.time_zone)


def fill(place: Place) -> int:
    """Add the plans that would be submitted by now. One that is there is somebody's and stays as it is.

    :returns: how many were made
    """
    sheets = list(_submitted(place))
    write(sheets, entries_of(place.institution, place.year), place.calendar())
    return len(sheets)


def months_of(year: int) -> list[date]:
    """First days, from September on."""
    return [month.first for month in school_year.months(year)]


def coming(place: Place) -> date:
    return Month.of(place.today).until


def sheet_of(place: Place, number: int, month: date) -> Sheet | None:
    """What the plan of one group of this year is, whenever it is written; None where nobody teaches."""
    groups = list(enumerate(place.groups))
    every = sheets_of(place, groups, stages(place.groups), [month], place.calendar())
    return next((sheet for sheet in every if sheet.number == number), None)


def sheets_of(
    place: Place, groups: Sequence[tuple[int, ChildGroup]], stages: Sequence[Stage],
    months: Sequence[date], known: Calendar,
) -> Iterator[Sheet]:  # fmt: skip
    """Of each group and month. Groups of one stage take turns at what a month says."""
    authors = authors_of(place)
    for nth, (number, group) in enumerate(groups):
        turn = stages[:nth].count(stages[nth]) + group.school_year
        for month in months if number in authors else ():
            said = content(month.month, stages[nth], turn)
            when = course(group, month, number, known)
            yield Sheet(group, month, number, said, authors[number], when)


def _submitted(place: Place) -> Iterator[Sheet]:
    at, ahead = now(place), coming(place)
    there = set(MonthPlan.objects.filter(group__in=place.groups).values_list("group", "month"))
    months = [month for month in months_of(place.year) if month <= ahead]
    groups = list(enumerate(place.groups))
    for sheet in sheets_of(place, groups, stages(place.groups), months, place.calendar()):
        is_left = sheet.month == ahead and sheet.number in (BEING_WRITTEN, NOT_BEGUN)
        is_there = (sheet.group.pk, sheet.month) in there
        if not is_left and not is_there and sheet.course.submitted_at < at:
            yield sheet


def stages(groups: Sequence[ChildGroup]) -> list[Stage]:
    """Of which most children of each group are."""
    return [_most(group) for group in groups]


def _most(group: ChildGroup) -> Stage:
    year = group.school_year
    counted = Counter(
        stages_of(group, school_year.first_day(year), school_year.first_day(year + 1))
    )
    return counted.most_common(1)[0][0] if counted else Stage.SECOND


def authors_of(place: Place) -> dict[int, Authors]:
    """Who writes in each group, by its number: two teachers, and the specialists of the house."""
    areas = areas_by_person(place.institution)
    people = User.objects.in_bulk(areas)
    specialists = {area: people[pk] for pk, mine in areas.items() for area in mine}
    teachers = place.teachers(place.today)
    return {
        number: Authors(teachers[group.pk], specialists)
        for number, group in enumerate(place.groups)
        if group.pk in teachers
    }
