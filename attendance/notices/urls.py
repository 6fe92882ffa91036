from django.urls import path

from attendance.notices import views

urlpatterns = [
    path("absences/", views.notices, name="notices"),
    path("absences/new/", views.report, name="report"),
    path("absences/<int:notice_id>/", views.change, name="notice_change"),
    path("absences/<int:notice_id>/withdraw/", views.withdraw, name="notice_withdraw"),
    path("absences/<int:notice_id>/return/", views.come_back, name="notice_return"),
    path("children/<int:child_id>/days/<day:day>/reply/", views.reply, name="reply"),
    path("children/<int:child_id>/months/<month:month>/", views.child_month, name="child_month"),
]
