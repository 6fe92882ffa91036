"""Children's cards."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people import operations
from people.access import Access, Action
from people.models import Child, Enrolment
from people.office import ByOperations, access_of, by_group_of, home


@admin.register(Child)
class ChildAdmin(ByOperations):
    add_words = _("Add a child")
    list_display = ("full_name", "birth_date", "group_now", "masked_code")
    list_filter = (by_group_of("pk"), "sex")
    ordering = ("sort_key",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        day = access_of(request).day
        current = Enrolment.objects.on(day).filter(child=OuterRef("pk")).order_by("-kind")
        return super().get_queryset(request).annotate(
            group_name=Subquery(current.values("group__name")[:1])
        )  # fmt: skip

    def get_fields(self, request: HttpRequest, obj: Any = None):
        """The warning only for whom the table of access lets see it."""
        sees_warning = access_of(request).holds(Action.VIEW_WARNING)
        return (
            "first_name", "last_name", "birth_date", "sex", "personal_code",
            *(("warning",) if sees_warning else ()), "diet_code", "compulsory_override", "stage_override",
        )  # fmt: skip

    @admin.display(description=pgettext_lazy("person", "name"), ordering="sort_key")
    def full_name(self, child: Child) -> str:
        return f"{child.last_name} {child.first_name}"

    @admin.display(description=_("group"), ordering="group_name")
    def group_now(self, child: Any) -> str:
        return child.group_name or ""

    @admin.display(description=_("personal code"))
    def masked_code(self, child: Child) -> str:
        return child.masked_code

    def choice_label(self, child: Any) -> str:
        return f"{child} ({child.birth_date:%d.%m.%Y}.)"

    def add(self, form: Any, by: Access) -> Child:
        return operations.add_child(institution=home(by), by=by, **form.cleaned_data)

    def change(self, obj: Child, form: Any, by: Access) -> None:
        operations.change_child(child=obj, by=by)
