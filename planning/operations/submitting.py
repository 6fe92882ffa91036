"""A draft is submitted: families see it from then on. What is missing is named, lateness never refused."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from people.access import Access
from planning import reach
from planning.models import MonthPlan
from planning.rules import Missing, missing


class Incomplete(Exception):
    """Something that the rules ask for is not there yet: 422, nothing was written."""

    def __init__(self, what: list[Missing]) -> None:
        super().__init__("plan is incomplete")
        self.missing = what


@transaction.atomic
def submit(*, plan: MonthPlan, by: Access, at: datetime) -> MonthPlan:
    """Submitted already, it stays what it is: the first moment counts. A form that was kept at a closed
    door may be older than the plan.

    :raises PermissionDenied: not of the group's teachers
    :raises ValidationError: the school year is sealed
    :raises Incomplete: what is missing
    """
    reach.require_whole(plan, by=by)
    try:
        standing = reach.locked_draft(plan)
    except reach.Submitted as done:
        return done.plan
    if lacking := missing_of(standing):
        raise Incomplete(lacking)
    standing.submitted_at, standing.submitted_by = max(at, standing.opened_at), by.user
    standing.save(update_fields=["submitted_at", "submitted_by"])
    return standing


def missing_of(plan: MonthPlan) -> list[Missing]:
    """Two queries."""
    texts = dict(plan.sections.values_list("code", "text"))
    return missing(texts, plan.choices.standing().values_list("kind", "area"))
