"""Plans in Django's admin: looked at, never changed. They are written on their own page of the portal.

Not here: notes on single children. They say how a child learns and what it needs; administration reads
them beside the plan that they belong to, not as a list of children.
"""

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.access import Action
from people.office import LookOnly, by_group, by_state, column, last_day
from planning.models import MonthPlan, PlanAmendment, PlanChoice, PlanItem, PlanSection

SUBMITTED = by_state(
    draft=(_("draft"), {"submitted_at__isnull": True}),
    submitted=(_("submitted"), {"submitted_at__isnull": False}),
)
STANDING = by_state(
    standing=(_("standing"), {"voided_at__isnull": True}),
    taken_away=(_("taken away"), {"voided_at__isnull": False}),
)
WHOSE = (column("plan__group", _("group")), column("plan__month", _("month")))
BY_GROUP = by_group("plan__group")
ADDED = ("added_at", column("added_by", _("added by")))
TAKEN_AWAY = ("done_on", *ADDED, "voided_at", column("voided_by", _("taken away by")))


class OfAPlan(LookOnly):
    """Rows of a plan lead to its page."""

    right = Action.VIEW_PLAN
    date_hierarchy = "plan__month"

    def portal_page(self, row: Any) -> str:  # type: ignore[override]
        return _page(row.plan)


@admin.register(MonthPlan)
class MonthPlanAdmin(LookOnly):
    right = Action.VIEW_PLAN
    list_display = (
        "group", "month", "opened_at", column("opened_by", _("opened by")),
        "submitted_at", column("submitted_by", _("submitted by")), "is_template",
    )  # fmt: skip
    also = (
        "continues_before", "template_said_at",
        column("template_said_by", _("marked or unmarked by")),
    )  # fmt: skip
    list_filter = (by_group("group"), SUBMITTED)
    date_hierarchy = "month"
    ordering = ("-month", "group__sort_key")

    def portal_page(self, plan: Any) -> str:  # type: ignore[override]
        return _page(plan)


@admin.register(PlanSection)
class PlanSectionAdmin(OfAPlan):
    list_display = (*WHOSE, "name", "saved_at", column("saved_by", _("saved by")))
    also = ("text", "version")
    list_filter = (BY_GROUP,)
    ordering = ("-plan__month", "plan__group__sort_key", "pk")

    @admin.display(description=pgettext_lazy("plan", "section"))
    def name(self, section: PlanSection) -> str:
        return section.trail_name


@admin.register(PlanChoice)
class PlanChoiceAdmin(OfAPlan):
    list_display = (*WHOSE, "kind", "area", column("words", _("text")), *ADDED)
    also = TAKEN_AWAY
    list_filter = (BY_GROUP, "kind", "area", STANDING)
    list_select_related = ("entry",)
    ordering = ("-plan__month", "plan__group__sort_key", "pk")


@admin.register(PlanItem)
class PlanItemAdmin(OfAPlan):
    list_display = (*WHOSE, column("kind_words", _("kind")), "text", "since", last_day)
    also = ("area", *TAKEN_AWAY)
    list_filter = (BY_GROUP, "kind", STANDING)
    ordering = ("-plan__month", "plan__group__sort_key", "since", "pk")


@admin.register(PlanAmendment)
class PlanAmendmentAdmin(OfAPlan):
    list_display = (*WHOSE, "at", column("by", _("by")), "reason")
    list_filter = (BY_GROUP,)
    ordering = ("-at",)


def _page(plan: MonthPlan) -> str:
    return reverse("planning:read", args=[plan.group_id, plan.month])
