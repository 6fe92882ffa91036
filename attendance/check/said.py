"""What parents said about the days of a group's week: notices, late ones with their time, replies."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from attendance.models import AbsenceNotice, Reply
from attendance.notices.standing import known_in_time, told_since
from duties.clock import local_day
from duties.words import clock
from people.models import Institution


@dataclass(frozen=True)
class Said:
    """Standing notices and the latest reply of each child's day; and what had been told before."""

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
        until = date_format(date.fromordinal(ended[-1].until.toordinal() - 1), "j.m.")
        return _("no notice; the last one was until %(day)s") % {"day": until}

    def _when(self, at: datetime, day: date) -> str:
        zone = self.institution.time_zone
        told, time = local_day(at, zone), clock(at, zone)
        if told == day:
            return _("that day at %(time)s") % {"time": time}
        return f"{date_format(told, 'j.m.')} {time}"


def said_of(
    institution: Institution, children: Iterable[int], notices: Iterable[AbsenceNotice],
    since: date, until: date,
) -> Said:  # fmt: skip
    """One query: the replies. ``notices``: those that ended too."""
    own = set(children)
    ever: dict[int, list[AbsenceNotice]] = {}
    for notice in sorted(notices, key=lambda one: one.reported_at):
        if notice.child_id in own:
            ever.setdefault(notice.child_id, []).append(notice)
    standing = {child: [n for n in told if n.ended_at is None] for child, told in ever.items()}
    rows = Reply.objects.filter(child__in=own, day__gte=since, day__lt=until)
    replies = {(r.child_id, r.day): r for r in rows.order_by("replied_at", "pk")}
    return Said(institution, standing, replies, ever)
