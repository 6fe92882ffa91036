"""Adults of the institution and the roles they hold in it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people import operations
from people.access import Access
from people.models import Institution, Role, RoleGroup, User

from .base import PeopleAdmin, PeopleForm, access_of, home

# A parent's role follows guardianship; by hand it is given only to somebody new.
STAFF_ROLES = [choice for choice in Role.choices if choice[0] != Role.PARENT]


def roles_in(institution: Institution | None, **members: Any) -> QuerySet:
    return RoleGroup.objects.filter(institution=institution, **members).values("role")


class AddAdultForm(PeopleForm):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class ChangeAdultForm(PeopleForm):
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=STAFF_ROLES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A person who holds no role here is no longer seen here."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = self.fields["roles"]
        roles.initial = sorted(self.held())
        roles.disabled = self.instance.pk == self.access.user.pk  # nobody changes their own rights

    def held(self) -> set[str]:
        mine = roles_in(self.access.institution, group__user=self.instance)
        return set(mine.exclude(role=Role.PARENT).values_list("role", flat=True))


class RoleFilter(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list:
        return Role.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() is None:
            return queryset
        institution = access_of(request).institution
        holders = RoleGroup.objects.filter(institution=institution, role=self.value())
        return queryset.filter(pk__in=holders.values("group__user"))


@admin.register(User)
class UserAdmin(PeopleAdmin):
    list_display = ("full_name", "username", "roles_here", "phone", "is_active")
    list_filter = (RoleFilter,)
    search_fields = ("search_key",)
    ordering = ("sort_key",)
    settled = ("username", "email", "is_active")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        institution = access_of(request).institution
        roles = roles_in(institution, group__user=OuterRef("pk"))
        return super().get_queryset(request).annotate(held_here=ArraySubquery(roles))

    def get_fields(self, request: HttpRequest, obj: Any = None):
        name = ("first_name", "last_name")
        if obj is None:
            return (
                *name,
                "phone",
                "role",
            )  # an e-mail on the portal's own page: here one would be tried
        return (*name, "phone", "roles", *self.settled)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any):
        kwargs["form"] = ChangeAdultForm if obj else AddAdultForm
        return super().get_form(request, obj, change, **kwargs)

    @admin.display(description=pgettext_lazy("person", "name"), ordering="sort_key")
    def full_name(self, user: User) -> str:
        return f"{user.last_name} {user.first_name}"

    @admin.display(description=_("roles"))
    def roles_here(self, user: Any) -> str:
        return ", ".join(str(label) for role, label in Role.choices if role in user.held_here)

    def choice_label(self, user: Any) -> str:
        return f"{user} ({user.username})"

    def add(self, form: Any, by: Access) -> User:
        return operations.add_adult(institution=home(by), by=by, **form.cleaned_data)

    def change(self, obj: User, form: Any, by: Access) -> None:
        here, held, chosen = home(by), form.held(), set(form.cleaned_data["roles"])
        data, kept = form.cleaned_data, User.objects.get(pk=obj.pk)
        names = {name: data[name] for name in ("first_name", "last_name")}
        operations.write_name(user=kept, by=by, at=form.at, **names)
        if kept.pk == by.user.pk:
            operations.change_phone(phone=data["phone"], by=by, at=form.at)
        elif data["phone"] != kept.phone:
            operations.change_phone_of(user=kept, phone=data["phone"], by=by, at=form.at)
        for role in sorted(chosen - held):
            operations.give_role(user=obj, role=role, institution=here, by=by)
        for role in sorted(held - chosen):
            operations.take_role(user=obj, role=role, institution=here, by=by)
