"""With whom a talk is held when: with each child's family in autumn and in spring, the days spread over
groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from duties.calendar import Calendar
from duties.calendar.school_year import school_year_of
from ejournal.demo.absences import source
from ejournal.demo.months.course import working_day
from ejournal.demo.plan.talks.content import spoken
from ejournal.demo.talks.rows import Held
from outbox.clock import ONE_DAY
from people.models import Child, ChildGroup, User

_HELD, _BOTH, _UNREAD = 0.8, 0.3, 0.1
_TURNS = 7 * 10  # of what is said
_TERMS = (((9, 21), (12, 11)), ((3, 8), (5, 21)))  # months and days: autumn, spring

Families = Mapping[int, Sequence[User]]  # guardians by child


def terms_of(year: int) -> list[tuple[date, date]]:
    """First and last days, of a school year."""
    return [
        (date(year + nth, *first), date(year + nth, *last))
        for nth, (first, last) in enumerate(_TERMS)
    ]


def term_of(day: date) -> tuple[int, bool]:
    """The school year, and whether it is its second half."""
    year = school_year_of(day)
    _autumn, (spring, _last) = terms_of(year)
    return year, day >= spring


def talks_of(
    group: ChildGroup, children: Sequence[Child], families: Families, teachers: Sequence[User],
    calendar: Calendar, today: date,
) -> Iterator[Held]:  # fmt: skip
    """Those of the school year before ``today``. Most families come, some with both parents."""
    for term in terms_of(group.school_year):
        for nth, child in enumerate(children):
            family = families.get(child.pk, ())
            teacher = teachers[nth % len(teachers)] if teachers else None
            held = _held(group, child, family, teacher, term, calendar, today)
            if held and held.day < today:
                yield held


def _held(
    group: ChildGroup, child: Child, family: Sequence[User], teacher: User | None,
    term: tuple[date, date], calendar: Calendar, today: date,
) -> Held | None:  # fmt: skip
    """Nothing of a child of whom nobody is recorded, nor where a family did not come."""
    first, last = term
    rng = source("talk", group.institution.slug, child.first_name, child.last_name, first)
    if not family or teacher is None or rng.random() >= _HELD:
        return None
    day = working_day(calendar, first + ONE_DAY * rng.randrange((last - first).days))
    came = family if rng.random() < _BOTH else family[:1]
    said, is_answered = spoken(rng.randrange(_TURNS)), rng.random() >= _UNREAD
    return Held(child, group, day, teacher, came, said, today, is_answered=is_answered)
