"""One assessment by itself: what is said of it, and that it is taken away."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from activities.models import DayEntry, DayPhoto
from assessment.models import Assessment
from assessment.operations.painting import outcomes_of
from assessment.parts import COMMENT, REASON
from assessment.reach import reach
from duties import ladder
from people.access import Access, Action
from people.models import Child, ChildGroup
from people.rules.refusals import of_field
from planning.rules import clean_text

__all__ = ["Stale", "explain", "outcomes_of", "take_away"]


class Stale(Exception):
    """Somebody assessed or explained it meanwhile: 409, nothing was written; ``standing`` is the row."""

    def __init__(self, standing: Assessment) -> None:
        super().__init__("assessment is stale")
        self.standing = standing


@transaction.atomic
def explain(
    *, assessment: Assessment, group: ChildGroup, comment: str, evidence: int | None,
    photo: int | None = None, version: int, by: Access, at: datetime,
) -> Assessment:  # fmt: skip
    """Comment and what shows it: an entry of a day of the child's group, a photo of one, or both of one day.

    :param group: in which the child is, and by which ``by`` assesses
    :raises PermissionDenied: not theirs to assess
    :raises ValidationError: published already, too long, no such entry or photo, or a sealed year
    :raises Stale: it is not as the page knows it
    """
    row = _held(assessment, group, by=by)
    require_unpublished(row)
    if row.version != version:
        raise Stale(row)
    with of_field("comment"):
        row.comment = clean_text(comment, COMMENT)
    with of_field("evidence"):
        row.evidence = _entry(row, evidence)
    with of_field("photo"):
        row.photo = _photo(row, photo, by=by)
    row.version += 1
    row.assessed_at, row.assessed_by = at, by.user
    row.save(
        update_fields=["comment", "evidence", "photo", "version", "assessed_at", "assessed_by"]
    )
    return row


@transaction.atomic
def take_away(
    *, assessment: Assessment, group: ChildGroup, reason: str = "", by: Access, at: datetime
) -> Assessment:
    """What is published goes with a reason, which parents do not read. Taken away already, it stays so.

    :raises PermissionDenied: not theirs to assess
    :raises ValidationError: no reason, or a sealed year
    """
    row = _held(assessment, group, by=by)
    if row.voided_at is None:
        void(row, reason, by=by, at=at)
        row.version += 1
        row.save(update_fields=["voided_at", "voided_by", "void_reason", "version"])
    return row


def void(row: Any, reason: str, *, by: Access, at: datetime) -> None:
    """:raises ValidationError: it is published, and no reason is said"""
    with of_field("reason"):
        reason = clean_text(reason, REASON)
        if row.is_told and not reason:
            raise ValidationError(_("Say why it is taken away."), code="required")
    row.void_reason = reason if row.is_told else ""
    row.voided_at, row.voided_by = at, by.user


def require_unpublished(row: Any) -> None:
    """:raises ValidationError: parents were told of it"""
    if row.publication_id:
        raise ValidationError(_("It is published and does not change."), code="published")


def held_child(pk: int) -> Child:
    """Held until the end of the transaction: whatever is written of a child waits for what is being
    written."""
    return Child.objects.select_for_update(no_key=True).get(pk=pk)


def require_child(child: Child, group: ChildGroup, *, by: Access, action: Action) -> None:
    """:raises PermissionDenied: not theirs, or a child of another group"""
    by.require(action, group)
    if not Child.objects.visible_to(by, action).filter(pk=child.pk).exists():
        raise PermissionDenied


def _held(assessment: Assessment, group: ChildGroup, *, by: Access) -> Assessment:
    """The row, held with its child until the end of the transaction.

    :raises PermissionDenied: not of their areas, or a child who is not theirs
    """
    child = held_child(assessment.child_id)
    row = Assessment.objects.select_related("outcome", "institution").get(pk=assessment.pk)
    require_child(child, group, by=by, action=Action.ASSESS_PART)
    reach(by, group).require([row.outcome.area])
    ladder.require_open(ladder.Subject.JOURNAL, access=by, group=group, day=row.day)
    return row


def _entry(row: Assessment, pk: int | None) -> DayEntry | None:
    """:raises ValidationError: not an entry of a group of the child's house until that day"""
    if pk is None:
        return None
    entry = DayEntry.objects.standing().filter(_of_child(row), pk=pk).first()
    if entry is None:
        raise ValidationError(_("This is not of a day of the child's group."), code="evidence")
    return entry


def _photo(row: Assessment, pk: int | None, *, by: Access) -> DayPhoto | None:
    """One that was reported since it was chosen stays chosen, and is shown to nobody.

    :raises ValidationError: none of such a day that ``by`` sees, or of another day than the entry
    """
    if pk is None:
        return None
    every = DayPhoto.objects.standing()
    seen = DayPhoto.objects.visible_to(by, Action.VIEW_PHOTO).shown().filter(_of_child(row))
    photo = (every if pk == row.photo_id else seen).filter(pk=pk).first()
    if photo is None:
        raise ValidationError(_("This photo is not to be seen any more."), code="photo")
    if row.evidence and row.evidence.log_id != photo.log_id:
        raise ValidationError(_("The photo is of another day than the entry."), code="photo")
    return photo


def _of_child(row: Assessment) -> Q:
    """Of days until that of the assessment, of the child's groups, now or before."""
    return Q(
        institution=row.institution_id, log__day__lte=row.day,
        log__group__enrolments__child=row.child_id,
    )  # fmt: skip
