"""Items of the calendar's page, of a day or a period: the class, and the list that apps above fill.

An app registers, in its ``AppConfig.ready``, a function that says what it has between two days, both
included. It asks its own rows what this person sees of them: staff by the right of that app, a family by
``access.family_rule`` of the right, which keeps it from whoever may not know where the child is. The same
few queries, however many rows and groups:

    def items(access, institution, since, until):
        seen = PlanItem.objects.visible_to(access, Action.VIEW_PLAN).select_related("plan__group")
        rows = seen.filter(institution=institution, since__lte=until, until__gte=since)
        return [
            CalendarItem(row.since, row.until, row.words, row.icon, row.plan.group, row.plan.url)
            for row in rows
        ]

    registry.register(items)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from people.access import Access
from people.models import ChildGroup, Institution


@dataclass(frozen=True)
class CalendarItem:
    """What there is on a day, or from ``since`` to ``until``, both included. Without a group it is the
    house's; without a url it leads nowhere. ``is_record``: it tells what was, and is planned on no day."""

    since: date
    until: date
    text: str
    icon: str
    group: ChildGroup | None = None
    url: str = ""
    is_record: bool = False

    def lies_on(self, day: date) -> bool:
        return self.since <= day <= self.until

    def is_over(self, today: date) -> bool:
        return self.is_record or self.until < today


ItemsOf = Callable[[Access, Institution, date, date], Iterable[CalendarItem]]

_registry: list[ItemsOf] = []


def register(items: ItemsOf) -> ItemsOf:
    _registry.append(items)
    return items


def items_of(
    access: Access, institution: Institution, since: date, until: date
) -> list[CalendarItem]:
    """Whatever apps have on these days for this person, in the order of days."""
    found = [one for items in _registry for one in items(access, institution, since, until)]
    return sorted(found, key=_order)


def _order(item: CalendarItem) -> tuple[date, date, str, str]:
    return item.since, item.until, item.group.sort_key if item.group else "", item.text
