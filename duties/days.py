"""Days as weeks and months hold them."""

from datetime import date

from duties.clock import ONE_DAY


def monday_of(day: date) -> date:
    return day - ONE_DAY * day.weekday()


def month_after(day: date) -> date:
    """The first day of the month after the one in which a day lies."""
    return (day.replace(day=1) + ONE_DAY * 31).replace(day=1)
