"""The catalogue in Django's admin: added and worded anew by the same operations as on its page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from curriculum import operations
from curriculum.models import Entry, Hidden, Specialism
from curriculum.rules import open_years
from duties.calendar.school_year import label
from people.access import Access, Action
from people.office import ByOperations, HouseForm, LookOnly, column, home


class EntryForm(HouseForm):
    """A wording and the school year it begins with."""

    first_year = forms.TypedChoiceField(label=_("From the school year"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("first_year"):
            years = open_years(self.access)
            field.choices = [(year, label(year)) for year in years]  # type: ignore[attr-defined]
            self.initial["first_year"] = years[0]

    def _get_validation_exclusions(self) -> set[str]:
        """What the wording goes over is the operation's to say."""
        return super()._get_validation_exclusions() | {"code", "first_year", "last_year"}


@admin.register(Entry)
class EntryAdmin(ByOperations):
    right = Action.VIEW_CATALOGUE  # the common ones too: worded anew they become the house's own
    add_words = _("Add to the catalogue")
    form = EntryForm
    list_display = ("code", "text", "kind", "area", "stage", "first_year", "last_year")
    list_filter = ("kind", "area", "stage")
    ordering = ("kind", "area", "stage", "number", "pk")
    settled = ("kind", "area", "stage")
    fields = ("kind", "area", "stage", "text", "first_year")

    def portal_page(self, entry: Any) -> str:  # type: ignore[override]
        return reverse("curriculum:entry", args=[entry.code])

    def add(self, form: Any, by: Access) -> Entry:
        return operations.add(institution=home(by), by=by, **form.cleaned_data)

    def change(self, obj: Entry, form: Any, by: Access) -> None:
        seen = Entry.objects.get(pk=obj.pk)  # the object holds what was typed
        operations.reword(entry=seen, institution=home(by), by=by, **form.cleaned_data)


@admin.register(Hidden)
class HiddenAdmin(ByOperations):
    right = Action.MANAGE_CATALOGUE
    add_words = _("Leave an entry out")
    form = EntryForm
    list_display = ("code", "first_year")
    ordering = ("code",)
    fields = ("code", "first_year")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # used again: on its page in the journal

    def portal_page(self, hidden: Any) -> str:  # type: ignore[override]
        return reverse("curriculum:entry", args=[hidden.code])

    def add(self, form: Any, by: Access) -> Hidden:
        return operations.hide(institution=home(by), by=by, **form.cleaned_data)


@admin.register(Specialism)
class SpecialismAdmin(LookOnly):
    right = Action.MANAGE_CATALOGUE
    list_display = (column("user", _("person")), "area")
    list_filter = ("area",)
    ordering = ("user__sort_key", "area")

    def portal_page(self, specialism: Any) -> str:  # type: ignore[override]
        return reverse("curriculum:specialists")
