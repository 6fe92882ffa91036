"""Addresses: English, without names of people or institutions."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, register_converter
from django.views.i18n import set_language

from duties.calendar.converters import DayConverter, MonthConverter
from ejournal import about, health, more
from ejournal.group import views as group
from ejournal.today import views as today
from people.keys import door

register_converter(DayConverter, "day")
register_converter(MonthConverter, "month")

handler400 = "ejournal.errors.bad_request"
handler500 = "ejournal.errors.server_error"

urlpatterns = [
    path("", today.today, name="today"),
    path("today/further/", today.further, name="further"),
    path("more/", more.more, name="more"),
    path("groups/<int:pk>/", group.page, name="group"),
    path("institution/", more.institution, name="institution"),
    path("health/", health.health, name="health"),
    path("", include("attendance.urls")),
    path("", include("duties.urls")),
    path("", include("planning.urls")),
    path("", include("activities.urls")),
    path("", include("assessment.urls")),
    path("", include("messaging.urls")),
    path("agreements/", include("agreements.urls")),
    path("reports/", include("manners.urls")),
    path("curriculum/", include("curriculum.urls")),
    path("about/", about.about, name="about"),
    path("", include("audit.urls")),
    path("", include("documents.urls")),
    path("", include("people.urls")),
    path("l/", door.door, name="door"),
    path("l/slip/", door.slip, name="slip"),
    path("l/dead/", door.dead, name="dead_link"),
    path("l/<str:token>", door.arrive, name="arrive"),
    path("accounts/", include("ejournal.sign_in.account_urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("admin/", admin.site.urls),
]
