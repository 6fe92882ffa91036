"""Makes the bulk demonstration: one transaction for the institutions, one for each of them after."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import time

import pghistory
import psycopg
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from duties import calendar
from ejournal.demo import papers
from ejournal.demo.bulk.assessment import assess
from ejournal.demo.bulk.day_logs import write_days
from ejournal.demo.bulk.days import Days
from ejournal.demo.bulk.people import House, found, settle
from ejournal.demo.bulk.photos import take
from ejournal.demo.bulk.plans import plan, sheets_of
from ejournal.demo.bulk.scale import Scale
from ejournal.demo.bulk.talks import talk
from ejournal.demo.plan.houses import HOUSES
from outbox.clock import moment
from people.models import Institution


def make(scale: Scale, tell: Callable[[int, int], None] = lambda done, marks: None) -> int:
    """Everything of that scale; ``tell`` hears how many institutions and marks there are by now.

    :returns: how many marks were made
    :raises ValidationError: the database holds institutions that are not the demonstration's
    """
    marks = 0
    with pghistory.context(task="demo"), transaction.atomic():
        _refuse_among_others()
        institutions = found(scale)
    for number, institution in enumerate(institutions):
        with pghistory.context(task="demo"), transaction.atomic():
            marks += _fill(number, institution, scale)
        tell(number + 1, marks)
    return marks


def gather_statistics() -> None:
    """So that the planner knows the tables at once, not when autovacuum comes by. By their owner: of others
    PostgreSQL passes each table over with a warning that nobody reads."""
    owner, name = settings.DATABASE_OWNER_URL, connection.settings_dict["NAME"]
    with psycopg.connect(owner, dbname=name, autocommit=True) as of_the_owner:
        of_the_owner.execute("ANALYZE")


def _refuse_among_others() -> None:
    own = [house.slug for house in HOUSES]
    if Institution.objects.exclude(slug__in=own).exists():
        raise ValidationError(
            _("This database holds institutions that are not the demonstration's.")
        )


def _fill(number: int, institution: Institution, scale: Scale) -> int:
    house = House(number, institution, random.Random(f"bulk {number}"))  # noqa: S311 – not a secret
    settle(house, scale)
    papers.accept_all(institution, moment(scale.first_day, time(8), institution.time_zone))
    known = calendar.of(institution, scale.first_day, scale.today)
    sheets = sheets_of(house, scale, known)
    plan(house, scale, sheets, known)
    write_days(sheets, scale, known)
    take(institution)
    assess(house, sheets, scale, known)
    talk(house, scale, known)
    return Days.invented(house, scale, known).write()
