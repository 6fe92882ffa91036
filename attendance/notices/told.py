"""The codes of what guardians are told here, and what becomes of it once one of them has answered."""

from collections.abc import Iterable
from datetime import date, datetime

from outbox.models import Notification
from people.models import Child

UNEXPLAINED = "absence.unexplained"
STILL_ILL = "absence.still_ill"


def settle(children: Iterable[Child], day: date, *, at: datetime) -> None:
    """Answered by one, it asks for nobody's attention any more."""
    ids = [child.pk for child in children]
    told = Notification.objects.unread().filter(
        kind__in=(UNEXPLAINED, STILL_ILL), subject_id__in=ids, day=day
    )
    # whoever is just reading one of them is not waited for: it leads to what was answered
    free = told.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)
    Notification.objects.filter(pk__in=list(free)).update(read_at=at)
