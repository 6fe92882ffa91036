"""What the page of writing says."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duties.badges import clock
from outbox.clock import local_day
from outbox.models import SavedSection

SUBMITTED = gettext_lazy(
    "The plan has been submitted meanwhile. What stands here is not saved: supplement the plan."
)

NAMED = gettext_lazy(
    "The plan is not submitted yet. Is a child named in it? Answer below, then submit it."
)

CONFLICT = gettext_lazy(
    "Somebody has saved some of it meanwhile. Everything you typed is kept on this page."
)

OWN_CONFLICT = gettext_lazy(
    "You have saved some of it in another tab meanwhile. Everything you typed is kept on this page."
)

INCOMPLETE = gettext_lazy("Saved, and not submitted yet.")

# what leads to places of the page
STILL_MISSING = gettext_lazy("Still missing:")
WOULD_LACK = gettext_lazy("The plan would lack:")
SEE = gettext_lazy("See:")


def saved(section: SavedSection, *, at: datetime, zone: str) -> str:
    """«Saglabāts 20:14, Ilze Kalēja»; of another day by the day. Nothing of what nobody wrote."""
    if section.saved_at is None:
        return ""
    words, day = {"name": str(section.saved_by)}, local_day(section.saved_at, zone)
    if day == local_day(at, zone):
        words["time"] = clock(section.saved_at, zone)
        return _("Saved at %(time)s, %(name)s") % words
    words["day"] = date_format(day, "SHORT_DATE_FORMAT")
    return _("Saved on %(day)s, %(name)s") % words
