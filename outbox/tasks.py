"""What a worker does for the outbox. No task has an argument: the rows are the truth."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from outbox import grace
from outbox.models import Notification, Receipt
from outbox.relay import Letters

AT_A_TIME = 5000
RECEIPTS_LAST, NOTIFICATIONS_LAST = timedelta(days=2), timedelta(days=400)


@shared_task
def relay() -> None:
    """Deliver what is due; started after each commit that put something in, and by the beat."""
    Letters().drain(timezone.now)


@shared_task
def release() -> None:
    """Show parents what can be taken back no more; by the beat alone."""
    grace.release_due(timezone.now())


@shared_task
def forget() -> None:
    """Drop what nobody needs: receipts of forms sent long ago, notifications of last year."""
    now = timezone.now()
    Receipt.objects.filter(received_at__lt=now - RECEIPTS_LAST).delete()
    old = Notification.objects.filter(created_at__lt=now - NOTIFICATIONS_LAST).order_by()
    while pks := list(old.values_list("pk", flat=True)[:AT_A_TIME]):
        Notification.objects.filter(pk__in=pks).delete()
