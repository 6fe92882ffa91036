"""Closing days for writing, and opening them again."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duties import ladder
from duties.models import Closure
from people.access import Access, Action
from people.models import ChildGroup, Institution

from .together import require_together

CLOSED_BY: dict[int, Action] = {
    Closure.Kind.WEEK: Action.CORRECT_ATTENDANCE,
    Closure.Kind.MONTH: Action.CLOSE_PERIODS,
    Closure.Kind.YEAR: Action.CLOSE_PERIODS,
}


@transaction.atomic
def close(
    *, institution: Institution, kind: int, since: date, until: date, by: Access, at: datetime,
    group: ChildGroup | None = None,
) -> Closure:  # fmt: skip
    """Close days for writing: one rung further, by those whose rung it is."""
    by.require(CLOSED_BY[kind], group or institution)
    require_together(institution, group)
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

    :raises ValidationError: the year is sealed, a rung above is closed, or somebody reopened these
        days already
    """
    by.require(Action.CLOSE_PERIODS, closure.institution)
    _lock(closure.institution)
    closure = Closure.objects.select_for_update().get(pk=closure.pk)
    if closure.kind == Closure.Kind.YEAR:
        raise ValidationError(_("The school year is sealed."))
    if closure.reopened_at is not None:
        raise ValidationError(_("These days have been reopened already."))
    if upper := ladder.above(closure):
        raise ValidationError(ladder.why_not_reopened(upper), code="above")
    closure.reopened_at, closure.reopened_by, closure.reason = at, by.user, reason.strip()
    closure.full_clean()
    closure.save()
    return closure


def _lock(institution: Institution) -> None:
    """A month is not closed meanwhile over what is opened."""
    rows = Institution.objects.select_for_update(no_key=True).filter(pk=institution.pk)
    list(rows.values_list("pk"))
