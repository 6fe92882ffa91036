"""Entries of a draft: each tap and each text by itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activities.models import DayEntry, DayLog, DayNote
from activities.operations import rows
from activities.operations.rows import Said
from activities.parts import NOTE, TEXT
from activities.picks import Pick, PickKind
from activities.reach import locked, locked_draft, require_some
from outbox import sections
from outbox.clock import ONE_DAY
from people.access import Access
from planning.models import PlanChoice, PlanItem
from planning.reach import Reach
from planning.rules import clean_text

REPEATED = 7  # days back that are offered to repeat


@transaction.atomic
def pick(*, log: DayLog, pick: Pick, is_on: bool, by: Access, at: datetime) -> DayEntry | None:
    """One tap: something planned was done, or a skill or outcome of an entry. The same tap twice changes
    nothing. :returns: the entry it is about; None where there is none to take away

    :raises PermissionDenied: of somebody else's area
    :raises ValidationError: not of this group's plan or day, or the school year is sealed
    :raises Confirmed: the day is confirmed
    """
    own = require_some(by, log)
    held = locked_draft(log, by=by)
    if pick.kind == PickKind.SKILL:
        return _skill(held, pick, own, is_on=is_on)
    source, facts = _source(held, pick)
    standing = held.entries.filter(**{_FIELD[pick.kind]: source}).first()
    own.require([standing.area if standing else facts["area"]])
    if standing is None:
        return _put(held, pick, source, facts, by=by, at=at) if is_on else None
    if (standing.voided_at is None) == is_on:
        return standing
    if is_on:
        rows.put_back(standing)
    else:
        rows.take_away(standing, by=by, at=at)
    rows.tell_plan_of(standing)
    return standing


def _put(
    log: DayLog, pick: Pick, source: Any, facts: dict[str, Any], *, by: Access, at: datetime
) -> DayEntry:
    entry = rows.put(log, by=by, at=at, **{_FIELD[pick.kind]: source}, **facts)
    if pick.kind == PickKind.CHOICE:
        rows.tell_plan([source.pk])
    if pick.kind == PickKind.ITEM:
        rows.tell_plan(items=[source.pk])
    return entry


_FIELD = {PickKind.CHOICE: "choice", PickKind.ITEM: "item", PickKind.AGAIN: "repeats"}


def _source(log: DayLog, pick: Pick) -> tuple[Any, dict[str, Any]]:
    """What is ticked, and what an entry made of it says.

    :raises ValidationError: not of this group's plan of the month, or not of its last days
    """
    if pick.kind == PickKind.AGAIN:
        return _earlier(log, pick.pk)
    planned = rows.planned_of(
        log, PlanChoice if pick.kind == PickKind.CHOICE else PlanItem, pick.pk
    )
    if planned is None:
        raise ValidationError(_("This is not in the group's plan of the month."), code="planned")
    title = rows.title_of(planned.words if isinstance(planned, PlanChoice) else planned.text)
    return planned, {"area": planned.area, "title": title, "skills": planned.skills}


def _earlier(log: DayLog, pk: int) -> tuple[DayEntry, dict[str, Any]]:
    known = DayEntry.objects.standing().filter(pk=pk, log__group=log.group)
    source = known.filter(log__day__lt=log.day, log__day__gte=since(log.day)).first()
    if source is None:
        raise ValidationError(_("This is not of the group's last days."), code="earlier")
    return source, {"area": source.area, "title": source.title, "skills": source.skills}


def since(day: date) -> date:
    """From which day on entries are offered to repeat."""
    return day - ONE_DAY * REPEATED


def _skill(log: DayLog, pick: Pick, own: Reach, *, is_on: bool) -> DayEntry:
    entry, skill = standing_entry(log, pick.pk), rows.require_skill(pick.more)
    own.require([entry.area])
    if (skill in entry.skills) != is_on:
        entry.skills = [*entry.skills, skill] if is_on else [s for s in entry.skills if s != skill]
        entry.save(update_fields=["skills"])
    return entry


def standing_entry(log: DayLog, pk: int) -> DayEntry:
    """:raises ValidationError: it was taken away, or is of another day"""
    entry = log.entries.standing().filter(pk=pk).first()
    if entry is None:
        raise ValidationError(_("Somebody took this entry away meanwhile."), code="gone")
    entry.log, entry.institution = log, log.institution
    return entry


@transaction.atomic
def add_entry(*, log: DayLog, said: Said, by: Access, at: datetime) -> DayEntry:
    """What was done beside the plan, in own words; also into a confirmed day, which it supplements.

    :raises PermissionDenied: of somebody else's area
    :raises ValidationError: what cannot be, at its field; or the school year is sealed
    """
    own = require_some(by, log)
    held = locked(log, by=by)
    facts = rows.cleaned(said)
    own.require([facts["area"]])
    choices = rows.outcomes_of(held, said.outcomes)
    own.require(choice.area for choice in choices.values())
    entry = rows.put(held, by=by, at=at, **facts)
    for choice in choices.values():
        rows.touch(entry, choice, is_on=True, by=by, at=entry.added_at)
    rows.tell_plan(choices)
    return entry


@transaction.atomic
def save_text(
    *, entry: DayEntry, text: str, version: int, by: Access, at: datetime,
    unheard: Collection[str] = (),
) -> DayEntry:  # fmt: skip
    """How it went, over the version that the page knows.

    :raises PermissionDenied: of somebody else's area
    :raises ValidationError: too long, taken away meanwhile, or the school year is sealed
    :raises Confirmed: the day is confirmed
    :raises sections.Stale: somebody saved it meanwhile
    """
    own = require_some(by, entry.log)
    held = locked_draft(entry.log, by=by)
    row = standing_entry(held, entry.pk)
    own.require([row.area])
    text = clean_text(text, TEXT)
    return sections.save(row, text=text, version=version, by=by.user, at=at, unheard=unheard)


@transaction.atomic
def save_note(
    *, log: DayLog, text: str, version: int, by: Access, at: datetime,
    unheard: Collection[str] = (),
) -> DayNote:  # fmt: skip
    """From colleague to colleague; of a confirmed day too, since no parent ever reads it.

    :raises PermissionDenied: none of the day is theirs to write
    :raises ValidationError: too long, or the school year is sealed
    :raises sections.Stale: somebody saved it meanwhile
    """
    require_some(by, log)
    note = locked(log, by=by).notes.get()
    text = clean_text(text, NOTE)
    return sections.save(note, text=text, version=version, by=by.user, at=at, unheard=unheard)
