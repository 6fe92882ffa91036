"""What the beat asks of attendance. No arguments: the rows say what is to be done; twice is harmless."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from attendance.clarifications import opening
from attendance.kitchen import counting, letter
from attendance.notices import telling

A_RUN_LASTS = timedelta(seconds=60)  # well below the time limit of a task


@shared_task
def tell() -> None:
    """Parents of the absent without notice, and those asked whether a child is still ill."""
    telling.tell_all(timezone.now())


@shared_task
def count() -> None:
    """The kitchen's head counts whose cut-off has passed."""
    counting.take_all(timezone.now())


@shared_task
def send_counts() -> None:
    """Head counts that wait to be sent to the caterer."""
    letter.drain(timezone.now, until=timezone.now() + A_RUN_LASTS)


@shared_task
def clarify() -> None:
    """Unexplained absences of compulsory age that have passed the threshold."""
    opening.open_all(timezone.now())
