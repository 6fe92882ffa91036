"""A day's log begins with the first thing that is written in it."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from activities.models import DayLog, DayNote
from activities.reach import reach
from activities.rules import why_not
from duties import calendar, ladder
from people.access import Access
from people.models import ChildGroup
from people.operations import lock_groups


@transaction.atomic
def open_day(*, group: ChildGroup, day: date, by: Access, at: datetime) -> DayLog:
    """The log of a group's day; where somebody has begun it, that one.

    :raises PermissionDenied: not theirs to write
    :raises ValidationError: a day to come, a day off, a day of another school year or of no child, or a
        sealed year
    """
    if not reach(by, group):
        raise PermissionDenied
    standing = DayLog.objects.filter(group=group, day=day).first()
    if standing is None:
        _require_a_day(group, day, by=by, at=at)
        lock_groups([group.pk])
        facts = {"institution": group.institution, "opened_at": at, "opened_by": by.user}
        standing, is_new = DayLog.objects.get_or_create(group=group, day=day, defaults=facts)
        if is_new:
            DayNote.objects.create(institution=group.institution, log=standing)
    standing.group, standing.institution = group, group.institution
    return standing


def _require_a_day(group: ChildGroup, day: date, *, by: Access, at: datetime) -> None:
    days = calendar.of(group.institution, day, day)
    if reason := why_not(group, day, at=at, days=days):
        raise ValidationError(reason, code="no_log")
    ladder.require_open(ladder.Subject.JOURNAL, access=by, group=group, day=day)
