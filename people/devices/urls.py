"""Under ``/account/device/`` and ``/people/devices/``."""

from django.urls import path

from people.devices import views

urlpatterns = [
    path("account/device/", views.device, name="device"),
    path("account/device/share/", views.share, name="share_device"),
    path("account/device/unshare/", views.unshare_here, name="unshare_here"),
    path("account/device/pin/", views.pin, name="pin"),
    path("account/device/change/", views.change_user, name="change_user"),
    path("account/device/present/", views.present, name="present"),
    path("people/devices/", views.devices, name="devices"),
    path("people/devices/<int:pk>/unshare/", views.unshare, name="unshare_device"),
]
