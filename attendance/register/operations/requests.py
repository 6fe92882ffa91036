"""Teachers ask nurse or clerk to correct a child's day of a signed week (R23)."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from attendance.models import CorrectionRequest, Mark, Presence, Register
from attendance.models.reason import REASONS_OF_TEACHERS
from attendance.register.kinds import settle, tell_of
from attendance.register.marks import Answer
from attendance.rules import why_not
from duties import ladder
from duties.ladder import Rung
from people.access import Access, Action
from people.models import ChildGroup


@transaction.atomic
def ask(
    *, group: ChildGroup, day: date, answer: Answer, why: str, by: Access, at: datetime
) -> CorrectionRequest:
    """Ask that a child's day be corrected. One waits at a time: asked again, one's own says the new.

    :raises PermissionDenied: not a person who records this group
    :raises ValidationError: the day can be corrected at once or by nobody, it says so already,
        a reason decided by others, or a colleague's request waits
    """
    by.require(Action.RECORD_ATTENDANCE, group)
    _require_askable(group, day, by=by, at=at)
    mark = _mark(group, day, answer)
    _require_something_else(answer, mark)
    request = _waiting(mark.register, answer.child_id) or CorrectionRequest(
        institution=group.institution, register=mark.register, day=day, child_id=answer.child_id,
        asked_by=by.user,
    )  # fmt: skip
    _require_own(request, by)
    request.presence = Presence.ABSENT if answer.absent else Presence.PRESENT
    request.reason = answer.reason if answer.absent else None
    request.why, request.asked_at = why, at
    _save(request)
    tell_of(request, group, at=at)
    return request


@transaction.atomic
def withdraw(*, request: CorrectionRequest, by: Access, at: datetime) -> None:
    """One's own request that nobody has answered; the trail keeps it.

    :raises PermissionDenied: somebody else's, or the group is no longer this person's to record
    :raises ValidationError: it has been answered meanwhile
    """
    group = request.register.group
    by.require(Action.RECORD_ATTENDANCE, group)
    found = CorrectionRequest.objects.select_for_update().filter(pk=request.pk).first()
    if found is None:
        return  # withdrawn already
    if found.asked_by_id != by.user.pk:
        raise PermissionDenied(_("Whoever asked withdraws it."))
    if found.answered_at is not None:
        raise ValidationError(_("This request has been answered meanwhile."), code="answered")
    settle(found, at=at)
    found.delete()


def _require_askable(group: ChildGroup, day: date, *, by: Access, at: datetime) -> None:
    """:raises ValidationError: the day can be corrected at once, or by nobody: says whom to ask"""
    if reason := why_not(group, day, at=at):
        raise ValidationError(reason, code="no_register")
    rung = ladder.rung(ladder.Subject.ATTENDANCE, group, day)
    if ladder.may_write(rung, by):
        raise ValidationError(_("This day can be corrected at once."), code="open")
    if rung is not Rung.WEEK:
        raise ValidationError(ladder.why_closed(rung), code="closed")


def _mark(group: ChildGroup, day: date, answer: Answer) -> Mark:
    marks = Mark.objects.filter(
        register__group=group, day=day, register__first_confirmed_at__isnull=False
    ).select_related("register")
    mark = marks.filter(child=answer.child_id).first()
    if mark is None:
        raise ValidationError(_("This child has no mark on this day."), code="no_mark")
    return mark


def _require_something_else(answer: Answer, mark: Mark) -> None:
    """:raises ValidationError: it says so already, or a reason that is not a teacher's to give"""
    reason = answer.reason if answer.absent else None
    if reason not in (None, *REASONS_OF_TEACHERS):
        raise ValidationError(_("Choose one of the reasons offered."), code="reason")
    if (answer.absent, reason) == (mark.is_absent, mark.reason):
        raise ValidationError(_("The register says so already."), code="same")


def _waiting(register: Register, child_id: int) -> CorrectionRequest | None:
    """Locked: whoever is answering it just now is waited for."""
    waiting = CorrectionRequest.objects.waiting().filter(register=register, child=child_id)
    return waiting.select_related("asked_by").select_for_update(of=("self",)).first()


def _save(request: CorrectionRequest) -> None:
    """:raises ValidationError: somebody asked in the same moment"""
    try:
        with transaction.atomic():
            request.save()
    except IntegrityError as meanwhile:
        told = _("Somebody asked for a correction of this day in the same moment. Look again.")
        raise ValidationError(told, code="asked") from meanwhile


def _require_own(request: CorrectionRequest, by: Access) -> None:
    """:raises ValidationError: a colleague asked; it is theirs to change or withdraw"""
    if request.asked_by_id != by.user.pk:
        told = _("%(name)s has asked for a correction of this day already; it waits for an answer.")
        raise ValidationError(told % {"name": request.asked_by}, code="asked")
