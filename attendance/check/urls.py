from django.urls import path

from attendance.check import views

_GROUP = "checks/<day:monday>/groups/<int:group_id>/"

urlpatterns = [
    path("checks/", views.checks, name="checks"),
    path("checks/<day:monday>/", views.check, name="check"),
    path(_GROUP, views.group_check, name="group_check"),
    path(f"{_GROUP}reasons/", views.set_reasons, name="check_reasons"),
    path(f"{_GROUP}settle/", views.settle, name="check_settle"),
    path(f"{_GROUP}sign/", views.sign, name="check_sign"),
    path(f"{_GROUP}doctors-notes/", views.see_note, name="doctors_note"),
    path(f"{_GROUP}doctors-notes/<int:pk>/undo/", views.unsee_note, name="unsee_doctors_note"),
    path(f"{_GROUP}requests/<int:pk>/", views.answer, name="answer_request"),
    path(f"{_GROUP}quarantine/", views.quarantine, name="quarantine"),
    path(f"{_GROUP}quarantine/<int:pk>/end/", views.end_quarantine, name="end_quarantine"),
]
