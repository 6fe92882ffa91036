"""The addresses of all parts, under one name."""

from django.urls import include, path

app_name = "messaging"
urlpatterns = [
    path("notifications/", include("messaging.notifications.urls")),
]
