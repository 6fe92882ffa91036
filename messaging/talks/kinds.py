"""What guardians are told of a talk: that it is shared with them, and that something was added. Never
what it says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from messaging.models import Talk
from messaging.talks.people import told_of
from outbox import queue
from outbox.clock import local_day
from outbox.models import Mode, Notification
from outbox.registry import Shown
from people.access import Action
from people.audiences import ToFamilies, anew
from people.models import Role, User


class TalkIsShared(ToFamilies):
    """Told when the minute of grace is over, to those who took part and to nobody else."""

    code = "messaging.talk"
    label = _("A talk was shared with you")
    model = Talk
    action = Action.VIEW_TALK
    default = Mode.AT_ONCE

    def shown(self, row: Any, told: Notification) -> Shown:
        address = reverse("messaging:family_talk", args=[row.pk])
        return Shown(str(self.label), row.child.first_name, address, "message-circle")


class TalkIsSupplemented(TalkIsShared):
    """Each addition of the staff is told by itself."""

    code = "messaging.talk_addition"
    label = _("A talk was supplemented")


def tell_guardians(talk: Talk, at: datetime) -> None:
    """That it is shared: whoever took part and may read it now."""
    queue.put(_rows(TalkIsShared.code, talk, at), at=at)


def tell_addition(talk: Talk, at: datetime) -> None:
    queue.put(_rows(TalkIsSupplemented.code, talk, at, occasion=anew(at)), at=at)


def _rows(kind: str, talk: Talk, at: datetime, **about: Any) -> Iterable[Notification]:
    today = local_day(at, talk.institution.time_zone)
    people: Iterable[User] = told_of(talk, today)
    return [
        Notification(
            kind=kind, institution=talk.institution, person=person, role=Role.PARENT,
            subject_id=talk.pk, day=today, **about,
        )
        for person in people
    ]  # fmt: skip
