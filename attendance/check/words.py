"""The weekly check in words."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from attendance.check.house import Cell, Line, State
from attendance.check.rules import Conflict
from attendance.check.week import PRESENT, UNKNOWN, Week, word
from attendance.models import CorrectionRequest, Mark, Presence, Reason
from duties.calendar.days import short, weekday_and_day
from outbox.clock import ONE_DAY


def days_of(week: Week) -> str:
    """«9.–13. novembris», «30. novembris – 4. decembris»"""
    first, last = week.days[0], week.days[-1]
    if first.month == last.month:
        return f"{first.day}.–{date_format(last, 'j. F')}"
    return f"{date_format(first, 'j. F')} – {date_format(last, 'j. F')}"


def signed_of(signed: int, owing: int) -> str:
    return _("signed: %(signed)d of %(owing)d") % {"signed": signed, "owing": owing}


def progress(signed: int, owing: int, older: int) -> str:
    """«parakstītas 1 no 2 · nav parakstītas vēl 3 agrākas nedēļas»"""
    text = ngettext(
        "%(n)d older week is not signed", "%(n)d older weeks are not signed", older
    ) % {"n": older}  # fmt: skip
    return f"{signed_of(signed, owing)} · {text}" if older else signed_of(signed, owing)


def due(week: Week, today: date, *, is_done: bool) -> dict[str, Any]:
    """Input of ``components/due.html``."""
    if is_done:
        return state(State.SIGNED)
    day = {"day": short(week.due_day)}
    if today > week.due_day:
        return _badge(_("was due by %(day)s") % day, "bad")
    if today == week.due_day:
        return _badge(_("by the end of today"), "soon")
    return _badge(_("by the end of %(day)s") % day)


def state(reached: State) -> dict[str, Any]:
    """Input of ``components/due.html``."""
    return {
        State.SIGNED: _badge(pgettext("week", "signed"), "good", "check"),
        State.TO_CHECK: _badge(pgettext("week", "to be checked"), "soon", "alert-triangle"),
        State.UNCONFIRMED: _badge(pgettext("week", "some days not confirmed"), "soon"),
        State.RUNNING: _badge(pgettext("week", "not over yet")),
        State.NOTHING: _badge(pgettext("week", "nothing to check"), icon="calendar-off"),
    }[reached]


def _badge(text: str, tone: str = "", icon: str = "clock") -> dict[str, Any]:
    return {"text": text, "tone": tone, "icon": icon, "due_at": None}


def cell(one: Cell) -> str:
    """What stands for the number where there is none."""
    if one.why_off:
        return one.why_off
    if one.is_confirmed or not one.is_owed:
        return ""
    return _("has not come yet") if one.is_ahead else _("not confirmed")


def stretch(days: list[date]) -> str:
    """«O 24.11.», «O 24.11. – C 26.11.», of days that follow one another."""
    first, last = (weekday_and_day(day) for day in (days[0], days[-1]))
    return first if len(days) == 1 else f"{first} – {last}"


def listed(days: Iterable[date]) -> str:
    """«9.11., 10.11.»"""
    return ", ".join(short(day) for day in days)


def last_day(until: date) -> str:
    return short(until - ONE_DAY)


def said(one_word: str) -> str:
    """«klāt», «iemesls nav zināms», «slimība»"""
    if one_word == PRESENT:
        return pgettext("attendance", "present")
    return _("reason not known") if one_word == UNKNOWN else str(Reason(one_word).label)


def changed(shown: str, mark: Mark) -> str:
    """What the page showed in a word, and what stands there now."""
    told = {
        "name": f"{mark.child.last_name} {mark.child.first_name}",
        "day": weekday_and_day(mark.day),
        "seen": said(shown),
        "now": said(word(mark.presence, mark.reason)),
    }
    return _("%(name)s, %(day)s: this page showed «%(seen)s», now there is «%(now)s».") % told


def clash(conflict: Conflict) -> str:
    """«atzīmēts: ir klāt», beside what parents said"""
    return _("marked: %(marked)s") % {"marked": said(conflict.mark.word)}


def asked(request: CorrectionRequest) -> str:
    """«lūdz: nav klāt, ģimenes apstākļi»"""
    if request.presence == Presence.PRESENT:
        return _("asks: present")
    wanted = {"reason": said(word(request.presence, request.reason))}
    return _("asks: absent, %(reason)s") % wanted


def unmarked(days: list[date]) -> str:
    """«2 bērniem nav atzīmes: 9.11., 10.11.»"""
    text = ngettext("%(n)d child has no mark: %(days)s", "%(n)d children have no mark: %(days)s",
                    len(days))  # fmt: skip
    return text % {"n": len(days), "days": listed(sorted(set(days)))}


def some_closed(days: list[date]) -> str:
    told = {"days": listed(days)}
    return _("The month of %(days)s is closed. Administration can reopen it.") % told


def why_not_signed(line: Line, *, is_explained: bool) -> str:
    """What still stands in the way; nothing when the week can be signed."""
    if line.state is State.RUNNING:
        return _("The week can be signed once its last working day is over.")
    if line.state is State.UNCONFIRMED:
        return _("The week can be signed once all its days are confirmed.")
    if line.state is State.NOTHING:
        return _("There is nothing to check in this week.")
    if line.unmarked:
        return _("The week can be signed once every child has a mark.")
    if not is_explained:
        return _("The week can be signed once every absence has a reason, or stays N.")
    return ""


def summary(line: Line) -> str:
    """«5 kavējumi bez iemesla · 2 nesakritības»"""
    parts = []
    if line.unexplained:
        absences = ngettext(
            "%(n)d absence without a reason", "%(n)d absences without a reason", line.unexplained
        )
        parts.append(absences % {"n": line.unexplained})
    if line.disputed:
        conflicts = ngettext("%(n)d conflict", "%(n)d conflicts", line.disputed)
        parts.append(conflicts % {"n": line.disputed})
    if line.unmarked:
        parts.append(unmarked(line.unmarked))
    if line.silent:
        parts.append(_("not confirmed: %(days)s") % {"days": listed(line.silent)})
    return " · ".join(parts) or _("every absence has a reason")
