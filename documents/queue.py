"""Asking for what a worker makes, in the transaction of whatever asks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from documents import registry, tasks
from documents.models import Job
from outbox import wake


def ask(
    *, kind: str, institution: Any, asked_by: Any, at: datetime, total: int = 1,
    subject_id: int | None = None, day: date | None = None, sign: str = "",
) -> Job:  # fmt: skip
    """A job; the one that waits already, when the same person asks for the same again.

    Who may ask is the question of the operation that does.

    :raises ValueError: nobody declared that kind
    """
    asked: dict[str, Any] = {
        "institution": institution, "kind": kind, "asked_by": asked_by, "subject_id": subject_id,
        "day": day, "sign": sign,
    }  # fmt: skip
    job = Job(**asked, asked_at=at, next_try_at=at, total=total)
    if registry.of_job(job) is None:
        raise ValueError(f"no kind of jobs is called {kind}")
    if found := Job.objects.filter(**asked, finished_at=None, failed_at=None).first():
        return found
    job.save()
    wake.on_commit(tasks.work)
    return job
