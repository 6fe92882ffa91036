"""Administration closes a month: the rung above the signed week (``duties`` opens it again)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from attendance.months.house import all_groups, house_of
from attendance.months.standing import closed_over
from duties import operations as duties
from duties.calendar.days import Month
from duties.models import Closure
from people.access import Access, Action
from people.models import Institution
from people.operations import lock_groups


@transaction.atomic
def close_month(*, institution: Institution, month: date, by: Access, at: datetime) -> Closure:
    """Close a month of the whole institution: from then on nobody writes its attendance.

    An absence without a known reason does not stand in the way: the nurse saw it when she signed.

    :raises PermissionDenied: not administration here
    :raises ValidationError: closed already (code «closed»), not over, or something in it is missing
    """
    by.require(Action.CLOSE_PERIODS, institution)
    span = Month.of(month)
    _lock(institution, span)
    if closed_over(institution, span).exists():
        raise ValidationError(_("This month is closed already."), code="closed")
    groups = all_groups(institution, span)
    house = house_of(groups, institution=institution, month=span, at=at)
    if reasons := house.why_not_closed:
        raise ValidationError(reasons, code="missing")
    return duties.close(
        institution=institution, kind=Closure.Kind.MONTH, since=span.first, until=span.until,
        by=by, at=at,
    )  # fmt: skip


def _lock(institution: Institution, month: Month) -> None:
    """One closing at a time, and no register of the month is written meanwhile."""
    rows = Institution.objects.select_for_update(no_key=True)
    list(rows.filter(pk=institution.pk).values_list("pk"))
    lock_groups(all_groups(institution, month).values_list("pk", flat=True))
