"""What guardians are asked today: why a child is absent, whether it is still ill. And who is asked."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from attendance.models import AbsenceNotice, Mark, Presence, Reason, Reply
from attendance.notices.settings import ASK_AT
from attendance.notices.standing import latest_replies, notices_over
from attendance.settings import cutoff_at
from duties import calendar
from outbox.clock import ONE_DAY, moment
from people import access
from people.access import Action
from people.models import Child, Guardianship, Institution
from people.whose_day import enrolments_owning

AROUND = 14  # days looked at for the working day before


class Asked(NamedTuple):
    """A child that somebody must speak for, and the group that answers for its day."""

    child_id: int
    group_id: int
    institution_id: int


def unexplained(institutions: Iterable[Institution], day: date) -> list[Asked]:
    """Absent by a confirmed register, without a reason, a notice or an answer. Three queries."""
    marks = Mark.objects.filter(
        institution__in=list(institutions), day=day, presence=Presence.ABSENT, reason__isnull=True,
        register__first_confirmed_at__isnull=False,
    )  # fmt: skip
    rows = marks.values_list("child", "register__group", "institution")
    return _unspoken([Asked(*row) for row in rows], day)


def perhaps_ill(institutions: Iterable[Institution], today: date, at: datetime) -> list[Asked]:
    """Ill on the working day before by a notice that ended or by an answer; of today nothing is known.

    Asked from the set time until the kitchen counts; who was said to return is not asked about.
    ``today`` is the day of ``at`` in all of them. Eight queries.
    """
    asking = [one for one in institutions if _is_hour_of_asking(one, today, at)]
    if not asking:
        return []
    days = calendar.all_around(asking, today, AROUND)
    ran_out, answers = _ill_before(asking, today), _answers(asking, today)
    ill = ran_out.keys() | {child for child, _day in answers}
    owning = enrolments_owning(today).filter(child__in=ill, institution__in=asking)
    found: dict[int, tuple[Asked, date]] = {}
    for one in owning.select_related("group") if ill else ():
        of_house = days[one.institution_id]
        before = of_house.working_day_before(today, one.group, within=AROUND)
        if before and of_house.is_working(today, one.group):
            notice, reply = ran_out.get(one.child_id), answers.get((one.child_id, before))
            if was_ill(notice, reply, before):
                asked = Asked(one.child_id, one.group_id, one.institution_id)
                found[one.child_id] = asked, before
    known = _known(found, today)
    return _unspoken([one for child, (one, _before) in found.items() if child not in known], today)


def _is_hour_of_asking(institution: Institution, today: date, at: datetime) -> bool:
    begin = moment(today, ASK_AT.of(institution), institution.time_zone)
    return begin <= at <= cutoff_at(institution, today)


def _known(found: dict[int, tuple[Asked, date]], today: date) -> set[int]:
    """Of whom the register knows already: marked today, or present on the day before. One query."""
    if not found:
        return set()
    marks = Mark.objects.filter(
        child__in=found, day__in={today} | {before for _one, before in found.values()},
        register__first_confirmed_at__isnull=False,
    )  # fmt: skip
    rows = marks.values_list("child", "day", "presence")
    return {
        child
        for child, day, presence in rows
        if day == today or (day == found[child][1] and presence == Presence.PRESENT)
    }


def _answers(institutions: list[Institution], today: date) -> dict[tuple[int, date], Reply]:
    """The latest of each child's day lately. One query."""
    rows = Reply.objects.filter(
        institution__in=institutions, day__lt=today, day__gte=today - ONE_DAY * AROUND
    )
    return {(row.child_id, row.day): row for row in rows.order_by("replied_at", "pk")}


def _ill_before(institutions: list[Institution], today: date) -> dict[int, AbsenceNotice]:
    """The latest illness notice of each child that ended lately, by child id. One query."""
    rows = AbsenceNotice.objects.standing().filter(
        institution__in=institutions, reason=Reason.ILLNESS, until__lte=today,
        until__gt=today - ONE_DAY * AROUND,
    )  # fmt: skip
    return {row.child_id: row for row in rows.select_related("replaces").order_by("until", "pk")}


def was_ill(notice: AbsenceNotice | None, reply: Reply | None, before: date) -> bool:
    """Ill on the day before: by the notice, unless somebody said when it ends, else by the answer."""
    if notice is not None and notice.covers(before):
        return not was_shortened(notice)
    return reply is not None and Reply.Choice(reply.choice).explains == Reason.ILLNESS


def was_shortened(notice: AbsenceNotice) -> bool:
    """Somebody said that the child comes back earlier than first reported."""
    return notice.replaces is not None and notice.replaces.until > notice.until


def guardians(children: Iterable[Child | int], day: date) -> list[Guardianship]:
    """Those who may speak for the children that day. One query."""
    return list(access.guardians(Action.REPORT_ABSENCE, children, day).order_by("pk"))


def _unspoken(asked: list[Asked], day: date) -> list[Asked]:
    """Without those of whom somebody has said something about the day."""
    if not asked:
        return []
    ids = [one.child_id for one in asked]
    said = notices_over(ids, day).keys() | latest_replies(ids, day).keys()
    return [one for one in asked if one.child_id not in said]
