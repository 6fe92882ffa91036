"""What an institution may set about the day's log."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from duties.settings import minutes_setting, time_setting

DUE = time_setting("activities.due", _("The day's log is due by"), time(19, 0))
REMIND_BEFORE = minutes_setting(
    "activities.remind_before", _("Reminder of the day's log, minutes before it is due"), 30
)
