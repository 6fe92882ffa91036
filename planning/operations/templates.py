"""Administration says which plans others are begun from: the institution's templates. The mark says nothing
of what is planned, so that no closed year keeps it as it is."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.access import Access, Action
from planning import reach
from planning.models import MonthPlan


@transaction.atomic
def mark_template(*, plan: MonthPlan, by: Access, at: datetime) -> MonthPlan:
    """Offered to the groups of its institution from now on; marked already, the first moment counts.

    :raises PermissionDenied: not theirs to say what a plan is begun from
    :raises ValidationError: a draft
    """
    return _say(plan, True, by=by, at=at)


@transaction.atomic
def unmark_template(*, plan: MonthPlan, by: Access, at: datetime) -> MonthPlan:
    """Offered no more. What was taken over from it stays.

    :raises: as ``mark_template``
    """
    return _say(plan, False, by=by, at=at)


def _say(plan: MonthPlan, is_template: bool, *, by: Access, at: datetime) -> MonthPlan:
    by.require(Action.MANAGE_CATALOGUE, plan.institution)
    standing = reach.locked(plan)
    if not standing.is_submitted:
        raise ValidationError(_("Only a submitted plan can be a template."), code="draft")
    if standing.is_template != is_template:
        standing.is_template = is_template
        standing.template_said_at, standing.template_said_by = at, by.user
        standing.save(update_fields=["is_template", "template_said_at", "template_said_by"])
    return standing
