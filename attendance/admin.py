"""Attendance in Django's admin: looked at, never changed.

Not here: notes of health and doctors' notes, which administration does not read, and what a teacher
and a nurse write to one another about a correction.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from attendance.models import (
    AbsenceNotice,
    Clarification,
    CorrectionRequest,
    GroupQuarantine,
    HeadCount,
    HeadCountLine,
    Mark,
    Register,
    Reply,
)
from people.access import Action
from people.office import LookOnly, OfGroup, by_group, by_group_of, by_state, column, last_day

REPORTED_BY = column("reported_by", _("reported by"))


WAITING, CORRECTED, REFUSED = _("waiting"), _("corrected"), _("refused")
ANSWER = by_state(
    waiting=(WAITING, {"answered_at__isnull": True}),
    corrected=(CORRECTED, {"granted": True}),
    refused=(REFUSED, {"granted": False}),
)
WITHDRAWN = by_state(
    standing=(_("standing"), {"ended_at__isnull": True}),
    withdrawn=(_("withdrawn"), {"ended_at__isnull": False}),
)


@admin.register(Register)
class RegisterAdmin(LookOnly):
    list_display = (
        "day", "group", "first_confirmed_at",
        column("first_confirmed_by", _("first confirmed by")),
        "saved_at", column("saved_by", _("saved by")),
    )  # fmt: skip
    also = ("late_reason",)
    list_filter = (OfGroup,)
    date_hierarchy = "day"
    ordering = ("-day", "group__sort_key")

    def portal_page(self, register: Any) -> str:  # type: ignore[override]
        return reverse("attendance:register", args=[register.group_id, register.day])


@admin.register(Mark)
class MarkAdmin(LookOnly):
    list_display = (
        "child", "day", column("register__group", _("group")), "presence", "reason",
        "arrived_at", "left_at",
    )  # fmt: skip
    also = (
        "at_cutoff", column("settled_at", _("checked at")), column("settled_by", _("checked by")),
    )  # fmt: skip
    list_filter = (by_group("register__group"), "presence", "reason")
    date_hierarchy = "day"
    ordering = ("-day", "child__sort_key")


@admin.register(AbsenceNotice)
class AbsenceNoticeAdmin(LookOnly):
    list_display = ("child", "since", last_day, "reason", "reported_at", REPORTED_BY, "ended_at")
    also = (column("ended_by", _("withdrawn by")),)
    list_filter = (by_group_of("child"), "reason", WITHDRAWN)
    date_hierarchy = "since"
    ordering = ("-since", "child__sort_key")


@admin.register(Reply)
class ReplyAdmin(LookOnly):
    list_display = ("child", "day", "choice", "replied_at", column("replied_by", _("answered by")))
    list_filter = (by_group_of("child"), "choice")
    date_hierarchy = "day"
    ordering = ("-day", "child__sort_key")


@admin.register(CorrectionRequest)
class CorrectionRequestAdmin(LookOnly):
    one = pgettext_lazy("one", "correction request")
    list_display = (
        "child", "day", column("register__group", _("group")), "asked_at",
        column("asked_by", _("asked by")), "state", "answered_at",
        column("answered_by", _("answered by")),
    )  # fmt: skip
    list_filter = (by_group("register__group"), ANSWER)
    date_hierarchy = "day"
    ordering = ("-day", "child__sort_key")

    @admin.display(description=_("state"), ordering="granted")
    def state(self, asked: CorrectionRequest) -> Any:
        return {None: WAITING, True: CORRECTED, False: REFUSED}[asked.granted]


@admin.register(GroupQuarantine)
class GroupQuarantineAdmin(LookOnly):
    list_display = ("group", "since", last_day, "declared_at", "ended_at")
    also = (column("declared_by", _("declared by")), column("ended_by", _("withdrawn by")))
    list_filter = (OfGroup, WITHDRAWN)
    date_hierarchy = "since"
    ordering = ("-since", "group__sort_key")


@admin.register(Clarification)
class ClarificationAdmin(LookOnly):
    right = Action.CLARIFY_ABSENCE
    list_display = ("child", "since", "opened_at", "closed_at", "outcome")
    also = (column("closed_by", _("closed by")),)
    list_filter = (by_group_of("child"), "outcome")
    date_hierarchy = "since"
    ordering = ("-since", "child__sort_key")


class Lines(admin.TabularInline):
    """How many of each group; read with their count."""

    model = HeadCountLine
    fields = ("group", "band", "diet_code", "children", "received")
    ordering = ("group__sort_key", "band", "diet_code")
    can_delete, extra = False, 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # whoever sees the count

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("group")


@admin.register(HeadCount)
class HeadCountAdmin(LookOnly):
    right = Action.VIEW_KITCHEN
    list_display = ("day", "cutoff_at", "taken_at", "letter", "letter_to", "settled_at")
    list_filter = ("letter",)
    date_hierarchy = "day"
    ordering = ("-day",)
    inlines = (Lines,)

    def portal_page(self, count: Any) -> str:  # type: ignore[override]
        return reverse("attendance:kitchen_day", args=[count.day])
