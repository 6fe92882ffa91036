"""A whole group's quarantine in one act, and a doctor's note seen on paper: the day, not its text (R23)."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from attendance.check.week import closures_of
from attendance.models import DoctorsNote, GroupQuarantine, Mark, Presence, Reason, Register
from duties import ladder
from duties.calendar import school_year
from outbox.clock import ONE_DAY, local_day
from people.access import Access, Action
from people.models import Child, ChildGroup
from people.operations import lock_groups

LONGEST = timedelta(days=60)


@transaction.atomic
def declare_quarantine(
    *, group: ChildGroup, since: date, until: date, by: Access, at: datetime
) -> GroupQuarantine:
    """From ``since`` until the day before ``until`` absences without a reason are due to quarantine.

    Those that stand get it now, on days that nurse and clerk still write; later ones by default.

    :raises PermissionDenied: not nurse or clerk here
    :raises ValidationError: backwards, too long, outside the group's year, or over another one
    """
    by.require(Action.CORRECT_ATTENDANCE, group)
    _require_sensible(group, since, until)
    lock_groups([group.pk])
    standing = GroupQuarantine.objects.standing().filter(group=group)
    if standing.between(since, until).exists():
        raise ValidationError(_("The group has a quarantine on these days already."), code="twice")
    quarantine = GroupQuarantine.objects.create(
        institution=group.institution, group=group, since=since, until=until, declared_at=at,
        declared_by=by.user,
    )  # fmt: skip
    unexplained = Mark.objects.filter(presence=Presence.ABSENT, reason__isnull=True)
    ids = _writable(quarantine, unexplained, by)
    marks = Mark.objects.filter(pk__in=ids)
    _put_behind(marks)
    marks.update(reason=Reason.QUARANTINE, settled_at=at, settled_by=by.user)
    return quarantine


@transaction.atomic
def end_quarantine(*, quarantine: GroupQuarantine, by: Access, at: datetime) -> GroupQuarantine:
    """Withdraw it. What it explained by itself is unexplained again; what was decided since stays.

    :raises PermissionDenied: not nurse or clerk here
    :raises ValidationError: it has been withdrawn already
    """
    by.require(Action.CORRECT_ATTENDANCE, quarantine)
    lock_groups([quarantine.group_id])
    rows = GroupQuarantine.objects.select_related("group__institution")
    quarantine = rows.select_for_update(of=("self",)).get(pk=quarantine.pk)
    if quarantine.ended_at is not None:
        raise ValidationError(_("This quarantine has been withdrawn already."), code="ended")
    quarantine.ended_at, quarantine.ended_by = at, by.user
    quarantine.save(update_fields=["ended_at", "ended_by"])
    by_itself = Q(settled_at__isnull=True) | Q(settled_at=quarantine.declared_at)
    explained = Mark.objects.filter(by_itself, reason=Reason.QUARANTINE)
    ids = _writable(quarantine, explained, by)
    marks = Mark.objects.filter(pk__in=ids)
    _put_behind(marks)
    marks.update(reason=None, settled_at=None, settled_by=None)
    return quarantine


@transaction.atomic
def see_doctors_note(
    *, child: Child, group: ChildGroup, since: date, until: date, seen_on: date, by: Access,
    at: datetime,
) -> DoctorsNote:  # fmt: skip
    """Keep that the note of an absence due to illness was seen. ``until`` is not included.

    Saying it again corrects the day on which it was seen.

    :raises PermissionDenied: not nurse or clerk here
    :raises ValidationError: no illness on these days, a day that has not come, or a closed month
    """
    by.require(Action.CORRECT_ATTENDANCE, group)
    by.require(Action.CORRECT_ATTENDANCE, child)
    if since >= until:
        raise ValidationError(_("The last day is before the first one."), code="order")
    if not since <= seen_on <= local_day(at, group.institution.time_zone):
        raise ValidationError(
            _("A note is seen between the first day of the illness and today."), code="seen_on"
        )
    lock_groups([group.pk])
    ladder.require_open(ladder.Subject.ATTENDANCE, access=by, group=group, day=until - ONE_DAY)
    ill = Mark.objects.filter(child=child, register__group=group, reason=Reason.ILLNESS)
    if not ill.filter(day=since).exists() or not ill.filter(day=until - ONE_DAY).exists():
        raise ValidationError(_("The child was not absent due to illness then."), code="no_illness")
    note, _new = DoctorsNote.objects.update_or_create(
        child=child, since=since,
        defaults={"institution": group.institution, "until": until, "seen_on": seen_on, "seen_by": by.user},
    )  # fmt: skip
    return note


@transaction.atomic
def unsee_doctors_note(*, note: DoctorsNote, group: ChildGroup, by: Access, at: datetime) -> None:
    """Take it back: it was not seen. The trail keeps that it was said.

    :raises PermissionDenied: not nurse or clerk here
    :raises ValidationError: the month is closed
    """
    by.require(Action.CORRECT_ATTENDANCE, group)
    by.require(Action.CORRECT_ATTENDANCE, note)
    lock_groups([group.pk])
    ladder.require_open(ladder.Subject.ATTENDANCE, access=by, group=group, day=note.until - ONE_DAY)
    note.delete()


def _put_behind(marks: QuerySet[Mark]) -> None:
    """Register pages made before do not write over what is written now."""
    touched = Register.objects.filter(pk__in=marks.values("register"))
    touched.update(version=F("version") + 1)


def _require_sensible(group: ChildGroup, since: date, until: date) -> None:
    """:raises ValidationError: days that no quarantine of this group has"""
    if not since < until <= since + LONGEST:
        raise ValidationError(_("A quarantine lasts from 1 to 60 days."), code="days")
    years = {school_year.school_year_of(day) for day in (since, until - ONE_DAY)}
    if years != {group.school_year}:
        year = {"year": school_year.label(group.school_year)}
        raise ValidationError(
            _("This group works in the school year %(year)s.") % year, code="year"
        )


def _writable(quarantine: GroupQuarantine, marks, by: Access) -> list[int]:
    """Marks of its days that this person still writes. Two queries."""
    group = quarantine.group
    of_days = marks.filter(
        register__group=group, day__gte=quarantine.since, day__lt=quarantine.until
    )
    closures = closures_of(group.institution, quarantine.since, quarantine.until)
    rows = of_days.values_list("pk", "day")
    return [pk for pk, day in rows if ladder.may_write(closures.rung(group, day), by)]
