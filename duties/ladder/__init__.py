"""What is open or closed for writing: four rungs, each day judged by its own.

open: teachers write · week signed: nurse and clerk write · month closed and year sealed: nobody.
A rung binds the subjects it was closed for; a sealed year binds everything.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum, IntEnum, auto

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from duties.models import Closure
from outbox.clock import ONE_DAY
from people.access import Access, Action
from people.models import ChildGroup
from people.models.prepared import prepared


class Rung(IntEnum):
    OPEN = 0
    WEEK = Closure.Kind.WEEK
    MONTH = Closure.Kind.MONTH
    YEAR = Closure.Kind.YEAR


class Subject(Enum):
    """What is written of a day."""

    ATTENDANCE = auto()
    CALENDAR = auto()
    JOURNAL = auto()  # the rest: day log, plan, marks of assessment


BINDING: dict[Subject, frozenset[Rung]] = {
    Subject.ATTENDANCE: frozenset({Rung.WEEK, Rung.MONTH, Rung.YEAR}),
    Subject.CALENDAR: frozenset({Rung.MONTH, Rung.YEAR}),  # a month's table counts working days
    Subject.JOURNAL: frozenset({Rung.YEAR}),
}


def rung(subject: Subject, group: ChildGroup, day: date) -> Rung:
    """How far a day of a group is closed for a subject. One query."""
    over = _over_group(institution=group.institution_id, group=group.pk, day=day)
    return highest(subject, (closure.kind for closure in over))


def highest(subject: Subject, closed: Iterable[int]) -> Rung:
    """Of the kinds of closures over a day, for whoever has asked for them already."""
    return max({Rung(kind) for kind in closed} & BINDING[subject], default=Rung.OPEN)


@prepared
def _over_group(institution: int, group: int, day: date) -> QuerySet[Closure]:
    return Closure.objects.over(institution=institution, group=group, day=day)


def may_write(rung: Rung, access: Access) -> bool:
    """Does this person still write on this rung? A signed week: those who correct it (R23)."""
    if rung == Rung.WEEK:
        return access.holds(Action.CORRECT_ATTENDANCE)
    return rung == Rung.OPEN


def why_closed(rung: Rung) -> str:
    return {
        Rung.WEEK: _(
            "The week has been checked and signed. Ask the nurse or the clerk to correct it."
        ),
        Rung.MONTH: _("The month is closed. Administration can reopen it."),
        Rung.YEAR: _("The school year is sealed."),
    }[rung]


def lies_over(upper: Closure, lower: Closure) -> bool:
    """Is a rung closed above another? A week belongs to the month in which it ends."""
    last = lower.until - ONE_DAY
    whose = upper.group_id in (None, lower.group_id)
    stands = upper.reopened_at is None and upper.since <= last < upper.until
    return upper.kind > lower.kind and whose and stands


def above(closure: Closure) -> Closure | None:
    """The highest rung closed over it, which is opened first. One query."""
    over = Closure.objects.over(
        institution=closure.institution, group=closure.group, day=closure.until - ONE_DAY
    )
    return over.filter(kind__gt=closure.kind).order_by("-kind").first()


def why_not_reopened(upper: Closure) -> str:
    return {
        Rung.MONTH: _("The month over these days is closed: open the month first."),
        Rung.YEAR: _("The school year is sealed."),
    }[Rung(upper.kind)]


def require_open(subject: Subject, *, access: Access, group: ChildGroup, day: date) -> None:
    """:raises ValidationError: the day is closed for the role this person acts in"""
    require_rung(rung(subject, group, day), access=access)


def require_rung(reached: Rung, *, access: Access) -> None:
    """:raises ValidationError: so far the role this person acts in does not write"""
    if not may_write(reached, access):
        raise ValidationError(why_closed(reached), code="closed")
