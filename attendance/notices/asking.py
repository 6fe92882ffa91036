"""What guardians are asked today: why a child is absent, whether it is still ill. And who is asked."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import F

from attendance.due_children import enrolments_owning
from attendance.models import AbsenceNotice, Mark, Presence, Reason
from attendance.notices.settings import ASK_AT
from attendance.notices.standing import latest_replies, notices_over
from attendance.settings import cutoff_at
from duties import calendar
from duties.calendar import Calendar
from duties.clock import ONE_DAY, local_day, moment
from people.models import Child, Guardianship, Institution, Restriction, Role

AROUND = 14  # days looked at for the working day before


class Asked(NamedTuple):
    """A child that somebody must speak for, and the group that answers for its day."""

    child_id: int
    group_id: int


def unexplained(institution: Institution, day: date) -> list[Asked]:
    """Absent by a confirmed register, without a reason, a notice or an answer. Three queries."""
    marks = Mark.objects.filter(
        institution=institution, day=day, presence=Presence.ABSENT, reason__isnull=True,
        register__first_confirmed_at__isnull=False,
    )  # fmt: skip
    found = [Asked(*row) for row in marks.values_list("child", "register__group")]
    return _unspoken(found, day)


def perhaps_ill(institution: Institution, at: datetime) -> list[Asked]:
    """Ill by a notice whose last day was the working day before, and nothing known of today.

    Asked from the set time until the kitchen counts; who was said to return is not asked about.
    """
    today = local_day(at, institution.time_zone)
    begin = moment(today, ASK_AT.of(institution), institution.time_zone)
    if not begin <= at <= cutoff_at(institution, today):
        return []
    days = calendar.around(institution, today, AROUND)
    ran_out = ill_before([institution], today, days)
    owning = enrolments_owning(today).filter(child__in=ran_out).select_related("group")
    found = [
        Asked(one.child_id, one.group_id)
        for one in owning
        if days.is_working(today, one.group)
        and just_ran_out(ran_out[one.child_id], today, days, one.group)
    ]
    marked = Mark.objects.filter(
        child__in=[one.child_id for one in found], day=today,
        register__first_confirmed_at__isnull=False,
    )  # fmt: skip
    known = set(marked.values_list("child", flat=True)) if found else set()
    return _unspoken([one for one in found if one.child_id not in known], today)


def ill_before(
    institutions: Iterable[Institution], today: date, days: Calendar
) -> dict[int, AbsenceNotice]:
    """The latest illness notice of each child that ended lately, by child id. One query."""
    rows = AbsenceNotice.objects.standing().filter(
        institution__in=list(institutions), reason=Reason.ILLNESS, until__lte=today,
        until__gt=today - ONE_DAY * AROUND,
    )  # fmt: skip
    return {row.child_id: row for row in rows.select_related("replaces").order_by("until", "pk")}


def just_ran_out(notice: AbsenceNotice, today: date, days: Calendar, group) -> bool:
    """Whether it still lay over the working day before today, and nobody had said when it ends."""
    before = days.working_day_before(today, group, within=AROUND)
    return before is not None and notice.covers(before) and not was_shortened(notice)


def was_shortened(notice: AbsenceNotice) -> bool:
    """Somebody said that the child comes back earlier than first reported."""
    return notice.replaces is not None and notice.replaces.until > notice.until


def guardians(children: Iterable[Child | int], day: date) -> list[Guardianship]:
    """Those who may speak for the children that day. One query.

    It says the same as ``Access(person, day, parent).can(REPORT_ABSENCE, child)`` for each of them.
    """
    silenced = Restriction.objects.on(day).filter(whereabouts=True)
    own = Guardianship.objects.on(day).filter(
        child__in=list(children), user__is_active=True,
        user__groups__role_group__role=Role.PARENT,
        user__groups__role_group__institution=F("institution"),
    )  # fmt: skip
    return list(own.exclude(pk__in=silenced.values("guardianship")).distinct().order_by("pk"))


def _unspoken(asked: list[Asked], day: date) -> list[Asked]:
    """Without those of whom somebody has said something about the day."""
    if not asked:
        return []
    ids = [one.child_id for one in asked]
    said = notices_over(ids, day).keys() | latest_replies(ids, day).keys()
    return [one for one in asked if one.child_id not in said]
