"""Under ``/people/``: invitations and new keys."""

from django.urls import path

from people.keys import account_views, list_views, slip_views, views

urlpatterns = [
    path("invitations/", list_views.invitations, name="invitations"),
    path("invitations/letters/", list_views.invite_all, name="invite_all"),
    path("invitations/slips/", list_views.print_all, name="print_all"),
    path("invitations/slips/<int:pk>/", slip_views.batch, name="slips"),
    path("invitations/slips/<int:pk>/decide/", slip_views.decide, name="decide_slip"),
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
