"""Days that show something: one half written, the one before it confirmed by hand, some changed later."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from activities import operations
from activities.feed.rows import SEEN
from activities.models import DayEntry, DayLog, DayNote, DayPhoto
from activities.operations import Said
from activities.picks import Pick, PickKind
from ejournal.demo.day_logs.rows import Page
from ejournal.demo.day_logs.year import LOOKED_AT, assistants, days_by_hand, months_planned
from ejournal.demo.half_done import is_ours
from ejournal.demo.months.course import working_day
from ejournal.demo.months.year import months_of
from ejournal.demo.place import Place
from ejournal.demo.plan.days.content import own, words
from outbox import grace, seen
from outbox.clock import local_day, moment
from outbox.models import GRACE, Seen
from people.access import Access, Action
from people.models import Role, User
from people.whose_day import count_by_group

_WRITTEN, _CONFIRMED, _NEXT_MORNING = time(13, 10), time(13, 41), time(7, 50)
_READER, _EVENING = "mamma", time(21, 40)
_TICKS, _TAKES = 2, timedelta(minutes=9)
_CHANGED, _CHANGED_ON = 6, 10  # the number of the group, the day of the month


def begin(place: Place) -> int:
    """Half a day of the group that is looked at: two ticks, an idea, a note to colleagues.

    :returns: how many days were begun
    """
    there = DayLog.objects.filter(group__in=_looked_at(place)).values_list("day", flat=True)
    days = [day for day in days_by_hand(place) if day not in there and _is_owed(place, day)]
    for day in days:
        _draft(place, day)
    return len(days)


def _looked_at(place: Place) -> list[Any]:
    return place.groups[LOOKED_AT : LOOKED_AT + 1]


def _is_owed(place: Place, day: date) -> bool:
    groups = _looked_at(place) if day >= place.first_day else []
    works = [one for one in groups if place.calendar().is_working(day, one)]
    return any(count_by_group(works, day).values())


def _page(place: Place, day: date) -> Page | None:
    found = months_planned(place, {day.replace(day=1)}, {LOOKED_AT})
    (group,) = _looked_at(place)
    return Page(found[0], day, assistants(place).get(group.pk)) if found else None


def _draft(place: Place, day: date) -> None:
    page = _page(place, day)
    if page is None:  # nobody teaches
        return
    (group,), at = _looked_at(place), _moment(place, day)
    begun_at = max(at - _TAKES, moment(day, time(0), place.institution.time_zone))
    teacher = place.as_teacher(page.teacher, day)
    log = operations.open_day(group=group, day=day, by=teacher, at=begun_at)
    _tick(log, page, place, slice(_TICKS), begun_at)
    sheet = page.planned.sheet
    idea = own(day.month, sheet.content.stage, day.toordinal())
    writer = sheet.authors.specialists.get(idea.area) or page.assistant or page.teacher
    said, by = Said(idea.title, idea.area, idea.text, idea.skills), place.as_teacher(writer, day)
    operations.add_entry(log=log, said=said, by=by, at=at)
    text = words("note", day.toordinal())
    operations.save_note(log=log, text=text, version=0, by=teacher, at=at)


def _moment(place: Place, day: date) -> datetime:
    """When it is written: never later than now, though now may be early in that morning."""
    wanted, at = moment(day, _WRITTEN, place.institution.time_zone), timezone.now()
    is_that_day = local_day(at, place.institution.time_zone) == day
    return min(wanted, at) if is_that_day else wanted


def _tick(log: DayLog, page: Page, place: Place, which: slice, at: datetime) -> None:
    ticked = [(nth, one) for nth, one in enumerate(page.did) if not one.is_own]
    for nth, one in ticked[which]:
        planned = (PickKind.CHOICE, one.choice) if one.choice else (PickKind.ITEM, one.item)
        by = place.as_teacher(page.author(nth), log.day)
        assert planned[1]  # what is not one's own is of the plan
        pick = Pick(planned[0], planned[1].pk)
        entry = operations.pick(log=log, pick=pick, is_on=True, by=by, at=at)
        if entry and one.text:
            entry.log = log
            operations.save_text(entry=entry, text=one.text, version=0, by=by, at=at)


def finish(place: Place) -> int:
    """Earlier drafts that nobody but this demonstration has touched are confirmed and shown to parents.

    :returns: how many were confirmed
    """
    begun = DayLog.objects.filter(
        group__in=_looked_at(place), day__lt=place.shown_day(), confirmed_at=None
    )
    own_ones = [log for log in begun.select_related("group__institution") if _is_ours(log)]
    for log in own_ones:
        page, at = _page(place, log.day), moment(log.day, _CONFIRMED, place.institution.time_zone)
        if page:
            _tick(log, page, place, slice(_TICKS, None), at)
            by = place.as_teacher(page.teacher, log.day)
            operations.confirm(log=log, by=by, at=at)
            grace.release_due(at + GRACE, task="demo")
    return len(own_ones)


def _is_ours(log: DayLog) -> bool:
    return is_ours(DayLog, pgh_obj=log.pk) and all(
        is_ours(model, log=log.pk) for model in (DayEntry, DayNote, DayPhoto)
    )


def read(place: Place) -> None:
    """One mother has read all but the newest days: those are new to her. What she read since is hers."""
    mother, last = User.objects.filter(username=_READER).first(), days_by_hand(place)[0]
    if mother is None or Seen.objects.filter(person=mother, kind=SEEN).exists():
        return
    access = Access(mother, day=place.today, acting_key=Role.PARENT)
    logs = DayLog.objects.visible_to(access, Action.VIEW_DAY)
    older = logs.filter(institution=place.institution, day__lt=last).order_by("-day")
    if newest := older.first():
        at = moment(newest.day, _EVENING, place.institution.time_zone)
        seen.note(mother.pk, SEEN, older.values_list("pk", flat=True), at=at)


def change_one(place: Place) -> None:
    """In each month a confirmed day of one group is changed on the next morning, with a reason."""
    known = place.calendar()
    for month in months_of(place.year):
        day = working_day(known, month.replace(day=_CHANGED_ON))
        after = known.working_day_after(day)
        if after and after < place.today:
            _change_of(place, day, after)


def _change_of(place: Place, day: date, after: date) -> None:
    group = place.groups[_CHANGED : _CHANGED + 1]
    unchanged = DayLog.objects.released().filter(group__in=group, day=day, amendments=None)
    for log in unchanged.select_related("group__institution"):
        by = place.as_teacher(place.teachers(after)[log.group_id][-1], after)
        _change(log, by, moment(after, _NEXT_MORNING, place.institution.time_zone))


def _change(log: DayLog, by: Access, at: datetime) -> None:
    entry = log.entries.standing().select_related("log__group").last()
    assert entry  # a confirmed day says something
    touched = entry.outcomes.standing().values_list("choice", flat=True)
    text = f"{entry.text} {words('more', log.day.month)}".strip()
    said = Said(entry.title, entry.area, text, entry.skills, list(touched))
    operations.change_entry(
        entry=entry, said=said, version=entry.version, reason=words("why", log.day.month), by=by,
        at=at,
    )  # fmt: skip
