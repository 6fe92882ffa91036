"""Under ``/people/``: cards."""

from django.urls import path

from people.entering import placing, restriction_views, staff_views, views

urlpatterns = [
    path("", views.children, name="children"),
    path("children/new/", views.child_new, name="child_new"),
    path("children/<int:pk>/", views.child, name="child"),
    path("children/<int:pk>/change/", views.child_change, name="child_change"),
    path("children/<int:pk>/move/", placing.move, name="move"),
    path("children/<int:pk>/guardians/new/", views.guardian_new, name="guardian_new"),
    path("children/<int:pk>/addresses/<int:kind>/", views.address, name="address"),
    path("children/<int:pk>/pick-up/new/", views.pick_up_new, name="pick_up_new"),
    path("children/<int:pk>/pick-up/<int:person_id>/end/", views.pick_up_end, name="pick_up_end"),
    path("guardianships/<int:pk>/restrict/", placing.restrict, name="restrict"),
    path("restrictions/<int:pk>/", restriction_views.restriction, name="restriction"),
    path("restrictions/<int:pk>/end/", restriction_views.end, name="end_restriction"),
    path("staff/", staff_views.staff, name="staff"),
    path("staff/new/", staff_views.staff_new, name="staff_new"),
    path("adults/<int:pk>/groups/", placing.assign, name="assign"),
    path(
        "adults/<int:pk>/groups/<int:assignment_id>/end/",
        placing.end_assignment,
        name="end_assignment",
    ),
    path("adults/<int:pk>/change/", staff_views.adult_change, name="adult_change"),
]
