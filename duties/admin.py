"""The calendar and the ladder in Django's admin: days that differ are said here too, closures are seen."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from duties import operations
from duties.forms import DaysShape
from duties.models import CalendarCheck, CalendarException, Closure
from people.access import Access, Action
from people.office import (
    ByOperations,
    HouseForm,
    LookOnly,
    OfGroup,
    by_state,
    column,
    home,
    last_day,
)


class AddDaysForm(DaysShape, HouseForm):
    """A day, several in a row, or a moved pair, which is one act."""

    def _get_validation_exclusions(self) -> set[str]:
        """Constraints are the operation's: it says which day breaks them."""
        return super()._get_validation_exclusions() | {"day", "worked"}


@admin.register(CalendarException)
class CalendarExceptionAdmin(ByOperations):
    right = Action.MANAGE_CALENDAR
    add_words = _("Add a day to the calendar")
    list_display = ("day", "worked", "kind", "group", "note")
    list_filter = ("kind", OfGroup)
    date_hierarchy = "day"
    ordering = ("-day", "group__sort_key")
    settled = ("kind", "day", "worked", "group")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if obj is None:
            return ("kind", "day", "until", "worked", "group", "note")
        return (*self.settled, "note")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any):
        return super().get_form(
            request, obj, change, **kwargs | ({} if obj else {"form": AddDaysForm})
        )

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any):
        whole = {"empty_label": _("The whole institution")}
        return super().formfield_for_foreignkey(db_field, request, **kwargs | whole)

    def portal_page(self, exception: Any) -> str:  # type: ignore[override]
        return reverse("duties:exception", args=[exception.pk])

    def add(self, form: Any, by: Access) -> CalendarException:
        return operations.say_days(institution=home(by), by=by, **form.cleaned_data)[0]

    def change(self, obj: CalendarException, form: Any, by: Access) -> None:
        operations.change_note(exception=obj, note=form.cleaned_data["note"], by=by)


@admin.register(Closure)
class ClosureAdmin(LookOnly):
    list_display = (
        "kind", "group", "since", last_day, "closed_at", column("closed_by", _("closed by")),
        "reopened_at",
    )  # fmt: skip
    also = (column("reopened_by", _("reopened by")), "reason")
    list_filter = (
        "kind", OfGroup,
        by_state(
            closed=(_("closed"), {"reopened_at__isnull": True}),
            reopened=(_("reopened"), {"reopened_at__isnull": False}),
        ),
    )  # fmt: skip
    date_hierarchy = "since"
    ordering = ("-since", "kind", "group__sort_key")


@admin.register(CalendarCheck)
class CalendarCheckAdmin(LookOnly):
    right = Action.MANAGE_CALENDAR
    list_display = ("school_year", "checked_at", column("checked_by", _("checked by")))
    ordering = ("-school_year",)
