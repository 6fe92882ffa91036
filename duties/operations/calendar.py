"""Writes about the calendar: days that differ from the state's, and that somebody looked it through."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duties import duties, recorded
from duties.calendar import MOVED
from duties.calendar.moved_days import MOVED_DAYS
from duties.calendar.school_year import school_year_of
from duties.models import CalendarCheck, CalendarException
from duties.settings import FOLLOWS_MOVED_DAYS
from outbox.clock import ONE_DAY
from people.access import Access, Action
from people.models import ChildGroup, Institution
from people.operations import lock_groups

from .together import require_together

Kind = CalendarException.Kind
LONGEST = 92  # days in one act: a summer


@transaction.atomic
def except_day(
    *, institution: Institution, day: date, kind: str, by: Access, note: str = "",
    group: ChildGroup | None = None,
) -> CalendarException:  # fmt: skip
    """Say that a day differs from the state's calendar, for all or for one group."""
    (written,) = except_days(
        institution=institution, since=day, until=day, kind=kind, note=note, group=group, by=by
    )
    return written


@transaction.atomic
def except_days(
    *, institution: Institution, since: date, until: date, kind: str, by: Access, note: str = "",
    group: ChildGroup | None = None,
) -> list[CalendarException]:  # fmt: skip
    """The same of each day of a stretch, both included; all of them or none.

    :raises ValidationError: a day is said already, its work is recorded, or it is closed
    """
    by.require(Action.MANAGE_CALENDAR, institution)
    require_together(institution, group)
    days = _stretch(since, until)
    _require_changeable(institution, days, group, off=kind == Kind.CLOSED)
    return [_write(institution, day, kind, note, group) for day in days]


@transaction.atomic
def move_day(
    *, institution: Institution, off: date, worked: date, by: Access, note: str = ""
) -> list[CalendarException]:
    """A day off that is worked on another day; it counts where the institution follows moved days."""
    by.require(Action.MANAGE_CALENDAR, institution)
    if off == worked:
        raise ValidationError(_("A day cannot be moved to itself."))
    _lock(institution, [off, worked], None)
    _require_changeable(institution, [off], None, off=FOLLOWS_MOVED_DAYS.of(institution))
    _require_changeable(institution, [worked], None, off=False)
    pair = ((off, Kind.MOVED_OFF), (worked, Kind.MOVED_WORK))
    return [_write(institution, day, kind, note, None) for day, kind in pair]


@transaction.atomic
def unexcept(*, exception: CalendarException, by: Access) -> list[date]:
    """The day is again as the state's calendar has it, and with it the day it was moved to or from.

    The trail keeps what was said.

    :returns: the days that are removed
    :raises ValidationError: its work is recorded, or it is closed
    """
    by.require(Action.MANAGE_CALENDAR, exception.institution)
    removed = [exception, *_other_half(exception)]
    _lock(exception.institution, [one.day for one in removed], exception.group)
    for one in removed:
        works = one.kind in (Kind.OPEN, Kind.MOVED_WORK)
        _require_changeable(one.institution, [one.day], one.group, off=works)
        one.delete()
    return [one.day for one in removed]


@transaction.atomic
def change_note(*, exception: CalendarException, note: str, by: Access) -> CalendarException:
    """Why the day differs, in other words. The day itself stays."""
    by.require(Action.MANAGE_CALENDAR, exception.institution)
    exception.note = note.strip()
    exception.full_clean()
    exception.save(update_fields=["note"])
    return exception


@transaction.atomic
def check_calendar(
    *, institution: Institution, school_year: int, by: Access, at: datetime
) -> CalendarCheck:
    """Somebody has looked the calendar of a school year through. The first time counts.

    :raises ValidationError: it is not yet time to look
    """
    by.require(Action.MANAGE_CALENDAR, institution)
    if at < duties.begins_at(institution, school_year):
        raise ValidationError(_("This calendar is looked through from 1 July on."))
    first = {"checked_at": at, "checked_by": by.user}
    return CalendarCheck.objects.get_or_create(
        institution=institution, school_year=school_year, defaults=first
    )[0]


def seed_moved_days(institution: Institution) -> None:
    """Put the known moved days into a new institution's calendar; they count where it follows them."""
    CalendarException.objects.bulk_create(
        [
            CalendarException(institution=institution, day=day, kind=kind)
            for off, worked in MOVED_DAYS
            for day, kind in ((off, Kind.MOVED_OFF), (worked, Kind.MOVED_WORK))
        ],
        ignore_conflicts=True,
    )


def _other_half(exception: CalendarException) -> list[CalendarException]:
    """Of a moved pair, which is written in one act: first the day off, then the day that is worked."""
    if exception.kind not in MOVED:
        return []
    off = exception.kind == Kind.MOVED_OFF
    kind, pk = (Kind.MOVED_WORK, exception.pk + 1) if off else (Kind.MOVED_OFF, exception.pk - 1)
    mine = CalendarException.objects.filter(institution=exception.institution, kind=kind, pk=pk)
    return list(mine.select_related("institution"))


def _stretch(since: date, until: date) -> list[date]:
    if until < since:
        raise ValidationError(_("The last day is before the first one."))
    if (until - since).days >= LONGEST:
        raise ValidationError(_("At most %(n)d days at once.") % {"n": LONGEST})
    return [since + ONE_DAY * n for n in range((until - since).days + 1)]


def _write(
    institution: Institution, day: date, kind: str, note: str, group: ChildGroup | None
) -> CalendarException:
    exception = CalendarException(
        institution=institution, group=group, day=day, kind=kind, note=note.strip()
    )
    exception.clean_fields()
    _require_unsaid(exception)
    exception.full_clean()
    exception.save()
    return exception


def _require_unsaid(exception: CalendarException) -> None:
    """The constraints say so too, without naming the day."""
    moved = exception.kind in MOVED
    same = CalendarException.objects.filter(
        institution=exception.institution, day=exception.day, group=exception.group
    )
    said = same.filter(kind__in=MOVED) if moved else same.exclude(kind__in=MOVED)
    if said.exists():
        text = _("%(day)s is already an exception. Remove it first.")
        raise ValidationError(text % {"day": _in_words(exception.day)}, code="unique_together")


def _require_changeable(
    institution: Institution, days: Sequence[date], group: ChildGroup | None, *, off: bool
) -> None:
    """What is written of a day is not to be taken from under it.

    :raises ValidationError: a closed month; with ``off``, a day whose work is recorded
    """
    _lock(institution, days, group)
    if closed := recorded.first_closed(institution, days, group):
        text = _("%(day)s lies in closed days. Administration can reopen them.")
        raise ValidationError(text % {"day": _in_words(closed)})
    if off and (found := recorded.first_recorded(institution, days, group)):
        day, groups = found
        text = _("Work of %(day)s is recorded (%(groups)s), so it cannot become a day off.")
        raise ValidationError(text % {"day": _in_words(day), "groups": _names(groups)})


def _lock(institution: Institution, days: Sequence[date], group: ChildGroup | None) -> None:
    """Nobody confirms or closes these days meanwhile."""
    years = {school_year_of(day) for day in days}
    groups = institution.child_groups.filter(school_year__in=years)
    lock_groups([group.pk] if group else groups.values_list("pk", flat=True))


def _in_words(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def _names(groups: Iterable[ChildGroup]) -> str:
    return ", ".join(sorted(group.name for group in groups))
