"""The days that have passed: their registers, as ``confirm`` would have left them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attendance.models import Mark, Presence, Reason, Register
from attendance.register.operations import Answer
from attendance.settings import cutoff_at
from ejournal.demo.absences import absence, confirmed_at
from ejournal.demo.place import Place
from people.models import ChildGroup, User
from people.whose_day import children_due

_BATCH = 2000


def answers(group: ChildGroup, day: date) -> list[Answer]:
    """What the group's teacher says of each child whose day it is."""
    said = ((child.pk, *absence(child, day)) for child in children_due(group, day))
    return [Answer(pk, absent, reason) for pk, absent, reason in said]


def fill_past(place: Place) -> int:
    """Add registers of the school year before the shown day, where there is none.

    In bulk: confirming them one by one would take a minute late in the year. A register that
    exists is somebody's and stays as it is.

    :returns: how many were made
    """
    said = [(register, answers(register.group, register.day)) for register in _missing(place)]
    owed = [(register, of_day) for register, of_day in said if of_day]  # some have no children
    registers = [register for register, _of_day in owed]
    Register.objects.bulk_create(registers, batch_size=_BATCH)
    marks = [_mark(register, answer) for register, of_day in owed for answer in of_day]
    # a child whose day has been marked elsewhere keeps that mark
    Mark.objects.bulk_create(marks, batch_size=_BATCH, ignore_conflicts=True)
    return len(registers)


def _missing(place: Place) -> list[Register]:
    rows = Register.objects.filter(group__in=place.groups)
    there = set(rows.values_list("group", "day"))
    return [
        _register(group, day, by) for group, day, by in _owed(place) if (group.pk, day) not in there
    ]


def _owed(place: Place) -> Iterator[tuple[ChildGroup, date, User]]:
    """Groups that worked, with the teacher of that day: the two take turns."""
    known = place.calendar()
    for day in place.past_days():
        teachers = place.teachers(day)
        for group in place.groups:
            if known.is_working(day, group) and (mine := teachers.get(group.pk)):
                yield group, day, mine[day.toordinal() % len(mine)]


def _register(group: ChildGroup, day: date, by: User) -> Register:
    at, late_reason = confirmed_at(group, day)
    return Register(
        institution=group.institution, group=group, day=day, late_reason=late_reason,
        first_confirmed_at=at, first_confirmed_by=by, saved_at=at, saved_by=by, version=1,
    )  # fmt: skip


def _mark(register: Register, answer: Answer) -> Mark:
    presence = Presence.ABSENT if answer.absent else Presence.PRESENT
    in_time = register.saved_at <= cutoff_at(register.institution, register.day)
    return Mark(
        institution_id=register.institution_id, register=register, day=register.day,
        child_id=answer.child_id, reason=answer.reason, presence=presence,
        at_cutoff=presence if in_time else None,
    )  # fmt: skip


def decide_unexcused(place: Place, count: int = 2) -> None:
    """A few of the oldest unexplained absences have been found unexcused (R23)."""
    unexplained = Mark.objects.filter(
        institution=place.institution, presence=Presence.ABSENT, reason=None
    )
    for mark in unexplained.order_by("day", "child__sort_key")[:count]:
        mark.reason = Reason.UNEXCUSED
        mark.save(update_fields=["reason"])
