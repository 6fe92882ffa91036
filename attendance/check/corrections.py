"""Nurse and clerk correct marks and reasons; the old value is in the trail (R23)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from attendance.models import Mark, Reason, Register
from attendance.register.marks import Answer, mark_of, write_marks
from attendance.rules import require_recordable
from people.access import Access, Action
from people.models import ChildGroup
from people.operations import lock_groups


@transaction.atomic
def correct(
    *, group: ChildGroup, day: date, answers: Sequence[Answer], by: Access, at: datetime
) -> Register:
    """Settle children's marks of a confirmed register: what is said now stands, and was looked at.

    Saying again what stands only settles it. Also on a signed week, never in a closed month.

    :raises PermissionDenied: not nurse or clerk here
    :raises ValidationError: the day is closed, not confirmed yet, or a child has no mark in it
    """
    by.require(Action.CORRECT_ATTENDANCE, group)
    require_recordable(group, day, by=by, at=at)
    lock_groups([group.pk])
    register = Register.objects.confirmed().filter(group=group, day=day).first()
    if register is None:
        raise ValidationError(_("This day has not been confirmed yet."), code="unconfirmed")
    register.group = group
    marks = {mark.child_id: mark for mark in Mark.objects.filter(register=register)}
    if any(answer.child_id not in marks for answer in answers):
        raise ValidationError(_("This child has no mark on this day."), code="no_mark")
    _require_known(answers)
    changed = [mark_of(register, answer, marks[answer.child_id]) for answer in answers]
    for mark in changed:
        mark.settled_at, mark.settled_by = at, by.user
    write_marks(changed, at=at)
    register.saved_at, register.saved_by = at, by.user
    register.version += 1
    register.save(update_fields=["saved_at", "saved_by", "version"])
    return register


def _require_known(answers: Sequence[Answer]) -> None:
    if any(answer.absent and answer.reason not in (None, *Reason.values) for answer in answers):
        raise ValidationError(_("Choose one of the reasons offered."), code="reason")
