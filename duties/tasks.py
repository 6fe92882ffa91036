"""What the beat asks of the duties."""

from datetime import datetime

from celery import shared_task
from django.utils import timezone

from duties import operations, reminders
from outbox.clock import ONE_DAY, local_day
from people import houses
from people.models import Institution


@shared_task
def remind() -> None:
    """Reminders of what is due and not done; every minute, twice is harmless."""
    reminders.remind_all(timezone.now())


@shared_task
def lay_down_moved_days() -> None:
    """Moved days that have become known, for houses that are here already; once a day, twice is harmless."""
    houses.each(_lay_down, at=timezone.now(), name="moved days")


def _lay_down(institution: Institution, at: datetime) -> int:
    tomorrow = local_day(at, institution.time_zone) + ONE_DAY
    return operations.lay_down_moved_days(institution, since=tomorrow)
