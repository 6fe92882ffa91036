"""What a guardian sees today: each own child, whether it was there, what was said and is asked (R4)."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef

from attendance.by_child import by_child
from attendance.models import AbsenceNotice, Mark, Presence, Reason, Reply
from attendance.notices.open_questions import AROUND, was_ill
from attendance.notices.standing import replies_since
from duties import calendar
from duties.calendar import Calendar
from outbox.clock import ONE_DAY, local_day, portal_day
from people.access import Access, Action
from people.models import Child, ChildGroup, Enrolment, Institution
from people.whose_day import enrolments_owning


@dataclass(frozen=True)
class Kid:
    """One child's day. ``state``: present, absent, unknown, off, hidden (by a restriction), none.

    ``question``: why (absent and nobody said anything), still_ill (a notice has just run out), or none.
    """

    child: Child
    institution: Institution
    group: ChildGroup | None
    state: str
    why_off: str
    mark: Mark | None
    day: date
    days: Calendar
    may_report: bool = False
    standing: list[AbsenceNotice] = field(default_factory=list)  # of today and later, in order
    reply: Reply | None = None
    question: str = ""

    @property
    def notice(self) -> AbsenceNotice | None:
        """The one over today."""
        return next((one for one in self.standing if one.covers(self.day)), None)


@dataclass
class _Facts:
    """What is asked once for all children."""

    told: set[int]
    reportable: set[int]
    marks: dict[tuple[int, date], Mark]
    groups: dict[int, ChildGroup]
    days: dict[int, Calendar]
    notices: dict[int, list[AbsenceNotice]]
    replies: dict[tuple[int, date], Reply]


def today(access: Access, *, at: datetime) -> list[Kid]:
    """The person's own children in order of birth, the eldest first."""
    children = Child.objects.visible_to(access, Action.VIEW_CHILD).select_related("institution")
    asked = children.annotate(
        is_told=_may(access, Action.VIEW_ATTENDANCE), may_report=_may(access, Action.REPORT_ABSENCE)
    )
    kids = list(asked.order_by("birth_date", "sort_key"))
    facts = _facts(access, kids, at)
    return [_kid(kid, facts, at) for kid in kids]


def _may(access: Access, action: Action) -> Exists:
    return Exists(access.own_children(action).filter(pk=OuterRef("pk")))


def _facts(access: Access, kids: list[Any], at: datetime) -> _Facts:
    told = {kid.pk for kid in kids if kid.is_told}
    reportable = {kid.pk for kid in kids if kid.may_report}
    replies = replies_since([kid for kid in kids if kid.pk in told], _lately(kids, at))
    return _Facts(
        told=told, reportable=reportable, marks=_marks(access, kids, at), groups=_groups(kids, at),
        days={i.pk: _calendar(i, at) for i in {kid.institution for kid in kids}},
        notices=_notices(access, kids, at), replies=replies,
    )  # fmt: skip


def _lately(kids: list[Child], at: datetime) -> date:
    return min(_today_of(kids, at), default=portal_day(at)) - ONE_DAY * AROUND


def _today_of(kids: list[Child], at: datetime) -> set[date]:
    return {local_day(at, kid.institution.time_zone) for kid in kids}


def _calendar(institution: Institution, at: datetime) -> Calendar:
    return calendar.around(institution, local_day(at, institution.time_zone), calendar.REACH)


def _marks(access: Access, kids: list[Child], at: datetime) -> dict[tuple[int, date], Mark]:
    seen = Mark.objects.visible_to(access, Action.VIEW_ATTENDANCE)
    lately = seen.filter(child__in=kids, day__gte=_lately(kids, at)).select_related("register")
    return {(mark.child_id, mark.day): mark for mark in lately}


def _groups(kids: list[Child], at: datetime) -> dict[int, ChildGroup]:
    found: dict[int, ChildGroup] = {}
    for day in _today_of(kids, at):
        owning: list[Enrolment] = list(
            enrolments_owning(day).filter(child__in=kids).select_related("group")
        )
        found |= {enrolment.child_id: enrolment.group for enrolment in owning}
    return found


def _notices(access: Access, kids: list[Child], at: datetime) -> dict[int, list[AbsenceNotice]]:
    """Standing ones, from those that ran out lately on."""
    if not kids:
        return {}
    rows = AbsenceNotice.objects.visible_to(access, Action.VIEW_ATTENDANCE).standing()
    rows = rows.filter(child__in=kids, until__gt=_lately(kids, at))
    return by_child(rows.select_related("reported_by", "replaces", "institution").order_by("since"))


def _kid(child: Child, facts: _Facts, at: datetime) -> Kid:
    day, days = local_day(at, child.institution.time_zone), facts.days[child.institution_id]
    group, mark = facts.groups.get(child.pk), facts.marks.get((child.pk, day))
    why_off = days.why_off(day, group) or ""
    known = child.pk in facts.told
    if not known:
        group = None  # where a child is includes its group
    notices = facts.notices.get(child.pk, []) if known else []
    state = _state(child, group, mark, why_off, facts.told)
    kid = Kid(
        child, child.institution, group, state, why_off, mark, day, days,
        may_report=child.pk in facts.reportable and group is not None,
        standing=[notice for notice in notices if notice.until > day],
        reply=facts.replies.get((child.pk, day)) if known else None,
    )  # fmt: skip
    return _asked(kid, notices, facts) if kid.may_report else kid


def _state(child: Child, group: ChildGroup | None, mark: Mark | None, why_off: str, told: set[int]):
    if child.pk not in told:
        return "hidden"
    if mark is not None:
        return "present" if mark.presence == Presence.PRESENT else "absent"
    if group is None:
        return "none"
    return "off" if why_off else "unknown"


def _asked(kid: Kid, notices: list[AbsenceNotice], facts: _Facts) -> Kid:
    """The same child with what its guardians are asked about it."""
    if kid.notice or kid.reply:
        return kid
    if kid.state == "absent" and kid.mark and kid.mark.reason is None:
        return replace(kid, question="why")
    before = kid.days.working_day_before(kid.day, kid.group, within=AROUND)
    if kid.state == "unknown" and before and _was_ill(kid.child.pk, before, notices, facts):
        return replace(kid, question="still_ill")
    return kid


def _was_ill(child: int, before: date, notices: list[AbsenceNotice], facts: _Facts) -> bool:
    """On the working day before, and it did not come after all."""
    ill = [n for n in notices if n.covers(before) and n.reason == Reason.ILLNESS]
    mark, reply = facts.marks.get((child, before)), facts.replies.get((child, before))
    return was_ill(ill[-1] if ill else None, reply, before) and (mark is None or mark.is_absent)
