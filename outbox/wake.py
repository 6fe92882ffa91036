"""Telling a worker that there is something to deliver. The broker may be away: the beat comes by."""

import logging

from kombu.exceptions import OperationalError

from outbox import tasks

logger = logging.getLogger(__name__)


def relay() -> None:
    try:
        tasks.relay.apply_async(retry=False, expires=15)
    except OperationalError:
        logger.warning("the broker is away; the next beat will deliver")
