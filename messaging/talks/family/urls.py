from django.urls import path

from messaging.talks.family import views

urlpatterns = [
    path("family/talks/", views.talks, name="family_talks"),
    path("family/talks/<int:talk_id>/", views.talk, name="family_talk"),
]
