"""What a day is offered: what the plan has for it, what is left of the month, and what the last days did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from activities.models import DayEntry
from activities.operations.entries import since
from activities.picks import Pick, PickKind
from activities.reach import Reach
from curriculum.lists import Area
from outbox.clock import ONE_DAY
from people.models import ChildGroup
from planning.models import MonthPlan, PlanChoice, PlanItem
from planning.parts import Choose


@dataclass
class Row:
    """One thing to tick. ``entry``: what stands of it in the day."""

    token: str
    title: str
    icon: str
    about: list[Any]
    area: str
    entry: DayEntry | None = None
    left: str = ""  # «bija plānots 12.11.»
    may_write: bool = True
    details: Any = None

    @property
    def is_own(self) -> bool:
        """Nothing offers it: it is changed on a page of its own."""
        return self.entry is not None and self.token == self.entry.code

    @property
    def key(self) -> str:
        """Its ids on the page."""
        return self.token.replace(":", "-")


@dataclass
class Offers:
    """``mine``: of own areas, where somebody writes no others."""

    mine: list[Row] = field(default_factory=list)
    today: list[Row] = field(default_factory=list)
    outcomes: list[Row] = field(default_factory=list)
    left: list[Row] = field(default_factory=list)
    more: list[Row] = field(default_factory=list)
    again: list[Row] = field(default_factory=list)
    own: list[Row] = field(default_factory=list)

    @property
    def every(self) -> list[Row]:
        offered = *self.mine, *self.today, *self.outcomes, *self.left, *self.more, *self.again
        return [*offered, *self.own]

    def put_mine_first(self) -> None:
        """What somebody may tick stands before what is read only, in no fold. What only others can do again
        is left out."""
        for rows in (self.today, self.outcomes, self.left, self.more, self.again):
            self.mine += [row for row in rows if row.may_write]
            rows[:] = [row for row in rows if not row.may_write]
        self.again = [row for row in self.again if row.entry]


class Plan:
    """The group's month as it is offered, submitted or not. Three queries."""

    def __init__(self, group: ChildGroup, day: date) -> None:
        plans = MonthPlan.objects.filter(group=group, month=day.replace(day=1))
        rows = PlanChoice.objects.standing().filter(plan__in=plans)
        kinds = rows.filter(kind__in=(Choose.OUTCOME, Choose.SKILL)).select_related("entry")
        chosen = list(kinds.order_by("pk"))
        order = list(Area.values)
        outcomes = [one for one in chosen if one.kind == Choose.OUTCOME]
        self.outcomes = sorted(outcomes, key=lambda one: order.index(one.area))
        items = PlanItem.objects.standing().filter(plan__in=plans)
        self.items = list(items.order_by("since", "pk"))


def offers_of(
    group: ChildGroup, day: date, plan: Plan, own: Reach, entries: Iterable[DayEntry]
) -> Offers:  # fmt: skip
    """:param entries: those that stand in the day"""
    found, standing = Offers(), list(entries)
    by_choice = {one.choice_id: one for one in standing if one.choice_id}
    by_item = {one.item_id: one for one in standing if one.item_id}
    by_earlier = {one.repeats_id: one for one in standing if one.repeats_id}
    for item in plan.items:
        row = _of_item(item, by_item.pop(item.pk, None))
        _place(found, item, day, row).append(row)
    for choice in plan.outcomes:
        row = _of_outcome(choice, by_choice.pop(choice.pk, None))
        is_open = row.entry or choice.done_on is None
        (found.outcomes if is_open else _more(found, choice, row)).append(row)
    for earlier in _earlier(group, day):
        found.again.append(_of_earlier(earlier, by_earlier.pop(earlier.pk, None)))
    gone = {*by_choice.values(), *by_item.values(), *by_earlier.values()}
    found.own = [_of_entry(one) for one in standing if one.is_own or one in gone]
    for row in found.every:
        row.may_write = own.holds(row.area)
    if not own.whole:
        found.put_mine_first()
    return found


def _place(found: Offers, item: PlanItem, day: date, row: Row) -> list[Row]:
    """Under which heading an item stands on a day."""
    if item.since is None or item.until is None:
        is_open = row.entry or item.done_on is None
        return found.outcomes if is_open else _more(found, item, row)
    if item.since <= day < item.until:
        return found.today
    if item.until <= day and (row.entry or item.done_on is None):
        last = date_format(item.until - ONE_DAY, "j.m.")
        row.left = _("was planned for %(day)s") % {"day": last}
        return found.left
    return _more(found, item, row)


def _more(found: Offers, planned: PlanItem | PlanChoice, row: Row) -> list[Row]:
    """What was done already, or is planned for later, with its day."""
    if done_on := planned.done_on:
        row.about.append(_("done on %(day)s") % {"day": date_format(done_on, "j.m.")})
    elif since := getattr(planned, "since", None):
        row.about.append(_("planned for %(day)s") % {"day": date_format(since, "j.m.")})
    return found.more


def _earlier(group: ChildGroup, day: date) -> Iterator[DayEntry]:
    """What was written in own words in the last days, the newest first, each thing once. One query."""
    rows = DayEntry.objects.standing().filter(
        log__group=group, log__day__lt=day, log__day__gte=since(day), choice=None, item=None,
        repeats=None,
    )  # fmt: skip
    seen: set[str] = set()
    for one in rows.select_related("log").order_by("-log__day", "pk"):
        if one.title.casefold() not in seen:
            seen.add(one.title.casefold())
            yield one


def _of_item(item: PlanItem, entry: DayEntry | None) -> Row:
    about = [item.kind_words, *([item.get_area_display()] if item.area else [])]
    title = entry.title if entry else item.text
    return Row(str(Pick(PickKind.ITEM, item.pk)), title, item.icon, about, item.area, entry)


def _of_outcome(choice: PlanChoice, entry: DayEntry | None) -> Row:
    token, area = str(Pick(PickKind.CHOICE, choice.pk)), Area(choice.area)
    title = entry.title if entry else choice.words
    return Row(token, title, area.icon, [area.label], choice.area, entry)


def _of_earlier(earlier: DayEntry, entry: DayEntry | None) -> Row:
    day = date_format(earlier.log.day, "j.m.")
    token, title = str(Pick(PickKind.AGAIN, earlier.pk)), entry.title if entry else earlier.title
    about = [*([earlier.get_area_display()] if earlier.area else []), day]
    return Row(token, title, earlier.icon, about, earlier.area, entry)


def _of_entry(entry: DayEntry) -> Row:
    about = [entry.get_area_display()] if entry.area else []
    return Row(entry.code, entry.title, entry.icon, about, entry.area, entry)
