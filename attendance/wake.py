"""Telling at once what a confirmation gave reason for. Without a broker the beat comes within a minute."""

import logging

from kombu.exceptions import OperationalError

_log = logging.getLogger(__name__)


def tell() -> None:
    from attendance import tasks

    try:
        tasks.tell.apply_async(retry=False, expires=60)
    except OperationalError:
        _log.warning("the broker is away; the beat will tell")
