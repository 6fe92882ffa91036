"""Django's own admin: asks access.py, its door is allauth's, and only people models live in it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.db.models.base import ModelBase
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from people.access import Action

_CLOSED = ("view_on_site",)  # it would look entries up without asking whose they are


class ScopedAutocomplete(AutocompleteJsonView):
    """Choices of the acting institution; namesakes are told apart."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        result = super().serialize_result(obj, to_field_name)
        label = getattr(self.model_admin, "choice_label", str)
        return result | {"text": label(obj)}


class RitsAdminSite(admin.AdminSite):
    site_header = site_title = _("Rīts – administration")
    index_title = _("People and settings")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return request.access.holds(Action.ENTER_ADMIN_SITE)  # type: ignore[attr-defined]

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only people models have a place here, whatever installed apps offer."""
        single = isinstance(model_or_iterable, ModelBase)
        offered: Iterable[type[Model]] = [model_or_iterable] if single else model_or_iterable  # type: ignore[list-item]
        ours = [model for model in offered if model._meta.app_label == "people"]
        super().register(ours, admin_class, **options)

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

    def autocomplete_view(self, request: HttpRequest) -> HttpResponseBase:
        return ScopedAutocomplete.as_view(admin_site=self)(request)

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
