"""Asking for a month's plans of all groups."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from documents import queue
from documents.models import Job
from people.access import Access
from people.models import Institution
from planning.board.kinds import NEEDED, PlansOfAll, submitted


@transaction.atomic
def ask_for_pdf(*, institution: Institution, month: date, by: Access, at: datetime) -> Job:
    """A worker makes it; its pieces are the groups that have submitted.

    :raises PermissionDenied: the house is not theirs to oversee
    :raises ValidationError: no group has submitted its plan of the month
    """
    for action in NEEDED:
        by.require(action, institution)
    total = submitted(institution, month).count()
    if not total:
        raise ValidationError(_("No group has submitted its plan of this month."))
    return queue.ask(
        kind=PlansOfAll.code, institution=institution, asked_by=by.user, day=month, total=total,
        at=at,
    )  # fmt: skip
