"""One square of the grid: what stands of a child in an outcome as of a day, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from assessment.grid import words
from duties.calendar.days import short


class Step(NamedTuple):
    """An assessment, as far as the grid shows it."""

    child: int
    outcome: int
    day: date
    level: str
    version: int
    is_published: bool
    is_explained: bool


class Square(NamedTuple):
    """``level`` is of the day itself, which a stroke changes; ``carried`` of an earlier day of the month;
    ``before`` of an earlier month. Many squares of a page are alike."""

    level: str = ""
    version: int = 0
    is_published: bool = False
    is_explained: bool = False
    carried: str = ""
    carried_on: date | None = None
    before: str = ""

    @property
    def label(self) -> str:
        """For ears."""
        said = [words.of_level(self.level or self.carried)]
        if self.carried_on and not self.level:
            said.append(short(self.carried_on))
        if self.is_published:
            said.append(_("published"))
        if self.is_explained:
            said.append(_("there is a comment"))
        return ", ".join(filter(None, (*said, self.before)))


BLANK = Square()


def square_of(steps: Iterable[Step], day: date) -> Square:
    """:param steps: of one child and outcome until that day, the oldest first"""
    own, carried, before = None, None, None
    for step in steps:
        if step.day == day:
            own = step
        elif step.day >= day.replace(day=1):
            carried = step
        else:
            before = step
    shown = own or carried
    return Square(
        own.level if own else "", own.version if own else 0, bool(shown and shown.is_published),
        bool(shown and shown.is_explained), carried.level if carried else "",
        carried.day if carried else None,
        words.earlier(before.level, before.day) if before else "",
    )  # fmt: skip


class Drawing:
    """Cells of a table. A page has hundreds, and few that differ: each kind is drawn once."""

    def __init__(self) -> None:
        self._drawn: dict[Square, SafeString] = {}

    def row(self, squares: Iterable[Square]) -> SafeString:
        return mark_safe("".join(self._cell(one) for one in squares))  # noqa: S308 – drawn below

    def _cell(self, square: Square) -> SafeString:
        if square not in self._drawn:
            self._drawn[square] = _drawn(square)
        return self._drawn[square]


def _drawn(square: Square) -> SafeString:
    facts = [
        ("level", square.level), ("version", square.version or ""),
        ("carried", square.carried), ("on", square.carried_on or ""),
        ("published", "yes" if square.is_published else ""),
        ("explained", "yes" if square.is_explained else ""),
    ]  # fmt: skip
    told = mark_safe("".join(format_html(' data-{}="{}"', *one) for one in facts if one[1]))  # noqa: S308
    shown = square.level or square.carried
    look = format_html(' data-level="{}"', shown) if shown else ""
    return format_html(
        '<td{} aria-label="{}"><i{}>{}</i>{}</td>', told, square.label, look, shown, _about(square)
    )


def _about(square: Square) -> SafeString | str:
    """What a phone shows beside it."""
    if square.carried_on:
        return format_html('<small class="on">{}</small>', short(square.carried_on))
    return format_html("<small>{}</small>", square.before) if square.before else ""
