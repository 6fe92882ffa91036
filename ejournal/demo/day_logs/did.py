"""What a group did on a day: ticked in its plan of the month, and thought of by the children. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain

from activities.models.entry import TITLE
from ejournal.demo.months.rows import Sheet
from ejournal.demo.plan.days.content import own, words
from planning.models import PlanChoice, PlanItem

_TICKS, _OWN_EACH = 2, 3  # outcomes a day; days from one idea of the children to the next
_NOTE_EACH = 6
_ITEMS_APART, _IDEAS_APART = 9, 5  # days between ticks of an item that has none; between groups


@dataclass(frozen=True)
class Did:
    """``touches``: a planned outcome that it served besides."""

    area: str
    title: str
    text: str = ""
    skills: Sequence[str] = ()
    choice: PlanChoice | None = None
    item: PlanItem | None = None
    touches: PlanChoice | None = None

    @property
    def is_own(self) -> bool:
        return self.choice is None and self.item is None


@dataclass(frozen=True)
class Planned:
    """A group's month: its working days, and what its plan says once it is submitted."""

    sheet: Sheet
    days: Sequence[date]
    since: datetime | None = None  # None: there is no plan
    outcomes: Sequence[PlanChoice] = ()
    items: Sequence[PlanItem] = ()
    skills: dict[str, list[str]] = field(default_factory=dict)  # by area

    def known(self, at: datetime) -> Planned:
        """As it stood at that moment."""
        if self.since is None or self.since > at:
            return Planned(self.sheet, self.days)
        outcomes = [one for one in self.outcomes if one.added_at <= at]
        items = [one for one in self.items if one.added_at <= at]
        return Planned(self.sheet, self.days, self.since, outcomes, items, self.skills)


def did(planned: Planned, day: date) -> list[Did]:
    """Two or three things of the plan, and every third day an idea; without a plan two ideas."""
    nth, number = planned.days.index(day), planned.sheet.number
    if planned.since is None:
        return [_idea(planned, nth, number + more) for more in (0, _IDEAS_APART)]
    ticked = chain(_items(planned, nth, day), _outcomes(planned, nth))
    ideas = 1 if (nth + number) % _OWN_EACH == 0 else 0
    return [*ticked, *(_idea(planned, nth, number) for _ in range(ideas))]


def note(planned: Planned, day: date) -> str:
    """To colleagues; on most days there is nothing to say."""
    nth = planned.days.index(day) + planned.sheet.number
    return words("note", nth // _NOTE_EACH + day.month) if nth % _NOTE_EACH == 3 else ""


def _items(planned: Planned, nth: int, day: date) -> Iterator[Did]:
    """On its day, on the first working day of its week, or now and then where it has none."""
    for place, item in enumerate(planned.items):
        if item.since and item.until:
            lies_over = (one for one in planned.days if item.since <= one < item.until)
            is_now = next(lies_over, None) == day
        else:
            is_now = nth % _ITEMS_APART == 4 + place % 4
        if is_now:
            title = " ".join(item.text.split())[:TITLE]
            yield Did(item.area, title, skills=planned.skills.get(item.area, ()), item=item)


def _outcomes(planned: Planned, nth: int) -> Iterator[Did]:
    """They take turns; one of them is left for the next month. How it went is told the first time."""
    left = planned.sheet.number % max(1, len(planned.outcomes))
    turns = [one for place, one in enumerate(planned.outcomes) if place != left]
    for place in range(nth * _TICKS, nth * _TICKS + min(_TICKS, len(turns))):
        choice, round_before = turns[place % len(turns)], place // len(turns)
        text = _again(planned, place) if round_before else _told(planned, choice)
        skills = planned.skills.get(choice.area, ())
        yield Did(choice.area, choice.words, text, skills, choice=choice)


def _told(planned: Planned, choice: PlanChoice) -> str:
    """A line of what the plan means to do in the area, another one for each of its outcomes."""
    lines = planned.sheet.content.texts.get(f"activities.{choice.area}", "").splitlines()
    alike = [one.pk for one in planned.outcomes if one.area == choice.area]
    place = alike.index(choice.pk)
    return lines[place] if place < len(lines) else ""


def _again(planned: Planned, place: int) -> str:
    """Of the first tick of a day."""
    turn = planned.sheet.month.month * 21 + place // _TICKS + planned.sheet.number * _IDEAS_APART
    return words("echo", turn) if place % _TICKS == 0 else ""


def _idea(planned: Planned, nth: int, apart: int) -> Did:
    month = planned.sheet.month.month
    turn = month * 8 + nth // _OWN_EACH + apart * _IDEAS_APART
    one = own(month, planned.sheet.content.stage, turn)
    served = (choice for choice in planned.outcomes if choice.area == one.area)
    return Did(one.area, one.title, one.text, one.skills, touches=next(served, None))
