"""What administration does about an unexplained absence: steps, and closing. Both stand for good."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from attendance.clarifications.kinds import OPENED
from attendance.models import Clarification, ClarificationStep
from outbox import queue
from outbox.clock import local_day
from people.access import Access, Action


class Closed(Exception):
    """Somebody has closed it meanwhile: 409, nothing was written."""

    def __init__(self, clarification: Clarification) -> None:
        super().__init__("clarification is closed")
        self.clarification = clarification


@transaction.atomic
def take_step(
    *, clarification: Clarification, kind: str, day: date, note: str = "", by: Access, at: datetime
) -> ClarificationStep:
    """Keep what was done to find out, and what came of it.

    :raises PermissionDenied: not administration of this institution
    :raises Closed: it is closed
    :raises ValidationError: no such step, or a day before the absence or after today
    """
    by.require(Action.CLARIFY_ABSENCE, clarification)
    standing = _locked_open(clarification)
    _require_possible(standing, kind, day, at)
    return ClarificationStep.objects.create(
        institution=standing.institution, clarification=standing, kind=kind, day=day, note=note,
        taken_at=at, taken_by=by.user,
    )  # fmt: skip


@transaction.atomic
def close(*, clarification: Clarification, outcome: str, by: Access, at: datetime) -> Clarification:
    """Say how it ended. Said again the same way it changes nothing; it is never opened again.

    :raises PermissionDenied: not administration of this institution
    :raises Closed: it is closed with another outcome
    :raises ValidationError: no such outcome
    """
    by.require(Action.CLARIFY_ABSENCE, clarification)
    if outcome not in Clarification.Outcome.values:
        raise ValidationError(_("Choose one of the outcomes offered."), code="outcome")
    standing = _locked(clarification)
    if standing.closed_at:
        if standing.outcome != outcome:
            raise Closed(standing)
        return standing
    standing.closed_at, standing.closed_by, standing.outcome = at, by.user, outcome
    standing.save(update_fields=["closed_at", "closed_by", "outcome"])
    queue.settle(at=at, kind=OPENED, subject_id=standing.pk)
    return standing


def _require_possible(standing: Clarification, kind: str, day: date, at: datetime) -> None:
    if kind not in ClarificationStep.Kind.values:
        raise ValidationError(_("Choose one of the steps offered."), code="kind")
    if not standing.since <= day <= local_day(at, standing.institution.time_zone):
        raise ValidationError(
            _("A step lies between the first day of the absence and today."), code="day"
        )


def _locked_open(clarification: Clarification) -> Clarification:
    standing = _locked(clarification)
    if standing.closed_at:
        raise Closed(standing)
    return standing


def _locked(clarification: Clarification) -> Clarification:
    rows = Clarification.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("institution").get(pk=clarification.pk)
