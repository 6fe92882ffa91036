"""When administration last asked for what is owed."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Max

from duties.kinds import asked_code
from duties.registry import Duty
from outbox.models import Notification
from people.models import ChildGroup


def last(duty: Duty, groups: Iterable[ChildGroup], day: date) -> dict[int, datetime]:
    """The last time, by group id. One query."""
    told = Notification.objects.filter(kind=asked_code(duty), group__in=list(groups), day=day)
    return dict(told.order_by().values_list("group").annotate(Max("created_at")))
