"""The addresses of all parts, under one name."""

from django.urls import include, path

app_name = "messaging"
urlpatterns = [
    path("notifications/", include("messaging.notifications.urls")),
    path("", include("messaging.talks.urls")),
    path("", include("messaging.talks.family.urls")),
    path("", include("messaging.talks.paper.urls")),
]
