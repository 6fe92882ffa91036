"""The signature under a group's week: it closes for teachers (R23)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.check import words
from attendance.check.week import WEEK, Week, closures_of, is_week, of_groups
from attendance.models import Mark, Presence, Register
from duties import calendar
from duties import operations as duties
from duties.models import Closure
from outbox.clock import local_day
from people.access import Access, Action
from people.models import ChildGroup
from people.operations import lock_groups


@transaction.atomic
def sign(*, group: ChildGroup, monday: date, by: Access, at: datetime) -> Closure:
    """Say that a group's week is right. From now on its teachers can only ask for a correction.

    Of two who sign at once one does; the other reads that it is signed.

    :raises PermissionDenied: not nurse or clerk here
    :raises ValidationError: not a week, not over, not confirmed, not explained, or signed already
    """
    by.require(Action.CORRECT_ATTENDANCE, group)
    if not is_week(monday):
        raise ValidationError(_("A week begins on a Monday."), code="no_week")
    lock_groups([group.pk])
    days = calendar.around(group.institution, monday, calendar.REACH)
    week = of_groups(group.institution, monday, [group], days)
    _require_unsigned(week, group)
    _require_over(week, group, at)
    _require_confirmed(week, group)
    closures = closures_of(group.institution, week.monday, week.until)
    open_days = closures.open_days(group, week.days)  # the others are nobody's to write any more
    _require_marked(week, group, open_days)
    _require_explained(group, open_days)
    return duties.close(
        institution=group.institution, kind=Closure.Kind.WEEK, since=monday, until=monday + WEEK,
        group=group, by=by, at=at,
    )  # fmt: skip


def _require_unsigned(week: Week, group: ChildGroup) -> None:
    standing = Closure.objects.filter(group=group, kind=Closure.Kind.WEEK, reopened_at__isnull=True)
    if standing.filter(since__lt=week.until, until__gt=week.monday).exists():
        raise ValidationError(_("This week has been signed already."), code="signed")


def _require_over(week: Week, group: ChildGroup, at: datetime) -> None:
    owed = week.owed(group)
    if not owed:
        raise ValidationError(_("There is nothing to check in this week."), code="nothing")
    if not week.is_over(group, local_day(at, group.institution.time_zone)):
        last = {"day": date_format(owed[-1], "l, j.m.")}
        raise ValidationError(_("The week can be signed once its last working day is over: %(day)s") % last,
                              code="not_over")  # fmt: skip


def _require_confirmed(week: Week, group: ChildGroup) -> None:
    confirmed = Register.objects.confirmed().filter(group=group, day__in=week.owed(group))
    missing = sorted(set(week.owed(group)) - set(confirmed.values_list("day", flat=True)))
    if missing:
        days = {"days": words.listed(missing)}
        raise ValidationError(_("These days have not been confirmed: %(days)s") % days,
                              code="unconfirmed")  # fmt: skip


def _require_marked(week: Week, group: ChildGroup, days: set[date]) -> None:
    """Once signed, nobody could mark a child whom its teachers did not know."""
    rows = Mark.objects.filter(
        day__in=days, register__first_confirmed_at__isnull=False,
        child__in={child for of in week.children[group.pk].values() for child in of},
    )  # fmt: skip
    unmarked = week.unmarked(group, set(rows.values_list("child", "day")))
    if missing := [day for day in unmarked if day in days]:
        raise ValidationError(words.unmarked(missing), code="unmarked")


def _require_explained(group: ChildGroup, days: set[date]) -> None:
    unexplained = Mark.objects.filter(
        register__group=group, register__first_confirmed_at__isnull=False, reason__isnull=True,
        day__in=days, presence=Presence.ABSENT,
    ).count()  # fmt: skip
    if unexplained:
        text = ngettext(
            "%(n)d absence has no reason yet. Give it one, or decide that it stays N.",
            "%(n)d absences have no reason yet. Give them one, or decide that they stay N.",
            unexplained,
        )
        raise ValidationError(text % {"n": unexplained}, code="unexplained")
