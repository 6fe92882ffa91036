"""What an institution may set about days and hours."""

from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _

from duties.month_day import MonthDay, MonthDayField
from people.registry import Setting, register

FOLLOWS_MOVED_DAYS = register(
    Setting(
        code="calendar.follows_moved_days",
        label=_("Follows the working days moved by the Cabinet"),
        default=False,
        field=lambda: forms.BooleanField(required=False),
    )
)


def time_setting(code: str, label, default: time) -> Setting[time]:
    """A time of day, stored as «09:00»."""
    return register(
        Setting(
            code=code,
            label=label,
            default=default,
            field=lambda: forms.TimeField(widget=forms.TimeInput(format="%H:%M")),
            parse=time.fromisoformat,
            store=lambda value: value.isoformat("minutes"),
        )
    )


def minutes_setting(code: str, label, default: int) -> Setting[int]:
    """A number of minutes, at most half a day."""
    return register(
        Setting(
            code=code,
            label=label,
            default=default,
            field=lambda: forms.IntegerField(min_value=0, max_value=720),
        )
    )


def month_day_setting(
    code: str, label, default: MonthDay, *, first: MonthDay, last: MonthDay
) -> Setting[MonthDay]:
    """A day of every year between two others, stored as «12-31»."""
    return register(
        Setting(
            code=code,
            label=label,
            default=default,
            field=lambda: MonthDayField(first=first, last=last),
            parse=MonthDay.parse,
            store=lambda value: value.stored,
        )
    )


REMIND_FROM = time_setting(
    "reminders.from", _("Reminders of other days and of what is late are sent from"), time(8, 0)
)
ESCALATE_AFTER = minutes_setting(
    "reminders.escalate_after", _("Administration hears of what is late, minutes after"), 15
)
