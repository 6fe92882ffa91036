"""Rows of a talk, as opening, writing, sharing, answering and settling it would have left them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from ejournal.demo.plan.talks.content import Agreed, Spoken
from messaging.models import (
    Talk,
    TalkAction,
    TalkAddition,
    TalkParticipant,
    TalkSection,
    TalkSubject,
)
from messaging.talks.parts import SECTIONS, State
from messaging.talks.reading import KIND
from outbox.clock import ONE_DAY, moment
from outbox.models import GRACE, Seen
from people.models import Child, ChildGroup, User

_OPENED, _SAVED, _SHARED = time(17, 18), time(17, 21), time(17, 24)
_READ, _SETTLED, _ADDED = time(20, 40), time(13, 15), time(13, 30)
_OVERDUE = timedelta(days=3)  # that long something agreed may wait after its day
_LATER = 14  # days after the talk something is added


@dataclass(frozen=True)
class Held:
    """A talk of a teacher with guardians of a child, and how far it has come by ``today``.

    ``is_shared``: else it is a draft; ``is_answered``: they have read it, and remarked; ``due_on``: of what
    was agreed first, instead of the day that was meant.
    """

    child: Child
    group: ChildGroup
    day: date
    teacher: User
    guardians: Sequence[User]
    spoken: Spoken
    today: date
    is_shared: bool = True
    is_answered: bool = True
    due_on: date | None = field(default=None)

    def at(self, hour: time, day: date | None = None) -> datetime:
        return moment(day or self.day, hour, self.group.institution.time_zone)

    @property
    def talk(self) -> Talk:
        shared = {
            "shared_at": self.at(_SHARED), "shared_by_id": self.teacher.pk,
            "released_at": self.at(_SHARED) + GRACE,
        }  # fmt: skip
        return Talk(
            institution_id=self.child.institution_id, child_id=self.child.pk,
            group_id=self.group.pk, day=self.day, opened_at=self.at(_OPENED),
            opened_by_id=self.teacher.pk, **(shared if self.is_shared else {}),
        )  # fmt: skip

    def due(self, nth: int, one: Agreed) -> date:
        return self.due_on if nth == 0 and self.due_on else self.day + ONE_DAY * one.days


def participants(held: Held, talk: Talk) -> Iterator[TalkParticipant]:
    yield TalkParticipant(**_added(held, talk), user_id=held.teacher.pk)
    for one in held.guardians:
        yield TalkParticipant(**_added(held, talk), user_id=one.pk, is_guardian=True)


def subjects(held: Held, talk: Talk) -> Iterator[TalkSubject]:
    for kind in held.spoken.kinds:
        own = held.spoken.own_kind if kind == "own" else ""
        yield TalkSubject(**_added(held, talk), kind=kind, own_kind=own)


def sections(held: Held, talk: Talk) -> Iterator[TalkSection]:
    """All of them, an empty one too."""
    saved = {"version": 1, "saved_at": held.at(_SAVED), "saved_by_id": held.teacher.pk}
    texts = {"content": held.spoken.content, "house": held.spoken.house}
    for code in SECTIONS:
        text = texts.get(code, "")
        said = {"text": text, **saved} if text else {}
        yield TalkSection(**_of(talk), code=code, **said)


def actions(held: Held, talk: Talk) -> Iterator[TalkAction]:
    """Done on their day, those of which the day has come; one whose day was given waits still."""
    for nth, one in enumerate(held.spoken.agreed):
        who = held.teacher if one.who == "teacher" else held.guardians[0]
        due = held.due(nth, one)
        is_done = due + _OVERDUE < held.today and not (nth == 0 and held.due_on)
        settled = {
            "state": State.DONE, "settled_at": held.at(_SETTLED, due),
            "settled_by_id": held.teacher.pk,
        }  # fmt: skip
        yield TalkAction(
            **_added(held, talk), text=one.text, user_id=who.pk, due_on=due,
            **(settled if is_done else {}),
        )  # fmt: skip


def additions(held: Held, talk: Talk) -> Iterator[TalkAddition]:
    """A remark of the first guardian on the next evening, an addition of the teacher two weeks later."""
    spoken, next_day, later = held.spoken, held.day + ONE_DAY, held.day + ONE_DAY * _LATER
    if spoken.remark and held.is_shared and held.is_answered and next_day < held.today:
        at, by = held.at(_READ, next_day), held.guardians[0].pk
        yield TalkAddition(**_of(talk), text=spoken.remark, at=at, by_id=by, is_remark=True)
    if spoken.addition and held.is_shared and later < held.today:
        at, by = held.at(_ADDED, later), held.teacher.pk
        yield TalkAddition(**_of(talk), text=spoken.addition, at=at, by_id=by)


def read(held: Held, talk: Talk) -> Iterator[Seen]:
    """«Izlasīju» of each guardian on the next evening."""
    next_day = held.day + ONE_DAY
    if held.is_shared and held.is_answered and next_day < held.today:
        at = held.at(_READ, next_day)
        for one in held.guardians:
            yield Seen(
                person_id=one.pk, kind=KIND, subject=talk.pk, first_at=at, acknowledged_at=at
            )


def _of(talk: Talk) -> dict[str, Any]:
    return {"institution_id": talk.institution_id, "talk_id": talk.pk}


def _added(held: Held, talk: Talk) -> dict[str, Any]:
    return _of(talk) | {"added_at": held.at(_SAVED), "added_by_id": held.teacher.pk}
