from django.urls import path

from duties.views import asking, calendar, ladder

app_name = "duties"
urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<int:year>/", calendar.calendar, name="calendar_of"),
    path("calendar/<int:year>/check/", calendar.check, name="check"),
    path("calendar/days/add/", calendar.add, name="add_days"),
    path("calendar/days/<int:pk>/", calendar.exception, name="exception"),
    path("calendar/days/<int:pk>/remove/", calendar.remove, name="remove"),
    path("closures/", ladder.ladder, name="ladder"),
    path("closures/<month:month>/", ladder.ladder, name="ladder_of"),
    path("closures/<int:pk>/reopen/", ladder.reopen, name="reopen"),
    path("duties/ask/", asking.ask, name="ask"),
]
