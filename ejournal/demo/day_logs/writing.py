"""Many logs written at once, with all they hold; and what their plans hear of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection

from activities.models import DayEntry, DayLog, DayNote, EntryOutcome
from ejournal.demo.day_logs.rows import Page, entries, notes, touched
from ejournal.demo.months.writing import Put, in_bulk
from planning.models import PlanChoice, PlanItem

Done = tuple[int | None, date]


def write(pages: Sequence[Page], put: Put = in_bulk) -> None:
    """Operations would take minutes late in the year.

    :param put: writes rows of one model; where it leaves them without keys, ideas touch no outcomes
    """
    logs = DayLog.objects.bulk_create((page.log for page in pages), batch_size=2000)
    pairs = list(zip(pages, logs, strict=True))
    written = [list(entries(page, log)) for page, log in pairs]
    put(DayEntry, [entry for of_page in written for entry in of_page])
    put(DayNote, [notes(page, log) for page, log in pairs])
    both = list(zip(pages, written, strict=True))
    ticked = [(page.day, entry) for page, of_page in both for entry in of_page]
    _tell(PlanItem, ((entry.item_id, day) for day, entry in ticked))
    _tell(PlanChoice, ((entry.choice_id, day) for day, entry in ticked))
    if put is in_bulk:
        touching = [(page.day, one) for page, of_page in both for one in touched(page, of_page)]
        put(EntryOutcome, [one for _day, one in touching])
        _tell(PlanChoice, ((one.choice_id, day) for day, one in touching))


def _tell(planned: Any, done: Iterable[Done]) -> None:
    """The newest day on which each was done, as the log's operations tell it. One statement of our own:
    the planner knows nothing yet of tables that were just filled, and would go through all logs for
    each row of a plan."""
    newest: dict[int, date] = {}
    for one, day in done:
        if one:
            newest[one] = max(day, newest.get(one, day))
    table = connection.ops.quote_name(planned._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} AS planned SET done_on = greatest(done_on, told.day)"  # noqa: S608
            " FROM unnest(%s::bigint[], %s::date[]) AS told (id, day) WHERE planned.id = told.id"
            " AND (done_on IS NULL OR done_on < told.day)",
            [list(newest), list(newest.values())],
        )
