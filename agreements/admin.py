"""Documents in Django's admin: the next version is published, what was published is looked at."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements import operations
from agreements.forms import PublishForm
from agreements.models import Document, Version
from people.access import Access, Action
from people.office import ByOperations, HouseForm, LookOnly, home


class DocumentForm(HouseForm):
    """Its title, and the text of the next version: to begin with, what the last one says."""

    text: forms.Field = PublishForm.base_fields["text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = self.instance.pk and self.instance.versions.first()
        self.fields["text"].initial = last.text if last else ""


@admin.register(Document)
class DocumentAdmin(ByOperations):
    right = Action.PUBLISH_DOCUMENTS
    add_words = _("Publish a document")
    form = DocumentForm
    list_display = ("title", "kind", "last_number", "last_published")
    ordering = ("kind",)
    settled = ("kind",)
    fields = ("kind", "title", "text")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        last = {"last_at": Max("versions__published_at"), "number": Max("versions__number")}
        return super().get_queryset(request).annotate(**last)

    @admin.display(description=_("version"), ordering="number")
    def last_number(self, document: Any) -> int | None:
        return document.number

    @admin.display(description=_("published at"), ordering="last_at")
    def last_published(self, document: Any) -> Any:
        return document.last_at

    def add(self, form: Any, by: Access) -> Document:
        said = form.cleaned_data
        return operations.publish(institution=home(by), by=by, at=form.at, **said).document

    def change(self, obj: Document, form: Any, by: Access) -> None:
        self.add_version(obj, form, by)

    def add_version(self, obj: Document, form: Any, by: Access) -> Version:
        said = {name: form.cleaned_data[name] for name in ("title", "text")}
        return operations.publish(institution=home(by), kind=obj.kind, by=by, at=form.at, **said)


@admin.register(Version)
class VersionAdmin(LookOnly):
    right = Action.PUBLISH_DOCUMENTS
    list_display = ("document", "number", "published_at", "published_by")
    also = ("text",)
    list_filter = ("document__kind",)
    ordering = ("-published_at",)

    def portal_page(self, version: Any) -> str:  # type: ignore[override]
        return reverse("agreements:version", args=[version.pk])
