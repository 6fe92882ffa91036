"""Administration asks for what is owed, by hand."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from duties import calendar
from duties.kinds import asked_code, last_asked
from duties.registry import Duty
from outbox import queue
from people.access import Access, Action
from people.audiences import anew, to_groups
from people.models import ChildGroup
from people.operations import lock_groups

REST = timedelta(minutes=10)  # a group is asked again only then


@transaction.atomic
def ask(
    *, duty: Duty, groups: Iterable[ChildGroup], day: date, by: Access, at: datetime
) -> set[int]:
    """Tell those who owe a duty of these groups that administration waits for it.

    Of what is done nobody is asked, nor of what was asked a moment ago: twice is harmless.

    :returns: ids of the groups whose people were told now
    :raises PermissionDenied: a group that this person does not oversee
    """
    groups = list(groups)
    if not {group.pk for group in groups} <= by.seen_groups(Action.OVERSEE_DUTIES):
        raise PermissionDenied(_("You may not do this here."))
    lock_groups(group.pk for group in groups)
    silent = _silent(duty, groups, day, at)
    rows = to_groups(
        duty.action, silent, max(day, by.day), kind=asked_code(duty), day=day, occasion=anew(at)
    )
    queue.put(rows, at=at)
    return {row.group_id for row in rows if row.group_id}


def _silent(duty: Duty, groups: list[ChildGroup], day: date, at: datetime) -> list[ChildGroup]:
    if not groups:
        return []
    days = calendar.around(groups[0].institution, day, calendar.REACH)
    silent = duty.silent(duty.of_its_years(groups, day), day, days)
    last = last_asked(duty, silent, day)
    return [group for group in silent if group.pk not in last or last[group.pk] <= at - REST]
