"""Loading the demonstration, and bringing it up to a later day. Safe to repeat."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime, time

import pghistory
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from ejournal.demo import (
    calendar_days,
    days,
    half_done,
    meals,
    news,
    papers,
    parents,
    people,
    relations,
    years,
)
from ejournal.demo.place import Place
from ejournal.demo.plan import families
from ejournal.demo.plan.houses import HOUSES
from outbox.clock import moment
from people.models import Institution

_LOCK = 0x72697473  # two commands at once: the second waits
_STEPS: tuple[Callable[[Place], int | None], ...] = (
    years.begin,
    relations.keep_substitute,
    days.fill_past,
    meals.count_heads,
    parents.speak,
    half_done.finish_drafts,
    half_done.half_do,
    news.tell,
)
_log = logging.getLogger(__name__)


def bring_up_to(today: date) -> dict[str, int]:
    """Load everything the first time, later add only what is not there.

    :returns: how many rows of each kind were made
    :raises ValidationError: the database holds institutions that are not the demonstration's
    """
    with pghistory.context(task="demo"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        first_time = not _places(today)
        made = _first_load(today) if first_time else {}
        made["registers"] = sum(_top_up(place) for place in _places(today))
        if first_time:
            days.decide_unexcused(_places(today)[0])
    return made


def _top_up(place: Place) -> int:
    """What people have changed meanwhile may hinder one step; the others are still made."""
    made = 0
    for step in _STEPS:
        try:
            with transaction.atomic():
                made += step(place) or 0
        except (PermissionDenied, ValidationError) as hindered:
            _log.warning("%s: %s left out: %s", place.institution, step.__name__, hindered)
    return made


def _places(today: date) -> list[Place]:
    found = [Place.found(house, today) for house in HOUSES]
    return [place for place in found if place is not None]


def _morning(day: date) -> datetime:
    return moment(day, time(8), settings.TIME_ZONE)


def _first_load(today: date) -> dict[str, int]:
    if Institution.objects.exists():
        raise ValidationError(
            _("This database holds institutions that are not the demonstration's.")
        )
    places = {house.key: people.open_house(house, today) for house in HOUSES}
    for place in places.values():
        people.hire(place)
        calendar_days.mark(place)
    first = places["a"]
    cards = people.take_in(places, families.invent(first.year, today))
    relations.move_and_lend(first, cards)
    logged_in = people.give_newcomers_the_password()
    people.confirm_addresses()
    for place in places.values():
        papers.accept_all(place.institution, _morning(place.first_day))
    relations.suspend_one(first, _morning(today))
    return {"institutions": len(places), "children": len(cards), "people": logged_in}
