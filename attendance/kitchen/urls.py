from django.urls import path

from attendance.kitchen import views

urlpatterns = [
    path("kitchen/", views.today, name="kitchen"),
    path("kitchen/<day:day>/", views.day, name="kitchen_day"),
    path("kitchen/<day:day>/csv/", views.as_csv, name="kitchen_csv"),
    path("kitchen/<day:day>/xlsx/", views.as_xlsx, name="kitchen_xlsx"),
    path("kitchen/<day:day>/send/", views.send, name="kitchen_send"),
]
