"""Photos of some days of two groups, whose families look at the demonstration: confirmed by who wrote of what
they show; one of the half-written day is still to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from activities.models import DayEntry, DayLog, DayPhoto
from activities.photos import operations
from activities.photos.operations import About
from ejournal.demo.absences import source
from ejournal.demo.day_logs.year import LOOKED_AT
from ejournal.demo.half_done import is_ours
from ejournal.demo.pictures.motifs import Motif, of_area
from ejournal.demo.pictures.stored import store
from ejournal.demo.place import Place
from people.models import User

OTHER_GROUP = 6
_WEEKDAYS = {LOOKED_AT: (0, 2, 4), OTHER_GROUP: (1, 3)}  # by the number of the group
_DAYS = 12  # the last working ones: who comes later finds enough of them
_AFTER, _LOOKED = timedelta(minutes=4), timedelta(minutes=1)  # what was written; what was received
_SECOND, _WHOLE = 0.5, 0.25  # chances of a photo more


@dataclass(frozen=True)
class Taken:
    """``entry``: of which; None: of the day as a whole."""

    motif: Motif
    by: User
    at: datetime
    entry: DayEntry | None = None


def take(place: Place) -> int:
    """Of days that have none yet and that nobody else has written.

    :returns: how many were made
    """
    made = 0
    for log in _without(place):
        for nth, one in enumerate(_taken(log)):
            row = _put(log, one, nth)
            _confirm(place, row, one)
            made += 1
    return made + _confirm_left(place)


def _without(place: Place) -> list[DayLog]:
    days = set(place.past_days()[-_DAYS:])
    found: list[DayLog] = []
    for number, weekdays in _WEEKDAYS.items():
        mine = {"group__in": place.groups[number : number + 1], "photos": None}
        asked = [day for day in days if day.weekday() in weekdays]
        rows = DayLog.objects.released().filter(**mine, day__in=asked).order_by("day")
        found += rows.select_related("group__institution", "institution", "confirmed_by")
    return [log for log in found if is_ours(DayLog, pgh_obj=log.pk)]


def _taken(log: DayLog) -> Iterator[Taken]:
    """One of what was written first in a learning area, now and then one more, and one of the day."""
    rng, turn = source("photo", log.group.name, log.day), log.day.toordinal()
    rows = log.entries.standing().exclude(area="").select_related("added_by")
    entries = list(rows.order_by("added_at", "pk"))
    motifs: list[Motif] = []
    for nth, entry in enumerate(entries[: 1 + (rng.random() < _SECOND)]):
        motif = of_area(entry.area, turn + nth)
        if motif not in motifs:
            motifs.append(motif)
            yield Taken(motif, entry.added_by, entry.added_at + _AFTER, entry)
    whole = of_area("", turn)
    if rng.random() < _WHOLE and whole not in motifs and log.confirmed_at and log.confirmed_by:
        yield Taken(whole, log.confirmed_by, log.confirmed_at - _AFTER)


def _put(log: DayLog, one: Taken, nth: int) -> DayPhoto:
    """Covered, as the worker would have left it; nobody has looked at it."""
    key = f"demo {log.institution.slug} {log.group.name} {log.day} {nth}"
    photo = store(one.motif, key=key, institution=log.institution, by=one.by, at=one.at)
    return DayPhoto.objects.create(
        institution=log.institution, log=log, photo=photo, added_at=one.at, added_by=one.by
    )


def _confirm(place: Place, row: DayPhoto, one: Taken) -> None:
    about = About(one.motif.alt, one.entry.pk if one.entry else None)
    by = place.as_teacher(one.by, row.log.day)
    operations.confirm(photo=row, about=about, by=by, at=one.at + _LOOKED)


def leave_one(place: Place) -> int:
    """Of the half-written day: covered, and its author has not looked at it yet."""
    drafts = DayLog.objects.filter(
        group__in=place.groups[LOOKED_AT : LOOKED_AT + 1], day=place.shown_day(), confirmed_at=None,
        photos=None,
    )  # fmt: skip
    logs = [one for one in drafts.select_related("group", "institution") if _is_ours(one)]
    for log in logs:
        entry = log.entries.standing().latest("added_at", "pk")
        teacher = _teacher(place, log.day, log.group_id)
        _put(log, Taken(_left(log), teacher, entry.added_at), 0)
    return len(logs)


def _is_ours(log: DayLog) -> bool:
    return is_ours(DayLog, pgh_obj=log.pk) and log.entries.standing().exists()


def _left(log: DayLog) -> Motif:
    """Of a learning area of the day."""
    entry = log.entries.standing().earliest("added_at", "pk")
    return of_area(entry.area, log.day.toordinal())


def _teacher(place: Place, day: date, group: int) -> User:
    """Who tries the demonstration first."""
    return place.teachers(day)[group][0]


def _confirm_left(place: Place) -> int:
    """What was left on earlier days is looked at, where nobody but this demonstration has touched it."""
    left = DayPhoto.objects.standing().filter(
        log__group__in=place.groups, log__day__lt=place.shown_day(), confirmed_at=None
    )
    rows = left.select_related("log__group__institution", "log__institution", "photo", "added_by")
    own = [row for row in rows if row.photo.is_ready and is_ours(DayPhoto, pgh_obj=row.pk)]
    for row in own:
        entry = row.log.entries.standing().earliest("added_at", "pk")
        taken = Taken(_left(row.log), row.added_by, row.added_at, entry)
        _confirm(place, row, taken)
    return len(own)
