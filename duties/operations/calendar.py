"""Writes about the calendar: days that differ from the state's, and that somebody looked it through."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duties import duties
from duties.calendar import recorded
from duties.calendar.school_year import school_year_of
from duties.calendar.state import FIRST_DAY, Moved, moved_days
from duties.models import CalendarCheck, CalendarException, MovedDayOffer
from duties.settings import FOLLOWS_MOVED_DAYS
from outbox.clock import ONE_DAY, local_day
from people.access import Access, Action
from people.models import ChildGroup, Institution
from people.operations import lock_groups

from .together import require_together

Kind = CalendarException.Kind
LONGEST = 92  # days in one act: a summer


@transaction.atomic
def say_days(
    *, institution: Institution, kind: str, day: date, until: date | None, worked: date | None,
    note: str, group: ChildGroup | None, by: Access,
) -> list[CalendarException]:  # fmt: skip
    """Whatever may be said of days, as a form has it.

    :raises ValidationError: of the field it concerns
    """
    if kind == Kind.MOVED and worked:
        return [move_day(institution=institution, off=day, worked=worked, note=note, by=by)]
    return except_days(
        institution=institution, since=day, until=until or day, kind=kind, note=note, group=group,
        by=by,
    )  # fmt: skip


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
) -> CalendarException:
    """A day off that is worked on another day; it counts where the institution follows moved days."""
    by.require(Action.MANAGE_CALENDAR, institution)
    if off == worked:
        raise ValidationError({"worked": _("A day cannot be moved to itself.")})
    _require_movable(institution, off, worked)
    return _write(institution, off, Kind.MOVED, note, worked=worked)


@transaction.atomic
def unexcept(*, exception: CalendarException, by: Access) -> list[date]:
    """The day is again as the state's calendar has it, and with it the day it was moved to.

    The trail keeps what was said.

    :returns: the days that are removed
    :raises ValidationError: its work is recorded, or it is closed
    """
    by.require(Action.MANAGE_CALENDAR, exception.institution)
    house, group, days = exception.institution, exception.group, exception.days
    _lock(house, days, group)
    for day in days:
        is_worked = exception.kind == Kind.OPEN or day == exception.worked
        _require_changeable(house, [day], group, off=is_worked)
    exception.delete()
    return days


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
    lay_down_moved_days(institution, since=local_day(at, institution.time_zone) + ONE_DAY)
    first = {"checked_at": at, "checked_by": by.user}
    return CalendarCheck.objects.get_or_create(
        institution=institution, school_year=school_year, defaults=first
    )[0]


@transaction.atomic
def lay_down_moved_days(institution: Institution, *, since: date = FIRST_DAY) -> int:
    """Put the moved days that are known into a calendar, each once: whoever removes one has decided.

    The institution's own word goes before. Nothing is taken from under what is written: such a day is
    left for people.

    :returns: how many were put there
    """
    offers = MovedDayOffer.objects.filter(institution=institution)
    known = set(offers.values_list("day", flat=True))
    fresh = [moved for moved in moved_days(since=since) if moved.day not in known]
    return sum(_offer(institution, moved) for moved in fresh)


def _offer(institution: Institution, moved: Moved) -> bool:
    try:
        _require_movable(institution, *moved)
    except ValidationError:
        return False
    _said, is_first = MovedDayOffer.objects.get_or_create(institution=institution, day=moved.day)
    mine = CalendarException.objects.filter(institution=institution, group=None)
    if not is_first or mine.filter(Q(day__in=moved) | Q(worked__in=moved)).exists():
        return False
    _write(institution, moved.day, Kind.MOVED, "", worked=moved.worked)
    return True


def _require_movable(institution: Institution, off: date, worked: date) -> None:
    """:raises ValidationError: of the field it concerns"""
    _lock(institution, [off, worked], None)
    follows = FOLLOWS_MOVED_DAYS.of(institution)
    _require_changeable(institution, [off], None, off=follows)
    _require_changeable(institution, [worked], None, off=False, field="worked")


def _stretch(since: date, until: date) -> list[date]:
    if until < since:
        raise ValidationError({"until": _("The last day is before the first one.")})
    if (until - since).days >= LONGEST:
        raise ValidationError({"until": _("At most %(n)d days at once.") % {"n": LONGEST}})
    return [since + ONE_DAY * n for n in range((until - since).days + 1)]


def _write(
    institution: Institution, day: date, kind: str, note: str, group: ChildGroup | None = None,
    worked: date | None = None,
) -> CalendarException:  # fmt: skip
    exception = CalendarException(
        institution=institution, group=group, day=day, worked=worked, kind=kind, note=note.strip()
    )
    exception.clean_fields()
    _require_unsaid(exception)
    exception.full_clean()
    exception.save()
    return exception


def _require_unsaid(exception: CalendarException) -> None:
    """The constraints say so too, without naming the day."""
    mine = CalendarException.objects.filter(
        institution=exception.institution, group=exception.group
    )
    for field in ("day", "worked"):
        if not (day := getattr(exception, field)):
            continue
        same = mine.filter(Q(day=day) | Q(worked=day))
        moved = Q(kind=Kind.MOVED)
        if same.filter(moved if exception.worked else ~moved).exists():
            text = _("%(day)s is already an exception. Remove it first.")
            said = ValidationError(text % {"day": _in_words(day)}, code="unique_together")
            raise ValidationError({field: said})


def _require_changeable(
    institution: Institution, days: Sequence[date], group: ChildGroup | None, *, off: bool,
    field: str = "day",
) -> None:  # fmt: skip
    """What is written of a day is not to be taken from under it.

    :raises ValidationError: a closed month; with ``off``, a day whose work is recorded
    """
    _lock(institution, days, group)
    if closed := recorded.first_closed(institution, days, group):
        text = _("%(day)s lies in closed days. Administration can reopen them.")
        raise ValidationError({field: text % {"day": _in_words(closed)}})
    if off and (found := recorded.first_recorded(institution, days, group)):
        day, groups = found
        text = _("Work of %(day)s is recorded (%(groups)s), so it cannot become a day off.")
        said = {"day": _in_words(day), "groups": _names(groups)}
        raise ValidationError({field: text % said})


def _lock(institution: Institution, days: Sequence[date], group: ChildGroup | None) -> None:
    """Nobody confirms or closes these days meanwhile."""
    years = {school_year_of(day) for day in days}
    groups = institution.child_groups.filter(school_year__in=years)
    lock_groups([group.pk] if group else groups.values_list("pk", flat=True))


def _in_words(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def _names(groups: Iterable[ChildGroup]) -> str:
    return ", ".join(sorted(group.name for group in groups))
