"""Which talks a guardian reads: own ones, with what was shown to them and what they said of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from messaging.models import Talk, TalkAddition
from messaging.talks.reading import ADDITION, KIND
from outbox import seen
from people.access import Access, Action

LATELY = timedelta(days=90)  # what is older is no news


def own(access: Access) -> QuerySet[Any]:
    """The newest first, with ``first_seen``, ``acknowledged_at`` and ``is_supplemented``: by something that
    the person was not shown yet."""
    person = access.user.pk
    mine = Talk.objects.visible_to(access, Action.VIEW_TALK)
    return (
        mine.select_related("child", "group", "institution")
        .annotate(
            first_seen=seen.first_seen_of(person, KIND),
            acknowledged_at=seen.acknowledged_of(person, KIND),
            is_supplemented=_supplemented(person),
        )
        .order_by("-day", "-pk")
    )


def unread(access: Access, at: datetime) -> QuerySet[Talk]:
    """Shared lately and the person has not said that they read it, or supplemented since."""
    person = access.user.pk
    mine = Talk.objects.visible_to(access, Action.VIEW_TALK).filter(shared_at__gt=at - LATELY)
    return mine.filter(seen.not_acknowledged(person, KIND) | Q(_supplemented(person)))


def _supplemented(person: int) -> Exists:
    """By the staff; what guardians remark is no news."""
    by_staff = TalkAddition.objects.filter(talk=OuterRef("pk"), is_remark=False)
    shown = by_staff.alias(first_seen=seen.first_seen_of(person, ADDITION))
    return Exists(shown.filter(first_seen__isnull=True))
