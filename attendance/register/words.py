"""What the rows of one register say, in words; what all of them share is worked out once."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cached_property

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from attendance.models import CorrectionRequest, Mark, Presence, Reason, Reply
from attendance.models.reason import REASONS_OF_A_ROW
from attendance.register.children import Statement
from attendance.settings import CODE_UNEXCUSED, code_of
from duties.badges import clock
from outbox.clock import local_day
from people.models import ChildGroup

Choices = tuple[tuple[str, str], ...]


class Words:
    """The words of a group's day."""

    def __init__(self, group: ChildGroup, day: date) -> None:
        self.institution, self.day = group.institution, day
        self._choices: dict[str | None, Choices] = {}

    def why(self, mark: Mark) -> str:
        """«slimība (NS)», «iemesls nav zināms (N)»; nothing of a child who was there."""
        if not mark.is_absent:
            return ""
        code = code_of(mark, self.institution)
        if mark.reason is None:
            return _("reason not known (%(code)s)") % {"code": code}
        return f"{Reason(mark.reason).label} ({code})"

    def times(self, mark: Mark) -> str:
        """«ieradās 9:40 (K), aizgāja 12:30»"""
        said = []
        if mark.arrived_at:
            code = code_of(mark, self.institution)
            said.append(
                _("came at %(time)s (%(code)s)") % {"time": of_day(mark.arrived_at), "code": code}
            )
        if mark.left_at:
            said.append(_("left at %(time)s") % {"time": of_day(mark.left_at)})
        return ", ".join(said)

    def reported(self, notice: Statement | None, *, came: bool) -> str:
        """«pieteica Kristīne Bērziņa 7:12»; with the reason where the child is there all the same."""
        if notice is None:
            return ""
        told = {
            "name": notice.by,
            "time": self.moment(notice.at),
            "reason": Reason(notice.what).label,
        }
        if came:
            return _("absence reported (%(reason)s): %(name)s %(time)s") % told
        if notice.late:
            return _("reported after the deadline at %(time)s: %(name)s") % told
        return _("reported by %(name)s %(time)s") % told

    def replied(self, reply: Statement | None) -> str:
        """«slimo – Kristīne Bērziņa 9:12»"""
        if reply is None:
            return ""
        return f"{Reply.Choice(reply.what).label} – {reply.by} {self.moment(reply.at)}"

    def choices(self, reason: str | None) -> Choices:
        """Value and label of the reasons offered; one that is given already stays among them."""
        if reason in REASONS_OF_A_ROW:
            reason = None
        if reason not in self._choices:
            values = [*REASONS_OF_A_ROW, *([reason] if reason else [])]
            self._choices[reason] = (self._unknown, *((str(v), label_of(v)) for v in values))
        return self._choices[reason]

    def asked(self, request: CorrectionRequest) -> str:
        """What became of a correction that was asked for: «lūgts labot uz «klāt»: Ilze Kalēja 12:00»."""
        told = {
            "wanted": self.wanted(request), "name": request.asked_by, "answer": request.answer,
            "time": self.moment(request.answered_at or request.asked_at),
        }  # fmt: skip
        if request.answered_at is None:
            return _("correction asked for (%(wanted)s): %(name)s %(time)s") % told
        if request.granted:
            said = _("corrected as asked for %(time)s") % told
        else:
            said = _("correction (%(wanted)s) refused %(time)s") % told
        return f"{said}: {request.answer}" if request.answer else said

    def wanted(self, request: CorrectionRequest) -> str:
        return self.state(absent=request.presence == Presence.ABSENT, reason=request.reason)

    def state(self, *, absent: bool, reason: str | None = None) -> str:
        """«klāt», «nav – slimība»"""
        if not absent:
            return pgettext("attendance", "present")
        why = Reason(reason).label if reason else _("reason not known")
        return " – ".join((pgettext("attendance", "absent"), str(why)))

    def moment(self, at: datetime) -> str:
        """The time, with the day where it is another one."""
        zone = self.institution.time_zone
        day = local_day(at, zone)
        if day == self.day:
            return clock(at, zone)
        return f"{date_format(day, 'SHORT_DATE_FORMAT')} {clock(at, zone)}"

    @cached_property
    def _unknown(self) -> tuple[str, str]:
        return "", _("Not known (%(code)s)") % {"code": CODE_UNEXCUSED.of(self.institution)}


def label_of(reason: str) -> str:
    return capfirst(str(Reason(reason).label))


def of_day(at: time) -> str:
    """«9:05»"""
    return f"{at.hour}:{at.minute:02}"
