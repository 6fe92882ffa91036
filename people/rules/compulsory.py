"""Who is of the age of compulsory preparation for school."""

from datetime import date

from people.models import Child

FROM_AGE = 5
_FIRST_MONTH = 9  # a school year begins with September


def is_compulsory(child: Child, day: date) -> bool:
    """Whether the preparation is compulsory for the child on that day.

    From 1 September of the calendar year in which the child turns five, whenever in that year the
    birthday is; it ends when the child leaves for school, which the enrolment tells. The card may
    say otherwise, for all days.
    """
    if child.compulsory_override is not None:
        return child.compulsory_override
    return day >= date(child.birth_date.year + FROM_AGE, _FIRST_MONTH, 1)
