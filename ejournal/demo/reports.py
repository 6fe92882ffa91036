"""What a parent reported: a photo of the second group that has some, which administration is to look at."""

from __future__ import annotations

from datetime import timedelta

from activities.models import DayPhoto
from activities.photos.kinds import DayPicture
from ejournal.demo.day_logs.photos import OTHER_GROUP
from ejournal.demo.place import Place
from manners import operations
from manners.models import Report
from people.access import Access, Action, guardians
from people.models import Role
from people.whose_day import children_due

_LATER = timedelta(hours=3)


def report_one(place: Place) -> int:
    """Once: what became of the first is for whoever tries the demonstration to decide."""
    if Report.objects.filter(institution=place.institution).exists():
        return 0
    group = place.groups[OTHER_GROUP : OTHER_GROUP + 1]
    shown = DayPhoto.objects.shown().filter(log__group__in=group).select_related("log__group")
    photo = shown.order_by("log__day", "pk").last()
    if photo is None or photo.log.confirmed_at is None:
        return 0
    operations.report(
        kind=DayPicture.code, pk=photo.pk, reason=Report.Reason.NAME, note="Stūrī redzama kartīte ar vārdu.",
        by=_parent(place, photo), at=photo.log.confirmed_at + _LATER,
    )  # fmt: skip
    return 1


def _parent(place: Place, photo: DayPhoto) -> Access:
    """One who sees it: whose it is does not matter here."""
    children = children_due(photo.log.group, photo.log.day)
    seen = guardians(Action.VIEW_PHOTO, children, place.today).select_related("user")
    user = seen.order_by("user")[0].user
    return Access(user, day=place.today, acting_key=Role.PARENT)
