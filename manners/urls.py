from django.urls import path

from manners import views
from manners.stored import views as stored
from manners.wordlist import views as wordlist

app_name = "manners"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("<int:pk>/", views.report, name="report"),
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("new/<str:kind>/<int:pk>/", views.new, name="new"),
    path("words/", wordlist.words, name="words"),
    path("words/new/", wordlist.new_word, name="new_word"),
    path("words/<slug:sign>/", wordlist.word, name="word"),
    path("files/", stored.files, name="files"),
    path("files/<int:pk>/", stored.file, name="file"),
]
