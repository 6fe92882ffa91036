"""One outcome of a day by itself, for whoever has no script: each child's level is a choice of a form."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from assessment.desk import Desk
from assessment.grid import words
from assessment.grid.page import children_of, is_used_in
from assessment.grid.squares import Square, Step, square_of
from assessment.grid.tokens import ANY, cells_of, token
from assessment.models import Assessment, Level
from assessment.operations import Painted
from assessment.rules import Cell, stage_in
from curriculum.lists import Area, Stage
from curriculum.models import Entry
from people.access import Access
from people.models import Child


@dataclass(frozen=True)
class Choice:
    value: str  # what the form sends
    level: str
    label: Any
    is_on: bool


@dataclass(frozen=True)
class Line:
    """A child. ``note``: what stood there before; ``wrong``: why it was not saved."""

    child: Child
    square: Square
    choices: list[Choice]
    had: str
    note: str
    wrong: str


@dataclass(frozen=True)
class Page:
    """``asks``: some of the children are of another stage than the outcome."""

    entry: Entry
    area: Area
    lines: list[Line]
    is_open: bool
    asks: bool


def posted(form: QueryDict) -> tuple[list[Cell], list[str]]:
    """What somebody changed on the page; what nobody touched is left to a colleague who did meanwhile."""
    more = f":{ANY}" if form.get(ANY) else ""
    return cells_of(
        f"{value}{more}"
        for name, value in form.items()
        if name.startswith("cell-") and value != form.get(name.replace("cell-", "had-"))
    )


def column_of(
    desk: Desk, day: date, entry_id: int, *, access: Access, at: datetime,
    became: Painted | None = None, cells: Iterable[Cell] = (),
) -> Page:  # fmt: skip
    """:param became: of a form that is shown again, with what it held"""
    entry = entry_of(desk, entry_id)
    children = _children(desk, day, entry, access)
    of_child = _steps(children, entry, day)
    typed = {cell.child: cell.level for cell in cells}
    lines = [
        _line(child, entry, square_of(of_child.get(child.pk, ()), day), typed, became, desk, at)
        for child in children
    ]
    asks = any(stage_in(desk.group, child) != entry.stage for child in children)
    is_open = entry.is_used and desk.reach.holds(entry.area)
    return Page(entry, Area(entry.area), lines, is_open, asks)


def entry_of(desk: Desk, entry_id: int) -> Any:
    """:raises Http404: the catalogue has no such outcome, and never had"""
    house = desk.group.institution_id
    rows = Entry.objects.of_house(house).filter(kind=Entry.Kind.OUTCOME)
    entry = (
        rows.annotate(is_used=is_used_in(house, desk.group.school_year)).filter(pk=entry_id).first()
    )
    if entry is None:
        raise Http404
    return entry


def _children(desk: Desk, day: date, entry: Entry, access: Access) -> list[Child]:
    """Those of the outcome's stage; where nobody is of it, all but those of whom one writes in words."""
    every = children_of(desk.group, day, access)
    of_stage = [child for child in every if stage_in(desk.group, child) == entry.stage]
    if entry.stage == Stage.FIRST and of_stage:
        return []
    return of_stage or [child for child in every if stage_in(desk.group, child) != Stage.FIRST]


def _steps(children: Collection[Child], entry: Entry, day: date) -> dict[int, list[Step]]:
    rows = Assessment.objects.standing().filter(child__in=children, outcome=entry, day__lte=day)
    found: dict[int, list[Step]] = {}
    for one in rows:
        is_explained = one.is_explained
        step = Step(
            one.child_id, entry.pk, one.day, one.level, one.version, bool(one.publication_id),
            is_explained,
        )  # fmt: skip
        found.setdefault(one.child_id, []).append(step)
    return found


def _line(
    child: Child, entry: Entry, square: Square, typed: dict[int, str], became: Painted | None,
    desk: Desk, at: datetime,
) -> Line:  # fmt: skip
    chosen = typed.get(child.pk, square.level)
    choices = [
        Choice(token(child.pk, entry.pk, level, square.version), level, label, level == chosen)
        for level, label in (*Level.choices, ("", words.BLANK))
    ]
    had = token(child.pk, entry.pk, square.level, square.version)
    wrong = _wrong((child.pk, entry.pk), became, at, desk.group.institution.time_zone)
    return Line(child, square, choices, had, _note(square), wrong)


def _note(square: Square) -> str:
    if square.carried_on:
        return words.earlier(square.carried, square.carried_on)
    return square.before


def _wrong(place: tuple[int, int], became: Painted | None, at: datetime, zone: str) -> str:
    if became and place in became.refused:
        return words.refused(became.refused[place])
    if became is None or place not in became.met:
        return ""
    row = became.met[place]
    if row is None:
        return _("Meanwhile a colleague took the level away. Save again if yours is to stand.")
    facts = {"person": words.by_whom(row, at, zone), "level": words.of_level(row.level)}
    said = _("Meanwhile assessed by %(person)s: %(level)s. Save again if yours is to stand.")
    return said % facts
