"""What the pages of notices show: own children's notices, and the form of absence with its chips: children,
days and reasons, one of each chosen beforehand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from attendance import at_home
from attendance.models import AbsenceNotice
from attendance.models.reason import REASONS_OF_PARENTS
from attendance.notices.days import day_in_words, first_to_report
from attendance.notices.forms import OTHER_DAYS, NoticeForm
from attendance.notices.lines import Chip, NoticeLine, line_of
from attendance.notices.notes import notes_about
from attendance.notices.standing import reported_late
from attendance.settings import CUTOFF, cutoff_at
from duties import calendar
from duties.calendar import Calendar
from duties.calendar.days import short
from outbox.clock import ONE_DAY, local_day
from people.access import Access, Action
from people.models import Child, ChildGroup, Institution

PAST = 50  # notices that are over, the latest ones


@dataclass(frozen=True)
class Sheet:
    """Input of ``attendance/notices/form.html``."""

    key: str  # makes ids of this form its own
    action: str
    days: list[Chip]
    reasons: list[Chip]
    children: list[Chip]
    since: str = ""
    last: str = ""
    note: str = ""
    earliest: str = ""
    hint: str = ""
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """Where a child is, and what kinds of days lie ahead there."""

    institution: Institution
    group: ChildGroup | None
    days: Calendar


def report_sheet(
    access: Access, *, picked: Iterable[str], form: NoticeForm | None, errors: list[str],
    at: datetime,
) -> Sheet | None:  # fmt: skip
    """The form about the first child picked, or the eldest; None when there is nobody to report."""
    kids = [kid for kid in at_home.today(access, at=at) if kid.may_report]
    if not kids:
        return None
    picked = list(picked)
    kid = next((kid for kid in kids if str(kid.child.pk) in picked), kids[0])
    place = Place(kid.institution, kid.group, kid.days)
    among = [one.child for one in kids]
    sheet = to_report(kid.child, place, kid.standing, among=among, at=at)
    return _typed(sheet, form, picked, errors) if form else replace(sheet, errors=errors)


def change_sheet(
    notice: AbsenceNotice, *, form: NoticeForm | None, errors: list[str], by: Access, at: datetime
) -> Sheet:
    note = notes_about([notice], by=by, at=at).get(notice.pk, "")
    sheet = _to_change(notice, note, at=at)
    return _typed(sheet, form, [], errors) if form else sheet


def notices_of(access: Access, *, at: datetime) -> dict[str, Any]:
    """Own children's notices: those that can still be changed, and those that are over."""
    rows = AbsenceNotice.objects.visible_to(access, Action.REPORT_ABSENCE).standing()
    rows = rows.select_related("child", "institution", "reported_by").order_by("-until", "-pk")
    ahead = [row for row in rows.filter(until__gte=access.day) if not _is_over(row, at)]
    past = [row for row in rows[: PAST + len(ahead)] if _is_over(row, at)]
    notes = notes_about([*ahead, *past], by=access, at=at)
    late = reported_late([*ahead, *past])
    days = {place.pk: _calendar(place, at) for place in {row.institution for row in ahead}}
    return {
        "ahead": [_line(row, notes, late, at, days) for row in reversed(ahead)],
        "past": [_line(row, notes, late, at, {}) for row in past],
    }


def _is_over(notice: AbsenceNotice, at: datetime) -> bool:
    return notice.until <= local_day(at, notice.institution.time_zone)


def _calendar(institution: Institution, at: datetime) -> calendar.Calendar:
    return calendar.around(institution, local_day(at, institution.time_zone), calendar.REACH)


def _line(row: AbsenceNotice, notes, late: set[int], at: datetime, days) -> NoticeLine:
    line = line_of(
        row, late=row.pk in late, today=local_day(at, row.institution.time_zone),
        days=days.get(row.institution_id), note=notes.get(row.pk, ""),
    )  # fmt: skip
    return replace(line, child=str(row.child))


