"""Loading the demonstration, and bringing it up to a later day. Safe to repeat."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
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
    reports,
    years,
)
from ejournal.demo.assessment import shown as shown_growth
from ejournal.demo.assessment import year as assessed
from ejournal.demo.day_logs import photos as photos_of_days
from ejournal.demo.day_logs import shown as shown_days
from ejournal.demo.day_logs import year as days_of_year
from ejournal.demo.months import before, shown, year
from ejournal.demo.place import Place
from ejournal.demo.plan import families
from ejournal.demo.plan.houses import HOUSES
from ejournal.demo.talks import year as talks
from outbox.clock import moment
from people.models import Institution

_LOCK = 0x72697473  # two commands at once: the second waits
_STEPS: dict[str, tuple[Callable[[Place], int | None], ...]] = {  # by what they count
    "registers": (
        years.begin,
        relations.keep_substitute,
        days.fill_past,
        meals.count_heads,
        parents.speak,
        half_done.finish_drafts,
        half_done.half_do,
    ),
    "plans": (
        before.remember,
        year.fill,
        shown.finish,
        shown.begin,
        shown.amend_one,
        shown.mark_one,
        shown.write_notes,
    ),
    "day logs": (
        days_of_year.fill,
        shown_days.begin,
        shown_days.finish,
        shown_days.change_one,
        photos_of_days.take,
        photos_of_days.leave_one,
        reports.report_one,
        reports.flag_one,
        reports.decide_one,
        shown_days.read,
    ),
    "assessments": (
        assessed.fill,
        assessed.publish,
        shown_growth.begin,
        shown_growth.tell,
        shown_growth.read,
    ),
    "talks": (talks.fill, talks.tell),
    "notifications": (news.tell,),
}
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
        for kind, steps in _STEPS.items():
            made[kind] = sum(_top_up(place, steps) for place in _places(today))
        if first_time:
            days.decide_unexcused(_places(today)[0])
    return made


def _top_up(place: Place, steps: Sequence[Callable[[Place], int | None]]) -> int:
    """What people have changed meanwhile may hinder one step; the others are still made."""
    made = 0
    for step in steps:
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
