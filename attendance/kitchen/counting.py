"""Taking the head count: once a day, as received at the cut-off, whenever the worker comes to it (R22)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Min

from attendance.kitchen.facts import Band, facts_of, open_groups
from attendance.kitchen.figures import Figures, Key, received_by
from attendance.kitchen.settings import CATERER_EMAIL, letter_due
from attendance.models import HeadCount, HeadCountLine
from attendance.settings import cutoff_at
from outbox.clock import ONE_DAY, local_day
from people import houses
from people.models import Institution
from people.operations import lock_groups

# An entry received at the last moment may still be being written.
GRACE = timedelta(seconds=15)
LOOKS_BACK = 3  # days: over a weekend too


def take_all(at: datetime) -> int:
    """Every institution whose cut-off has passed today and that has no count yet; missed days too.

    :returns: how many counts were taken
    """
    return houses.each(_take_what_is_owed, at=at, name="head count")


def _take_what_is_owed(institution: Institution, at: datetime) -> int:
    return sum(take(institution, day, at) is not None for day in _owed(institution, at))


def _owed(institution: Institution, at: datetime) -> list[date]:
    """Today, then the days before on which the worker may have been down; none before the first count.

    Today is first: a day gone by cannot wait for anybody's meal.
    """
    today = local_day(at, institution.time_zone)
    kept = HeadCount.objects.filter(institution=institution)
    first = kept.aggregate(first=Min("day"))["first"] or today
    days = [today - ONE_DAY * ago for ago in range(LOOKS_BACK + 1)]
    return [day for day in days if first <= day]


def take(institution: Institution, day: date, at: datetime) -> HeadCount | None:
    """Keep the count of a day: None while it is too early, on a day off, and when it is kept already.

    A second worker waits at the unique index until the first one is done, and then does nothing.
    """
    if at < cutoff_at(institution, day) + GRACE or _is_kept(institution, day):
        return None
    with transaction.atomic():
        return _taken(institution, day, at)


def _is_kept(institution: Institution, day: date) -> bool:
    return HeadCount.objects.filter(institution=institution, day=day).exists()


def _taken(institution: Institution, day: date, at: datetime) -> HeadCount | None:
    working = open_groups(institution, day)
    if not working:
        return None
    head_count, is_new = HeadCount.objects.get_or_create(
        institution=institution, day=day, defaults=_beginning(institution, day, at)
    )
    if not is_new:
        return None
    lock_groups(working)  # whoever is just writing a register is waited for
    figures = received_by(facts_of(institution, day), head_count.cutoff_at)
    HeadCountLine.objects.bulk_create(_lines(head_count, figures))
    return head_count


def _beginning(institution: Institution, day: date, at: datetime) -> dict[str, object]:
    """With a letter, unless the day is over: nobody cooks for it any more."""
    address = CATERER_EMAIL.of(institution)
    begun: dict[str, object] = {"cutoff_at": cutoff_at(institution, day), "taken_at": at}
    if address and day == local_day(at, institution.time_zone):
        due = max(at, letter_due(institution, day))
        begun |= {"letter": HeadCount.Letter.WAITING, "letter_to": address, "next_try_at": due}
    return begun


def _lines(head_count: HeadCount, figures: Figures) -> Iterator[HeadCountLine]:
    """A group that nobody came to has a line too: that it was heard of, or was silent, is kept."""
    groups = figures.received | figures.silent
    without = groups - {key.group for key in figures.counted}
    empty = {Key(group, Band.OLDER, ""): 0 for group in without}
    for key, number in sorted({**figures.counted, **empty}.items()):
        yield HeadCountLine(
            institution_id=head_count.institution_id, head_count=head_count, group_id=key.group,
            band=key.band, diet_code=key.diet, children=number,
            received=key.group in figures.received,
        )  # fmt: skip
