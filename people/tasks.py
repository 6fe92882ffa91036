"""What a worker does about people. No task has an argument: the rows are the truth; twice is harmless."""

from allauth.usersessions.models import UserSession
from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

from outbox.clock import portal_day
from people import quotas
from people.entering import restrictions
from people.keys import letters
from people.operations import closing


@shared_task
def send_links() -> None:
    """Letters with one-time links."""
    letters.Letters().drain(timezone.now)


@shared_task
def close_ended() -> None:
    """Accounts whose last day has passed."""
    now = timezone.now()
    closing.close_ended(portal_day(now), now)


@shared_task
def forget() -> None:
    """Sessions that have ended, which may hold what pages said of children; counts of hours long past."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("pk")).delete()
    quotas.forget(timezone.now())


@shared_task
def remind_of_restrictions() -> None:
    """Restrictions whose document is past wait for a decision."""
    restrictions.remind(timezone.now())
