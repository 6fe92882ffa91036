"""The own institution with its settings, and its groups."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people import operations
from people.access import Access
from people.models import ChildGroup, Institution
from people.models.group import school_year_of
from people.office import ByOperations, HouseForm, access_of, home, in_words
from people.registry import Setting, all_settings


def field_name(setting: Setting) -> str:
    return "setting_" + setting.code.replace(".", "_")


class InstitutionForm(HouseForm):
    """Contact data and every declared setting."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for setting in all_settings():
            if field := self.fields.get(field_name(setting)):
                field.initial, field.label = setting.of(self.instance), setting.label

    def chosen_settings(self) -> dict[str, Any]:
        """Only what differs from the rules is kept, so that an empty column stays a correct one."""
        kept = dict(self.instance.settings)
        for setting in all_settings():
            value = self.cleaned_data.get(field_name(setting))
            kept.pop(setting.code, None)
            if value is not None and value != setting.default:
                kept[setting.code] = setting.store(value)
        return kept


@admin.register(Institution)
class InstitutionAdmin(ByOperations):
    list_display = ("name", "registration_number", "head", "phone", "email")
    ordering = ("name",)
    readonly_fields = ("registration_number",)
    contact = ("name", "registration_number", "address", "phone", "email", "head")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None):
        settings = [field_name(setting) for setting in all_settings()]
        return [(None, {"fields": self.contact}), (_("Settings"), {"fields": settings})]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any):
        fields: dict[str, forms.Field] = {field_name(one): one.field() for one in all_settings()}
        kwargs["form"] = type("InstitutionForm", (InstitutionForm,), fields)
        return super().get_form(request, obj, change, **kwargs)

    def change(self, obj: Institution, form: Any, by: Access) -> None:
        obj.settings = form.chosen_settings()
        operations.change_institution(institution=obj, by=by)


@admin.register(ChildGroup)
class ChildGroupAdmin(ByOperations):
    add_words = _("Add a group")
    list_display = ("name", "school_year", "symbol")
    list_filter = ("school_year",)
    ordering = ("-school_year", "sort_key")
    fields = ("name", "school_year", "symbol", "continues")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any):
        """It continues one of the year before; which is not said yet of a new one."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        if field := form.base_fields.get("continues"):
            year = obj.school_year if obj else school_year_of(access_of(request).day) + 1
            before = (year - 1,) if obj else (year - 2, year - 1)
            field.queryset = field.queryset.filter(school_year__in=before)
        return form

    def choice_label(self, group: ChildGroup) -> str:  # type: ignore[override]
        return in_words(group)

    def add(self, form: Any, by: Access) -> ChildGroup:
        return operations.open_group(institution=home(by), by=by, **form.cleaned_data)

    def change(self, obj: ChildGroup, form: Any, by: Access) -> None:
        operations.change_group(group=obj, by=by)
