"""What there was before the first plan: who teaches which area, and last year's groups to begin from."""

from __future__ import annotations

from curriculum.lists import Area, Stage
from curriculum.operations import set_areas
from curriculum.specialists import specialists
from duties import calendar
from duties.calendar.school_year import first_day
from ejournal.demo.months.rows import entries_of
from ejournal.demo.months.writing import write
from ejournal.demo.months.year import months_of, sheets_of
from ejournal.demo.place import Place
from people.models import ChildGroup
from people.operations import change_group, open_group
from people.rules.stages import stage_of
from planning.models import MonthPlan


def remember(place: Place) -> int:
    """Once, before the house has a plan.

    :returns: how many plans were made
    """
    if MonthPlan.objects.filter(institution=place.institution).exists():
        return 0
    _teach(place)
    return _write(place) if place.house.key == "a" else 0


def _teach(place: Place) -> None:
    """Its specialists teach music."""
    house = place.institution
    for user in specialists(house, place.today):
        set_areas(institution=house, user=user, areas=[Area.CULTURE], seen=[], by=place.head())


def _write(place: Place) -> int:
    """Groups of the year before without children or staff: their plans are all that is needed."""
    year = place.year - 1
    groups = list(enumerate(_groups(place, year)))
    known = calendar.of(place.institution, first_day(year), first_day(year + 1))
    stages = [_stage(place, number, year) for number, _group in groups]
    sheets = list(sheets_of(place, groups, stages, months_of(year), known))
    return len(write(sheets, entries_of(place.institution, year), known))


def _groups(place: Place, year: int) -> list[ChildGroup]:
    """In order; this year's go on from them."""
    by, made = place.head(), []
    for group in place.groups:
        before = open_group(
            institution=place.institution, name=group.name, school_year=year, symbol=group.symbol,
            by=by,
        )  # fmt: skip
        group.continues = before
        change_group(group=group, by=by)
        made.append(before)
    return made


def _stage(place: Place, number: int, year: int) -> Stage:
    """Of last year's children nothing is kept but how old they were."""
    born, _last = place.house.groups[number].born(place.year)
    return stage_of(born, year)
