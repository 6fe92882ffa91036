"""A talk is shared with the guardians who took part; for a minute it can be taken back; then they see it."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from messaging.models import Talk
from messaging.talks.people import told_of
from messaging.talks.reach import locked, locked_draft
from messaging.talks.reading import KIND
from outbox import seen
from people.access import Access, Action
from people.rules.refusals import Refusals


@transaction.atomic
def share(*, talk: Talk, by: Access, at: datetime) -> Talk:
    """Shared already, it stays what it is: the first moment counts.

    :raises PermissionDenied: not theirs to write
    :raises ValidationError: no guardian who would read it, no subject, no content, each at its place; or
        a sealed year
    """
    held = locked(talk, by=by, action=Action.WRITE_TALK)
    if held.is_shared:
        return held
    _require_whole(held, by)
    held.shared_at, held.shared_by = max(at, held.opened_at), by.user
    held.save(update_fields=["shared_at", "shared_by"])
    return held


@transaction.atomic
def take_back(*, talk: Talk, by: Access, at: datetime) -> Talk:
    """Within its minute: a draft again, nobody was told. What is one already stays one.

    :raises PermissionDenied: not theirs to write
    :raises ValidationError: the minute is over
    """
    held = locked(talk, by=by, action=Action.WRITE_TALK)
    if not held.is_shared:
        return held
    if not held.can_be_taken_back(at):
        raise ValidationError(
            _("Parents can read it already. You can supplement it."), code="released"
        )
    held.shared_at = held.shared_by = None
    held.save(update_fields=["shared_at", "shared_by"])
    return held


@transaction.atomic
def finish(*, talk: Talk, by: Access, at: datetime) -> Talk:
    """It is complete and stays with the house; it can be shared later. Finished already, it stays so.

    :raises PermissionDenied: not theirs to write
    :raises reach.Shared: it is shared
    :raises ValidationError: a sealed year
    """
    held = locked_draft(talk, by=by)
    if held.finished_at is None:
        held.finished_at, held.finished_by = max(at, held.opened_at), by.user
        held.save(update_fields=["finished_at", "finished_by"])
    return held


@transaction.atomic
def acknowledge(*, talk: Talk, by: Access, at: datetime) -> None:
    """«Izlasīju»: of a guardian who took part. Said already, the first moment stays.

    :raises PermissionDenied: not theirs to answer
    """
    by.require(Action.ANSWER_TALK, talk)
    seen.note(by.user.pk, KIND, [talk.pk], at=at)
    seen.acknowledge(by.user.pk, KIND, [talk.pk], at=at)


def _require_whole(talk: Talk, by: Access) -> None:
    """:raises ValidationError: all that is missing, each at its place"""
    refusals = Refusals()
    with refusals.at("participants"):
        if not told_of(talk, by.day):
            raise ValidationError(_("Choose a parent who took part and who may read it."))
    with refusals.at("subjects"):
        if not talk.subjects.standing().exists():
            raise ValidationError(_("Choose what you talked about."))
    with refusals.at("content"):
        if not talk.sections.filter(code="content").exclude(text="").exists():
            raise ValidationError(_("Write what you talked about."))
    refusals.refuse()
