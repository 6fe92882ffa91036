"""A plan begins: all its sections are there, empty, so that each save is one UPDATE."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duties import ladder
from duties.calendar.school_year import school_year_of
from people.access import Access
from people.models import ChildGroup
from people.operations import lock_groups
from planning.models import MonthPlan, PlanSection
from planning.parts import SECTIONS
from planning.reach import reach


@transaction.atomic
def open_plan(*, group: ChildGroup, month: date, by: Access, at: datetime) -> MonthPlan:
    """The plan of a group for a month; where somebody has begun it, that one.

    :raises PermissionDenied: not theirs to write
    :raises ValidationError: a month of another school year, or a sealed one
    """
    month = month.replace(day=1)
    if not reach(by, group, month):
        raise PermissionDenied
    if school_year_of(month) != group.school_year:
        raise ValidationError(_("The group does not work in this month."), code="month")
    ladder.require_open(ladder.Subject.JOURNAL, access=by, group=group, day=month)
    lock_groups([group.pk])
    facts = {"institution": group.institution, "opened_at": at, "opened_by": by.user}
    plan, is_new = MonthPlan.objects.get_or_create(group=group, month=month, defaults=facts)
    if is_new:
        PlanSection.objects.bulk_create(
            PlanSection(institution=group.institution, plan=plan, code=code) for code in SECTIONS
        )
    return plan
