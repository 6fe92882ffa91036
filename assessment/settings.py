"""What an institution may set about assessment."""

from django.utils.translation import gettext_lazy as _

from duties.month_day import MonthDay
from duties.settings import month_day_setting

# The second half-year begins the day after; each has its own stretch of the year, so that they never cross.
FIRST_HALF_ENDS = month_day_setting(
    "assessment.first_half_ends", _("Last day of the first half-year"), MonthDay(12, 31),
    first=MonthDay(10, 1), last=MonthDay(2, 28),
)  # fmt: skip
SECOND_HALF_ENDS = month_day_setting(
    "assessment.second_half_ends", _("Last day of the second half-year"), MonthDay(5, 31),
    first=MonthDay(3, 1), last=MonthDay(8, 31),
)  # fmt: skip
