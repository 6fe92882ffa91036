"""Adults of the institution and the roles they hold in it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people import operations
from people.access import Access
from people.entering import words
from people.models import Guardianship, Institution, Role, RoleGroup, User
from people.office import ByOperations, HouseForm, OfChildrenNow, access_of, home

# A parent's role follows guardianship.
STAFF_ROLES = [choice for choice in Role.choices if choice[0] != Role.PARENT]


def roles_in(institution: Institution | None, **members: Any) -> QuerySet:
    return RoleGroup.objects.filter(institution=institution, **members).values("role")


class AddAdultForm(HouseForm):
    """An address may be somebody's elsewhere, which no answer tells: the operation knows what to do."""

    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=STAFF_ROLES)

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"email"}


class ChangeAdultForm(HouseForm):
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


class FamiliesOf(OfChildrenNow):
    """Guardians of the children who are in a group today."""

    def of(self, request: HttpRequest, rows: QuerySet, group: Any) -> QuerySet:
        answering = Guardianship.objects.on(access_of(request).day)
        children = super().of(request, answering, group)
        return rows.filter(pk__in=children.values("user"))


@admin.register(User)
class UserAdmin(ByOperations):
    add_words = _("Add an employee")
    list_display = ("full_name", "username", "roles_here", "phone", "is_active")
    list_filter = (RoleFilter, FamiliesOf)
    ordering = ("sort_key",)
    settled = ("username", "email", "is_active")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        institution = access_of(request).institution
        roles = roles_in(institution, group__user=OuterRef("pk"))
        return super().get_queryset(request).annotate(held_here=ArraySubquery(roles))

    def get_fields(self, request: HttpRequest, obj: Any = None):
        name = ("first_name", "last_name")
        if obj is None:
            return (*name, "email", "phone", "role")
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

    def add(self, form: Any, by: Access) -> User | None:
        return operations.take_on(institution=home(by), by=by, at=form.at, **form.cleaned_data)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry | None:
        return super().log_addition(request, obj, message) if obj.pk else None

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None):
        """To the list, whichever button: whether there is somebody new here is not told."""
        messages.success(request, words.entered(request.POST.get("email", "")))
        return redirect("admin:people_user_changelist")

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
