"""Writes about the calendar and the ladder."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duties.models import CalendarException, Closure
from duties.moved_days import MOVED_DAYS
from people.access import Access, Action
from people.models import ChildGroup, Institution

CLOSED_BY: dict[int, Action] = {
    Closure.Kind.WEEK: Action.CORRECT_ATTENDANCE,
    Closure.Kind.MONTH: Action.CLOSE_PERIODS,
    Closure.Kind.YEAR: Action.CLOSE_PERIODS,
}


@transaction.atomic
def except_day(
    *, institution: Institution, day: date, kind: str, by: Access, note: str = "",
    group: ChildGroup | None = None,
) -> CalendarException:  # fmt: skip
    """Say that a day differs from the state's calendar, for all or for one group."""
    by.require(Action.MANAGE_CALENDAR, institution)
    _require_together(institution, group)
    exception = CalendarException(
        institution=institution, group=group, day=day, kind=kind, note=note
    )
    exception.full_clean()
    exception.save()
    return exception


def seed_moved_days(institution: Institution) -> None:
    """Put the known moved days into a new institution's calendar; they count where it follows them."""
    kinds = CalendarException.Kind
    CalendarException.objects.bulk_create(
        [
            CalendarException(institution=institution, day=day, kind=kind)
            for off, worked in MOVED_DAYS
            for day, kind in ((off, kinds.MOVED_OFF), (worked, kinds.MOVED_WORK))
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def close(
    *, institution: Institution, kind: int, since: date, until: date, by: Access, at: datetime,
    group: ChildGroup | None = None,
) -> Closure:  # fmt: skip
    """Close days for writing: one rung further, by those whose rung it is."""
    by.require(CLOSED_BY[kind], group or institution)
    _require_together(institution, group)
    closure = Closure(
        institution=institution, group=group, kind=kind, since=since, until=until,
        closed_by=by.user, closed_at=at,
    )  # fmt: skip
    closure.full_clean()
    closure.save()
    return closure


@transaction.atomic
def reopen(*, closure: Closure, reason: str, by: Access, at: datetime) -> Closure:
    """Administration opens closed days again, saying why. A sealed year stays sealed.

    :raises ValidationError: the year is sealed, or somebody reopened these days already
    """
    by.require(Action.CLOSE_PERIODS, closure.institution)
    closure = Closure.objects.select_for_update().get(pk=closure.pk)
    if closure.kind == Closure.Kind.YEAR:
        raise ValidationError(_("The school year is sealed."))
    if closure.reopened_at is not None:
        raise ValidationError(_("These days have been reopened already."))
    closure.reopened_at, closure.reopened_by, closure.reason = at, by.user, reason.strip()
    closure.full_clean()
    closure.save()
    return closure


def _require_together(institution: Institution, group: ChildGroup | None) -> None:
    if group is not None and group.institution_id != institution.pk:
        raise ValidationError(_("The group belongs to another institution."))
