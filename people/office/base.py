"""What every page of the admin does: own institution only, no names in addresses, no deleting."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from people.access import Access, Action
from people.models import Institution

from .columns import joined_by

MANAGE = Action.MANAGE_PEOPLE
_WAYS = ("exact", "id__exact", "isnull", "gte", "lt", "year", "month", "day")  # as filters ask


def access_of(request: HttpRequest) -> Access:
    return request.access  # type: ignore[attr-defined]


def home(by: Access) -> Institution:
    """The one institution administration acts in."""
    if by.institution is None:
        raise PermissionDenied
    return by.institution


def seen(model: type[Any], request: HttpRequest, right: Action = MANAGE) -> QuerySet[Any]:
    """Entries of the acting institution: the only ones any page or choice knows."""
    return model._default_manager.visible_to(access_of(request), right)


class HouseAdmin(admin.ModelAdmin):
    """Rows that the acting person sees by a right of theirs; found by filters of group, day and state.

    There is no search: Django sends it in the address, and addresses name nobody.
    """

    right = MANAGE
    also: tuple[Any, ...] = ()  # what the page of one row shows beyond its line in the list
    add_words: Any = _("New entry")
    one: Any = ""  # the title of one row's page; empty: the model's own name
    actions = None
    sortable_by = ()  # in one order, the class's own
    view_on_site = False
    list_per_page = list_max_show_all = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def portal_page(self, obj: Any) -> str:
        """Where the journal itself shows it; empty: nowhere."""
        return ""

    # --- who ---------------------------------------------------------------------------------
    def has_module_permission(self, request: HttpRequest) -> bool:
        return access_of(request).holds(self.right)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access_of(request).holds(self.right)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access_of(request).holds(self.right)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access_of(request).holds(self.right)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    # --- what --------------------------------------------------------------------------------
    def get_queryset(self, request: HttpRequest) -> QuerySet:
        entries = seen(self.model, request, self.right).order_by(*(self.ordering or ()))
        return entries.select_related(*self.get_list_select_related(request))

    def get_list_select_related(self, request: HttpRequest) -> tuple[str, ...]:
        """Columns that lead to other rows come with the list, whoever forgot to say so."""
        joined = (joined_by(self.model, shown) for shown in self.list_display)
        return (*filter(None, joined), *(self.list_select_related or ()))

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        obj = super().get_object(request, object_id)  # by its key alone, whatever the address says
        if obj is None:
            raise Http404
        return obj

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        """Only the filters on the page: an address must not fish in other columns."""
        offered = {_filter_name(one) for one in self.list_filter} | {self.date_hierarchy}
        known = any(lookup in (one, *(f"{one}__{way}" for way in _WAYS)) for one in offered)
        return known and super().lookup_allowed(lookup, value, request)

    def get_urls(self) -> list:
        """Without deleting, without a history of the admin's own (the trail has it), and without the
        address that only redirects."""
        closed = ("_delete", "_history")
        return [url for url in super().get_urls() if url.name and not url.name.endswith(closed)]

    # --- how it is called ----------------------------------------------------------------------
    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """A list is looked at: nothing is done to many at once."""
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            raise PermissionDenied
        title = {"title": capfirst(self.opts.verbose_name_plural), "add_words": self.add_words}
        try:
            return super().changelist_view(request, title | (extra_context or {}))
        except (ValueError, OverflowError):  # a day that no calendar has
            raise Http404 from None

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        one = capfirst(self.one or self.opts.verbose_name)
        title = self.add_words if object_id is None else one
        return super().changeform_view(
            request, object_id, form_url, {"title": title} | (extra_context or {})
        )

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context["trail_page"] = self.admin_site.trail_page(request, obj)
            context["portal_page"] = self.portal_page(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)


class LookOnly(HouseAdmin):
    """A table of the journal as it is: a page shows what its class names and nothing else.

    A later app says which columns, and by which right they are seen.
    """

    right = Action.VIEW_ATTENDANCE

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[Any, ...]:
        return (*self.list_display, *self.also)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[Any, ...]:
        return self.get_fields(request, obj)


def _filter_name(offered: Any) -> str:
    if isinstance(offered, tuple):
        return offered[0]
    return getattr(offered, "parameter_name", offered)
