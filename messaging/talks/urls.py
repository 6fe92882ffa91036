from django.urls import include, path

from messaging.talks.record import views as record
from messaging.talks.writing import part_views as parts
from messaging.talks.writing import views as writing
from messaging.talks.year import views as year

of_a_talk = [
    path("", writing.talk, name="talk"),
    path("ticks/", parts.ticks, name="talk_ticks"),
    path("texts/<slug:code>/", parts.text, name="talk_text"),
    path("share/", writing.share, name="share_talk"),
    path("finish/", writing.finish, name="finish_talk"),
    path("delete/", writing.delete, name="delete_talk"),
    path("take-back/", record.take_back, name="take_back_talk"),
    path("additions/", record.add, name="add_to_talk"),
    path("actions/<int:action_id>/", record.settle, name="settle_action"),
]
urlpatterns = [
    path("groups/<int:group_id>/talks/", year.talks, name="talks"),
    path("groups/<int:group_id>/talks/new/", year.choose, name="choose_talk"),
    path("children/<int:child_id>/talks/new/", year.new, name="new_talk"),
    path("talks/<int:talk_id>/", include(of_a_talk)),
]
