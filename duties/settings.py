"""What an institution may set about days and hours."""

from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _

from people.settings import Setting, declare

FOLLOWS_MOVED_DAYS = declare(
    Setting(
        code="calendar.follows_moved_days",
        label=_("Follows the working days moved by the Cabinet"),
        default=False,
        field=lambda: forms.BooleanField(required=False),
    )
)


def time_setting(code: str, label, default: time) -> Setting[time]:
    """A time of day, stored as «09:00»."""
    return declare(
        Setting(
            code=code,
            label=label,
            default=default,
            field=lambda: forms.TimeField(widget=forms.TimeInput(format="%H:%M")),
            parse=time.fromisoformat,
            store=lambda value: value.isoformat("minutes"),
        )
    )
