"""Rows of a log, as ticking, writing, confirming and releasing it would have left them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from activities.models import DayEntry, DayLog, DayNote, EntryOutcome
from ejournal.demo.day_logs.course import Course, course
from ejournal.demo.day_logs.did import Did, Planned, did, note
from outbox.models import GRACE
from people.models import User

_ASSISTANTS = 4  # every so many ideas is written by the assistant


@dataclass(frozen=True)
class Page:
    """One group's day: what is written, by whom and when."""

    planned: Planned
    day: date
    assistant: User | None = None

    @cached_property
    def course(self) -> Course:
        return course(self.planned.sheet.group, self.day)

    @cached_property
    def did(self) -> list[Did]:
        return did(self.planned.known(self.course.opened_at), self.day)

    @property
    def note(self) -> str:
        return note(self.planned, self.day)

    def author(self, nth: int) -> User:
        """A specialist's areas are the specialist's; an idea may be the assistant's."""
        authors, one, turn = self.planned.sheet.authors, self.did[nth], self.day.toordinal() + nth
        is_assistants = one.is_own and turn % _ASSISTANTS == 0 and self.assistant
        if is_assistants and one.area not in authors.specialists:
            return self.assistant or authors.of(turn)
        return authors.of(turn, one.area)

    @property
    def teacher(self) -> User:
        """Who confirms."""
        return self.planned.sheet.authors.of(self.day.toordinal() + self.planned.sheet.number)

    @property
    def log(self) -> DayLog:
        group, when = self.planned.sheet.group, self.course
        return DayLog(
            institution_id=group.institution_id, group_id=group.pk, day=self.day,
            opened_at=when.opened_at, opened_by_id=self.author(0).pk,
            confirmed_at=when.confirmed_at, confirmed_by_id=self.teacher.pk,
            late_reason=when.late_reason, released_at=when.confirmed_at + GRACE,
        )  # fmt: skip


def entries(page: Page, log: DayLog) -> Iterator[DayEntry]:
    """Others are pointed to by their keys: there are thousands, and that takes half the time."""
    for nth, one in enumerate(page.did):
        at, by = page.course.written_at(nth), page.author(nth).pk
        yield DayEntry(
            institution_id=log.institution_id, log_id=log.pk, area=one.area, title=one.title,
            skills=list(one.skills), choice_id=one.choice.pk if one.choice else None,
            item_id=one.item.pk if one.item else None, added_at=at, added_by_id=by,
            **_saved(one.text, at, by),
        )  # fmt: skip


def touched(page: Page, written: list[DayEntry]) -> Iterator[EntryOutcome]:
    """:param written: the entries of the page, in order"""
    for one, entry in zip(page.did, written, strict=True):
        if one.touches:
            yield EntryOutcome(
                institution_id=entry.institution_id, entry_id=entry.pk, choice_id=one.touches.pk,
                added_at=entry.added_at, added_by_id=entry.added_by_id,
            )  # fmt: skip


def notes(page: Page, log: DayLog) -> DayNote:
    at, by = page.course.confirmed_at, page.assistant or page.teacher
    return DayNote(institution_id=log.institution_id, log_id=log.pk, **_saved(page.note, at, by.pk))


def _saved(text: str, at: datetime, by: int) -> dict[str, Any]:
    return {"text": text, "version": 1, "saved_at": at, "saved_by_id": by} if text else {}
