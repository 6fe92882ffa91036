"""Asking for the PDF of a week."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from activities.week.kinds import WeekPaper
from activities.week.pictures import photos_of
from documents import queue
from documents.models import Job
from duties.calendar.days import monday_of
from people.access import Access, Action
from people.models import ChildGroup


@transaction.atomic
def ask_for_pdf(*, group: ChildGroup, day: date, by: Access, at: datetime) -> Job:
    """A worker makes it, of the week in which the day lies.

    :raises PermissionDenied: the group's days are not theirs to see
    """
    by.require(Action.VIEW_DAY, group)
    monday = monday_of(day)
    return queue.ask(
        kind=WeekPaper.code, institution=group.institution, asked_by=by.user, subject_id=group.pk,
        day=monday, sign=photos_of(group.pk, monday, at), at=at,
    )  # fmt: skip
