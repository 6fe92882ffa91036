"""What the pages of the check show: the week of the house, a group's week, a group's quarantines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from attendance.check import words
from attendance.check.forms import AS_REPORTED, QuarantineForm
from attendance.check.house import Board, Line, board_of
from attendance.check.rules import Conflict, Illness, Stretch, illnesses_of, stretches_of
from attendance.check.settings import NOTE_AFTER
from attendance.check.week import PRESENT, WEEK, DayMark, Week, doctors_notes_of
from attendance.models import CorrectionRequest, GroupQuarantine, Reason
from attendance.models.reason import InCheck, reasons_of_check
from attendance.notices.notes import notes_about
from attendance.notices.standing import ParentsWord, parents_word
from attendance.settings import CODE_UNEXCUSED
from duties import ladder
from duties.calendar.days import short
from duties.ladder import Rung
from people.access import Access, Action
from people.models import ChildGroup


@dataclass(frozen=True)
class Sheet:
    """A group's week: what is unexplained, what differs, what was decided."""

    board: Board
    line: Line
    said: ParentsWord
    unexplained: list[Stretch]  # that can still be explained
    settled: list[Stretch]  # the same in a closed month: they stay as they are
    explained: list[Stretch]
    illnesses: list[Illness]
    notes: dict[int, str]  # what parents added about health, by notice
    may_correct: bool

    @property
    def week(self) -> Week:
        return self.board.week

    @property
    def group(self) -> ChildGroup:
        return self.line.group

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """Those that do not stand among the unexplained anyway."""
        return [conflict for conflict in self.line.conflicts if not conflict.is_unexplained]

    @property
    def requests(self) -> list[CorrectionRequest]:
        return [r for r in self.board.requests if r.register.group_id == self.group.pk]

    @cached_property
    def rungs(self) -> dict[date, Rung]:
        """How far each day of the week is closed."""
        return {day: self.board.closures.rung(self.group, day) for day in self.week.days}

    def writes(self, day: date) -> bool:
        return self.may_correct and self.board.closures.rung(self.group, day) < Rung.MONTH

    @property
    def writable(self) -> bool:
        """Some day of it."""
        return any(self.writes(day) for day in self.week.days)

    @property
    def why_closed(self) -> str:
        closed = [day for day, rung in self.rungs.items() if rung > Rung.WEEK]
        if closed and len(closed) < len(self.rungs):
            return words.some_closed(closed)
        return ladder.why_closed(max(self.rungs.values())) if closed else ""

    def notes_to(self, marks: Iterable[DayMark]) -> list[str]:
        """Parents' notes about these days, each once."""
        notices = (self.said.notice(mark.child_id, mark.day) for mark in marks)
        told = {notice.pk for notice in notices if notice} & self.notes.keys()
        return [self.notes[pk] for pk in sorted(told)]

    @property
    def offers_reported(self) -> bool:
        """Parents gave a reason for some unexplained day."""
        days = [(mark.child_id, mark.day) for row in self.unexplained for mark in row.marks]
        return any(self.said.reason(child, day) for child, day in days)

    @property
    def may_sign(self) -> bool:
        return self.may_correct and not self.why_not_signed and not self.line.is_signed

    @property
    def why_not_signed(self) -> str:
        """What still stands in the way, in words."""
        return words.why_not_signed(self.line, is_explained=not self.unexplained)


def sheet_of(group_id: int, monday: date, *, access: Access, at: datetime) -> Sheet | None:
    """Nine queries, and two more where parents' notes are shown; however many children."""
    board = board_of(access, monday, at=at, illness_of=group_id)
    line = board.line(group_id)
    return _sheet(board, line, access, at) if line else None


def _sheet(board: Board, line: Line, access: Access, at: datetime) -> Sheet:
    group, week = line.group, board.week
    monday = week.monday
    marks = [mark for mark in board.marks if mark.group_id == group.pk]
    of_week = [mark for mark in marks if mark.day >= monday]
    absent = [mark for mark in of_week if mark.is_absent]
    said = parents_word(
        week.institution, {mark.child_id for mark in of_week}, board.notices, monday, week.until
    )
    illnesses = illnesses_of(
        marks, group, week.calendar, monday=monday, note_after=NOTE_AFTER.of(week.institution),
        notes=doctors_notes_of(week, marks),
    )  # fmt: skip
    return Sheet(
        board=board, line=line, said=said, illnesses=illnesses,
        **_stretches(board, group, absent, said),
        notes=_notes(absent, line, said, access, at), may_correct=access.holds(Action.CORRECT_ATTENDANCE),
    )  # fmt: skip


def _stretches(
    board: Board, group: ChildGroup, absent: list[DayMark], said: ParentsWord
) -> dict[str, list[Stretch]]:
    """None goes from a day that is closed to one that is not: each is decided as a whole."""
    working = board.week.working(group)
    closed = {*board.week.days} - board.closures.open_days(group, board.week.days)

    def part(*, unexplained: bool, is_closed: bool) -> list[Stretch]:
        these = [m for m in absent if (m.day in closed) is is_closed]
        return stretches_of([m for m in these if m.is_unexplained is unexplained], working, said)

    return {
        "unexplained": part(unexplained=True, is_closed=False),
        "settled": part(unexplained=True, is_closed=True),
        "explained": part(unexplained=False, is_closed=False)
        + part(unexplained=False, is_closed=True),
    }


