"""Talks with the families of the days gone by, of every group."""

from __future__ import annotations

from duties.calendar import Calendar
from ejournal.demo.bulk.copying import copy_rows
from ejournal.demo.bulk.people import House
from ejournal.demo.bulk.scale import Scale
from ejournal.demo.talks.course import talks_of
from ejournal.demo.talks.writing import write


def talk(house: House, scale: Scale, calendar: Calendar) -> None:
    """Shared, mostly read; what was agreed is done once its day has come."""
    write(
        [
            held
            for year in scale.school_years
            for number, group in enumerate(house.groups[year])
            for held in talks_of(
                group,
                house.children[number],
                house.guardians,
                house.teachers[number],
                calendar,
                scale.today,
            )
            if held.day >= scale.first_day
        ],
        put=copy_rows,
    )
