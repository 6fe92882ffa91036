"""What the templates of the check are given, in words."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from attendance.check import words
from attendance.check.board import Board, Line
from attendance.check.forms import AS_REPORTED, QuarantineForm
from attendance.check.seen import PRESENT
from attendance.check.sheet import Sheet
from attendance.check.week import WEEK
from attendance.models import CorrectionRequest, GroupQuarantine, Reason
from attendance.settings import CODE_UNEXCUSED
from people.access import Access, Action
from people.models import ChildGroup

FIRST_REASONS = (Reason.ILLNESS, Reason.FAMILY, Reason.HOLIDAY)
MORE_REASONS = (Reason.DOCTOR, Reason.REHABILITATION, Reason.QUARANTINE, Reason.OTHER)
ICONS = {Reason.ILLNESS: "temperature", Reason.FAMILY: "home-heart", Reason.HOLIDAY: "beach",
         Reason.DOCTOR: "stethoscope", Reason.REHABILITATION: "run", Reason.QUARANTINE: "virus",
         Reason.OTHER: "dots"}  # fmt: skip


def week_page(board: Board, picked: int | None = None) -> dict[str, Any]:
    week = board.week
    return {
        "week": week,
        "days_in_words": words.days_of(week),
        "subtitle": f"{words.days_of(week)} · {words.signed_of(board.signed, len(board.owing))}",
        "due": words.due(week, board.today, is_done=board.is_done) if board.owing else None,
        "code": CODE_UNEXCUSED.of(week.institution),
        "matrix": [_row(line, week.monday, picked) for line in board.lines],
        "before": _step(week.monday - WEEK),
        "after": _step(week.monday + WEEK) if week.monday + WEEK <= board.today else None,
    }


def _row(line: Line, monday: date, picked: int | None) -> dict[str, Any]:
    cells = [{"cell": cell, "words": words.cell(cell)} for cell in line.cells]
    return {
        "line": line, "group": line.group, "cells": cells, "state": words.state(line.state),
        "url": reverse("attendance:group_check", args=[monday, line.group.pk]),
        "picked": line.group.pk == picked, "summary": words.summary(line),
    }  # fmt: skip


def _step(monday: date) -> dict[str, str]:
    text = f"{monday.day}.{monday.month}."
    return {"url": reverse("attendance:check", args=[monday]), "text": text}


def group_page(sheet: Sheet) -> dict[str, Any]:
    places = [sheet.week.monday, sheet.group.pk]
    return week_page(sheet.board, picked=sheet.group.pk) | {
        "sheet": sheet,
        "line": sheet.line,
        "state": words.state(sheet.line.state),
        "summary": words.summary(sheet.line),
        "unexplained": [_absence(row, sheet) for row in (*sheet.unexplained, *sheet.settled)],
        "explained": [_absence(row, sheet) for row in sheet.explained],
        "conflicts": [_conflict(one, sheet) for one in sheet.conflicts],
        "illnesses": [_illness(one, sheet) for one in sheet.illnesses],
        "requests": [_asked(one, sheet) for one in sheet.requests],
        "first_acts": [_act(reason) for reason in FIRST_REASONS],
        "more_acts": [_act(reason) for reason in MORE_REASONS],
        "as_reported": AS_REPORTED, "unexcused": Reason.UNEXCUSED.value, "was_present": PRESENT,
        "group_url": reverse("attendance:group_check", args=places),
    }  # fmt: skip


def _act(reason: Reason) -> dict[str, str]:
    return {"value": reason.value, "label": capfirst(str(reason.label)), "icon": ICONS[reason]}


def _absence(row, sheet: Sheet) -> dict[str, Any]:
    return {
        "row": row, "name": row.first.name, "days": words.stretch(row.days),
        "count": len(row.marks), "reason": words.said(row.first.word),
        "notes": sheet.notes_to(row.marks), "writable": sheet.writes(row.first.day),
    }  # fmt: skip


def _conflict(one, sheet: Sheet) -> dict[str, Any]:
    shown = f"{one.mark.child_id}:{one.mark.day.isoformat()}:{one.mark.word}"
    acts = [{"value": f"{shown}:{act.says}", "label": act.label} for act in one.acts]
    return {
        "name": one.mark.name, "day": words.stretch([one.mark.day]), "words": words.clash(one),
        "said": sheet.said.in_words(one.mark.child_id, one.mark.day), "acts": acts,
        "notes": sheet.notes_to([one.mark]), "writable": sheet.writes(one.mark.day),
    }  # fmt: skip


def _illness(one, sheet: Sheet) -> dict[str, Any]:
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
