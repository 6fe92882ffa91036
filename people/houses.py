"""What is done for every institution: what fails in one does not keep the others waiting."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

from people.models import Institution

logger = logging.getLogger(__name__)


def each(work: Callable[[Institution, datetime], int], *, at: datetime, name: str) -> int:
    """Every institution by itself.

    ``name``: how the log calls the work; of a failure it gets the kind only, its text may hold a row.

    :returns: the sum of what the work returned
    """
    return _one_by_one(work, Institution.objects.order_by("pk"), at, name)


def together(
    work: Callable[[Sequence[Institution], datetime], int], *, at: datetime, name: str,
    ids: Collection[int] | None = None,
) -> int:  # fmt: skip
    """All institutions, or those of ``ids``, in one go; if that fails, every one by itself.

    So that work with nothing new to do asks the database as often for seven hundred as for one. It is
    one transaction, so that what failed half way is done anew.
    """
    every = Institution.objects.order_by("pk")
    found = list(every if ids is None else every.filter(pk__in=ids))
    try:
        return work(found, at)
    except Exception as error:
        logger.error("%s of all institutions failed: %s", name, type(error).__name__)
    return _one_by_one(lambda one, at: work([one], at), found, at, name)


def _one_by_one(
    work: Callable[[Institution, datetime], int], institutions: Iterable[Institution],
    at: datetime, name: str,
) -> int:  # fmt: skip
    done = 0
    for institution in institutions:
        try:
            done += work(institution, at)
        except Exception as error:
            kind = type(error).__name__
            logger.error("%s of institution %d failed: %s", name, institution.pk, kind)
    return done
