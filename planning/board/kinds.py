"""A month's plans of all groups as one PDF that a worker makes for administration."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.models import Job
from documents.registry import OwnPaper, Say
from duties.calendar.school_year import school_year_of
from people.access import Access, Action
from people.models import Institution
from planning.models import MonthPlan
from planning.reading.paper import pdf_of_all
from planning.reading.reader import Reader
from planning.reading.sheet import sheets_of

NEEDED = (Action.OVERSEE_DUTIES, Action.VIEW_PLAN)  # in the whole house
STAFF = Reader(is_family=False)  # without notes on single children


class PlansOfAll(OwnPaper):
    """What was submitted by the time it is made, in the groups' order.

    Thirty plans with five hundred characters in each section take a second and 140 MB of the child; with
    every section at its limit they are three thousand pages: 11 s, 660 MB.
    """

    code, label = "planning.plans_of_all", _("Month plans of all groups")

    def is_theirs(self, job: Job, by: Access) -> bool:
        return all(by.can(action, job.institution) for action in NEEDED)

    def make(self, job: Job, say: Say, at: datetime) -> bytes:
        sheets = sheets_of(list(submitted(job.institution, job.day)), STAFF)
        say(len(sheets))
        return pdf_of_all(sheets, at=at, made_by=str(job.asked_by))

    def shown_as(self, job: Job) -> str:
        return f"plans-{job.day:%Y-%m}-{job.pk}.pdf"

    def way_back(self, job: Job) -> tuple[str, Any]:
        year = school_year_of(job.day) if job.day else 0
        return reverse("planning:board", args=[year]), _("Back to the month plans")


def submitted(house: Institution, month: date | None) -> QuerySet[MonthPlan]:
    """Of all groups, with what their sheets need."""
    rows = MonthPlan.objects.submitted().with_place().filter(institution=house, month=month)
    return rows.order_by("group__sort_key", "group_id")
