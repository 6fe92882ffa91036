"""Reports in Django's admin: looked at. They are decided on their own page of the portal."""

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from manners.models import Report
from people.access import Action
from people.office import LookOnly, by_state, column

STATE = by_state(
    open=(_("open"), {"outcome": ""}),
    decided=(_("decided"), {"decided_at__isnull": False}),
)


@admin.register(Report)
class ReportAdmin(LookOnly):
    right = Action.JUDGE_REPORTS
    list_display = ("at", "kind", "reason", "outcome", "decided_at")
    also = (
        column("by", _("reported by")), "note", column("author", _("author of what was reported")),
        "answer", column("decided_by", _("decided by")),
    )  # fmt: skip
    list_filter = (STATE, "reason", "outcome")
    date_hierarchy = "at"
    ordering = ("-at",)

    def portal_page(self, report: Any) -> str:  # type: ignore[override]
        return reverse("manners:report", args=[report.pk])
