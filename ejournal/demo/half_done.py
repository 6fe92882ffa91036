"""Today as it is in the middle of a morning: some have confirmed, one has begun, some have not."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Model

from attendance.models import Reason, Register
from attendance.register.operations import Answer, confirm, draft
from audit.rights import event_model_of
from ejournal.demo.absences import confirmed_at
from ejournal.demo.days import answers
from ejournal.demo.place import Place
from outbox.clock import moment
from people.access import Access
from people.models import ChildGroup
from people.whose_day import children_due

OPEN, DONE, LATE, DRAFT = "open", "done", "late", "draft"
TODAY = {  # by institution: how far each group is
    "a": (OPEN, DONE, OPEN, DONE, LATE, DRAFT, DONE, OPEN, DONE, OPEN),
    "b": (OPEN, DONE),
}


def half_do(place: Place) -> int:
    """Write today's registers, or the last working day's when today is off.

    :returns: how many were made
    """
    day = place.shown_day()
    if day < place.first_day:
        return 0
    known, teachers = place.calendar(), place.teachers(day)
    there = set(Register.objects.filter(day=day).values_list("group", flat=True))
    made = 0
    for group, state in zip(place.groups, TODAY[place.house.key], strict=False):
        mine = teachers.get(group.pk)
        if group.pk in there or not mine or not known.is_working(day, group):
            continue
        made += _write(group, day, state, place.as_teacher(mine[-1], day))
    return made


def _write(group: ChildGroup, day: date, state: str, by: Access) -> int:
    said = answers(group, day)
    if state == DRAFT:
        _tap(group, day, said, by)
    elif state in (DONE, LATE):
        late = moment(day, time(9, 7), group.institution.time_zone)
        at = late if state == LATE else _in_time(group, day)
        confirm(group=group, day=day, answers=said, by=by, at=at)
    return state != OPEN


def _tap(group: ChildGroup, day: date, said: list[Answer], by: Access) -> None:
    """Three children have been tapped: two whose reason is not known yet, one who is ill."""
    at = moment(day, time(8, 41), group.institution.time_zone)
    for number, answer in enumerate(said[2:9:3]):
        draft(
            group=group, day=day, child_id=answer.child_id, absent=True, by=by,
            at=at + timedelta(seconds=4 * number), reason=Reason.ILLNESS if number == 0 else None,
        )  # fmt: skip


def _in_time(group: ChildGroup, day: date) -> datetime:
    at, _reason = confirmed_at(group, day)
    return min(at, moment(day, time(8, 58), group.institution.time_zone))


def finish_drafts(place: Place) -> int:
    """Confirm earlier days' drafts that nobody but this demonstration has touched.

    :returns: how many were confirmed
    """
    begun = Register.objects.filter(
        group__in=place.groups, day__lt=place.shown_day(), first_confirmed_at=None
    )
    rows = begun.select_related("group__institution", "saved_by")
    own = [register for register in rows if is_ours(Register, pgh_obj=register.pk)]
    for register in own:
        by = place.as_teacher(register.saved_by, register.day)
        at = moment(register.day, time(8, 49), place.institution.time_zone)
        tapped = _tapped(register)
        confirm(group=register.group, day=register.day, answers=tapped, by=by, at=at)
    return len(own)


def is_ours(model: type[Model], **of: object) -> bool:
    """The trail knows: every event of these entries was written by this task."""
    every = event_model_of(model)._default_manager.filter(**of)
    return every.filter(pgh_context__metadata__task="demo").count() == every.count()


def _tapped(register: Register) -> list[Answer]:
    """Those who were tapped are absent, the others present."""
    marks = {mark.child_id: mark for mark in register.marks.all()}
    due = (child.pk for child in children_due(register.group, register.day))
    return [Answer(pk, pk in marks, marks[pk].reason if pk in marks else None) for pk in due]
