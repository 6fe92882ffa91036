from django.urls import path

from messaging.notifications import views

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.read_all, name="read_all"),
    path("<int:pk>/", views.open_one, name="open"),
    path("settings/", views.settings, name="settings"),
    path("delivery/", views.delivery, name="delivery"),
    path("delivery/again/", views.send_all_again, name="send_all_again"),
    path("delivery/<int:pk>/again/", views.send_again, name="send_again"),
]
