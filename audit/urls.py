from django.urls import path

from audit import views
from audit.activity.views import activity

app_name = "audit"
urlpatterns = [
    path("history/<slug:kind>/<int:pk>/", views.history, name="history"),
    path("account/activity/", activity, name="activity"),
]
