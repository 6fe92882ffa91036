from django.urls import path

from attendance.evacuation import views

urlpatterns = [path("evacuation/", views.evacuation, name="evacuation")]
