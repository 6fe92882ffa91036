"""What a worker does about people. No task has an argument: the rows are the truth; twice is harmless."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from people.entering import restrictions
from people.keys import letters, slips
from people.operations import closing

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


@shared_task
def close_ended() -> None:
    """Accounts whose last day has passed."""
    now = timezone.now()
    closing.close_ended(timezone.localdate(now), now)


@shared_task
def remind_of_restrictions() -> None:
    """Restrictions whose document is past wait for a decision."""
    restrictions.remind(timezone.now())
