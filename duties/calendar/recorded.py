"""What stands written of a day: it holds the calendar fast."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from duties import registry
from duties.calendar import school_year
from duties.ladder import BINDING, Subject
from duties.models import Closure
from duties.periods import DayDuty
from people.models import ChildGroup, Institution


def first_closed(
    institution: Institution, days: Sequence[date], group: ChildGroup | None
) -> date | None:
    """The first of the days that is closed for the calendar. One query."""
    closed = Closure.objects.filter(
        institution=institution, reopened_at__isnull=True, kind__in=BINDING[Subject.CALENDAR],
        since__lte=days[-1], until__gt=days[0],
    )  # fmt: skip
    if group is not None:
        closed = closed.filter(Q(group__isnull=True) | Q(group=group))
    stretches = list(closed.values_list("since", "until"))
    return next((d for d in days if any(since <= d < until for since, until in stretches)), None)


def first_recorded(
    institution: Institution, days: Sequence[date], group: ChildGroup | None
) -> tuple[date, list[ChildGroup]] | None:
    """The first of the days on which a duty of the day was done, and by which groups."""
    for day in days:
        groups = [group] if group else _of(institution, day)
        done = {pk for duty in _of_a_day() for pk in duty.done(groups, day)}
        if done:
            return day, [one for one in groups if one.pk in done]
    return None


def _of(institution: Institution, day: date) -> list[ChildGroup]:
    return list(institution.child_groups.of_year(school_year.school_year_of(day)))


def _of_a_day() -> list[registry.Duty]:
    return [duty for duty in registry.all_duties() if isinstance(duty, DayDuty)]
