"""What shows something: a column begun, an idea for home that is being written, what a mother has not read
yet."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from activities.models import DayPhoto
from assessment import kinds, operations
from assessment.models import Assessment, Level, Publication
from assessment.rules import Cell
from ejournal.demo.assessment.growth import level_at_first
from ejournal.demo.assessment.rows import Round
from ejournal.demo.assessment.year import rounds_of
from ejournal.demo.day_logs.year import LOOKED_AT
from ejournal.demo.place import Place
from ejournal.demo.plan.assessment.content import comment, words
from outbox import seen
from outbox.clock import ONE_DAY, local_day, moment
from outbox.models import GRACE, Notification, Seen
from people.access import Access, Action
from people.models import Child, Role, User

SEEN = kinds.GrowthIsThere.code
_WRITTEN, _EVENING, _BEGUN = time(13, 20), time(21, 45), 3  # children of a column
_READER, _NEW = "mamma", 31  # days in which a publication is told of


def begin(place: Place) -> int:
    """Of the group that is looked at the last of this month's outcomes is begun, and an idea for home.

    :returns: how many children were assessed
    """
    day = place.shown_day()
    one = next((of for of in rounds_of(place)[::-1] if of.sheet.number == LOOKED_AT), None)
    if one is None or not one.outcomes or _is_begun(one, day):
        return 0
    at = _moment(place, day)
    by = place.as_teacher(one.sheet.authors.of(0), day)
    here: dict[str, Any] = {"group": one.sheet.group, "by": by, "at": at}
    made = _paint(one, day, here)
    if made:
        _explain(one, made[0], here)
        idea = words("idea", day.month)
        operations.save_idea(child=made[0].child, text=idea, version=0, **here)
    return len(made)


def _is_begun(one: Round, day: date) -> bool:
    """Today, or an idea of before waits still."""
    begun = Assessment.objects.filter(child__in=one.children, day=day)
    return begun.exists() or Publication.objects.draft().filter(child__in=one.children).exists()


def _moment(place: Place, day: date) -> datetime:
    """Never later than now, though now may be early in that morning."""
    zone, at = place.institution.time_zone, timezone.now()
    wanted = moment(day, _WRITTEN, zone)
    return min(wanted, at) if local_day(at, zone) == day else wanted


def _paint(one: Round, day: date, here: dict[str, Any]) -> list[Assessment]:
    outcome, cells = one.outcomes[-1], []
    for child in one.children[:_BEGUN]:
        level = level_at_first(child, f"{outcome.code} {day}", one.number)
        if level and one.stages[child.pk] == outcome.stage:
            cells.append(Cell(child.pk, outcome.pk, level.value, version=0))
    became = operations.paint(day=day, cells=cells, **here)
    return [row for row in became.saved.values() if row]


def _explain(one: Round, row: Assessment, here: dict[str, Any]) -> None:
    """By a photo of the learning area too, where the group's days have one."""
    area = one.outcomes[-1].area
    said = comment(area, Level(row.level), one.number)
    of_area = DayPhoto.objects.shown().filter(log__group=one.sheet.group, entry__area=area)
    photo = of_area.filter(log__day__lte=row.day).order_by("-log__day", "pk").first()
    operations.explain(
        assessment=row, comment=said, evidence=None, photo=photo.pk if photo else None,
        version=row.version, **here,
    )  # fmt: skip


def tell(place: Place) -> None:
    """Families of the group that is looked at, of what was published lately."""
    since = moment(place.today - ONE_DAY * _NEW, time(0), place.institution.time_zone)
    here = Child.objects.filter(enrolments__group__in=place.groups[LOOKED_AT : LOOKED_AT + 1])
    published = Publication.objects.released().filter(child__in=here, published_at__gte=since)
    told = Notification.objects.filter(kind=SEEN).values("subject_id")
    for one in published.exclude(pk__in=told).select_related("institution"):
        if one.published_at:
            kinds.tell_families(one, one.published_at + GRACE)


def read(place: Place) -> None:
    """One mother has read all but the newest: that is new to her. What she read since is hers."""
    mother = User.objects.filter(username=_READER).first()
    if mother is None or Seen.objects.filter(person=mother, kind=SEEN).exists():
        return
    access = Access(mother, day=place.today, acting_key=Role.PARENT)
    mine = Publication.objects.visible_to(access, Action.VIEW_ASSESSMENT)
    every = mine.filter(institution=place.institution).order_by("-published_at")
    newest = every.first()
    older = every.filter(published_at__lt=newest.published_at) if newest else every
    if last := older.first():
        day = local_day(last.published_at, place.institution.time_zone)
        at = moment(day, _EVENING, place.institution.time_zone)
        seen.note(mother.pk, SEEN, older.values_list("pk", flat=True), at=at)
