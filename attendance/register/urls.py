from django.urls import path

from attendance.register import child_views, views

CHILD = "groups/<int:group_id>/attendance/<day:day>/child/<int:child_id>/"
urlpatterns = [
    path("groups/attendance/", views.groups, name="groups"),
    path("groups/<int:group_id>/attendance/<day:day>/", views.register, name="register"),
    path(
        "groups/<int:group_id>/attendance/<day:day>/draft/<int:child_id>/",
        views.draft,
        name="draft",
    ),
    path(CHILD, child_views.child_day, name="child_day"),
    path(f"{CHILD}arrived/", child_views.arrived, name="arrived"),
    path(f"{CHILD}left/", child_views.left, name="left"),
    path(f"{CHILD}undo/", child_views.undo, name="undo"),
    path(f"{CHILD}ask/", child_views.ask, name="ask"),
    path(f"{CHILD}withdraw/", child_views.withdraw, name="withdraw"),
]
