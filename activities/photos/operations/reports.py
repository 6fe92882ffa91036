"""What becomes of a photo that was reported (R27): hidden from all, then what administration decides."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activities.models import DayPhoto
from activities.photos.operations import rows
from activities.reach import reach
from duties import ladder
from people.access import Access, Action, role_key
from people.models import Role


@transaction.atomic
def hide(*, photo: DayPhoto, by: Access, at: datetime) -> None:
    """From everybody but who decides, its author too; by whoever sees it and reports it.

    :raises PermissionDenied: this person sees no such photo
    """
    row = rows.locked(photo)
    seen = DayPhoto.objects.visible_to(by, Action.VIEW_PHOTO).shown()
    if not seen.filter(pk=row.pk).exists():
        raise PermissionDenied
    row.hidden_at = max(at, row.confirmed_at or at)
    row.save(update_fields=["hidden_at"])


@transaction.atomic
def show_again(*, photo: DayPhoto, by: Access) -> None:
    """:raises PermissionDenied: not administration of this institution"""
    row = _judged(photo, by)
    row.hidden_at = None
    row.save(update_fields=["hidden_at"])


@transaction.atomic
def give_back(*, photo: DayPhoto, by: Access, at: datetime) -> None:
    """To its author, to cover more of it and confirm it anew.

    :raises PermissionDenied: not administration of this institution
    :raises ValidationError: its author cannot, having left the group, or the school year is sealed
    """
    row = _judged(photo, by)
    if not _is_mended_by_its_author(row, by):
        raise ValidationError(
            _("Its author does not write this day any more. Keep it or take it out."), code="nobody"
        )
    rows.unconfirm(row, at=at)


@transaction.atomic
def take_down(*, photo: DayPhoto, by: Access, at: datetime) -> None:
    """Every copy of it is deleted (R21).

    :raises PermissionDenied: not administration of this institution
    """
    row = _judged(photo, by)
    if row.voided_at is None:
        rows.remove(row, by=by.user, at=at)


def _judged(photo: DayPhoto, by: Access) -> DayPhoto:
    by.require(Action.JUDGE_REPORTS, photo.institution)
    return rows.locked(photo)


def _is_mended_by_its_author(row: DayPhoto, by: Access) -> bool:
    """Does its author still write this day?"""
    log = row.log
    key = role_key(Role.TEACHER, log.institution_id)
    author = Access(row.added_by, day=by.day, acting_key=key)
    rung = ladder.rung(ladder.Subject.JOURNAL, log.group, log.day)
    return ladder.may_write(rung, author) and bool(reach(author, log.group))