def _notes(
    absent: list[DayMark], line: Line, said: ParentsWord, access: Access, at: datetime
) -> dict[int, str]:
    """Parents' notes to the notices that the page shows; that they were read is kept."""
    marks = [*absent, *(conflict.mark for conflict in line.conflicts)]
    found = (said.notice(mark.child_id, mark.day) for mark in marks)
    return notes_about({notice.pk: notice for notice in found if notice}.values(), by=access, at=at)


def week_page(board: Board, picked: int | None = None) -> dict[str, Any]:
    week = board.week
    return {
        "week": week, "days_in_words": words.days_of(week),
        "subtitle": f"{words.days_of(week)} · {words.signed_of(board.signed, len(board.owing))}",
        "due": words.due(week, board.today, is_done=board.is_done) if board.owing else None,
        "code": CODE_UNEXCUSED.of(week.institution),
        "matrix": [_row(line, week.monday, picked) for line in board.lines],
        "before": _step(week.monday - WEEK),
        "after": _step(week.monday + WEEK) if week.monday + WEEK <= board.today else None,
    }  # fmt: skip


def _row(line: Line, monday: date, picked: int | None) -> dict[str, Any]:
    cells = [{"cell": cell, "words": words.cell(cell)} for cell in line.cells]
    return {
        "line": line, "group": line.group, "cells": cells, "state": words.state(line.state),
        "url": reverse("attendance:group_check", args=[monday, line.group.pk]),
        "picked": line.group.pk == picked, "summary": words.summary(line),
    }  # fmt: skip


def _step(monday: date) -> dict[str, str]:
    return {"url": reverse("attendance:check", args=[monday]), "text": short(monday)}


def group_page(sheet: Sheet) -> dict[str, Any]:
    places = [sheet.week.monday, sheet.group.pk]
    return week_page(sheet.board, picked=sheet.group.pk) | {
        "sheet": sheet, "line": sheet.line,
        "state": words.state(sheet.line.state), "summary": words.summary(sheet.line),
        "unexplained": [_absence(row, sheet) for row in (*sheet.unexplained, *sheet.settled)],
        "explained": [_absence(row, sheet) for row in sheet.explained],
        "conflicts": [_conflict(one, sheet) for one in sheet.conflicts],
        "illnesses": [_illness(one, sheet) for one in sheet.illnesses],
        "requests": [_asked(one, sheet) for one in sheet.requests],
        "first_acts": [_act(reason) for reason in reasons_of_check(InCheck.FIRST)],
        "more_acts": [_act(reason) for reason in reasons_of_check(InCheck.MORE)],
        "as_reported": AS_REPORTED, "unexcused": Reason.UNEXCUSED.value, "was_present": PRESENT,
        "group_url": reverse("attendance:group_check", args=places),
    }  # fmt: skip


def _act(reason: Reason) -> dict[str, str]:
    return {"value": reason.value, "label": capfirst(str(reason.label)), "icon": reason.icon}


def _absence(row: Stretch, sheet: Sheet) -> dict[str, Any]:
    return {
        "row": row, "name": row.first.name, "days": words.stretch(row.days),
        "count": len(row.marks), "reason": words.said(row.first.word),
        "notes": sheet.notes_to(row.marks), "writable": sheet.writes(row.first.day),
    }  # fmt: skip


def _conflict(one: Conflict, sheet: Sheet) -> dict[str, Any]:
    shown = f"{one.mark.child_id}:{one.mark.day.isoformat()}:{one.mark.word}"
    acts = [{"value": f"{shown}:{act.says}", "label": act.label} for act in one.acts]
    return {
        "name": one.mark.name, "day": words.stretch([one.mark.day]), "words": words.clash(one),
        "said": sheet.said.in_words(one.mark.child_id, one.mark.day), "acts": acts,
        "notes": sheet.notes_to([one.mark]), "writable": sheet.writes(one.mark.day),
    }  # fmt: skip


def _illness(one: Illness, sheet: Sheet) -> dict[str, Any]:
    return {
        "one": one, "name": one.first.name, "days": words.stretch([m.day for m in one.marks]),
        "count": len(one.marks), "today": sheet.board.today,
        "writable": sheet.writes(one.marks[-1].day),
    }  # fmt: skip


def _asked(one: CorrectionRequest, sheet: Sheet) -> dict[str, Any]:
    name = f"{one.child.last_name} {one.child.first_name}"
    return {
        "one": one, "words": words.asked(one), "name": name, "id": f"why-{one.pk}",
        "asked_at": one.asked_at.isoformat(), "writable": sheet.writes(one.day),
    }  # fmt: skip


def quarantine_page(
    group: ChildGroup, monday: date, form: QuarantineForm, access: Access
) -> dict[str, Any]:
    rows = GroupQuarantine.objects.standing().filter(group=group).order_by("-since")
    found = rows.select_related("declared_by")
    return {
        "group": group, "form": form, "monday": monday,
        "quarantines": [{"one": q, "last": words.last_day(q.until)} for q in found],
        "back": reverse("attendance:group_check", args=[monday, group.pk]),
        "may_correct": access.holds(Action.CORRECT_ATTENDANCE),
    }  # fmt: skip
