"""What the demonstration's days must show."""

from datetime import date, timedelta
from itertools import takewhile

from activities.duties import DayLogBySeven
from activities.kinds import DayIsThere
from activities.models import DayAmendment, DayEntry, DayLog, DayNote, DayPhoto
from ejournal.demo.place import Place
from outbox.models import Notification, Seen
from people.models import User

MODELS = (DayLog, DayEntry, DayNote, DayAmendment, DayPhoto)


def are_told(place: Place) -> None:
    """But for a few silent ones; one was changed later, today's of the first group is half written."""
    days = DayLog.objects.filter(group__in=place.groups)
    owed, said = _owed(place), set(days.confirmed().values_list("group", "day"))
    assert said <= owed
    assert 4 < len(owed - said) < 10
    assert not days.confirmed().filter(released_at=None).exists()
    assert days.filter(confirmed_at=None).get().group == place.groups[0]
    assert not days.filter(confirmed_at__date__gte=place.today).exists()
    assert 0 < days.exclude(late_reason="").count() < len(said) // 20
    changed = DayAmendment.objects.filter(log__in=days).exclude(reason="")
    assert {one.log.group for one in changed.select_related("log__group")} == {place.groups[6]}
    yesterday = days.get(group=place.groups[0], day=max(place.past_days()))
    mother = User.objects.get(username="mamma")
    told = Notification.objects.filter(kind=DayIsThere.code, subject_id=yesterday.pk)
    assert told.filter(person=mother).exists()
    read = set(Seen.objects.filter(person=mother).values_list("subject", flat=True))
    unread = {log.day for log in days.filter(group__in=place.groups[::6]).exclude(pk__in=read)}
    assert unread == {*place.past_days()[-1:], place.today}
    _have_photos(place)


def _have_photos(place: Place) -> None:
    """Of two groups; one waits for its author's eyes."""
    photos = DayPhoto.objects.filter(log__group__in=place.groups)
    assert set(photos.shown().values_list("log__group", flat=True)) == {
        place.groups[0].pk, place.groups[6].pk,
    }  # fmt: skip
    assert photos.get(confirmed_at=None).added_by.username == "skolotaja"


def _owed(place: Place) -> set[tuple[int, date]]:
    duty, known = DayLogBySeven(), place.calendar()
    every = (place.first_day + timedelta(days=n) for n in range(366))
    return {
        (group.pk, day)
        for day in takewhile(lambda day: day < place.today, every)
        for group in duty.owed(place.groups, day, known)
    }
