"""What every page of the admin does: own institution only, writes by operations, no deleting."""

import json
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.widgets import AdminDateWidget, AutocompleteSelect
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import DateField, ForeignKey, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from outbox import once
from people.access import Access, Action
from people.models import ChildGroup, Institution
from people.rules.names import search_key

from .refusals import by_field, refusal_of

MANAGE = Action.MANAGE_PEOPLE


def access_of(request: HttpRequest) -> Access:
    return request.access  # type: ignore[attr-defined]


def home(by: Access) -> Institution:
    """The one institution administration acts in."""
    if by.institution is None:
        raise PermissionDenied
    return by.institution


def seen(model: type[Any], request: HttpRequest) -> QuerySet[Any]:
    """Entries of the acting institution: the only ones any page or choice knows."""
    return model._default_manager.visible_to(access_of(request), MANAGE)


class PeopleForm(forms.ModelForm):
    """Shape of an entry. Its institution is the acting one, never a field."""

    access: Access
    at: datetime
    refusal: ValidationError | None = None  # what the operation said the first time

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"institution"}  # type: ignore[misc]

    def _post_clean(self) -> None:
        if self.instance.pk is None and hasattr(self.instance, "institution_id"):
            self.instance.institution = self.access.institution
        super()._post_clean()  # type: ignore[misc]
        if self.refusal:
            for field, messages in by_field(self.refusal, self.fields):
                self.add_error(field, messages)


class GroupChoice(forms.ModelChoiceField):
    """Groups of one name in different years are told apart."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.school_year}/{obj.school_year + 1})"


class SearchedChoice(AutocompleteSelect):
    """Asks for the chosen entry by its number only; whatever else an address or a form holds is no choice."""

    def optgroups(self, name: str, value: list[Any], attr: Any = None) -> Any:
        return super().optgroups(name, [one for one in value if _is_key(one)], attr)


def _is_key(value: Any) -> bool:
    return str(value).isdecimal() and len(str(value)) < 19


class PeopleAdmin(admin.ModelAdmin):
    form = PeopleForm
    formfield_overrides = {DateField: {"widget": AdminDateWidget(format="%d.%m.%Y.")}}
    actions = None
    view_on_site = False
    settled: tuple[str, ...] = ()  # fields that can only be given at the beginning

    # --- the operations, by each page --------------------------------------------------------
    def add(self, form: forms.ModelForm, by: Access) -> Model:
        raise NotImplementedError

    def change(self, obj: Any, form: forms.ModelForm, by: Access) -> None:
        raise NotImplementedError

    def choice_label(self, obj: Model) -> str:
        """How an entry is called in a search for a choice."""
        return str(obj)

    # --- who ---------------------------------------------------------------------------------
    def has_module_permission(self, request: HttpRequest) -> bool:
        return access_of(request).holds(MANAGE)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access_of(request).holds(MANAGE)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access_of(request).holds(MANAGE)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access_of(request).holds(MANAGE)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    # --- what --------------------------------------------------------------------------------
    def get_queryset(self, request: HttpRequest) -> QuerySet:
        entries = seen(self.model, request).order_by(*(self.ordering or ()))
        related = self.list_select_related
        return entries.select_related(*related) if isinstance(related, tuple) else entries

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        obj = super().get_object(request, object_id, from_field)
        if obj is None:
            raise Http404
        return obj

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any):
        """Choices end where the institution ends; the form refuses anything else."""
        target = db_field.remote_field.model
        if target is ChildGroup:
            kwargs.setdefault("form_class", GroupChoice)
        kwargs["queryset"] = seen(target, request)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SearchedChoice(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str):
        folded = search_key(search_term)
        if search_term.strip() and not folded:
            return queryset.none(), False
        return super().get_search_results(request, queryset, folded)

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        """Only the filters on the page: an address must not fish in other columns."""
        offered = {_filter_name(one) for one in self.list_filter}
        return lookup.split("__")[0] in offered and super().lookup_allowed(lookup, value, request)

    def get_urls(self) -> list:
        """Without deleting, and without the address that only redirects."""
        return [url for url in super().get_urls() if url.name and not url.name.endswith("_delete")]

    # --- writing -----------------------------------------------------------------------------
    def get_readonly_fields(self, request: HttpRequest, obj: Any = None):
        return (*self.readonly_fields, *(self.settled if obj else ()))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any):
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.access, form.refusal = access_of(request), getattr(request, "refusal", None)
        form.at = request.received_at  # type: ignore[attr-defined]
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Saved once. A refusal undoes the write, and the form comes back with it."""
        if "_saveasnew" in request.POST:  # no page of ours offers it
            raise BadRequest("save as new")
        page = partial(super().changeform_view, request, object_id, form_url, extra_context)
        try:
            return once.answer(request, page, at=request.received_at)
        except (ValidationError, IntegrityError) as error:
            request.refusal = refusal_of(self.model, error)
            return page()

    def render_change_form(self, request, context, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().render_change_form(request, context, *args, **kwargs)
        if context.get("errors"):
            is_another = isinstance(getattr(request, "refusal", None), once.AnotherForm)
            response.status_code = 409 if is_another else 422
        return response

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None):
        return _tells_of(obj, super().response_add(request, obj, post_url_continue))

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return _tells_of(obj, super().response_change(request, obj))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        by = access_of(request)
        if change:
            self.change(obj, form, by)
        else:
            obj.pk = self.add(form, by).pk

    # --- the admin's own log: no names in it ---------------------------------------------------
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:
        return _log(request, obj, message, ADDITION)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:
        return _log(request, obj, message, CHANGE)


def _tells_of(obj: Model, response: HttpResponse) -> HttpResponse:
    """A little window leads nowhere, it closes; a form sent twice from one shows what was saved."""
    if not response.has_header("Location"):
        page = reverse(f"admin:people_{obj._meta.model_name}_change", args=[obj.pk])
        response["Content-Location"] = f"{page}?{IS_POPUP_VAR}=1"
    return response


def _log(request: HttpRequest, obj: Model, message: Any, flag: int) -> LogEntry:
    return LogEntry.objects.create(
        user_id=access_of(request).user.pk,
        content_type=ContentType.objects.get_for_model(obj),
        object_id=str(obj.pk),
        object_repr=f"{obj._meta.model_name} {obj.pk}",
        action_flag=flag,
        change_message=message if isinstance(message, str) else json.dumps(message),
    )


def _filter_name(offered: Any) -> str:
    if isinstance(offered, tuple):
        return offered[0]
    return getattr(offered, "parameter_name", offered)
