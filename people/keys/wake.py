"""Telling a worker that there is something to do. The broker may be away: the beat comes by."""

import logging

from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def letters() -> None:
    from people import tasks

    _start(tasks.send_links)


def slips() -> None:
    from people import tasks

    _start(tasks.print_slips)


def _start(task) -> None:
    try:
        task.apply_async(retry=False, expires=15)
    except OperationalError:
        logger.warning("the broker is away; the next beat will do it")
