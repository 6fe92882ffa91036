"""What is known of the children of a register: their marks, what parents reported and answered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Concat, JSONObject

from attendance.models import (
    AbsenceNotice,
    CorrectionRequest,
    GroupQuarantine,
    Mark,
    Reason,
    Register,
    Reply,
)
from attendance.settings import cutoff_at
from people.models import Child, ChildGroup, Restriction
from people.models.prepared import prepared
from people.whose_day import enrolments_owning

_MARK = "marked_"
_OF_A_MARK = [field.attname for field in Mark._meta.concrete_fields]


@dataclass(frozen=True)
class Statement:
    """A parent's word: what, when, by whom. Never what was added of the child's health."""

    what: str
    at: datetime
    by: str
    late: bool = False


@dataclass(frozen=True)
class RegisterChild:
    """One child whose day the group answers for. ``is_marked``: in a register that was confirmed."""

    child: Child
    mark: Mark | None
    is_marked: bool = False
    notice: Statement | None = None
    reply: Statement | None = None
    quarantined: bool = False
    kept_from: str = ""  # to whom it is not handed over

    @property
    def usual_reason(self) -> str | None:
        """Of an absence whose reason nobody has chosen: the parent's, else the group's quarantine."""
        answered = Reply.Choice(self.reply.what).explains if self.reply else None
        if self.notice and not (answered and self.reply and self.reply.at > self.notice.at):
            return self.notice.what
        return answered or (Reason.QUARANTINE if self.quarantined else None)


def children_of(group: ChildGroup, day: date) -> list[RegisterChild]:
    """The group's children on that day, in Latvian order, with all that is known. One query."""
    cut_off = cutoff_at(group.institution, day)
    return [_child(row) for row in _rows(group=group.pk, day=day, cut_off=cut_off)]


@prepared
def _rows(group: int, day: date, cut_off: datetime) -> QuerySet[Child]:
    owning = enrolments_owning(day).filter(group=group)
    quarantines = GroupQuarantine.objects.standing().filter(since__lte=day, until__gt=day)
    notices = AbsenceNotice.objects.over(day)
    in_time = notices.known_at(cut_off).filter(child=OuterRef("pk"))
    children = Child.objects.filter(pk__in=owning.values("child")).annotate(
        mark=FilteredRelation("marks", condition=Q(marks__day=day)),
        notice=_latest(notices.standing(), "reason", "reported"),
        in_time=Exists(in_time),
        reply=_latest(Reply.objects.filter(day=day), "choice", "replied"),
        quarantined=Exists(quarantines.filter(group=group)),
        kept_from=_kept_from(day),
        confirmed_at=F("mark__register__first_confirmed_at"),
    )
    of_the_mark = {f"{_MARK}{name}": F(f"mark__{name}") for name in _OF_A_MARK}
    return children.annotate(**of_the_mark).order_by("sort_key", "pk")


def _kept_from(day: date) -> ArraySubquery:
    """Names of guardians to whom a document forbids the child to be handed over (R20)."""
    standing = Restriction.objects.forbidding_to_fetch(day).filter(
        guardianship__child=OuterRef("pk")
    )
    person = "guardianship__user__"
    name = Concat(F(f"{person}first_name"), Value(" "), F(f"{person}last_name"))
    return ArraySubquery(standing.order_by(f"{person}sort_key").values(name=name).distinct())


def latest_by_child(register: Register) -> dict[int, CorrectionRequest]:
    """The latest request about each child, by child id. One query."""
    rows = register.requests.select_related("asked_by", "answered_by")
    return {request.child_id: request for request in rows.order_by("asked_at", "pk")}


def _latest(rows: QuerySet[Any], what: str, done: str) -> Subquery:
    """A child's latest row as an object: what was said, when it was ``done``, by whom."""
    by = f"{done}_by__"
    said = JSONObject(
        what=what, at=f"{done}_at", first=f"{by}first_name", last=f"{by}last_name"
    )  # fmt: skip
    mine = rows.filter(child=OuterRef("pk")).order_by(f"-{done}_at", "-pk")
    return Subquery(mine.values(said=said)[:1])


def _child(child: Any) -> RegisterChild:
    notice, reply = _statement(child.notice, late=not child.in_time), _statement(child.reply)
    kept = ", ".join(child.kept_from)
    mark, is_marked = _mark(child), child.confirmed_at is not None
    return RegisterChild(child, mark, is_marked, notice, reply, child.quarantined, kept)


def _mark(child: Any) -> Mark | None:
    values = [getattr(child, _MARK + name) for name in _OF_A_MARK]
    return Mark.from_db("default", _OF_A_MARK, values) if child.marked_id else None


def _statement(json_text: str | None, *, late: bool = False) -> Statement | None:
    if json_text is None:
        return None
    found = json.loads(json_text)
    name = f"{found['first']} {found['last']}".strip()
    return Statement(found["what"], datetime.fromisoformat(found["at"]), name, late)
