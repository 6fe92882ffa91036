"""What the beat asks of the duties."""

from celery import shared_task
from django.utils import timezone

from duties import reminders


@shared_task
def remind() -> None:
    """Reminders of what is due and not done; every minute, twice is harmless."""
    reminders.remind_all(timezone.now())
