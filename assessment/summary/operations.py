"""Asking for the PDF of summaries."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessment.summary.group import children_of, sees_all, sign_of
from assessment.summary.kinds import SummariesPaper, SummaryPaper
from assessment.summary.period import Period
from documents import queue
from documents.models import Job
from duties.calendar.school_year import first_day
from people.access import Access, Action
from people.models import Child, ChildGroup


@transaction.atomic
def ask_for_pdf(*, child: Child, period: Period, by: Access, at: datetime) -> Job:
    """A worker makes it.

    :raises PermissionDenied: what is assessed of the child is not theirs to see
    """
    by.require(Action.VIEW_ASSESSMENT, child)
    return queue.ask(
        kind=SummaryPaper.code, institution=child.institution, asked_by=by.user,
        subject_id=child.pk, day=first_day(period.token.year), sign=str(period.token.half), at=at,
    )  # fmt: skip


@transaction.atomic
def ask_for_all(*, group: ChildGroup, period: Period, by: Access, at: datetime) -> Job:
    """The same of all children of a group, in one PDF.

    :raises PermissionDenied: not all of its children are theirs to see
    :raises ValidationError: it has none
    """
    children = children_of(group, at)
    if not sees_all(by, group, children):
        raise PermissionDenied
    if not children:
        raise ValidationError(_("The group has no children on this day."))
    return queue.ask(
        kind=SummariesPaper.code, institution=group.institution, asked_by=by.user,
        subject_id=group.pk, day=first_day(period.token.year), sign=sign_of(period, children),
        total=len(children), at=at,
    )  # fmt: skip
