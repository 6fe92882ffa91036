"""Registers and marks as rows. The operations that call these ask who may."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q

from attendance.models import Mark, Presence, Register
from attendance.settings import cutoff_at
from duties import ladder
from people.access import Access
from people.models import ChildGroup
from people.operations import lock_groups

_WRITTEN = [
    "register", "institution", "presence", "reason", "arrived_at", "left_at", "at_cutoff",
    "settled_at", "settled_by",
]  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What is said of one child. ``reason`` None: not known."""

    child_id: int
    absent: bool
    reason: str | None = None


def locked_register(
    group: ChildGroup, day: date, *, by: Access, at: datetime, children: Iterable[int] = ()
) -> Register:
    """The register of the day; an unsaved one when the day has none.

    The group stays locked until the end of the transaction: nobody else writes its registers, moves
    a child in or out, or closes its days. Whether the day is open is therefore asked afterwards.
    Locked with it are the groups in whose registers ``children`` stand on that day.
    """
    standing = Mark.objects.filter(institution=group.institution, day=day, child__in=list(children))
    elsewhere = standing.values("register__group")
    lock_groups(ChildGroup.objects.filter(Q(pk=group.pk) | Q(pk__in=elsewhere)))
    found = Register.objects.filter(group=group, day=day).first()
    if found is None:
        place = group.institution
        found = Register(institution=place, group=group, day=day, saved_at=at, saved_by=by.user)
    found.group = group  # already at hand, with its institution
    return found


def closed_elsewhere(register: Register, marks: Iterable[Mark], *, by: Access) -> set[int]:
    """Ids of children who stand in another register of the day that is not this person's to write.

    Where it is, its pages are behind from now on: the marks are about to leave it. In the usual
    case, that all marks are of this register, it asks nothing.
    """
    foreign = {m.child_id: m.register_id for m in marks if m.register_id != register.pk}
    if not foreign:
        return set()
    others = Register.objects.filter(pk__in=foreign.values()).select_related("group__institution")
    closed = {other.pk for other in others if not _is_open(other, by)}
    left = others.filter(pk__in=set(foreign.values()) - closed)
    left.update(version=F("version") + 1)
    return {child for child, other in foreign.items() if other in closed}


def _is_open(register: Register, by: Access) -> bool:
    group = register.group
    rung = ladder.rung(ladder.Subject.ATTENDANCE, group, register.day)
    return ladder.may_write(rung, by)


def touch(register: Register, *, by: Access, at: datetime) -> None:
    """Say who saved something in it, and when; pages made before are behind from now on."""
    register.saved_at, register.saved_by = at, by.user
    register.version += 1
    register.save()


def mark_of(register: Register, answer: Answer, standing: Mark | None) -> Mark:
    """The row an answer makes over what stands there. Whoever answers anew unsettles it."""
    came_and_went = standing is not None and not answer.absent
    return Mark(
        institution_id=register.institution_id,
        register=register,
        child_id=answer.child_id,
        day=register.day,
        presence=Presence.ABSENT if answer.absent else Presence.PRESENT,
        reason=answer.reason if answer.absent else None,
        arrived_at=standing.arrived_at if standing and came_and_went else None,
        left_at=standing.left_at if standing and came_and_went else None,
        at_cutoff=standing.at_cutoff if standing else None,
    )


def write_marks(marks: Sequence[Mark], *, at: datetime) -> None:
    """Write rows of one register. What is received by the cut-off is what the kitchen is told."""
    if marks and at <= cutoff_at(marks[0].register.group.institution, marks[0].day):
        for mark in marks:
            mark.at_cutoff = mark.presence
    Mark.objects.bulk_create(
        marks, update_conflicts=True, unique_fields=["child", "day"], update_fields=_WRITTEN
    )
