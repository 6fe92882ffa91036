"""Dated relations: begun here, ended here, never rewritten."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people import operations
from people.access import Access
from people.models import SCOPES, Assignment, Enrolment, Guardianship, Restriction
from people.office import ByOperations, HouseForm, InForce, OfGroup, by_group_of


class PeriodForm(HouseForm):
    """What has begun can only be ended: then its last field must be filled."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "until" in self.fields:
            self.fields["until"].required = True


class PeriodAdmin(ByOperations):
    form = PeriodForm
    ordering = ("-since", "-pk")

    def get_fields(self, request: HttpRequest, obj: Any = None):
        return (*self.settled, "until")

    def change(self, obj: Any, form: Any, by: Access) -> None:
        operations.end(obj, until=form.cleaned_data["until"], by=by)


@admin.register(Enrolment)
class EnrolmentAdmin(PeriodAdmin):
    add_words = _("Add a child to a group")
    list_display = ("child", "group", "kind", "since", "until")
    list_filter = (InForce, OfGroup, "kind")
    settled = ("child", "group", "kind", "since")

    def add(self, form: Any, by: Access) -> Enrolment:
        return operations.enrol(by=by, **form.cleaned_data)


@admin.register(Assignment)
class AssignmentAdmin(PeriodAdmin):
    add_words = _("Add an employee to a group")
    list_display = ("user", "group", "kind", "since", "until")
    list_filter = (InForce, OfGroup, "kind")
    settled = ("user", "group", "kind", "since")

    def add(self, form: Any, by: Access) -> Assignment:
        return operations.assign(by=by, **form.cleaned_data)


@admin.register(Guardianship)
class GuardianshipAdmin(PeriodAdmin):
    add_words = _("Add a parent or guardian to a child")
    list_display = ("child", "user", "relation", "is_legal", "since", "until")
    list_filter = (InForce, by_group_of("child"), "relation", "is_legal")
    list_select_related = ("child", "user")
    settled = ("child", "user", "relation", "is_legal", "since")

    def add(self, form: Any, by: Access) -> Guardianship:
        return operations.record_guardianship(by=by, **form.cleaned_data)


@admin.register(Restriction)
class RestrictionAdmin(PeriodAdmin):
    add_words = _("Add a restriction")
    list_display = ("guardianship", "document", "issuer", "since", "valid_until", "until")
    list_filter = (InForce, by_group_of("guardianship__child"))
    list_select_related = ("guardianship__child", "guardianship__user")
    settled = ("guardianship", "document", "issuer", *SCOPES, "since", "valid_until")

    def get_fields(self, request: HttpRequest, obj: Any = None):
        return (*self.settled, *(("until",) if obj else ()))

    def add(self, form: Any, by: Access) -> Restriction:
        return operations.restrict(by=by, **form.cleaned_data)
