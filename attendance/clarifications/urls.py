from django.urls import path

from attendance.clarifications import views

urlpatterns = [
    path("clarifications/", views.clarifications, name="clarifications"),
    path("clarifications/<int:pk>/", views.clarification, name="clarification"),
    path("clarifications/<int:pk>/steps/", views.step, name="clarification_step"),
    path("clarifications/<int:pk>/close/", views.close, name="clarification_close"),
    path("clarifications/<int:pk>/notice/", views.notice, name="clarification_notice"),
    path("clarifications/<int:pk>/notice.pdf", views.notice_pdf, name="clarification_pdf"),
]
