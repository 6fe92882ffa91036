"""Days in Django's admin: looked at, never changed. They are written on their own page of the portal.

Not here: notes to colleagues, which may tell of a single child; administration reads them beside the day
that they belong to. Which outcomes an entry touches is read with the entry. Of a photo there is what is
known of it, never the picture: that opens by its own way alone.
"""

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from activities.models import DayAmendment, DayEntry, DayLog, DayPhoto
from people.access import Action
from people.office import LookOnly, by_group, by_state, column

CONFIRMED = by_state(
    draft=(_("draft"), {"confirmed_at__isnull": True}),
    confirmed=(_("confirmed"), {"confirmed_at__isnull": False}),
)
STANDING = by_state(
    standing=(_("standing"), {"voided_at__isnull": True}),
    taken_away=(_("taken away"), {"voided_at__isnull": False}),
)
REPORTED = by_state(
    shown=(pgettext_lazy("photo", "shown"), {"hidden_at__isnull": True}),
    hidden=(pgettext_lazy("photo", "hidden"), {"hidden_at__isnull": False}),
)
WHOSE = (column("log__group", _("group")), column("log__day", _("day")))
BY_GROUP = by_group("log__group")


class OfALog(LookOnly):
    """Rows of a day lead to its page."""

    right = Action.VIEW_DAY
    date_hierarchy = "log__day"

    def portal_page(self, row: Any) -> str:  # type: ignore[override]
        return _page(row.log)


@admin.register(DayLog)
class DayLogAdmin(LookOnly):
    right = Action.VIEW_DAY
    list_display = (
        "group", "day", "confirmed_at", column("confirmed_by", _("confirmed by")), "late_reason",
        "released_at",
    )  # fmt: skip
    also = ("opened_at", column("opened_by", _("opened by")))
    list_filter = (by_group("group"), CONFIRMED)
    date_hierarchy = "day"
    ordering = ("-day", "group__sort_key")

    def portal_page(self, log: Any) -> str:  # type: ignore[override]
        return _page(log)


@admin.register(DayEntry)
class DayEntryAdmin(OfALog):
    list_display = (*WHOSE, "area", "title", "added_at", column("added_by", _("added by")))
    also = (
        "text", "in_words", "saved_at", column("saved_by", _("saved by")), "choice", "item",
        "repeats", "voided_at", column("voided_by", _("taken away by")),
    )  # fmt: skip
    list_filter = (BY_GROUP, "area", STANDING)
    ordering = ("-log__day", "log__group__sort_key", "pk")

    @admin.display(description=_("transversal skills"))
    def in_words(self, entry: DayEntry) -> str:
        return ", ".join(entry.skill_words)


@admin.register(DayAmendment)
class DayAmendmentAdmin(OfALog):
    list_display = (*WHOSE, "at", column("by", _("by")), "entry", "reason")
    list_filter = (BY_GROUP,)
    ordering = ("-at",)


@admin.register(DayPhoto)
class DayPhotoAdmin(OfALog):
    """Those that are shown, and reported ones."""

    right = Action.VIEW_PHOTO
    list_display = (
        *WHOSE, "alt", "entry", "confirmed_at", column("added_by", _("added by")), "hidden_at",
    )  # fmt: skip
    also = ("source", "added_at")
    list_filter = (BY_GROUP, REPORTED)
    ordering = ("-log__day", "log__group__sort_key", "pk")


def _page(log: DayLog) -> str:
    return reverse("activities:day", args=[log.group_id, log.day])
