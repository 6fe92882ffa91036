"""The minute in which what tells parents can be taken back (``models.Graced``).

The tap is kept at once, and in time is judged by it. Once the minute is over the beat's task releases the
row: it is visible from then on, and what is told of it is put into the outbox in the same transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pghistory
from django.db import transaction

from outbox.models import GRACE, Graced

logger = logging.getLogger(__name__)

Tell = Callable[[Any, datetime], None]  # of a row that was just released
_kinds: dict[type[Graced], Tell] = {}


def register(model: type[Graced], tell: Tell) -> None:
    """Declare what is shown after a minute, and what is told then."""
    _kinds[model] = tell


def release_due(at: datetime, *, task: str = "release") -> int:
    """Release all whose minute is over. What fails keeps no other waiting, and is tried again.

    :param task: how the trail names who did it
    :returns: how many were released
    """
    return sum(_release(model, pk, at, task) for model in _kinds for pk in _due(model, at))


def _due(model: type[Graced], at: datetime) -> list[int]:
    return list(_waiting(model, at).order_by(model.said).values_list("pk", flat=True))


def _waiting(model: type[Graced], at: datetime) -> Any:
    over = {f"{model.said}__lte": at - GRACE}
    return model._default_manager.filter(released_at__isnull=True, **over)


def _release(model: type[Graced], pk: int, at: datetime, task: str) -> bool:
    try:
        with pghistory.context(task=task), transaction.atomic():
            held = _waiting(model, at).select_for_update(
                of=("self",), no_key=True, skip_locked=True
            )
            row = held.filter(pk=pk).first()
            if row is None:  # taken back meanwhile, or somebody is at it
                return False
            row.released_at = at
            row.save(update_fields=["released_at"])
            _kinds[model](row, at)
            return True
    except Exception:
        logger.exception("%s #%d could not be released", model._meta.label, pk)
        return False
