from django.urls import path

from attendance.register import views

urlpatterns = [
    path("groups/attendance/", views.groups, name="groups"),
    path("groups/<int:group_id>/attendance/<day:day>/", views.register, name="register"),
    path(
        "groups/<int:group_id>/attendance/<day:day>/draft/<int:child_id>/",
        views.draft,
        name="draft",
    ),
]
