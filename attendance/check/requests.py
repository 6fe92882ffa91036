"""Answering what teachers ask to be corrected in a signed week (R23)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from attendance.check.corrections import correct
from attendance.check.kinds import CODE
from attendance.models import CorrectionRequest, Presence
from attendance.register.marks import Answer
from outbox import queue
from outbox.models import Notification
from people.access import Access, Action
from people.models import Role


@transaction.atomic
def answer(
    *, request: CorrectionRequest, granted: bool, by: Access, at: datetime, text: str = "",
    asked_at: datetime | None = None,
) -> CorrectionRequest:  # fmt: skip
    """Correct as asked, or decline and say why. The teacher is told.

    ``asked_at`` says which wording was read.

    :raises PermissionDenied: not nurse or clerk here
    :raises ValidationError: answered already, changed meanwhile (code «changed»), declined without a
        word, or the month is closed
    """
    by.require(Action.CORRECT_ATTENDANCE, request)
    asked = CorrectionRequest.objects.select_related("register__group__institution")
    request = asked.select_for_update(of=("self",)).get(pk=request.pk)
    if request.answered_at is not None:
        raise ValidationError(_("This request has been answered already."), code="answered")
    if asked_at not in (None, request.asked_at):
        raise ValidationError(_("This request was changed meanwhile. Read it again, then answer."),
                              code="changed")  # fmt: skip
    if not granted and not text.strip():
        raise ValidationError(_("Say in a word why it is declined."), code="why")
    if granted:
        absent = request.presence == Presence.ABSENT
        said = Answer(request.child_id, absent, request.reason)
        correct(group=request.register.group, day=request.day, answers=[said], by=by, at=at)
    request.answered_at, request.answered_by, request.granted = at, by.user, granted
    request.answer = text.strip()
    request.full_clean(exclude=["register", "child", "institution", "asked_by", "answered_by"])
    request.save()
    queue.put([_told(request)], at=at)
    return request


def _told(request: CorrectionRequest) -> Notification:
    return Notification(
        institution=request.register.group.institution, person_id=request.asked_by_id,
        role=Role.TEACHER, kind=CODE, group=request.register.group, day=request.day,
        subject_id=request.pk,
    )  # fmt: skip
