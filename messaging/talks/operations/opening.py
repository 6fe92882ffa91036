"""A talk's record begins: its sections are there, empty, so that each save is one UPDATE. A draft may go
again; its history stays."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duties import ladder
from messaging.models import Talk, TalkParticipant, TalkSection
from messaging.talks.parts import SECTIONS
from messaging.talks.reach import locked_draft
from outbox.clock import local_day
from people.access import Access, Action
from people.models import Child, ChildGroup
from people.rules.refusals import of_field
from people.whose_day import enrolments_owning


@transaction.atomic
def open_talk(*, child: Child, day: date, by: Access, at: datetime) -> Talk:
    """A draft of the group that answers for the child on the day; whoever opens it took part.

    :raises PermissionDenied: no group of theirs
    :raises ValidationError: a day to come, one on which no group answers for the child, a child that has
        left, or a sealed year
    """
    group = _group_of(child, day, by=by, at=at)
    facts = {"institution_id": child.institution_id}
    talk = Talk.objects.create(
        child=child, group=group, day=day, opened_at=at, opened_by=by.user, **facts
    )
    TalkSection.objects.bulk_create(TalkSection(talk=talk, code=code, **facts) for code in SECTIONS)
    TalkParticipant.objects.create(talk=talk, user=by.user, added_at=at, added_by=by.user, **facts)
    return talk


@transaction.atomic
def move_talk(*, talk: Talk, day: date, by: Access, at: datetime) -> Talk:
    """A draft is of another day, and of the group that answered for the child then.

    :raises PermissionDenied: not theirs to write
    :raises reach.Shared: it is shared
    :raises ValidationError: as ``open_talk``
    """
    held = locked_draft(talk, by=by)
    if held.day != day:
        held.group, held.day = _group_of(held.child, day, by=by, at=at), day
        held.save(update_fields=["group", "day"])
    return held


@transaction.atomic
def delete_draft(*, talk: Talk, by: Access, at: datetime) -> Talk:
    """Nobody reads it any more; its history stays. One that is shared is never deleted.

    :raises PermissionDenied: not theirs to write
    :raises reach.Shared: it is shared
    :raises ValidationError: a sealed year
    """
    held = locked_draft(talk, by=by)
    held.voided_at, held.voided_by = at, by.user
    held.save(update_fields=["voided_at", "voided_by"])
    return held


def _group_of(child: Child, day: date, *, by: Access, at: datetime) -> ChildGroup:
    """That which answers for the child on the day, if this person writes talks there."""
    with of_field("day"):
        if day > local_day(at, child.institution.time_zone):
            raise ValidationError(_("This day is still to come."), code="future")
        owning = enrolments_owning(day).filter(child=child)
        enrolment = owning.select_related("group__institution").first()
        if enrolment is None or _has_left(child, by):
            raise ValidationError(
                _("On this day the child was not in any group of the institution."), code="no_group"
            )
        if not by.can(Action.WRITE_TALK, enrolment.group):
            raise PermissionDenied
        ladder.require_open(ladder.Subject.JOURNAL, access=by, group=enrolment.group, day=day)
    return enrolment.group


def _has_left(child: Child, by: Access) -> bool:
    """Of a child that no group answers for today no new talk begins."""
    return not enrolments_owning(by.day).filter(child=child).exists()
