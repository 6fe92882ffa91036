"""What the pages of notices show."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from attendance import at_home
from attendance.models import AbsenceNotice
from attendance.notices.forms import NoticeForm
from attendance.notices.lines import NoticeLine, line_of
from attendance.notices.notes import notes_about
from attendance.notices.sheet import Place, Sheet, to_change, to_report, typed
from attendance.notices.standing import reported_late
from duties import calendar
from duties.clock import local_day
from people.access import Access, Action
from people.models import Institution

PAST = 50  # notices that are over, the latest ones


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
    return typed(sheet, form, picked, errors) if form else replace(sheet, errors=errors)


def change_sheet(
    notice: AbsenceNotice, *, form: NoticeForm | None, errors: list[str], by: Access, at: datetime
) -> Sheet:
    note = notes_about([notice], by=by, at=at).get(notice.pk, "")
    sheet = to_change(notice, note, at=at)
    return typed(sheet, form, [], errors) if form else sheet


def notices_of(access: Access, *, at: datetime) -> dict[str, Any]:
    """Own children's notices: those that can still be changed, and those that are over."""
    rows = AbsenceNotice.objects.visible_to(access, Action.REPORT_ABSENCE).standing()
    rows = rows.select_related("child", "institution", "reported_by").order_by("-until", "-pk")
    ahead = [row for row in rows.filter(until__gte=access.day) if not _is_over(row, at)]
    past = [row for row in rows[: PAST + len(ahead)] if _is_over(row, at)]
    notes = notes_about([*ahead, *past], by=access, at=at)
    late = reported_late([*ahead, *past])
    days = {place.pk: _days(place, at) for place in {row.institution for row in ahead}}
    return {
        "ahead": [_line(row, notes, late, at, days) for row in reversed(ahead)],
        "past": [_line(row, notes, late, at, {}) for row in past],
    }


def _is_over(notice: AbsenceNotice, at: datetime) -> bool:
    return notice.until <= local_day(at, notice.institution.time_zone)


def _days(institution: Institution, at: datetime) -> calendar.Calendar:
    return calendar.around(institution, local_day(at, institution.time_zone), calendar.REACH)


def _line(row: AbsenceNotice, notes, late: set[int], at: datetime, days) -> NoticeLine:
    line = line_of(
        row, late=row.pk in late, today=local_day(at, row.institution.time_zone),
        days=days.get(row.institution_id), note=notes.get(row.pk, ""),
    )  # fmt: skip
    return replace(line, child=str(row.child))
