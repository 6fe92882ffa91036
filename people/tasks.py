"""What a worker does about people. No task has an argument: the rows are the truth; twice is harmless."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from people.keys import letters, slips

A_RUN_LASTS = timedelta(seconds=60)  # well below the time limit of a task


@shared_task
def send_links() -> None:
    """Letters with one-time links."""
    letters.drain(timezone.now, until=timezone.now() + A_RUN_LASTS)


@shared_task
def print_slips() -> None:
    """Batches of slips that wait; those that have lain a day are wiped."""
    slips.print_all(timezone.now)
    slips.wipe(timezone.now())
