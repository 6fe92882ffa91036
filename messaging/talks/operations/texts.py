"""Texts of a draft, saved as they are typed; what is added once it is shared."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from messaging.models import Talk, TalkAddition, TalkSection
from messaging.talks.kinds import tell_addition
from messaging.talks.parts import ADDITION, REMARK, SECTIONS
from messaging.talks.reach import locked, locked_draft
from outbox import sections
from people.access import Access, Action
from people.rules.refusals import of_field
from planning.parts import Text
from planning.rules import clean_text


@transaction.atomic
def save_section(
    *, talk: Talk, code: str, text: str, version: int, by: Access, at: datetime,
    unheard: Collection[str] = (),
) -> TalkSection:  # fmt: skip
    """One section over the version that its page knows.

    :raises PermissionDenied: not theirs to write
    :raises reach.Shared: it is shared
    :raises ValidationError: no such section, too long, or a sealed year
    :raises sections.Stale: somebody saved it meanwhile
    """
    if code not in SECTIONS:
        raise ValidationError(_("There is no such section."), code="section")
    held = locked_draft(talk, by=by)
    text = clean_text(text, SECTIONS[code])
    row = held.sections.get(code=code)
    return sections.save(row, text=text, version=version, by=by.user, at=at, unheard=unheard)


@transaction.atomic
def add_addition(*, talk: Talk, text: str, by: Access, at: datetime) -> TalkAddition:
    """Of the staff, to what guardians read; they are told that there is one.

    :raises PermissionDenied: not of the group's teachers
    :raises ValidationError: it says nothing, too long, not shared yet, or a sealed year
    """
    held = locked(talk, by=by, action=Action.FOLLOW_TALK)
    added = _added(held, text, ADDITION, by=by, at=at)
    tell_addition(held, at)
    return added


@transaction.atomic
def add_remark(*, talk: Talk, text: str, by: Access, at: datetime) -> TalkAddition:
    """Of a guardian who took part, under the own name.

    :raises PermissionDenied: not theirs to answer
    :raises ValidationError: it says nothing, too long, or a sealed year
    """
    held = locked(talk, by=by, action=Action.ANSWER_TALK)
    return _added(held, text, REMARK, by=by, at=at, is_remark=True)


def _added(
    talk: Talk, text: str, of: Text, *, by: Access, at: datetime, is_remark: bool = False
) -> TalkAddition:
    with of_field(of.code):
        if not talk.is_released:
            raise ValidationError(_("It is not shared yet: write it in the talk itself."))
        text = clean_text(text, of)
        if not text:
            raise ValidationError(_("Write what you want to add."))
    return TalkAddition.objects.create(
        institution=talk.institution, talk=talk, text=text, at=at, by=by.user, is_remark=is_remark
    )
