"""A plan posted whole: a draft whose page has no script or whose session had ended, and an amendment of
what was submitted (R25). All or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.access import Access
from people.rules.refusals import Refusals
from planning import reach
from planning.models import MonthPlan, PlanAmendment
from planning.operations import choices, items, sections
from planning.operations.items import Said
from planning.operations.sections import Conflicts, Typed
from planning.operations.submitting import Incomplete, missing_of
from planning.parts import REASON
from planning.rules import clean_text

__all__ = ["Conflicts", "Whole", "amend", "write"]


@dataclass(frozen=True)
class Whole:
    """What a form says of a plan. A part that says what stands there changes nothing, whatever version
    its page knows; a text that the person left as the page had it is best left out."""

    texts: Mapping[str, Typed] = field(default_factory=dict)  # by section code
    notes: Mapping[int, Typed] = field(default_factory=dict)  # by child
    chosen: Sequence[Mapping[str, Any]] = ()  # as ``choices.choose`` takes it
    dropped: Sequence[int] = ()  # choices
    items_added: Sequence[Said] = ()
    items_changed: Mapping[int, Said] = field(default_factory=dict)
    items_gone: Sequence[int] = ()


@transaction.atomic
def write(*, plan: MonthPlan, whole: Whole, by: Access, at: datetime) -> MonthPlan:
    """Write what differs into a draft.

    :raises PermissionDenied: something is of somebody else's area
    :raises ValidationError: what cannot be, each at its place of the page
    :raises Conflicts: somebody saved some of it meanwhile
    :raises reach.Submitted: it is a draft no more
    """
    standing = reach.locked_draft(plan)
    own = reach.require_some(standing, by=by)
    _put(standing, whole, own, by=by, at=at)
    return standing


@transaction.atomic
def amend(
    *, plan: MonthPlan, whole: Whole, reason: str, by: Access, at: datetime
) -> PlanAmendment | None:
    """Write what differs into a submitted plan, with the one reason for all of it. Who writes some of
    a plan amends that much. Notes on children ask for no reason: with nothing else there is no
    amendment, and None is the answer.

    :raises PermissionDenied: something is of somebody else's area
    :raises ValidationError: what cannot be, each at its place; no reason; nothing differs; a draft
    :raises Conflicts: somebody amended some of it meanwhile
    :raises Incomplete: something needed would be gone
    """
    standing = reach.locked(plan)
    own = reach.require_some(standing, by=by)
    if not standing.is_submitted:
        raise ValidationError(_("The plan is still being written; it needs no reason."), "draft")
    refusals = Refusals()
    with refusals.at(""):
        of_plan, of_notes = _put(standing, whole, own, by=by, at=at)
        if not of_plan and of_notes:
            return None
        if not of_plan:
            raise ValidationError(_("Nothing was changed."), code="unchanged")
    with refusals.at("reason"):
        reason = _reason(reason)
    refusals.refuse()
    if lacking := missing_of(standing):
        raise Incomplete(lacking)
    return PlanAmendment.objects.create(
        institution=standing.institution, plan=standing, at=at, by=by.user, reason=reason
    )


def _put(
    plan: MonthPlan, whole: Whole, own: reach.Reach, *, by: Access, at: datetime
) -> tuple[int, int]:
    """:returns: how many parts of the plan changed, and how many notes on children"""
    who: dict[str, Any] = {"by": by, "at": at}
    refusals, stale, changed, notes = Refusals(), Conflicts({}), 0, 0
    with refusals.at(""), stale.kept():
        changed += sections.change_texts(plan, own, whole.texts, **who)
    with refusals.at(""), stale.kept():
        notes = sections.change_notes(plan, whole.notes, **who)
    with refusals.at(""):
        chosen = [choices.columns(**said) for said in whole.chosen]
        changed += choices.change(plan, own, chosen=chosen, dropped=whole.dropped, **who)
    with refusals.at(""):
        changed += items.change(
            plan, own, added=whole.items_added, changed=whole.items_changed,
            gone=whole.items_gone, **who,
        )  # fmt: skip
    refusals.refuse()
    stale.refuse()
    return changed, notes


def _reason(said: str) -> str:
    """:raises ValidationError: none, or more than a sentence or two"""
    reason = clean_text(said, REASON)
    if not reason:
        raise ValidationError(_("Say why the plan is changed."), code="required")
    return reason
