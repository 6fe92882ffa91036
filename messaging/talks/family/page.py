"""What a guardian's pages of talks read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from messaging.models import TalkAction, TalkAddition
from messaging.talks.family import words
from messaging.talks.family.rows import own
from messaging.talks.kinds import TalkIsShared, TalkIsSupplemented
from messaging.talks.parts import State
from messaging.talks.reading import ADDITION, KIND
from messaging.talks.sheet import Sheet, sheet_of
from messaging.talks.words import moment
from outbox import seen
from people.access import Access


@dataclass(frozen=True)
class Agreed:
    """``is_own``: the reader's to do."""

    text: str
    said: str  # «Jūs · līdz 15.12.»
    state: str
    is_own: bool
    is_done: bool


@dataclass(frozen=True)
class Added:
    said: str  # «Kristīne Bērziņa 18.11. 9:06»
    text: str
    is_remark: bool


def list_page(access: Access) -> dict[str, Any]:
    """The newest first. Two queries, however many there are."""
    talks = list(own(access).prefetch_related("subjects"))
    return {"lines": [_line(talk) for talk in talks]}


def _line(talk: Any) -> dict[str, Any]:
    """Input of ``components/line.html``."""
    about = ", ".join(str(one) for one in talk.subjects.all() if one.voided_at is None)
    zone = talk.institution.time_zone
    return {
        "title": words.title(talk), "subtitle": about,
        "url": reverse("messaging:family_talk", args=[talk.pk]), "symbol": talk.group.symbol,
        "due": words.standing(talk, zone),
    }  # fmt: skip


def talk_page(talk: Any, access: Access, at: datetime) -> dict[str, Any]:
    """What it shows is noted as shown. Six queries."""
    sheet, zone = sheet_of(talk), talk.institution.time_zone
    _note(talk, sheet, access.user.pk, at)
    said = talk.acknowledged_at
    return {
        "talk": talk, "sheet": sheet, "title": words.title(talk),
        "agreed": [_agreed(one, access.user.pk) for one in sheet.agreed],
        "added": [_added(one, sheet) for one in sheet.added],
        "read": moment(said, zone) if said else "",
        "due": words.standing(talk, zone),
    }  # fmt: skip


def _note(talk: Any, sheet: Sheet, person: int, at: datetime) -> None:
    """What was told of it is read by that. No query where nothing is new."""
    if talk.first_seen is None:
        seen.read(person, KIND, [talk.pk], told_by=TalkIsShared.code, at=at)
    if talk.is_supplemented:
        seen.note(person, ADDITION, [one.pk for one in sheet.added if not one.is_remark], at=at)
        seen.read(person, KIND, [talk.pk], told_by=TalkIsSupplemented.code, at=at)


def _agreed(one: TalkAction, person: int) -> Agreed:
    said, state = words.who_and_when(one, person), words.state(one)
    return Agreed(one.text, said, state, one.user_id == person, one.state == State.DONE)


def _added(one: TalkAddition, sheet: Sheet) -> Added:
    return Added(f"{one.by} {moment(one.at, sheet.zone)}", one.text, one.is_remark)
