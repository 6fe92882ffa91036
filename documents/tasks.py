"""What a worker does for files. No task has an argument: the rows are the truth; twice is harmless."""

from celery import shared_task
from django.utils import timezone

from documents import content
from documents.jobs import Jobs
from outbox import wake


@shared_task
def work() -> None:
    """Jobs that wait; started after each commit that asked for one, and by the beat."""
    Jobs().drain(timezone.now)


@shared_task
def make_photos() -> None:
    """One photo that waits, since the process is renewed after so many tasks; it asks for the next."""
    from documents.photos.work import Photos  # the web process never loads what decodes

    photos, now = Photos(), timezone.now
    if photos.drain(now, most=1) and photos.due(now()).exists():
        wake.start(make_photos)


@shared_task
def forget() -> None:
    """Files whose time is over."""
    content.remove_old(timezone.now())
