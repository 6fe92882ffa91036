"""A day is confirmed; for a minute it can be taken back; then parents see it (R27)."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.duties import is_late
from activities.models import DayLog, LateReason
from activities.reach import locked
from people.access import Access, Action

NOTHING_YET = gettext_lazy("Nothing is written of this day yet. Tick what you did, or write it.")


@transaction.atomic
def confirm(*, log: DayLog, late_reason: str = "", by: Access, at: datetime) -> DayLog:
    """Confirmed already, it stays what it is: the first moment counts. Late is never refused.

    :raises PermissionDenied: not of the group's teachers
    :raises ValidationError: nothing is written; no such reason; or the school year is sealed
    """
    by.require(Action.CONFIRM_DAY, log.group)
    held = locked(log, by=by)
    if held.is_confirmed:
        return held
    if late_reason not in ["", *LateReason.values]:
        raise ValidationError(_("Choose one of the reasons."), code="late_reason")
    if not held.entries.standing().exists():
        raise ValidationError(NOTHING_YET, code="empty")
    held.confirmed_at, held.confirmed_by = max(at, held.opened_at), by.user
    held.late_reason = late_reason if is_late(held, held.confirmed_at) else ""
    held.save(update_fields=["confirmed_at", "confirmed_by", "late_reason"])
    return held


@transaction.atomic
def take_back(*, log: DayLog, by: Access, at: datetime) -> DayLog:
    """Within its minute: a draft again, nobody was told. What is a draft already stays one.

    :raises PermissionDenied: not of the group's teachers
    :raises ValidationError: the minute is over
    """
    by.require(Action.CONFIRM_DAY, log.group)
    held = locked(log, by=by)
    if not held.is_confirmed:
        return held
    if not held.can_be_taken_back(at):
        raise ValidationError(
            _("Parents can read it already. Change what is wrong in the entry itself."),
            code="released",
        )
    held.confirmed_at = held.confirmed_by = None
    held.late_reason = ""
    held.save(update_fields=["confirmed_at", "confirmed_by", "late_reason"])
    return held
