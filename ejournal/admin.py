"""Django's own admin: asks access.py, its door is allauth's, and only classes of ours live in it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.db.models.base import ModelBase
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from audit.history import action_for, model_of
from people.access import Action
from people.office import HouseAdmin, access_of

# They would look entries up by a name in the address, or without asking whose they are.
_CLOSED = ("view_on_site", "autocomplete")
_SHELVES = (  # in this order
    "people", "attendance", "duties", "curriculum", "planning", "activities", "assessment",
    "messaging", "agreements", "manners", "outbox",
)  # fmt: skip


class RitsAdminSite(admin.AdminSite):
    site_header = site_title = _("Rīts – administration")
    index_title = _("Data of the preschool")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return access_of(request).holds(Action.ENTER_ADMIN_SITE)

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only what is scoped to a house has a place here, whatever installed apps offer."""
        if not admin_class or not issubclass(admin_class, HouseAdmin):
            return
        single = isinstance(model_or_iterable, ModelBase)
        offered: Iterable[type[Model]] = [model_or_iterable] if single else model_or_iterable  # type: ignore[list-item]
        super().register(offered, admin_class, **options)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """People first, then their days; in an app as its classes stand in the code."""
        apps = self._build_app_dict(request, app_label)
        for app in apps.values():
            for model in app["models"]:
                model["add_words"] = self.get_model_admin(model["model"]).add_words
        return [apps[label] for label in _SHELVES if label in apps]

    def app_index(self, request: HttpRequest, app_label: str, extra_context: Any = None):
        found = self.get_app_list(request, app_label)
        title = {"title": found[0]["name"]} if found else {}
        return super().app_index(request, app_label, title | (extra_context or {}))

    def trail_page(self, request: HttpRequest, obj: Model) -> str:
        """Where the life of an entry is read; empty where nobody may, or this person may not."""
        kind, by = obj._meta.model_name or "", access_of(request)
        model = model_of(kind)
        if model is None or not isinstance(obj, model) or not by.can(action_for(model), obj):
            return ""
        return reverse("audit:history", args=[kind, obj.pk])

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without what is closed; strangers are sent to the one door."""
        urls = [url for url in super().get_urls() if getattr(url, "name", None) not in _CLOSED]
        for url in urls:
            if hasattr(getattr(url, "callback", None), "login_url"):
                url.callback.login_url = reverse_lazy("account_login")  # type: ignore[union-attr]
        return urls

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A page that is not for this person does not exist."""
        guarded = super().admin_view(view, cacheable)

        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                raise Http404
            return guarded(request, *args, **kwargs)

        return inner

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        wanted = request.GET.get("next") or reverse("admin:index")
        return redirect_to_login(wanted, reverse("account_login"))

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")

    def password_change_done(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")
