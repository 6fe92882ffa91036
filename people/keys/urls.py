"""Under ``/people/``: invitations and new keys."""

from django.urls import path

from people.keys import account_views, views

urlpatterns = [
    path("invitations/", views.invitations, name="invitations"),
    path("invitations/letters/", views.invite_all, name="invite_all"),
    path("invitations/slips/", views.print_all, name="print_all"),
    path("invitations/slips/<int:pk>/", views.batch, name="slips"),
    path("invitations/slips/<int:pk>/sheets/", views.sheets, name="slip_sheets"),
    path("adults/<int:pk>/key/", views.adult_key, name="adult_key"),
    path("adults/<int:pk>/key/letter/", views.invite, name="invite"),
    path("adults/<int:pk>/key/slip/", views.print_one, name="print_slip"),
    path("adults/<int:pk>/leave/", account_views.leave, name="leave"),
    path("adults/<int:pk>/suspend/", account_views.suspend, name="suspend"),
    path("adults/<int:pk>/let-in/<int:exclusion_id>/", account_views.let_in, name="let_in"),
    path("adults/<int:pk>/sessions/end/", account_views.end_sessions, name="end_sessions"),
    path("adults/<int:pk>/key/new/", views.new_key, name="new_key"),
    path("adults/<int:pk>/key/<int:link_id>/revoke/", views.revoke, name="revoke"),
]
