"""What was agreed: written in a draft, its state kept until it is settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from messaging.models import Talk, TalkAction
from messaging.talks.parts import ACTION, MANY, NAME, State
from messaging.talks.reach import locked, locked_draft
from people.access import Access, Action
from people.rules.refusals import of_field
from planning.rules import clean_text

LATEST = timedelta(days=2 * 365)  # after the talk


@dataclass(frozen=True)
class Agreed:
    """As somebody says it: who does it by account, or by a name."""

    text: str
    user: int | None = None
    name: str = ""
    due_on: date | None = None


@transaction.atomic
def add_action(
    *, talk: Talk, text: str, user: int | None = None, name: str = "", due_on: date | None = None,
    by: Access, at: datetime,
) -> TalkAction:  # fmt: skip
    """Somebody of those who took part does it (``user``), or another one by name.

    :raises PermissionDenied: not theirs to write
    :raises reach.Shared: it is shared
    :raises ValidationError: what cannot be, at its field; or a sealed year
    """
    held = locked_draft(talk, by=by)
    if held.actions.standing().count() >= MANY:
        raise ValidationError({"text": _("There are too many of them.")})
    return _added(held, _columns(held, text, user, name, due_on), by=by, at=at)


@transaction.atomic
def change_action(
    *, action: TalkAction, text: str, user: int | None = None, name: str = "",
    due_on: date | None = None, by: Access, at: datetime,
) -> TalkAction:  # fmt: skip
    """Another one stands in its place; one that says what it said stays.

    :raises PermissionDenied: not theirs to write
    :raises reach.Shared: it is shared
    :raises ValidationError: what cannot be, somebody took it away meanwhile, or a sealed year
    """
    held = locked_draft(action.talk, by=by)
    row = held.actions.get(pk=action.pk)
    wanted = _columns(held, text, user, name, due_on)
    if row.voided_at:
        raise ValidationError(_("Somebody took this away meanwhile."), code="gone")
    if all(getattr(row, field) == value for field, value in wanted.items()):
        return row
    _void(row, by=by, at=at)
    return _added(held, wanted, by=by, at=at)


@transaction.atomic
def take_away_action(*, action: TalkAction, by: Access, at: datetime) -> None:
    """Taken away already, it stays so.

    :raises PermissionDenied: not theirs to write
    :raises reach.Shared: it is shared
    :raises ValidationError: a sealed year
    """
    held = locked_draft(action.talk, by=by)
    row = held.actions.get(pk=action.pk)
    if row.voided_at is None:
        _void(row, by=by, at=at)


@transaction.atomic
def settle_action(*, action: TalkAction, state: str, by: Access, at: datetime) -> TalkAction:
    """Done, dropped, or open again; of a shared talk too.

    :raises PermissionDenied: not of the group's teachers
    :raises ValidationError: no such state, taken away meanwhile, or a sealed year
    """
    held = locked(action.talk, by=by, action=Action.FOLLOW_TALK)
    row = held.actions.get(pk=action.pk)
    if state not in State.values or row.voided_at:
        raise ValidationError(_("Somebody took this away meanwhile."), code="gone")
    if row.state != state:
        is_open = state == State.OPEN
        row.state = state
        row.settled_at, row.settled_by = (None, None) if is_open else (at, by.user)
        row.save(update_fields=["state", "settled_at", "settled_by"])
    return row


def _columns(
    talk: Talk, text: str, user: int | None, name: str, due_on: date | None
) -> dict[str, Any]:
    """:raises ValidationError: at its field"""
    with of_field("text"):
        text = clean_text(text, ACTION)
        if not text:
            raise ValidationError(_("Say what was agreed."))
    with of_field("who"):
        name = "" if user else clean_text(name, NAME)
        if not (user or name):
            raise ValidationError(_("Say who does it."))
        if user and not talk.participants.standing().filter(user=user).exists():
            raise ValidationError(_("Choose somebody who took part."))
    if due_on and not talk.day <= due_on <= talk.day + LATEST:
        raise ValidationError({"due_on": _("Choose a day after the talk.")})
    return {"text": text, "user_id": user, "name": name, "due_on": due_on}


def _added(talk: Talk, columns: dict[str, Any], *, by: Access, at: datetime) -> TalkAction:
    return TalkAction.objects.create(
        talk=talk, institution=talk.institution, added_at=at, added_by=by.user, **columns
    )


def _void(row: TalkAction, *, by: Access, at: datetime) -> None:
    row.voided_at, row.voided_by = at, by.user
    row.save(update_fields=["voided_at", "voided_by"])
