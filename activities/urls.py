"""The addresses of all parts, under one name."""

from django.urls import include, path

from activities.board import views as board
from activities.feed import views as feed
from activities.photos import views as photos
from activities.week import views as week
from activities.writing import entry_views as entries
from activities.writing import part_views as parts
from activities.writing import views as writing

app_name = "activities"
of_a_day = [
    path("", writing.day, name="day"),
    path("ticks/", parts.ticks, name="ticks"),
    path("texts/<int:entry_id>/", parts.text, name="text"),
    path("note/", parts.note, name="note"),
    path("writers/", writing.writers, name="writers"),
    path("confirm/", writing.confirm, name="confirm"),
    path("take-back/", writing.take_back, name="take_back"),
    path("entries/new/", entries.new, name="new_entry"),
    path("entries/<int:entry_id>/", entries.entry, name="entry"),
    path("entries/<int:entry_id>/remove/", entries.remove, name="remove_entry"),
    path("photos/", photos.photos, name="photos"),
    path("photos/<int:photo_id>/", photos.photo, name="photo"),
    path("photos/<int:photo_id>/cover/", photos.cover, name="cover_photo"),
    path("photos/<int:photo_id>/again/", photos.try_again, name="try_photo_again"),
    path("photos/<int:photo_id>/reopen/", photos.reopen, name="reopen_photo"),
    path("photos/<int:photo_id>/delete/", photos.delete, name="delete_photo"),
]
of_a_week = [
    path("", week.week, name="week"),
    path("print/", week.on_paper, name="week_print"),
    path("pdf/", week.pdf, name="week_pdf"),
]
urlpatterns = [
    path("groups/<int:group_id>/days/<day:day>/", include(of_a_day)),
    path("groups/<int:group_id>/weeks/<day:day>/", include(of_a_week)),
    path("days/", feed.feed, name="feed"),
    path("days/photos/<int:photo_id>/", feed.photo, name="photo_of_day"),
    path("days/board/", board.board, name="days"),
    path("days/board/<month:month>/", board.board, name="board"),
]
