from django.urls import path

from messaging.talks.paper import views

urlpatterns = [
    path("talks/<int:talk_id>/print/", views.talk, name="talk_print"),
    path("talks/<int:talk_id>/pdf/", views.talk_pdf, name="talk_pdf"),
    path("groups/<int:group_id>/talks/print/", views.talks, name="talks_print"),
    path("groups/<int:group_id>/talks/pdf/", views.talks_pdf, name="talks_pdf"),
]
