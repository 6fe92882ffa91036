"""What somebody does to a job."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from documents import registry, tasks
from documents.models import Job
from outbox import wake


@transaction.atomic
def try_again(*, job: Job, by: Any, at: datetime) -> None:
    """One that failed waits once more; nothing happens to one that did not.

    :raises PermissionDenied: it is not this person's to see
    """
    kind = registry.of_job(job)
    if kind is None or not kind.is_seen(job, by):
        raise PermissionDenied(_("You may not do this here."))
    failed = Job.objects.filter(pk=job.pk).exclude(failed_at=None)
    if failed.update(failed_at=None, attempts=0, next_try_at=at):
        wake.on_commit(tasks.work)
