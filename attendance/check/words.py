"""The weekly check in words."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from attendance.check.board import Cell, Line, State
from attendance.check.conflicts import Conflict
from attendance.check.corrections import Decision
from attendance.check.seen import PRESENT, UNKNOWN, word
from attendance.check.week import Week
from attendance.models import CorrectionRequest, Mark, Presence, Reason
from duties.clock import ONE_DAY


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
        return {"text": pgettext("week", "signed"), "tone": "good", "icon": "check", "due_at": None}
    day = {"day": date_format(week.due_day, "j.m.")}
    if today > week.due_day:
        return {
            "text": _("was due by %(day)s") % day,
            "tone": "bad",
            "icon": "clock",
            "due_at": None,
        }
    if today == week.due_day:
        return {"text": _("by the end of today"), "tone": "soon", "icon": "clock", "due_at": None}
    return {"text": _("by the end of %(day)s") % day, "tone": "", "icon": "clock", "due_at": None}


def state(reached: State) -> dict[str, Any]:
    """Input of ``components/due.html``."""
    text, tone, icon = {
        State.SIGNED: (pgettext("week", "signed"), "good", "check"),
        State.TO_CHECK: (pgettext("week", "to be checked"), "soon", "alert-triangle"),
        State.UNCONFIRMED: (pgettext("week", "some days not confirmed"), "soon", "clock"),
        State.RUNNING: (pgettext("week", "not over yet"), "", "clock"),
        State.NOTHING: (pgettext("week", "nothing to check"), "", "calendar-off"),
    }[reached]
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
    first, last = (date_format(day, "D j.m.") for day in (days[0], days[-1]))
    return first if len(days) == 1 else f"{first} – {last}"


def last_day(until: date) -> str:
    return date_format(until - ONE_DAY, "j.m.")


def said(one_word: str) -> str:
    """«klāt», «iemesls nav zināms», «slimība»"""
    if one_word == PRESENT:
        return pgettext("attendance", "present")
    return _("reason not known") if one_word == UNKNOWN else str(Reason(one_word).label)


def changed(decision: Decision, mark: Mark) -> str:
    """What this page showed, and what stands there now."""
    told = {
        "name": f"{mark.child.last_name} {mark.child.first_name}",
        "day": date_format(mark.day, "D j.m."),
        "seen": said(decision.seen),
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
    of_days = ", ".join(date_format(day, "j.m.") for day in sorted(set(days)))
    return text % {"n": len(days), "days": of_days}


def some_closed(days: list[date]) -> str:
    told = {"days": ", ".join(date_format(day, "j.m.") for day in days)}
    return _("The month of %(days)s is closed. Administration can reopen it.") % told


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
        days = ", ".join(date_format(day, "j.m.") for day in line.silent)
        parts.append(_("not confirmed: %(days)s") % {"days": days})
    return " · ".join(parts) or _("every absence has a reason")
