"""How far the days of a stretch are closed: the ladder, asked once for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import Q

from attendance.rules import why_not
from duties import calendar, ladder
from duties.ladder import Rung
from duties.models import Closure
from people.access import Access
from people.models import ChildGroup, Institution


@dataclass(frozen=True)
class Closures:
    """What is closed of some days of an institution."""

    rows: list[Closure]

    def rung(self, group: ChildGroup, day: date) -> Rung:
        mine = [c.kind for c in self.rows if c.group_id in (None, group.pk) and _over(c, day)]
        return Rung(max(mine, default=Rung.OPEN))

    def open_days(self, group: ChildGroup, days: Iterable[date]) -> set[date]:
        """Those that lie in no closed month: nurse and clerk still write them."""
        return {day for day in days if self.rung(group, day) < Rung.MONTH}

    def signed(self, group: ChildGroup, monday: date) -> Closure | None:
        """The signature under a group's week."""
        weeks = (c for c in self.rows if c.kind == Closure.Kind.WEEK and c.group_id == group.pk)
        return next((closure for closure in weeks if _over(closure, monday)), None)


def _over(closure: Closure, day: date) -> bool:
    return closure.since <= day < closure.until


def closures_of(institution: Institution, since: date, until: date) -> Closures:
    """Closures in force over some day from ``since`` until the day before ``until``. One query."""
    lying = Q(since__lt=until, until__gt=since, reopened_at__isnull=True)
    rows = Closure.objects.filter(lying, institution=institution).select_related("closed_by")
    return Closures(list(rows))


def require_writable(group: ChildGroup, days: Iterable[date], *, by: Access, at: datetime) -> None:
    """``attendance.rules.require_recordable`` for several days at once. Two queries.

    :raises ValidationError: a future day, a day off, or a day closed for this person's role
    """
    days = sorted(days)
    if not days:
        return
    of_days = calendar.of(group.institution, days[0], days[-1])
    closures = closures_of(group.institution, days[0], date.fromordinal(days[-1].toordinal() + 1))
    for day in days:
        if reason := why_not(group, day, at=at, days=of_days):
            raise ValidationError(reason, code="no_register")
        rung = closures.rung(group, day)
        if not ladder.may_write(rung, by):
            raise ValidationError(ladder.why_closed(rung), code="closed")
