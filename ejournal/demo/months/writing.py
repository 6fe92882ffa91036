"""Many plans written at once, with all they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from curriculum.models import Entry
from duties.calendar import Calendar
from ejournal.demo.months.rows import Sheet, choices, items, sections
from planning.models import MonthPlan, PlanChoice, PlanItem, PlanSection

Put = Callable[[Any, Iterable[Any]], object]


def in_bulk(model: Any, rows: Iterable[Any]) -> None:
    model.objects.bulk_create(rows, batch_size=2000)


def write(
    sheets: Sequence[Sheet], entries: Mapping[str, Entry], calendar: Calendar, put: Put = in_bulk
) -> list[MonthPlan]:  # fmt: skip
    """Operations would take a minute late in the year.

    :param put: writes rows of one model
    """
    plans = MonthPlan.objects.bulk_create(sheet.plan for sheet in sheets)
    pairs = list(zip(sheets, plans, strict=True))
    put(PlanSection, chain.from_iterable(sections(*pair) for pair in pairs))
    put(PlanChoice, chain.from_iterable(choices(*pair, entries) for pair in pairs))
    put(PlanItem, chain.from_iterable(items(*pair, calendar) for pair in pairs))
    return plans
