"""Pages of the admin that write: each write an operation, each refusal an error of its form."""

import json
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.admin.widgets import AdminDateWidget, RelatedFieldWidgetWrapper
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import BadRequest, ValidationError
from django.db import IntegrityError
from django.db.models import DateField, ForeignKey, Model
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from outbox import once
from people.access import Access
from people.rules.refusals import by_field, refusal_of

from .base import HouseAdmin, access_of, seen


class HouseForm(forms.ModelForm):
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
            for field, said in by_field(self.refusal, self.fields):
                self.add_error(field, said)


class Choice(forms.ModelChoiceField):
    """Entries that one chooses among, each called by its own page's words: namesakes are told apart."""

    in_words: Any = str

    def label_from_instance(self, obj: Any) -> str:
        return self.in_words(obj)


class ByOperations(HouseAdmin):
    """Entries that administration adds and changes. A class says by which operations."""

    form = HouseForm
    formfield_overrides = {DateField: {"widget": AdminDateWidget(format="%d.%m.%Y.")}}
    settled: tuple[str, ...] = ()  # fields that can only be given at the beginning

    # --- the operations, by each page --------------------------------------------------------
    def add(self, form: forms.ModelForm, by: Access) -> Model | None:
        raise NotImplementedError

    def change(self, obj: Any, form: forms.ModelForm, by: Access) -> None:
        raise NotImplementedError

    def choice_label(self, obj: Model) -> str:
        """How an entry is called among others."""
        return str(obj)

    # --- the form ------------------------------------------------------------------------------
    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any):
        """Choices end where the institution ends; the form refuses anything else."""
        target = self.admin_site.get_model_admin(db_field.remote_field.model)
        choices = seen(target.model, request).order_by(*(target.ordering or ()))
        if target.list_select_related:  # what calls an entry by its name
            choices = choices.select_related(*target.list_select_related)
        kwargs |= {"form_class": Choice, "queryset": choices}
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.in_words = target.choice_label
        return field

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any):
        """Without little windows: one chooses among what there is."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None):
        return (*self.readonly_fields, *(self.settled if obj else ()))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any):
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.access, form.refusal = access_of(request), getattr(request, "refusal", None)
        form.at = request.received_at  # type: ignore[attr-defined]
        return form

    # --- writing -----------------------------------------------------------------------------
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

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        by = access_of(request)
        if change:
            self.change(obj, form, by)
        elif made := self.add(form, by):
            obj.pk = made.pk

    def message_user(self, request: HttpRequest, message: Any, *args: Any, **kwargs: Any) -> None:
        """Django would say of what, in the nominative after a verb."""
        messages.success(request, _("Saved."))

    # --- the admin's own log: no names in it ---------------------------------------------------
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:
        return _log(request, obj, message, ADDITION)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:
        return _log(request, obj, message, CHANGE)


def _log(request: HttpRequest, obj: Model, message: Any, flag: int) -> LogEntry:
    return LogEntry.objects.create(
        user_id=access_of(request).user.pk,
        content_type=ContentType.objects.get_for_model(obj),
        object_id=str(obj.pk),
        object_repr=f"{obj._meta.model_name} {obj.pk}",
        action_flag=flag,
        change_message=message if isinstance(message, str) else json.dumps(message),
    )
