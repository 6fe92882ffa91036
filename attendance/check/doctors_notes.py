"""A doctor's note seen on paper: the day it was seen, nothing of what it says (R23)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from attendance.models import DoctorsNote, Mark, Reason
from duties import ladder
from duties.clock import ONE_DAY, local_day
from people.access import Access, Action
from people.models import Child, ChildGroup
from people.operations import lock_groups


@transaction.atomic
def see_doctors_note(
    *, child: Child, group: ChildGroup, since: date, until: date, seen_on: date, by: Access,
    at: datetime,
) -> DoctorsNote:  # fmt: skip
    """Keep that the note of an absence due to illness was seen. ``until`` is not included.

    Saying it again corrects the day on which it was seen.

    :raises PermissionDenied: not nurse or clerk here
    :raises ValidationError: no illness on these days, a day that has not come, or a closed month
    """
    by.require(Action.CORRECT_ATTENDANCE, group)
    by.require(Action.CORRECT_ATTENDANCE, child)
    if since >= until:
        raise ValidationError(_("The last day is before the first one."), code="order")
    if not since <= seen_on <= local_day(at, group.institution.time_zone):
        raise ValidationError(
            _("A note is seen between the first day of the illness and today."), code="seen_on"
        )
    lock_groups([group.pk])
    ladder.require_open(access=by, group=group, day=until - ONE_DAY)
    ill = Mark.objects.filter(child=child, register__group=group, reason=Reason.ILLNESS)
    if not ill.filter(day=since).exists() or not ill.filter(day=until - ONE_DAY).exists():
        raise ValidationError(_("The child was not absent due to illness then."), code="no_illness")
    note, _new = DoctorsNote.objects.update_or_create(
        child=child, since=since,
        defaults={"institution": group.institution, "until": until, "seen_on": seen_on, "seen_by": by.user},
    )  # fmt: skip
    return note


@transaction.atomic
def unsee_doctors_note(*, note: DoctorsNote, group: ChildGroup, by: Access, at: datetime) -> None:
    """Take it back: it was not seen. The trail keeps that it was said.

    :raises PermissionDenied: not nurse or clerk here
    :raises ValidationError: the month is closed
    """
    by.require(Action.CORRECT_ATTENDANCE, group)
    by.require(Action.CORRECT_ATTENDANCE, note)
    lock_groups([group.pk])
    ladder.require_open(access=by, group=group, day=note.until - ONE_DAY)
    note.delete()
