"""What the trail has of acts: one question for all of them and for every kind of entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import (
    BooleanField,
    Count,
    DateField,
    F,
    Func,
    IntegerField,
    Max,
    Min,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast
from pghistory.models import Context

from attendance.models import Mark, Register
from audit.activity.kind import Kind
from audit.activity.row import Row
from audit.activity.words import KINDS
from audit.rights import event_model_of

NO_ACT = UUID(int=0)  # in whose place the acts asked for are put
_WHO = ("child", "group", "person")  # whom the paths of a kind lead to
# «its context is one of these», as a single value
_THESE = Func(Value([NO_ACT], output_field=ArrayField(UUIDField())), function="ANY")
_OF_THESE = Func(
    F("pgh_context"),
    _THESE,
    template="%(expressions)s",
    arg_joiner=" = ",
    output_field=BooleanField(),
)
_MARKS = next(no for no, kind in enumerate(KINDS) if kind.model is Mark)


def told(acts: list[Context]) -> Iterator[tuple[Context, Row]]:
    """Each act with what it is told by; what wrote only plumbing is left out. One query."""
    sql, values = _question()
    ids = [act.pk for act in acts]
    found: dict[Any, list[Row]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(sql, [ids if value == [NO_ACT] else value for value in values])
        for context, *facts in cursor:
            found[context].append(Row(*facts))
    yield from ((act, _leading(found[act.pk])) for act in acts if act.pk in found)


@cache
def _question() -> tuple[str, tuple[Any, ...]]:
    """Put into SQL once: of a question of forty parts that takes longer than the answer."""
    first, *others = (_events(no, kind) for no, kind in enumerate(KINDS))
    return first.union(*others, all=True).query.sql_with_params()


def _leading(rows: list[Row]) -> Row:
    """The first by the list; a correction of a single child's day is told by its mark."""
    first, *others = sorted(rows, key=_place)
    if KINDS[first.rank].model is Register and first.word == "corrected":
        return next((row for row in others if row.rank == _MARKS and row.children == 1), first)
    return first


def _place(row: Row) -> tuple[int, int]:
    return row.rank, list(KINDS[row.rank].said).index(row.word)


def _events(rank: int, kind: Kind):
    """Of each act and word: one child, group, person, entry, how many of them, and the days."""
    rows = event_model_of(kind.model)._default_manager.filter(_OF_THESE)
    worded = rows.annotate(word=kind.word).filter(word__in=list(kind.said)).order_by()
    days = (kind.month,) if kind.month else kind.days
    first, last = (days[0], days[-1]) if days else ("", "")
    nobody, never = Cast(Value(None), IntegerField()), Cast(Value(None), DateField())
    facts = {
        "rank": Value(rank), "the_row": Min("pgh_obj"),
        "first": Min(first) if first else never, "last": Max(last) if last else never,
    }  # fmt: skip
    for name in _WHO:
        path = getattr(kind, name)
        facts[f"the_{name}"] = Min(path) if path else nobody
        facts[f"{name}s"] = Count(path, distinct=True) if path else Value(0)
    counted = [column for name in _WHO for column in (f"the_{name}", f"{name}s")]
    told = worded.values("pgh_context_id", "word").annotate(**facts)
    return told.values_list("pgh_context_id", "rank", "word", *counted, "first", "last", "the_row")
