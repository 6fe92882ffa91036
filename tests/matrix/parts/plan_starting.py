"""Matrix: what a plan is begun from, what it continues, and its history. The plans are those of ``plans``:
the owls have none."""

from typing import Any

from people.access import Access
from planning.starting import operations
from tests.matrix.actors import SIGNED_IN
from tests.matrix.operations_table import Line
from tests.matrix.parts import plans
from tests.matrix.parts.plans import NOVEMBER, PART, STAFF, WHOLE
from tests.matrix.table import RECORD_OWLS, RECORD_THEIRS, SEE_THEIRS, Row, people
from tests.world import at

START, CONTINUE = "planning:start", "planning:continue"
OTHERS = "PUT PATCH DELETE OPTIONS"
THEIRS_REFUSED = {403: SEE_THEIRS - RECORD_THEIRS}
OWLS_REFUSED = {403: STAFF - RECORD_OWLS}

ROWS = (
    Row(START, "GET HEAD", "bees", {200: PART, 403: STAFF - PART}),
    Row(START, "GET HEAD", "owls", {200: RECORD_OWLS} | OWLS_REFUSED),
    Row(START, "GET HEAD", "theirs", {200: RECORD_THEIRS} | THEIRS_REFUSED),
    Row(START, "POST", "bees", {302: PART, 403: STAFF - PART}),
    Row(START, "POST", "owls", {302: RECORD_OWLS} | OWLS_REFUSED),
    Row(START, "POST", "theirs", {302: RECORD_THEIRS} | THEIRS_REFUSED),
    Row(START, "POST!", "bees", {403: STAFF - PART}),  # from what nobody has: 404
    Row(START, "POST!", "owls", OWLS_REFUSED),
    Row(START, "POST!", "theirs", THEIRS_REFUSED),
    Row(START, "GET HEAD POST POST!", "nothing bees/another_year", {}),
    Row(START, OTHERS, "bees nothing", {405: SIGNED_IN}),
    Row(CONTINUE, "POST POST!", "bees", {302: WHOLE, 403: STAFF - WHOLE}),
    Row(CONTINUE, "POST POST!", "owls", OWLS_REFUSED),
    Row(CONTINUE, "POST POST!", "theirs", {302: RECORD_THEIRS} | THEIRS_REFUSED),
    Row(CONTINUE, "POST POST!", "nothing bees/another_year", {}),
    Row(CONTINUE, f"GET HEAD {OTHERS}", "bees nothing", {405: SIGNED_IN}),
    Row("audit:history", "GET HEAD", "monthplan/bees", {200: STAFF}),
    Row("audit:history", "GET HEAD", "monthplan/november", {200: STAFF, 403: people("parent")}),
    Row("audit:history", "GET HEAD", "monthplan/theirs", {200: SEE_THEIRS}),
)
MODULES = {"plan_starting": operations}
LINES = tuple(
    Line(f"plan_starting.{name}", objects, allowed if objects == "bees" else RECORD_THEIRS)
    for name, allowed in (
        ("start", PART), ("copy", PART), ("continue_before", WHOLE), ("begin_anew", WHOLE),
    )
    for objects in ("bees", "theirs")
)  # fmt: skip


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    kind, _slash, whose = objects.partition("/")
    if route == "audit:history" and kind == "monthplan":
        return {"kind": kind, "pk": plans.plan(stage, whose).pk}
    if route not in (START, CONTINUE):
        return None
    return {"group_id": stage._group_id(kind), "month": plans.MONTHS.get(whose, plans.DECEMBER)}


def form(stage: Any, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    if route == START:
        source = "empty" if objects == "owls" else "undone"
        return {"source": source if valid else "plan:0"}
    return {} if route == CONTINUE else None


def _begun(name: str, *, with_source: bool = True) -> Any:
    def deed(stage: Any, objects: str, by: Access) -> Any:
        draft = plans.plan(stage, objects)
        source = {"source": _november(draft)} if with_source else {}
        return getattr(operations, name)(plan=draft, by=by, at=at(8, 50), **source)

    return deed


def _start(stage: Any, objects: str, by: Access) -> Any:
    draft = plans.plan(stage, objects)
    where = {"group": draft.group, "month": draft.month}
    return operations.start(source=_november(draft), by=by, at=at(8, 50), **where)


def _november(draft: Any) -> Any:
    return draft.group.plans.get(month=NOVEMBER)


DEEDS = {
    "plan_starting.start": _start,
    "plan_starting.copy": _begun("copy"),
    "plan_starting.continue_before": _begun("continue_before", with_source=False),
    "plan_starting.begin_anew": _begun("begin_anew", with_source=False),
}
