"""From which school years on a catalogue may be changed. Pure."""

from duties.calendar.school_year import school_year_of
from people.access import Access


def open_years(by: Access) -> tuple[int, int]:
    """The present one and the next: what past years could choose stays."""
    this = school_year_of(by.day)
    return this, this + 1
