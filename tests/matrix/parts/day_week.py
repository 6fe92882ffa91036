"""Matrix: a group's week, of whoever works with the group; families have their feed."""

from typing import Any

from activities.week import operations
from outbox.clock import ONE_DAY
from people.access import Access
from tests.matrix.actors import SIGNED_IN
from tests.matrix.operations_table import Line
from tests.matrix.table import RECORD_BEES, RECORD_OWLS, SEE_THEIRS, Row, people
from tests.world import MONDAY, at

BEFORE = MONDAY - ONE_DAY * 7
READ = {
    "bees": RECORD_BEES | people("specialist", "head"), "owls": RECORD_OWLS | people("head"),
    "theirs": SEE_THEIRS, "nothing": people(),
}  # fmt: skip
PAGES, PDF = ("activities:week", "activities:week_print"), "activities:week_pdf"
OTHERS = "PUT PATCH DELETE OPTIONS"

ROWS = (
    *(
        Row(route, "GET HEAD", whose, {200: readers})
        for route in PAGES
        for whose, readers in READ.items()
    ),
    *(Row(route, f"POST {OTHERS}", "bees nothing", {405: SIGNED_IN}) for route in PAGES),
    *(Row(PDF, "POST POST!", whose, {302: readers}) for whose, readers in READ.items()),
    Row(PDF, f"GET HEAD {OTHERS}", "bees nothing", {405: SIGNED_IN}),
)
MODULES = {"day_week": operations}
LINES = tuple(
    Line("day_week.ask_for_pdf", whose, readers)
    for whose, readers in READ.items()
    if whose != "nothing"
)


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    if route not in (*PAGES, PDF):
        return None
    return {"group_id": stage._group_id(objects), "day": BEFORE}


def form(stage: Any, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    return {} if route == PDF else None


def ask_for_pdf(stage: Any, objects: str, by: Access) -> Any:
    return operations.ask_for_pdf(group=stage.group(objects), day=BEFORE, by=by, at=at(8, 50))


DEEDS = {"day_week.ask_for_pdf": ask_for_pdf}
