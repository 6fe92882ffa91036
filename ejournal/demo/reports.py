"""What administration is to look at: a photo that a parent reported, of the second group that has some, and a
day in which the word list noticed something; and what it has decided of a day that a parent reported."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from activities import operations as days
from activities.models import DayEntry, DayLog, DayPhoto
from activities.operations import Said
from activities.photos.kinds import DayPicture
from activities.wording import DAY
from ejournal.demo.day_logs.photos import OTHER_GROUP
from ejournal.demo.half_done import is_ours
from ejournal.demo.place import Place
from manners import operations
from manners.models import Report
from people.access import Access, Action, guardians
from people.models import Role
from people.whose_day import children_due

_LATER, _AGO = timedelta(hours=3), 4  # working days
_FLAGGED, _REPORTED = 4, 5  # numbers of groups
_HURTS = "Runājām arī, kāpēc vārds „stulbenis” sāpina un ko teikt tā vietā."


def report_one(place: Place) -> int:
    """Once: what became of the first is for whoever tries the demonstration to decide."""
    if _is_there(place, kind=DayPicture.code):
        return 0
    group = place.groups[OTHER_GROUP : OTHER_GROUP + 1]
    shown = DayPhoto.objects.shown().filter(log__group__in=group).select_related("log__group")
    photo = shown.order_by("log__day", "pk").last()
    if photo is None or photo.log.confirmed_at is None:
        return 0
    operations.report(
        kind=DayPicture.code, pk=photo.pk, reason=Report.Reason.NAME, note="Stūrī redzama kartīte ar vārdu.",
        by=_parent(place, photo.log), at=photo.log.confirmed_at + _LATER,
    )  # fmt: skip
    return 1


def flag_one(place: Place) -> int:
    """A teacher tells of a word that hurts, names it, and sends it all the same."""
    log, entry = _day(place, _FLAGGED)
    if _is_there(place, reason=Report.Reason.WORD) or not log or not entry:
        return 0
    by, at = place.as_teacher(log.confirmed_by, log.day), log.confirmed_at + _LATER
    said = Said(entry.title, entry.area, f"{entry.text} {_HURTS}".strip(), entry.skills)
    days.change_entry(entry=entry, said=said, version=entry.version, reason="", by=by, at=at)
    return int(operations.flag(kind=DAY, pk=log.pk, by=by, at=at) is not None)


def decide_one(place: Place) -> int:
    """A parent asked about a day; administration has answered."""
    log, _entry = _day(place, _REPORTED)
    if _is_there(place, kind=DAY, outcome=Report.Outcome.STANDS) or not log:
        return 0
    at = log.confirmed_at + _LATER
    made = operations.report(
        kind=DAY, pk=log.pk, reason=Report.Reason.OTHER, note="Vai par slimošanu ir jāraksta visiem?",
        by=_parent(place, log), at=at,
    )  # fmt: skip
    operations.decide(
        report=made, outcome=Report.Outcome.STANDS, answer="Neviens bērns tekstā nav nosaukts.",
        by=place.head(), at=at + _LATER,
    )  # fmt: skip
    return 1


def _is_there(place: Place, **facts: Any) -> bool:
    return Report.objects.filter(institution=place.institution, **facts).exists()


def _day(place: Place, number: int) -> tuple[Any, DayEntry | None]:
    """A day of a group some days ago that its parents read and nobody but the demonstration wrote."""
    mine, before = place.groups[number : number + 1], place.past_days()[-_AGO:][:1]
    rows = DayLog.objects.released().filter(group__in=mine, day__in=before)
    log = rows.select_related("group__institution", "institution", "confirmed_by").first()
    if log is None or not is_ours(DayLog, pgh_obj=log.pk):
        return None, None
    entry = log.entries.standing().order_by("pk").first()
    if entry:
        entry.log = log
    return log, entry


def _parent(place: Place, log: DayLog) -> Access:
    """One who sees it: whose it is does not matter here."""
    children = children_due(log.group, log.day)
    seen = guardians(Action.VIEW_PHOTO, children, place.today).select_related("user")
    user = seen.order_by("user")[0].user
    return Access(user, day=place.today, acting_key=Role.PARENT)
