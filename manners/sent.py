"""What is written around reports: its writer is asked about a word of the word list (R18)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from manners.fields import Sent

SENT = (
    Sent("manners:new", {"note": _("What administration should know")}, "manners.Report.note"),
    Sent("manners:report", {"answer": pgettext_lazy("report", "Answer")}, "manners.Report.answer"),
    Sent("manners:file", {"why": pgettext_lazy("file", "Why")}, "manners.Report.answer"),
)
