"""Coming late and leaving early: times of a child's day, once its register is confirmed (R22).

What the kitchen was told does not change by them: only an entry received by the cut-off says it.
"""

from datetime import date, datetime, time
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from attendance.models import Mark, Register
from attendance.register.children import children_of
from attendance.register.marks import Answer, locked_register, mark_of, touch, write_marks
from attendance.register.operations.confirmation import Conflict
from attendance.rules import require_recordable
from duties import ladder
from duties.ladder import Rung
from outbox.clock import local_day, local_time
from people.access import Access, Action
from people.models import ChildGroup


class Undone(StrEnum):
    """What was entered by mistake."""

    LEFT = "left"  # the child did not leave early
    ARRIVED = "arrived"  # it was there from the start
    CAME = "came"  # it never came: absent again


@transaction.atomic
def arrived(
    *, group: ChildGroup, day: date, child_id: int, by: Access, at: datetime,
    at_time: time | None = None, version: int | None = None,
) -> Register:  # fmt: skip
    """The child came at this time, now unless said: it is present, whatever was marked before.

    :raises ValidationError: no confirmed mark here, a time yet to come, or after it had left
    :raises Conflict: ``version`` is stale and another time stands there now
    """
    mark = _mark(group, day, child_id, by=by, at=at)
    _require_own(mark.arrived_at, at_time, mark.register, version)
    came = _moment(at_time, mark.register, at)
    if came == mark.arrived_at:
        return mark.register
    new = mark_of(mark.register, Answer(child_id, absent=False), mark)
    new.arrived_at = came
    return _written(new, by=by, at=at)


@transaction.atomic
def left(
    *, group: ChildGroup, day: date, child_id: int, by: Access, at: datetime,
    at_time: time | None = None, version: int | None = None,
) -> Register:  # fmt: skip
    """The child left at this time, now unless said.

    :raises ValidationError: it was not there, a time yet to come, or before it had come
    :raises Conflict: ``version`` is stale and another time stands there now
    """
    mark = _mark(group, day, child_id, by=by, at=at)
    if mark.is_absent:
        raise ValidationError(
            _("This child is marked absent: say first when it came."), code="absent"
        )
    _require_own(mark.left_at, at_time, mark.register, version)
    went = _moment(at_time, mark.register, at)
    if went == mark.left_at:
        return mark.register
    new = mark_of(mark.register, Answer(child_id, absent=False), mark)
    new.left_at = went
    return _written(new, by=by, at=at)


@transaction.atomic
def undo(
    *, group: ChildGroup, day: date, child_id: int, what: Undone, by: Access, at: datetime,
    version: int | None = None,
) -> Register:  # fmt: skip
    """Take back what was entered by mistake. A child that never came is absent for its usual reason.

    :raises ValidationError: nothing of the kind was entered
    :raises Conflict: ``version`` is stale: look again at what stands there now
    """
    mark = _mark(group, day, child_id, by=by, at=at)
    if version not in (None, mark.register.version):
        raise Conflict(mark.register)
    if (mark.left_at if what is Undone.LEFT else mark.arrived_at) is None:
        raise ValidationError(_("There is nothing to take back."), code="nothing")
    new = mark_of(mark.register, _answer(mark, group, absent=what is Undone.CAME), mark)
    if what is Undone.LEFT:
        new.left_at = None
    else:
        new.arrived_at = None
    return _written(new, by=by, at=at)


def _answer(mark: Mark, group: ChildGroup, *, absent: bool) -> Answer:
    """The child said to be there, or absent for the reason its parent gave."""
    if not absent:
        return Answer(mark.child_id, absent=False)
    known = next(
        (one for one in children_of(group, mark.day) if one.child.pk == mark.child_id), None
    )
    return Answer(mark.child_id, absent=True, reason=known.usual_reason if known else None)


def _mark(group: ChildGroup, day: date, child_id: int, *, by: Access, at: datetime) -> Mark:
    """The child's mark in the group's confirmed register, nobody else writing it meanwhile."""
    _require_may_write(by, group, day)
    register = locked_register(group, day, by=by, at=at)
    require_recordable(group, day, by=by, at=at)
    if not register.is_confirmed:
        raise ValidationError(_("This day has not been confirmed yet."), code="unconfirmed")
    mark = Mark.objects.filter(register=register, child=child_id).first()
    if mark is None:
        raise ValidationError(_("This child has no mark on this day."), code="no_mark")
    mark.register = register
    return mark


def _require_may_write(by: Access, group: ChildGroup, day: date) -> None:
    """:raises PermissionDenied: not its teacher; on a signed week not nurse or clerk either"""
    corrects = by.holds(Action.CORRECT_ATTENDANCE) and (
        ladder.rung(ladder.Subject.ATTENDANCE, group, day) is Rung.WEEK
    )
    by.require(Action.CORRECT_ATTENDANCE if corrects else Action.RECORD_ATTENDANCE, group)


def _require_own(
    standing: time | None, wanted: time | None, register: Register, version: int | None
) -> None:
    """:raises Conflict: a page that is behind would write over a time it never showed"""
    behind = version not in (None, register.version)
    if behind and standing is not None and standing != wanted:
        raise Conflict(register)


def _moment(at_time: time | None, register: Register, at: datetime) -> time:
    """:raises ValidationError: a time yet to come, or none said of a day that is over"""
    zone = register.group.institution.time_zone
    today = local_day(at, zone) == register.day
    now = local_time(at, zone).replace(second=0, microsecond=0)
    if at_time is None and not today:
        raise ValidationError(_("Say the time."), code="time")
    if at_time is not None and today and at_time > now:
        raise ValidationError(_("This time has not come yet."), code="future")
    return at_time or now


def _written(mark: Mark, *, by: Access, at: datetime) -> Register:
    """:raises ValidationError: it would leave before it came"""
    if mark.arrived_at and mark.left_at and mark.left_at <= mark.arrived_at:
        raise ValidationError(_("Nobody leaves before arriving: look at both times."), code="order")
    touch(mark.register, by=by, at=at)
    write_marks([mark], at=at)
    return mark.register
