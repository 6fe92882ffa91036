"""What the list of a group's talks reads, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Prefetch

from duties.calendar import school_year
from messaging.models import Talk, TalkAction, TalkAddition, TalkParticipant, TalkSubject
from messaging.talks import words
from messaging.talks.reading import KIND
from outbox import seen
from outbox.clock import local_day
from people.access import Access, Action
from people.models import Child, ChildGroup
from people.rules.names import folded
from people.whose_day import children_due

UNREAD_TOO_LONG = 7  # days, after which it stands among what is to be finished
DUE_SOON = timedelta(days=14)


@dataclass
class Line:
    """A talk in the list. ``due``: how it stands, as components/due.html has it."""

    talk: Talk
    with_whom: str
    about: str
    due: dict[str, Any]
    waits: bool  # it is to be finished

    def says(self, wanted: str) -> bool:
        """Is that among the child's name, the people and the subjects? Without diacritics."""
        text = folded(f"{self.talk.child} {self.with_whom} {self.about}")
        return all(word in text for word in wanted.split())


@dataclass
class Year:
    """``silent``: children of today with whom no talk was held; only for who sees all talks."""

    lines: list[Line]
    actions: list[TalkAction]
    silent: list[Child]
    sees_all: bool

    @property
    def waiting(self) -> list[Line]:
        return [line for line in self.lines if line.waits]

    @property
    def past(self) -> list[Line]:
        return [line for line in self.lines if not line.waits]

    def figures(self) -> list[dict[str, Any]]:
        """Inputs of ``components/tally.html``."""
        held, lacks = len(self.lines), len(self.silent)
        found = [{"icon": "message-circle", "number": held, "text": words.talks(held), "tone": ""}]
        if self.sees_all:
            text = words.without(lacks)
            found.append({"icon": "users", "number": lacks, "text": text, "tone": ""})
        return found


def year_of(group: ChildGroup, access: Access, *, at: datetime, wanted: str = "") -> Year:
    """Eight queries. ``wanted``: a child, somebody who took part, a subject."""
    today = local_day(at, group.institution.time_zone)
    talks = _talks(group, access)
    said = seen.acknowledged(KIND, [one.pk for one in talks if one.is_released])
    lines = [_line(one, said, today, group.institution.time_zone) for one in talks]
    wanted = folded(wanted)
    sees_all = access.can(Action.VIEW_EVERY_TALK, group)
    return Year(
        [line for line in lines if line.says(wanted)] if wanted else lines,
        [] if wanted else _near(talks, today),
        _silent(group, talks, today) if sees_all and not wanted else [], sees_all,
    )  # fmt: skip


def _talks(group: ChildGroup, access: Access) -> list[Talk]:
    """Five queries."""
    rows = Talk.objects.visible_to(access, Action.VIEW_TALK).filter(group=group)
    parts = (
        Prefetch("participants", TalkParticipant.objects.standing().select_related("user")),
        Prefetch("subjects", TalkSubject.objects.standing()),
        Prefetch("actions", TalkAction.objects.open().select_related("user")),
        Prefetch("additions", TalkAddition.objects.filter(is_remark=True)),
    )
    return list(rows.select_related("child").prefetch_related(*parts))


def _line(talk: Talk, said: dict[tuple[int, int], datetime], today: date, zone: str) -> Line:
    people = list(talk.participants.all())
    due, waits = _standing(talk, said, today, zone)
    return Line(
        talk, words.guardians(people) or words.people(people), words.subjects(talk.subjects.all()),
        due, waits,
    )  # fmt: skip


def _standing(
    talk: Talk, said: dict[tuple[int, int], datetime], today: date, zone: str
) -> tuple[dict[str, Any], bool]:
    """How it stands, and whether it is to be finished."""
    if talk.shared_at is None:
        return (words.DRAFT, True) if talk.is_draft else (words.OF_THE_HOUSE, False)
    guardians = [one.user_id for one in talk.participants.all() if one.is_guardian]
    read = [at for one in guardians if one and (at := said.get((one, talk.pk)))]
    if len(read) == len(guardians):
        day, has_remark = local_day(max(read), zone), bool(talk.additions.all())
        return words.due(words.read_on(day, has_remark=has_remark), "good", "check"), False
    days = (today - local_day(talk.shared_at, zone)).days
    if days < UNREAD_TOO_LONG:
        return words.JUST_SHARED, False
    return words.due(words.unread_for(days), "soon", "clock"), True


def _near(talks: Iterable[Talk], today: date) -> list[TalkAction]:
    """Open ones whose day comes near or is past, the first due first."""
    found = []
    for talk in talks:
        for one in talk.actions.all():
            if one.due_on and one.due_on <= today + DUE_SOON:
                one.talk, one.is_late = talk, one.due_on < today  # type: ignore[attr-defined]
                found.append(one)
    return sorted(found, key=lambda one: (one.due_on, one.pk))


def _silent(group: ChildGroup, talks: Iterable[Talk], today: date) -> list[Child]:
    """Of this school year's group. One query."""
    if school_year.school_year_of(today) != group.school_year:
        return []
    held = {talk.child_id for talk in talks}
    return [child for child in children_due(group, today) if child.pk not in held]
