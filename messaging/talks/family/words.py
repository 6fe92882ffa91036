"""How a guardian is told of a talk."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy, pgettext

from duties.calendar.days import short
from messaging.models import Talk, TalkAction
from messaging.talks.parts import State
from messaging.talks.words import due
from outbox.clock import local_day

READ = gettext_lazy("You have said that you read it. The teachers see it.")
REMARKED = gettext_lazy("Your remark is kept. The teachers see it.")


def title(talk: Talk) -> str:
    """«Anna · 17.11.2026.»"""
    return f"{talk.child.first_name} · {date_format(talk.day, 'SHORT_DATE_FORMAT')}"


def who_and_when(action: TalkAction, person: int) -> str:
    """«Jūs · līdz 15.12.»"""
    who = pgettext("who does it", "You") if action.user_id == person else action.who
    return " · ".join([who, until(action)] if action.due_on else [who])


def until(action: TalkAction) -> str:
    assert action.due_on
    return pgettext("agreed", "by %(day)s") % {"day": short(action.due_on)}


def state(action: TalkAction) -> str:
    """«izdarīts»; of an open one nothing."""
    return "" if action.state == State.OPEN else str(State(action.state).label)


def standing(talk: Any, zone: str) -> dict[str, Any]:
    """Input of ``components/due.html``: whether the guardian was shown it, and said that they read it."""
    if talk.is_supplemented and talk.first_seen:
        return due(pgettext("talk", "supplemented"), "own", "sparkles")
    if said := talk.acknowledged_at:
        day = short(local_day(said, zone))
        return due(pgettext("talk", "read on %(day)s") % {"day": day}, "good", "checks")
    if talk.first_seen is None:
        return due(pgettext("talk", "new"), "own", "sparkles")
    return due(pgettext("talk", "not read"), "soon", "flag")
