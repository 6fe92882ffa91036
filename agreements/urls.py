from django.urls import path

from agreements import views

app_name = "agreements"
urlpatterns = [
    path("", views.documents, name="documents"),
    path("accept/", views.accept, name="accept"),
    path("<int:pk>/", views.version, name="version"),
    path("<int:pk>/people/", views.people, name="people"),
    path("publish/<slug:kind>/", views.publish, name="publish"),
]
