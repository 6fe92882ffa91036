"""What processes hold once they have worked."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

from tests.bench import meter
from tests.bench.findings import Finding
from tests.bench.portal import Served, Site

WEB = 200
_TASKS = (
    "duties.tasks.remind", "attendance.tasks.ask", "attendance.tasks.count",
    "attendance.tasks.clarify", "outbox.tasks.forget",
)  # fmt: skip
_PATIENCE = 120


def of_the_web(served: Served) -> Iterator[Finding]:
    most = max(map(meter.rss_megabytes, served.workers))
    yield Finding(
        "memory.web_worker", most, WEB, "MB", "RSS of the greater of two, after all of this"
    )


def of_the_worker(site: Site) -> Iterator[Finding]:
    """After each task of the general queue has run once."""
    from ejournal.celery import app

    pid = site.work()
    for name in _TASKS:
        app.send_task(name)
    end = time.monotonic() + _PATIENCE
    while (done := _done(site.log("worker"))) < len(_TASKS) and time.monotonic() < end:
        time.sleep(0.2)
    most = max(map(meter.rss_megabytes, meter.family(pid)))
    yield Finding(
        "memory.worker",
        most,
        None,
        "MB",
        f"RSS of the greatest of its processes after {done} of {len(_TASKS)} tasks",
    )


def _done(log: str) -> int:
    """How many of the tasks have run; saves have ordered some of them before, often."""
    ran = set(re.findall(r"Task ([a-z.]+)\[[^]]*\] succeeded in ", log))
    return len(ran & set(_TASKS))
