"""What administration's boards of a duty have in common: how it stands with a group, and whom one may
remind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from django.utils.translation import ngettext

from duties import registry
from duties.badges import asked
from duties.calendar import Calendar
from duties.mine import badge_of
from duties.registry import Duty, Owed, Status
from people.models import ChildGroup, Institution


class State(StrEnum):
    IN_TIME = "in_time"
    LATE = "late"  # done, after the deadline
    OVERDUE = "overdue"  # not done, and due
    DRAFT = "draft"
    NOT_BEGUN = "not_begun"
    NOTHING_OWED = "nothing"


class Look(NamedTuple):
    """How a state is shown: never by colour alone."""

    label: Any
    icon: str = ""
    tone: str = ""
    sign: str = ""  # where there is no icon


_SIGNS: dict[State, dict[str, str]] = {
    State.IN_TIME: {"icon": "check", "tone": "good"},
    State.LATE: {"icon": "clock", "tone": "soon"},
    State.DRAFT: {"icon": "pencil", "tone": "own"},
    State.OVERDUE: {"icon": "alert-circle", "tone": "bad"},
    State.NOT_BEGUN: {"sign": "·"},
    State.NOTHING_OWED: {"sign": "–"},
}


def looks(labels: Mapping[State, Any]) -> dict[State, Look]:
    """The states in the words of one duty, in the order of its legend."""
    return {state: Look(labels[state], **signs) for state, signs in _SIGNS.items()}


def state_of(
    owed: Owed | None, at: datetime, *, is_begun: bool, is_done: bool = False
) -> State:  # fmt: skip
    """:param is_done: also where nothing was owed"""
    status = owed.status(at) if owed else None
    if is_done:
        return State.LATE if status is Status.LATE else State.IN_TIME
    if status is Status.OVERDUE:
        return State.OVERDUE
    if is_begun:
        return State.DRAFT
    return State.NOT_BEGUN if owed else State.NOTHING_OWED


@dataclass(frozen=True)
class Waiting:
    """A day or period with the groups that have not done it; input of ``components/waiting.html``."""

    duty: Duty
    day: date
    title: str
    lines: list[dict[str, Any]]  # of ``components/silent_line.html``

    @property
    def due(self) -> dict[str, Any]:
        """The same of all of them."""
        return self.lines[0]["due"]

    @property
    def count(self) -> str:
        """«3 grupas»"""
        return ngettext("%(n)d group", "%(n)d groups", len(self.lines)) % {"n": len(self.lines)}

    @property
    def may_ask(self) -> list[int]:
        """Ids of the groups that can be reminded now."""
        return [line["pk"] for line in self.lines if line["may_ask"]]


def line_of(owed: Owed, subtitle: Any, last: datetime | None, at: datetime) -> dict[str, Any]:
    """A silent group, as input of ``components/silent_line.html``; ``last``: when it was reminded."""
    assert owed.group
    return {
        "pk": owed.group.pk, "title": owed.group.name, "symbol": owed.group.symbol, "url": owed.url,
        "subtitle": subtitle, "due": badge_of(owed, at), **asked(last, at, owed.institution.time_zone),
    }  # fmt: skip


class Silent(NamedTuple):
    """What a card on Today says of a duty."""

    day: date
    groups: int  # how many
    due: dict[str, Any]


def newest_silent(
    duty: Duty, house: Institution, near: Iterable[date], days: Calendar, at: datetime
) -> Silent | None:  # fmt: skip
    """The first of the days or periods of which any group is silent. A query for the groups of their school
    years, and two at most for each."""
    groups: dict[tuple[int, ...], list[ChildGroup]] = {}
    for day in near:
        years = duty.years(day)
        groups[years] = groups.get(years) or duty.groups(house, day)
        if silent := duty.silent(groups[years], day, days):
            of_day: Any = {"institution": house, "day": day, "calendar": days}
            (first,) = registry.owed_of(duty, silent[:1], done={}, **of_day)
            return Silent(day, len(silent), badge_of(first, at))
    return None
