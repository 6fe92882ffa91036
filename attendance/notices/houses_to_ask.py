"""In which institutions a register was just confirmed, so that their guardians are asked soon.

Kept beside the journal, in the cache: what is lost there the beat finds within a minute.
"""

from functools import partial

from django.core.cache import cache
from django.db import transaction

from outbox import wake

_IDS, _COMING = "attendance.houses_to_ask", "attendance.asking_is_coming"
_SOON = 2  # seconds: a morning's confirmations are gone through together


def on_commit(institution_id: int) -> None:
    """Ask in this institution once what it was given reason by is committed."""
    transaction.on_commit(partial(_add, institution_id), robust=True)


def taken() -> frozenset[int]:
    """All of them; whoever is added from now on waits for the next run."""
    cache.delete(_COMING)  # first: whoever comes between the two only starts one run more
    return cache.taken(_IDS)  # type: ignore[attr-defined]  # ejournal.cache


def _add(institution_id: int) -> None:
    from attendance import tasks

    kept = cache.collect(_IDS, institution_id)  # type: ignore[attr-defined]  # ejournal.cache
    if kept and cache.add(_COMING, True, timeout=_SOON + 1):
        wake.start(tasks.ask_where_confirmed, after=_SOON)
