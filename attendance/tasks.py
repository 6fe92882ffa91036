"""What the beat asks of attendance. No arguments: the rows say what is to be done; twice is harmless."""

from celery import shared_task
from django.utils import timezone

from attendance.clarifications import opening
from attendance.kitchen import counting, letter
from attendance.notices import questions


@shared_task
def ask() -> None:
    """Guardians of the absent without notice, and those asked whether a child is still ill."""
    questions.ask_all(timezone.now())


@shared_task
def ask_where_confirmed() -> None:
    """The same, soon, in those institutions where a register was just confirmed."""
    questions.ask_where_confirmed(timezone.now())


@shared_task
def count() -> None:
    """The kitchen's head counts whose cut-off has passed."""
    counting.take_all(timezone.now())


@shared_task
def send_counts() -> None:
    """Head counts that wait to be sent to the caterer."""
    letter.Letters().drain(timezone.now)


@shared_task
def clarify() -> None:
    """Unexplained absences of compulsory age that have passed the threshold."""
    opening.open_all(timezone.now())
