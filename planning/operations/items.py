"""Additional items of a plan (R25): each is added and taken away by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from outbox.clock import ONE_DAY
from people.access import Access
from people.rules.refusals import Refusals, of_field
from planning import reach
from planning.models import MonthPlan, PlanItem
from planning.operations.singly import Columns, put, void
from planning.parts import ITEM, ITEM_KIND, ItemKind
from planning.rules import clean_text


@dataclass(frozen=True)
class Said:
    """What is said of an item. ``until`` is its last day; of a single day it may be empty."""

    kind: str
    text: str
    own_kind: str = ""
    area: str = ""
    since: date | None = None
    until: date | None = None


@transaction.atomic
def add_item(*, plan: MonthPlan, said: Said, by: Access, at: datetime) -> PlanItem:
    """Add it to a draft.

    :raises PermissionDenied: of somebody else's area
    :raises ValidationError: no such kind, no text, or days that are not of the month
    :raises reach.Submitted: it is a draft no more
    """
    standing = reach.locked_draft(plan)
    reach.require(standing, said.area, by=by)
    (item,) = put(standing.items, [columns(standing, said)], by=by, at=at)
    return item


@transaction.atomic
def change_item(*, item: PlanItem, said: Said, by: Access, at: datetime) -> PlanItem:
    """Another one in its place: the old one is kept as taken away. What says the same stays.

    :raises PermissionDenied: of somebody else's area
    :raises ValidationError: as of a new one, or it was taken away meanwhile
    :raises reach.Submitted: it is a draft no more
    """
    standing = reach.locked_draft(item.plan)
    reach.require(standing, item.area, by=by)
    reach.require(standing, said.area, by=by)
    now = standing.items.standing().filter(pk=item.pk).first()
    if now is None:
        raise _gone()
    wanted = _another(standing, now, said)
    if wanted is None:
        return now
    void(standing.items.filter(pk=item.pk), by=by, at=at)
    (changed,) = put(standing.items, [wanted], by=by, at=at)
    return changed


@transaction.atomic
def take_away_item(*, item: PlanItem, by: Access, at: datetime) -> None:
    """:raises PermissionDenied: of somebody else's area
    :raises ValidationError: the school year is sealed
    :raises reach.Submitted: it is a draft no more
    """
    standing = reach.locked_draft(item.plan)
    reach.require(standing, item.area, by=by)
    void(standing.items.filter(pk=item.pk), by=by, at=at)


def change(
    plan: MonthPlan, own: reach.Reach, *, added: Iterable[Said], changed: Mapping[int, Said],
    gone: Iterable[int], by: Access, at: datetime,
) -> int:  # fmt: skip
    """What a whole form adds, changes and takes away, of a plan that is held. What says the same as
    it did changes nothing. :returns: how many changed

    :raises PermissionDenied: of somebody else's area
    :raises ValidationError: each at «items.<id>» or «items.new<number>» and its field
    """
    rows = {item.pk: item for item in plan.items.filter(pk__in=[*changed, *gone])}
    refusals, fresh, old = Refusals(), [], [pk for pk in gone if pk in rows]
    for number, said in enumerate(added):
        with refusals.at(f"items.new{number}"):
            fresh.append(columns(plan, said))
    for pk, said in changed.items():
        with refusals.at(f"items.{pk}"):
            if another := _another(plan, rows.get(pk), said):
                fresh.append(another)
                old.append(pk)
    refusals.refuse()
    own.require(rows[pk].area for pk in old if rows[pk].voided_at is None)
    own.require(one["area"] for one in fresh)
    voided = void(plan.items.filter(pk__in=old), by=by, at=at)
    return max(voided, len(put(plan.items, fresh, by=by, at=at)))


def _another(plan: MonthPlan, item: PlanItem | None, said: Said) -> Columns | None:
    """What takes the item's place; None when it says what it said.

    :raises ValidationError: what cannot be, or somebody took it away meanwhile
    """
    wanted = columns(plan, said)
    if item and all(getattr(item, name) == value for name, value in wanted.items()):
        return None
    if item is None or item.voided_at:
        raise _gone()
    return wanted


def columns(plan: MonthPlan, said: Said) -> Columns:
    """What is kept of an item.

    :raises ValidationError: what cannot be, at its field
    """
    if said.kind not in ItemKind.values:
        raise ValidationError({"kind": _("Choose one of the kinds.")})
    with of_field("area"):
        if said.area or said.kind == ItemKind.PROCESS:
            reach.require_area(said.area)
    own_kind = _own_kind(said) if said.kind == ItemKind.OWN else ""
    since, until = _days(plan, said)
    return {
        "kind": said.kind, "own_kind": own_kind, "area": said.area, "text": _text(said),
        "since": since, "until": until,
    }  # fmt: skip


def _own_kind(said: Said) -> str:
    with of_field("own_kind"):
        own_kind = clean_text(said.own_kind, ITEM_KIND)
        if not own_kind:
            raise ValidationError(_("Say what it is."))
    return own_kind


def _text(said: Said) -> str:
    with of_field("text"):
        text = clean_text(said.text, ITEM)
        if not text:
            raise ValidationError(_("Say what is planned."))
    return text


def _days(plan: MonthPlan, said: Said) -> tuple[date | None, date | None]:
    """The first, and the one after the last; both in the month, or none."""
    last = said.until or said.since
    if said.since is None or last is None:
        if said.until:
            raise ValidationError({"since": _("Say the first day too.")})
        return None, None
    if last < said.since:
        raise ValidationError({"until": _("The period ends before it begins.")})
    month = plan.when
    if not month.first <= said.since or not last <= month.last:
        raise ValidationError({"since": _("Choose days of this month.")})
    return said.since, last + ONE_DAY


def _gone() -> ValidationError:
    return ValidationError(_("Somebody took this item away meanwhile."), code="gone")
