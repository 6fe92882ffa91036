"""What has been reported about children's days; the register, the check and the kitchen read it here."""

from collections.abc import Iterable
from datetime import date, datetime

from attendance.models import AbsenceNotice, GroupQuarantine, Reply
from attendance.settings import cutoff_at
from people.models import Child, ChildGroup, Institution


def notices_over(
    children: Iterable[Child | int], day: date, *, known_at: datetime | None = None
) -> dict[int, AbsenceNotice]:
    """The notice over each child's day, by child id; the latest where several lie over it. One query.

    ``known_at``: as it was known at that moment, whatever came later.
    """
    rows = AbsenceNotice.objects.filter(child__in=list(children)).over(day)
    rows = rows.known_at(known_at) if known_at else rows.standing()
    rows = rows.select_related("reported_by").order_by("reported_at", "pk")
    return {notice.child_id: notice for notice in rows}


def latest_replies(children: Iterable[Child | int], day: date) -> dict[int, Reply]:
    """The latest one-tap answer about each child's day, by child id. One query."""
    rows = Reply.objects.filter(child__in=list(children), day=day)
    rows = rows.select_related("replied_by").order_by("replied_at", "pk")
    return {reply.child_id: reply for reply in rows}


def replies_since(children: Iterable[Child | int], since: date) -> dict[tuple[int, date], Reply]:
    """The latest one-tap answer about each child's day from ``since`` on. One query."""
    rows = Reply.objects.filter(child__in=list(children), day__gte=since)
    rows = rows.select_related("replied_by").order_by("replied_at", "pk")
    return {(reply.child_id, reply.day): reply for reply in rows}


def quarantined(group: ChildGroup, day: date) -> bool:
    """Whether an absence from the group on this day is due to quarantine unless said otherwise."""
    return (
        GroupQuarantine.objects.standing()
        .filter(group=group, since__lte=day, until__gt=day)
        .exists()
    )


def reported_late(notices: Iterable[AbsenceNotice]) -> set[int]:
    """Ids of those whose first day was not known at its cut-off. One query."""
    notices = list(notices)
    children = {notice.child_id for notice in notices}
    by_child: dict[int, list[AbsenceNotice]] = {}
    for one in AbsenceNotice.objects.filter(child__in=children) if children else ():
        by_child.setdefault(one.child_id, []).append(one)
    return {
        n.pk for n in notices
        if not known_in_time(n.institution, n.since, by_child.get(n.child_id, []))
    }  # fmt: skip


def known_in_time(institution: Institution, day: date, ever: Iterable[AbsenceNotice]) -> bool:
    """Whether one of a child's notices, those that ended too, was known at the day's cut-off.

    So what only continues a notice (shortened, changed) is not late. The register asks its query
    the same: ``over(day).known_at(cut-off)``.
    """
    cutoff = cutoff_at(institution, day)
    return any(
        one.covers(day)
        and one.reported_at <= cutoff
        and (one.ended_at is None or one.ended_at > cutoff)
        for one in ever
    )


def told_since(notice: AbsenceNotice, day: date, ever: Iterable[AbsenceNotice]) -> datetime:
    """From when on the day had this reason, through whatever only shortened or repeated the notice."""
    since = notice.reported_at
    for one in sorted(ever, key=lambda one: one.reported_at, reverse=True):
        goes_on = one.reported_at < since and one.ended_at is not None and one.ended_at >= since
        if goes_on and one.covers(day) and one.reason == notice.reason:
            since = one.reported_at
    return since
