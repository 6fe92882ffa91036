"""Django's own admin: asks access.py, and its door is allauth's."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.access import Action


class RitsAdminSite(admin.AdminSite):
    site_header = site_title = _("Rīts – administration")
    index_title = _("People and settings")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return request.access.holds(Action.ENTER_ADMIN_SITE)  # type: ignore[attr-defined]

