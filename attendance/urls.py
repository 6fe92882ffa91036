from django.urls import path

from attendance import views

app_name = "attendance"
urlpatterns = [
    path("attendance/", views.groups, name="groups"),
    path("<int:group_id>/attendance/<day:day>/", views.register, name="register"),
    path("<int:group_id>/attendance/<day:day>/draft/<int:child_id>/", views.draft, name="draft"),
]
