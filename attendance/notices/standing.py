"""What has been reported about children's days; the register, the check and the kitchen read it here."""

from collections.abc import Iterable
from datetime import date, datetime

from attendance.models import AbsenceNotice, GroupQuarantine, Reply
from attendance.settings import cutoff_at
from people.models import Child, ChildGroup


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


def quarantined(group: ChildGroup, day: date) -> bool:
    """Whether an absence from the group on this day is due to quarantine unless said otherwise."""
    return (
        GroupQuarantine.objects.standing()
        .filter(group=group, since__lte=day, until__gt=day)
        .exists()
    )


def reported_late(notices: Iterable[AbsenceNotice]) -> set[int]:
    """Ids of those whose first day was not known at its cut-off. One query.

    A notice that only continues what was reported in time (shortened, changed) is not late.
    """
    notices = list(notices)
    children = {notice.child_id for notice in notices}
    by_child: dict[int, list[AbsenceNotice]] = {}
    for one in AbsenceNotice.objects.filter(child__in=children) if children else ():
        by_child.setdefault(one.child_id, []).append(one)
    return {n.pk for n in notices if not _known_in_time(n, by_child.get(n.child_id, []))}


def _known_in_time(notice: AbsenceNotice, ever: list[AbsenceNotice]) -> bool:
    cutoff = cutoff_at(notice.institution, notice.since)
    return any(
        one.covers(notice.since)
        and one.reported_at <= cutoff
        and (one.ended_at is None or one.ended_at > cutoff)
        for one in ever
    )
