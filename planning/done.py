"""What became of what was planned: said by the day's log, which lies above (R2: nothing is typed twice)."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet


def note(planned: QuerySet[Any], newest: Any) -> None:
    """The newest day on which each was done, as the log above asks it; None where no log says so any
    more. One statement.

    :param planned: choices or items; ``newest``: an expression of their rows
    """
    none, some = Q(newest__isnull=True), Q(newest__isnull=False)
    different = (
        Q(none, done_on__isnull=False) | Q(some, done_on__isnull=True) | ~Q(done_on=F("newest"))
    )
    planned.alias(newest=newest).filter(different).update(done_on=newest)
