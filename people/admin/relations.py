"""Dated relations: begun here, ended here, never rewritten."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people import operations
from people.access import Access
from people.models import SCOPES, Assignment, Enrolment, Guardianship, Restriction

from .base import PeopleAdmin, PeopleForm, access_of


class PeriodForm(PeopleForm):
    """What has begun can only be ended: then its last field must be filled."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "until" in self.fields:
            self.fields["until"].required = True


class InForce(admin.SimpleListFilter):
    title = _("in force")
    parameter_name = "in_force"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list:
        return [("today", _("today")), ("ended", _("ended")), ("later", _("later"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        day = access_of(request).day
        if self.value() == "today":
            return queryset.on(day)
        if self.value() == "ended":
            return queryset.filter(until__lte=day)
        return queryset.filter(since__gt=day) if self.value() == "later" else queryset


class PeriodAdmin(PeopleAdmin):
    form = PeriodForm
    ordering = ("-since", "-pk")

    def get_fields(self, request: HttpRequest, obj: Any = None):
        return (*self.settled, "until")

    def change(self, obj: Any, form: Any, by: Access) -> None:
        operations.end(obj, until=form.cleaned_data["until"], by=by)


@admin.register(Enrolment)
class EnrolmentAdmin(PeriodAdmin):
    list_display = ("child", "group", "kind", "since", "until")
    list_filter = (InForce, ("group", admin.RelatedOnlyFieldListFilter), "kind")
    list_select_related = ("child", "group")
    search_fields = ("child__search_key",)
    autocomplete_fields = ("child",)
    settled = ("child", "group", "kind", "since")

    def add(self, form: Any, by: Access) -> Enrolment:
        return operations.enrol(by=by, **form.cleaned_data)


@admin.register(Assignment)
class AssignmentAdmin(PeriodAdmin):
    list_display = ("user", "group", "kind", "since", "until")
    list_filter = (InForce, ("group", admin.RelatedOnlyFieldListFilter), "kind")
    list_select_related = ("user", "group")
    search_fields = ("user__search_key",)
    autocomplete_fields = ("user",)
    settled = ("user", "group", "kind", "since")

    def add(self, form: Any, by: Access) -> Assignment:
        return operations.assign(by=by, **form.cleaned_data)


@admin.register(Guardianship)
class GuardianshipAdmin(PeriodAdmin):
    list_display = ("child", "user", "relation", "is_legal", "since", "until")
    list_filter = (InForce, "relation", "is_legal")
    list_select_related = ("child", "user")
    search_fields = ("child__search_key", "user__search_key")
    autocomplete_fields = ("child", "user")
    settled = ("child", "user", "relation", "is_legal", "since")

    def add(self, form: Any, by: Access) -> Guardianship:
        return operations.record_guardianship(by=by, **form.cleaned_data)


@admin.register(Restriction)
class RestrictionAdmin(PeriodAdmin):
    list_display = ("guardianship", "document", "issuer", "since", "valid_until", "until")
    list_filter = (InForce,)
    list_select_related = ("guardianship__child", "guardianship__user")
    search_fields = ("guardianship__child__search_key", "guardianship__user__search_key")
    autocomplete_fields = ("guardianship",)
    settled = ("guardianship", "document", "issuer", *SCOPES, "since", "valid_until")

    def get_fields(self, request: HttpRequest, obj: Any = None):
        return (*self.settled, *(("until",) if obj else ()))

    def add(self, form: Any, by: Access) -> Restriction:
        return operations.restrict(by=by, **form.cleaned_data)
