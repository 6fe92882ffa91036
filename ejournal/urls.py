"""Addresses: English, without names of people or institutions."""

from django.contrib import admin
from django.urls import include, path, register_converter

from duties.converters import DayConverter
from ejournal import health, today

register_converter(DayConverter, "day")

urlpatterns = [
    path("", today.today, name="today"),
    path("health/", health.health, name="health"),
    path("groups/", include("attendance.urls")),
    path("history/", include("audit.urls")),
    path("account/", include("people.urls")),
    path("accounts/", include("ejournal.account_urls")),
    path("admin/", admin.site.urls),
]
