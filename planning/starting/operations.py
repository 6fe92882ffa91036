"""What is taken over fills what is empty and adds what is not there yet; what was typed stays."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.access import Access, Action
from people.models import ChildGroup
from planning import reach
from planning.models import MonthPlan, PlanChoice, PlanItem, PlanSection
from planning.operations import choices, open_plan
from planning.operations.singly import put
from planning.parts import Choose
from planning.starting.carrying import (
    CONTINUED,
    WHOLE,
    Carried,
    Columns,
    Scope,
    carried,
    parts_of,
)  # fmt: skip
from planning.starting.sources import plan_before

_AGAINST = {Choose.OUTCOME: Choose.NOT_PLANNED, Choose.NOT_PLANNED: Choose.OUTCOME}


@transaction.atomic
def start(
    *, group: ChildGroup, month: date, source: MonthPlan, by: Access, at: datetime,
    scope: Scope = WHOLE,
) -> Carried:  # fmt: skip
    """Begin the plan with what an earlier one brings; begun already, it is filled up.

    :raises: as ``open_plan`` and ``copy``
    """
    by.require(Action.VIEW_PLAN, source)
    plan = reach.locked_draft(open_plan(group=group, month=month, by=by, at=at))
    return _take(plan, source, scope, reach.reach(by, group, month), by=by, at=at)


@transaction.atomic
def copy(
    *, plan: MonthPlan, source: MonthPlan, by: Access, at: datetime, scope: Scope = WHOLE
) -> Carried:
    """Take over into a draft: of the parts that this person writes what is empty there, and what is not
    there yet. :returns: what was written, and what the catalogue has no more

    :raises PermissionDenied: not theirs to write, or the other not theirs to read
    :raises ValidationError: the school year is sealed
    :raises reach.Submitted: it is a draft no more
    """
    by.require(Action.VIEW_PLAN, source)
    standing = reach.locked_draft(plan)
    own = reach.require_some(standing, by=by)
    return _take(standing, source, scope, own, by=by, at=at)


@transaction.atomic
def continue_before(*, plan: MonthPlan, by: Access, at: datetime) -> Carried:
    """The draft continues the month before: topic, message and values are taken over where there are
    none. Said again it changes nothing, so that what was emptied since stays empty.

    :raises PermissionDenied: not of the group's teachers
    :raises ValidationError: there is no plan of the month before, or the school year is sealed
    :raises reach.Submitted: it is a draft no more
    """
    standing = reach.locked_draft(plan)
    reach.require_whole(standing, by=by)
    if standing.continues_before:
        return Carried()
    source = plan_before(standing.group, standing.month)
    if source is None:
        raise ValidationError(
            _("There is no plan of the month before to be continued."), code="no_plan"
        )
    _say(standing, continues=True)
    return copy(plan=standing, source=source, scope=CONTINUED, by=by, at=at)


@transaction.atomic
def begin_anew(*, plan: MonthPlan, by: Access, at: datetime) -> None:
    """The draft does not continue the month before. What was taken over stays: it may be edited by now.

    :raises PermissionDenied: not of the group's teachers
    :raises ValidationError: the school year is sealed
    :raises reach.Submitted: it is a draft no more
    """
    standing = reach.locked_draft(plan)
    reach.require_whole(standing, by=by)
    if standing.continues_before:
        _say(standing, continues=False)


def _say(plan: MonthPlan, *, continues: bool) -> None:
    plan.continues_before = continues
    plan.save(update_fields=["continues_before"])


def _take(
    plan: MonthPlan, source: MonthPlan, scope: Scope, own: reach.Reach, *, by: Access, at: datetime
) -> Carried:
    """Of a plan that is held."""
    theirs, here = parts_of(source, plan)
    brought = carried(theirs, plan, scope, own)
    empty = [row for row in here.texts.values() if row.code in brought.texts and not row.text]
    fresh = Carried(
        texts={row.code: brought.texts[row.code] for row in empty},
        choices=_not_chosen_yet(brought.choices, here.choices),
        items=_not_said_yet(brought.items, here.items),
        left_out=brought.left_out,
    )
    _fill(empty, fresh.texts, by=by, at=at)
    put(plan.choices, fresh.choices, by=by, at=at)
    put(plan.items, fresh.items, by=by, at=at)
    return fresh


def _fill(rows: list[PlanSection], texts: dict[str, str], *, by: Access, at: datetime) -> None:
    """Their versions go on, so that a page that knows them as empty is told."""
    for row in rows:
        row.text, row.version = texts[row.code], row.version + 1
        row.saved_at, row.saved_by = at, by.user
    PlanSection.objects.bulk_update(rows, ["text", "version", "saved_at", "saved_by"])


def _not_chosen_yet(wanted: list[Columns], standing: list[PlanChoice]) -> list[Columns]:
    """A learning area that is planned, or said to be not, stays so."""
    known = {choices.key_of(vars(row)) for row in standing}
    said = {(row.kind, row.area) for row in standing}
    fresh = {
        choices.key_of(one): one
        for one in wanted
        if (_AGAINST.get(one["kind"]), one["area"]) not in said
    }
    return [one for key, one in fresh.items() if key not in known]


def _not_said_yet(wanted: list[Columns], standing: list[PlanItem]) -> list[Columns]:
    """One that says the same is known, whatever day it has by now."""
    known = {_said(vars(item)) for item in standing}
    return [one for one in wanted if _said(one) not in known]


def _said(one: Columns) -> tuple[str, ...]:
    return one["kind"], one["own_kind"], one["area"], one["text"]