def to_report(
    child: Child, place: Place, standing: Sequence[AbsenceNotice], *, among: Iterable[Child],
    at: datetime,
) -> Sheet:  # fmt: skip
    """A new notice about one child; brothers and sisters can be told of with it."""
    first = _first(place, standing, at)
    return Sheet(
        key=f"new-{child.pk}", action=reverse("attendance:report"),
        days=_days(place, standing, first, at), reasons=_reasons(None),
        children=[Chip(str(one.pk), one.first_name, checked=one == child) for one in among],
        since=first.isoformat(), last=first.isoformat(), earliest=_today(place, at).isoformat(),
        hint=_hint(place, at),
    )  # fmt: skip


def _to_change(notice: AbsenceNotice, note: str, *, at: datetime) -> Sheet:
    last = notice.until - ONE_DAY
    today = local_day(at, notice.institution.time_zone)
    return Sheet(
        key=f"notice-{notice.pk}", action=reverse("attendance:notice_change", args=[notice.pk]),
        days=[], reasons=_reasons(notice.reason), children=[], since=notice.since.isoformat(),
        last=last.isoformat(), note=note, earliest=min(notice.since, today).isoformat(),
    )  # fmt: skip


def _typed(sheet: Sheet, form: NoticeForm, children: Iterable[str], errors: list[str]) -> Sheet:
    """The same form as it was filled in, with what is wrong."""
    data, picked = form.data, set(children)
    first, _slash, last = data.get("days", "").partition("/")
    given = {"days": data.get("days"), "since": data.get("since"), "last": data.get("last")}
    if last and not any(chip.value == given["days"] for chip in sheet.days):
        given = {"days": OTHER_DAYS, "since": first, "last": last}  # a chip that is offered no more
    return replace(
        sheet, days=[replace(chip, checked=chip.value == given["days"]) for chip in sheet.days],
        since=given["since"] or "", last=given["last"] or "", note=data.get("note", ""),
        reasons=_reasons(data.get("reason")), errors=errors,
        children=[replace(chip, checked=chip.value in picked) for chip in sheet.children],
    )  # fmt: skip


def _first(place: Place, standing: Sequence[AbsenceNotice], at: datetime) -> date:
    """The day most likely meant, among those that nobody has reported yet."""
    day = first_to_report(place.institution, place.group, place.days, at=at)
    while any(notice.covers(day) for notice in standing):
        day = place.days.working_day_after(day, place.group) or day + ONE_DAY
    return day


def _days(place: Place, standing: Sequence[AbsenceNotice], first: date, at: datetime) -> list[Chip]:
    today = _today(place, at)
    after = place.days.working_day_after(today, place.group, within=14)
    singles = [
        day
        for day in sorted({today, first, after or first})
        if day == first or (place.days.is_working(day, place.group) and not _told(day, standing))
    ]
    chips = [
        Chip(f"{day}/{day}", day_in_words(day, today), checked=day == first) for day in singles
    ]
    friday = first + ONE_DAY * (4 - first.weekday())
    if friday > first:
        chips.append(Chip(f"{first}/{friday}", _span(first, friday)))
    return [*chips, Chip(OTHER_DAYS, _("Other days"))]


def _told(day: date, standing: Sequence[AbsenceNotice]) -> bool:
    return any(notice.covers(day) for notice in standing)


def _span(first: date, last: date) -> str:
    return f"{short(first)} – {short(last)}"


def _reasons(chosen: str | None) -> list[Chip]:
    return [
        Chip(str(reason), capfirst(str(reason.label)), reason.icon, reason == chosen)
        for reason in REASONS_OF_PARENTS
    ]


def _today(place: Place, at: datetime) -> date:
    return local_day(at, place.institution.time_zone)


def _hint(place: Place, at: datetime) -> str:
    today, time = _today(place, at), CUTOFF.of(place.institution)
    said = {"time": f"{time.hour}:{time.minute:02}"}
    if place.days.is_working(today, place.group) and at > cutoff_at(place.institution, today):
        return (
            _("The kitchen counted at %(time)s. For today the notice is accepted as late.") % said
        )
    return _("The kitchen counts what it knows by %(time)s on each day.") % said
