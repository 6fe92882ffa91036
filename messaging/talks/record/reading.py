"""What the page of a talk that is read says, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from messaging.models import Talk, TalkAction, TalkAddition, TalkParticipant, TalkSubject
from messaging.talks import words
from messaging.talks.desk import Desk
from messaging.talks.parts import SECTIONS
from messaging.talks.people import Sight, guardians_of, sight_of
from messaging.talks.reading import Reader, readers_of
from outbox.models import GRACE
from people.access import Access, Action
from people.operations import note_reads
from people.requests import PortalRequest


@dataclass
class Record:
    """All that is kept of a talk."""

    participants: list[TalkParticipant]
    subjects: list[TalkSubject]
    texts: dict[str, str]
    actions: list[TalkAction]
    additions: list[TalkAddition]

    @property
    def content(self) -> str:
        return self.texts.get("content", "")

    @property
    def house(self) -> str:
        return self.texts.get("house", "")

    @property
    def people(self) -> str:
        return words.people(self.participants)

    @property
    def about(self) -> str:
        return words.subjects(self.subjects)


def record_of(talk: Talk, access: Access) -> Record:
    """As far as this person sees it: no guardian gets the note for the institution. Five queries."""
    sections = talk.sections.visible_to(access, Action.VIEW_TALK)
    texts = {row.code: row.text for row in sections if row.code in SECTIONS}
    return Record(
        list(talk.participants.standing().select_related("user")),
        list(talk.subjects.standing()), texts,
        list(talk.actions.standing().select_related("user", "settled_by")),
        list(talk.additions.select_related("by")),
    )  # fmt: skip


@dataclass
class Addition:
    by: str
    when: str
    text: str
    is_remark: bool
    pk: int


def shown(
    request: PortalRequest, desk: Desk, refusal: str = "", *, unsaved: Sequence[Any] = (),
    errors: Sequence[str] = (), typed: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    """:param unsaved: what was typed and is not saved: it is shown beside
    :param errors: why an addition (``typed``) was not taken
    """
    access, at, zone = request.access, request.received_at, desk.group.institution.time_zone
    talk = desk.talk
    if status == 409:
        talk.refresh_from_db(fields=["shared_at", "shared_by", "released_at"])
    if not desk.may_write:  # what is said of a single child: that somebody read it is kept
        note_reads([talk.child], what="talk", by=access, at=at)
    record = record_of(talk, access)
    readers = readers_of(talk, access.day) if talk.is_released else []
    context = {
        "talk": talk, "group": desk.group, "record": record, "refusal": refusal,
        "subtitle": words.subtitle(talk), "stages": words.stages(talk, zone, readers),
        "unsaved": unsaved, "readers": [_reader(one, zone) for one in readers],
        "sight": _sight(talk, record, access),
        "additions": [_addition(one, zone) for one in record.additions],
        "may_report": not talk.is_draft and access.user.pk not in (talk.opened_by_id, talk.shared_by_id),
        "may_follow": desk.may_follow, "seconds": _seconds(talk, at) if desk.may_write else 0,
        "said": words.shared(talk, zone), "errors": errors, "typed": typed,
        "may_see_history": access.can(Action.VIEW_TALK_HISTORY, desk.group),
    }  # fmt: skip
    return render(request, "messaging/talks/record/page.html", context, status=status)


def _sight(talk: Talk, record: Record, access: Access) -> Sight:
    return sight_of(guardians_of(talk.child, access.day), record.participants)


def _reader(reader: Reader, zone: str) -> dict[str, Any]:
    return {"person": str(reader.person), "at": words.moment(reader.at, zone) if reader.at else ""}


def _addition(one: TalkAddition, zone: str) -> Addition:
    return Addition(str(one.by), words.moment(one.at, zone), one.text, one.is_remark, one.pk)


def _seconds(talk: Talk, at: datetime) -> int:
    """Of the minute in which it can be taken back."""
    if not talk.can_be_taken_back(at) or talk.shared_at is None:
        return 0
    return max(1, int((talk.shared_at + GRACE - at).total_seconds()))
