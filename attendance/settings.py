"""What an institution may set about attendance."""

from datetime import date, datetime, time

from django import forms
from django.utils.translation import gettext_lazy as _

from attendance.models import Mark, Presence, Reason
from duties.settings import minutes_setting, time_setting
from outbox.clock import moment
from people.models import Institution
from people.registry import Setting, register

DUE = time_setting("attendance.due", _("Attendance is due by"), time(9, 0))
CUTOFF = time_setting("kitchen.cutoff", _("The kitchen counts what was received by"), time(9, 0))
REMIND_BEFORE = minutes_setting(
    "attendance.remind_before", _("Reminder of attendance, minutes before it is due"), 15
)


def cutoff_at(institution: Institution, day: date) -> datetime:
    """The moment after which nothing changes what the kitchen was told; an entry at it still counts."""
    return moment(day, CUTOFF.of(institution), institution.time_zone)


def _code(name: str, label, default: str) -> Setting[str]:
    return register(
        Setting(
            code=f"attendance.code.{name}",
            label=label,
            default=default,
            field=lambda: forms.CharField(max_length=3, required=True),
        )
    )


# What is printed in the grid; stored are words, since letters differ between institutions.
CODE_UNEXCUSED = _code("unexcused", _("Code: unexcused or unexplained absence"), "N")
CODE_ILLNESS = _code("illness", _("Code: absence due to illness"), "NS")
CODE_EXCUSED = _code("excused", _("Code: absence excused otherwise"), "NA")
CODE_LATE = _code("late", _("Code: came later"), "K")

_CODES: dict[str | None, Setting[str]] = {
    None: CODE_UNEXCUSED,
    Reason.UNEXCUSED: CODE_UNEXCUSED,
    Reason.ILLNESS: CODE_ILLNESS,
}


def code_of(mark: Mark, institution: Institution) -> str:
    """The display code of a mark; empty for a child who was there from the start."""
    if mark.presence == Presence.ABSENT:
        return _CODES.get(mark.reason, CODE_EXCUSED).of(institution)
    return CODE_LATE.of(institution) if mark.arrived_at else ""
