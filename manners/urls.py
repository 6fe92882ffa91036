from django.urls import path

from manners import views
from manners.stored import views as stored

app_name = "manners"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("<int:pk>/", views.report, name="report"),
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("new/<str:kind>/<int:pk>/", views.new, name="new"),
    path("files/", stored.files, name="files"),
    path("files/<int:pk>/", stored.file, name="file"),
]
