"""Of which age stage a child is in a school year."""

from datetime import date

from people.models.child import Stage

SECOND_FROM, THIRD_FROM = 3, 5  # years that the child turns when the school year begins


def stage_of(birth_date: date, school_year: int, override: int | None = None) -> Stage:
    """By the years that the child turns in the calendar year in which the school year begins.

    So the law counts compulsory preparation (``compulsory``), whose two years are the third stage:
    a child born in December would else have one year of it. It is the same on each day of a school
    year, and known in August, when September is planned. Who stays a year longer is of the third
    still. The card may say otherwise, for all years.
    """
    if override is not None:
        return Stage(override)
    turns = school_year - birth_date.year
    if turns >= THIRD_FROM:
        return Stage.THIRD
    return Stage.SECOND if turns >= SECOND_FROM else Stage.FIRST
