"""Once a day is confirmed, an entry changes by one act with an optional reason: parents see that it was
changed, and the new text. The moment of the confirmation stays."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activities.models import DayAmendment, DayEntry
from activities.operations import rows
from activities.operations.entries import standing_entry
from activities.operations.rows import Said
from activities.parts import REASON
from activities.photos.operations import rows as photos
from activities.reach import Reach, locked, require_some
from outbox.sections import Stale
from people.access import Access
from people.rules.refusals import of_field
from planning.rules import clean_text


@transaction.atomic
def change_entry(
    *, entry: DayEntry, said: Said, version: int, reason: str = "", by: Access, at: datetime
) -> DayEntry:
    """All of an entry at once; what says the same changes nothing. Of a draft there is no reason kept.

    :raises PermissionDenied: of somebody else's area
    :raises ValidationError: what cannot be, at its field; taken away meanwhile; the year is sealed
    :raises Stale: somebody saved its text meanwhile
    """
    own = require_some(by, entry.log)
    held = locked(entry.log, by=by)
    row = standing_entry(held, entry.pk)
    facts = rows.cleaned(said, keeps=None if row.is_own else row.area)
    own.require([row.area, facts["area"]])
    if facts["text"] != row.text and version != row.version:
        raise Stale(row, facts["text"], is_own=row.saved_by_id == by.user.pk)
    touched = _touch(row, set(said.outcomes), own, by=by, at=at)
    changed = _write(row, facts, by=by, at=at)
    if (changed or touched) and held.is_confirmed:
        _amended(row, reason, by=by, at=at)
    rows.tell_plan_of(row, *touched)
    return row


@transaction.atomic
def take_away_entry(*, entry: DayEntry, reason: str = "", by: Access, at: datetime) -> None:
    """Of a draft or of a confirmed day; the last one of a confirmed day stays.

    :raises PermissionDenied: of somebody else's area
    :raises ValidationError: the day would be empty; or the school year is sealed
    """
    own = require_some(by, entry.log)
    held = locked(entry.log, by=by)
    row = held.entries.standing().filter(pk=entry.pk).first()
    if row is None:
        return
    row.log, row.institution = held, held.institution
    own.require([row.area])
    if held.is_confirmed and held.entries.standing().count() == 1:
        raise ValidationError(
            _("A confirmed day says something. Change the entry instead."), code="empty"
        )
    rows.take_away(row, by=by, at=at)
    if held.is_confirmed:
        _amended(row, reason, by=by, at=at)
        photos.part_from(row, at=at)
    rows.tell_plan_of(row)


def _touch(
    entry: DayEntry, wanted: set[int], own: Reach, *, by: Access, at: datetime
) -> set[int]:  # fmt: skip
    """What is of somebody else's area stays as it is.

    :returns: those that it touches now and did not before, or the other way round
    :raises PermissionDenied: of somebody else's area, and not touched until now
    """
    standing = entry.outcomes.standing().select_related("choice")
    now = {row.choice_id: row.choice for row in standing}
    gone = [now[pk] for pk in now.keys() - wanted if own.holds(now[pk].area)]
    fresh = rows.outcomes_of(entry.log, wanted - now.keys()).values()
    own.require(choice.area for choice in fresh)
    for choice in gone:
        rows.touch(entry, choice, is_on=False, by=by, at=at)
    for choice in fresh:
        rows.touch(entry, choice, is_on=True, by=by, at=at)
    return {choice.pk for choice in (*gone, *fresh)}


def _write(entry: DayEntry, facts: dict[str, Any], *, by: Access, at: datetime) -> bool:
    """:returns: whether anything differs"""
    facts["skills"] = sorted(facts["skills"])
    same = {"skills": sorted(entry.skills)} if sorted(entry.skills) == facts["skills"] else {}
    differing = {
        name: value
        for name, value in facts.items()
        if name not in same and getattr(entry, name) != value
    }
    if "text" in differing:
        differing |= {"version": entry.version + 1, "saved_at": at, "saved_by": by.user}
    for name, value in differing.items():
        setattr(entry, name, value)
    if differing:
        entry.save(update_fields=list(differing))
    return bool(differing)


def _amended(entry: DayEntry, reason: str, *, by: Access, at: datetime) -> None:
    """A form that was kept at a closed door may be older than the confirmation."""
    at = max(at, entry.log.confirmed_at or at)
    with of_field("reason"):
        reason = clean_text(reason, REASON)
    DayAmendment.objects.create(
        institution=entry.institution, log=entry.log, entry=entry, at=at, by=by.user, reason=reason
    )
