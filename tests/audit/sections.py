"""An entry of sections as they are saved one by one: a clarification whose steps can be rewritten."""

from contextlib import contextmanager

import pghistory
from django.db import transaction

from attendance.models import Clarification, ClarificationStep
from people.access import role_key
from tests.attendance import makers

TEXT = "Bērni iepazīst rudens dārzu un vāc lapas, zīles un kastaņus"


@contextmanager
def written_by(house, person, role="teacher"):
    """As by a request of that person: one act, one context."""
    role = role_key(role, house.institution.pk)
    with pghistory.context(user=person.pk, role=role), transaction.atomic():
        yield


def an_entry(house, *texts: str) -> Clarification:
    entry = makers.clarification(house)
    for text in texts:
        makers.step(house, clarification=entry, note=text)
    return entry


def say(entry, nth: int, text: str) -> None:
    part = entry.steps.order_by("pk")[nth]
    ClarificationStep.objects.filter(pk=part.pk).update(note=text)


def amended(house, at, **facts):
    """A row of another table that marks a version: when, by whom."""
    return makers.notice(house, reported_at=at, **facts), "reported_at", f"Papildināts {at:%H.%M}"
