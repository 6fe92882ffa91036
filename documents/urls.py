from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("jobs/<int:pk>/", views.job, name="job"),
    path("jobs/<int:pk>/again/", views.try_again, name="try_again"),
    path("files/<str:name>/", views.file, name="file"),
]
