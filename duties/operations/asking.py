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
from outbox.models import Notification
from people.access import Access, Action, Right, holders
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
    told = holders(duty.action, silent, max(day, by.day))
    rows = [_row(duty, right, day, by, at) for right in told]
    queue.put(rows, at=at)
    return {right.group_id for right in told}


def _silent(duty: Duty, groups: list[ChildGroup], day: date, at: datetime) -> list[ChildGroup]:
    if not groups:
        return []
    days = calendar.around(groups[0].institution, day, calendar.REACH)
    owing = duty.owed(groups, day, days)
    done, last = duty.done(owing, day), last_asked(duty, owing, day)
    rested = [g for g in owing if g.pk not in last or last[g.pk] <= at - REST]
    return [group for group in rested if group.pk not in done]


def _row(duty: Duty, right: Right, day: date, by: Access, at: datetime) -> Notification:
    assert by.institution is not None  # only administration of a house oversees
    return Notification(
        institution=by.institution, person_id=right.user_id, role=right.role,
        group_id=right.group_id, day=day, kind=asked_code(duty),
        occasion=str(int(at.timestamp())),
    )  # fmt: skip
