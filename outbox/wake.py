"""Telling a worker that there is something to do. The broker may be away: the beat comes by."""

import logging
from functools import partial

from celery import Task
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)
_EXPIRES = 15  # seconds; by then the beat has come by, or soon will


def start(task: Task, *, after: int = 0) -> None:
    """Have a task done at once, or ``after`` some seconds."""
    try:
        task.apply_async(retry=False, countdown=after or None, expires=after + _EXPIRES)
    except OperationalError:
        logger.warning("the broker is away; the next beat will start %s", task.name)


def on_commit(task: Task) -> None:
    """Have a task done once what gives it work is committed."""
    transaction.on_commit(partial(start, task), robust=True)
