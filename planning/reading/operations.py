"""Asking for a plan's PDF."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from documents import queue
from documents.models import Job
from people.access import Access, Action
from planning.models import MonthPlan
from planning.reading.kinds import kind_for
from planning.reading.reader import reader_of


@transaction.atomic
def ask_for_pdf(*, plan: MonthPlan, by: Access, at: datetime) -> Job:
    """A worker makes it; what stands in it is what this person reads.

    :raises PermissionDenied: the plan is not theirs to see
    """
    by.require(Action.VIEW_PLAN, plan)
    reader = reader_of(plan, by)
    return queue.ask(
        kind=kind_for(reader).code, institution=plan.institution, asked_by=by.user,
        subject_id=plan.pk, sign=reader.sign, at=at,
    )  # fmt: skip
