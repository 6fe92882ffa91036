"""Dated facts that make a day interesting: a move, a loan, a substitute, a suspended father."""

from __future__ import annotations

from datetime import datetime, timedelta

from ejournal.demo.people import Cards
from ejournal.demo.place import Place
from ejournal.demo.plan.staff import SUBSTITUTE, SUBSTITUTED_GROUP
from people.models import Assignment, Child, Enrolment, User
from people.operations import assign, enrol, move, suspend

MOVED = (3, 0)  # from and to: numbers of groups of one age
LENT = (8, 6)
_SUBSTITUTION = timedelta(weeks=2)
_SUSPENSION = timedelta(weeks=12)


def move_and_lend(place: Place, cards: Cards) -> None:
    """A child moved on the working day before today; another is in a joint group for three weeks."""
    days = place.past_days()
    if len(days) < 2:  # the year has just begun
        return
    by = place.head()
    moved = _last_of(cards, place.house.key, MOVED[0])
    move(child=moved, group=place.groups[MOVED[1]], since=days[-1], by=by)
    enrol(
        child=_last_of(cards, place.house.key, LENT[0]), group=place.groups[LENT[1]],
        since=days[-2], until=min(place.today + timedelta(weeks=3), place.year_end),
        kind=Enrolment.Kind.TEMPORARY, by=by,
    )  # fmt: skip


def suspend_one(place: Place, at: datetime) -> None:
    """Whoever signs in as him reads why."""
    suspend(
        user=User.objects.get(username="apturets"), since=place.today,
        until=place.today + _SUSPENSION, by=place.head(), at=at,
        reason="Grupas fotogrāfijas publicētas sociālajā tīklā bez vecāku piekrišanas.",
    )  # fmt: skip


def _last_of(cards: Cards, house: str, group: int) -> Child:
    return [child for card, child in cards if (card.house, card.group) == (house, group)][-1]


def keep_substitute(place: Place) -> None:
    """Somebody substitutes today; when a substitution has run out, the next one begins."""
    user = User.objects.filter(username=SUBSTITUTE).first()
    if user is None or place.house.key != "a" or len(place.groups) <= SUBSTITUTED_GROUP:
        return
    group, kind = place.groups[SUBSTITUTED_GROUP], Assignment.Kind.SUBSTITUTE
    current = Assignment.objects.filter(group=group, kind=kind, until__gt=place.today)
    if current.exists():
        return
    assign(
        user=user, group=group, kind=kind, since=place.shown_day(),
        until=place.today + _SUBSTITUTION, by=place.head(),
    )  # fmt: skip
