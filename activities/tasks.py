"""What a worker does for days. No task has an argument: the rows are the truth; twice is harmless."""

from celery import shared_task
from django.utils import timezone

from activities.photos.operations import rows


@shared_task
def forget_photos() -> None:
    """Photos that nobody confirmed in a week."""
    rows.forget(timezone.now())
