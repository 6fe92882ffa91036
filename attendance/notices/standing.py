"""What has been reported about children's days; the register, the check and the kitchen read it here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from attendance.by_child import by_child
from attendance.models import AbsenceNotice, GroupQuarantine, Reply
from attendance.settings import cutoff_at
from duties.badges import clock
from duties.calendar.days import short
from outbox.clock import ONE_DAY, local_day
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
    """Ids of those whose first day was not known at its cut-off. One query, none where each was reported in
    time by itself."""
    notices = [one for one in notices if not known_in_time(one.institution, one.since, [one])]
    if not notices:
        return set()
    children = {notice.child_id for notice in notices}
    ever = by_child(AbsenceNotice.objects.filter(child__in=children))
    return {
        n.pk for n in notices if not known_in_time(n.institution, n.since, ever.get(n.child_id, []))
    }


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


@dataclass(frozen=True)
class ParentsWord:
    """What parents said of children's days: notices and the latest replies; and what they had told before."""

    institution: Institution
    notices: dict[int, list[AbsenceNotice]]
    replies: dict[tuple[int, date], Reply] = field(default_factory=dict)
    ever: dict[int, list[AbsenceNotice]] = field(default_factory=dict)

    def notice(self, child: int, day: date) -> AbsenceNotice | None:
        """The latest one over the day."""
        own = reversed(self.notices.get(child, []))
        return next((notice for notice in own if notice.covers(day)), None)

    def reason(self, child: int, day: date) -> str | None:
        """The latest that parents gave for the day."""
        notice, reply = self.notice(child, day), self.replies.get((child, day))
        answered = Reply.Choice(reply.choice).explains if reply else None
        if notice and not (answered and reply and reply.replied_at > self._since(notice, day)):
            return notice.reason
        return str(answered) if answered else None

    def in_words(self, child: int, day: date) -> str:
        """«pieteikums: slimība (tajā dienā 9:14, pēc termiņa)», «pieteikuma nav»"""
        parts = []
        if notice := self.notice(child, day):
            parts.append(self._notice(notice, day))
        if reply := self.replies.get((child, day)):
            answer = {
                "answer": reply.get_choice_display(),
                "time": self._when(reply.replied_at, day),
            }
            parts.append(_("parents answered: %(answer)s (%(time)s)") % answer)
        return "; ".join(parts) or self._nothing(child, day)

    def _notice(self, notice: AbsenceNotice, day: date) -> str:
        when = self._when(self._since(notice, day), day)
        if not known_in_time(self.institution, day, self.ever.get(notice.child_id, [])):
            when = _("%(time)s, after the deadline") % {"time": when}
        told = {"reason": notice.get_reason_display(), "time": when}
        return _("notice: %(reason)s (%(time)s)") % told

    def _since(self, notice: AbsenceNotice, day: date) -> datetime:
        return told_since(notice, day, self.ever.get(notice.child_id, []))

    def _nothing(self, child: int, day: date) -> str:
        ended = [n for n in self.notices.get(child, []) if n.until <= day]
        if not ended:
            return _("no notice")
        until = short(ended[-1].until - ONE_DAY)
        return _("no notice; the last one was until %(day)s") % {"day": until}

    def _when(self, at: datetime, day: date) -> str:
        zone = self.institution.time_zone
        told, time = local_day(at, zone), clock(at, zone)
        if told == day:
            return _("that day at %(time)s") % {"time": time}
        return f"{short(told)} {time}"


def parents_word(
    institution: Institution, children: Iterable[int], notices: Iterable[AbsenceNotice],
    since: date, until: date,
) -> ParentsWord:  # fmt: skip
    """One query: the replies. ``notices``: those that ended too."""
    own = set(children)
    ordered = sorted(notices, key=lambda one: one.reported_at)
    ever = by_child(notice for notice in ordered if notice.child_id in own)
    standing = {child: [n for n in told if n.ended_at is None] for child, told in ever.items()}
    rows = Reply.objects.filter(child__in=own, day__gte=since, day__lt=until)
    replies = {(r.child_id, r.day): r for r in rows.order_by("replied_at", "pk")}
    return ParentsWord(institution, standing, replies, ever)
