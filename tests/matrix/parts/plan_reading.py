"""Matrix: plans that are read. On the stage each group has submitted October's and begun January's
(«draft/…»); of the second house all texts bear its mark."""

from datetime import date
from typing import Any

from people.access import Access
from planning.models import MonthPlan, PlanNote, PlanSection
from planning.reading import operations
from tests.matrix.actors import SIGNED_IN
from tests.matrix.operations_table import Line
from tests.matrix.table import HEADS, OF_TEACHERS_ROLE, RECORD_THEIRS, SEE_THEIRS, Row, people
from tests.world import at

OCTOBER, JANUARY, NO_SUCH_MONTH = date(2026, 10, 1), date(2027, 1, 1), date(1999, 1, 1)
PARENTS = people(
    "parent", "other_parent", "restricted", "former_parent", "their_parent"
)  # in that role, whatever they see
STAFF = (OF_TEACHERS_ROLE - RECORD_THEIRS) | people("head")
READ = {
    "bees": STAFF | people("parent"),
    "owls": STAFF | people("parent", "other_parent"),
    "theirs": SEE_THEIRS | people("their_parent"),
    "draft/bees": STAFF, "draft/owls": STAFF, "draft/theirs": SEE_THEIRS, "nothing": people(),
}  # fmt: skip
PAGES, PDF = ("planning:read", "planning:print"), "planning:pdf"
TEMPLATE = "planning:template"
OTHERS = "PUT PATCH DELETE OPTIONS"

ROWS = (
    Row("planning:plans", "GET HEAD", "", {200: OF_TEACHERS_ROLE | PARENTS, 302: HEADS}),
    Row("planning:plans", f"POST {OTHERS}", "", {405: SIGNED_IN}),
    Row("planning:plans_of", "GET HEAD", "october", {200: OF_TEACHERS_ROLE | HEADS}),
    Row("planning:plans_of", "GET HEAD", "nothing", {}),
    Row("planning:plans_of", f"POST {OTHERS}", "october", {405: SIGNED_IN}),
    *(
        Row(route, "GET HEAD", whose, {200: readers})
        for route in PAGES
        for whose, readers in READ.items()
    ),
    *(Row(route, f"POST {OTHERS}", "bees nothing", {405: SIGNED_IN}) for route in PAGES),
    *(Row(PDF, "POST POST!", whose, {302: readers}) for whose, readers in READ.items()),
    Row(PDF, f"GET HEAD {OTHERS}", "bees nothing", {405: SIGNED_IN}),
    *(
        Row(TEMPLATE, "POST POST!", whose, {302: readers & HEADS, 403: readers - HEADS})
        for whose, readers in READ.items()
    ),
    Row(TEMPLATE, f"GET HEAD {OTHERS}", "bees nothing", {405: SIGNED_IN}),
)
MODULES = {"plan_reading": operations}
LINES = tuple(
    Line("plan_reading.ask_for_pdf", whose, readers)
    for whose, readers in READ.items()
    if whose != "nothing"
)
# notes on single children: the group's staff and administration; on differentiation every teacher
TELLS = {
    "piezīme-bitēm": people("head", "teacher", "assistant", "substitute", "specialist"),
    "dažādošana-bitēm": STAFF,
    "saturs-bitēm": READ["bees"],
    "saturs-viņu": READ["theirs"],
}


def prepare(stage: Any) -> None:
    for whose in ("bees", "owls", "theirs"):
        group, child = stage.group(whose), stage.children[whose]
        by = stage.user(
            {"bees": "teacher", "owls": "other_teacher", "theirs": "their_teacher"}[whose]
        )
        _plan(group, OCTOBER, by, child, _words(whose), submitted_at=at(8))
        _plan(group, JANUARY, by, child, {})


def _words(whose: str) -> dict[str, str]:
    if whose == "owls":
        return {}
    name = {"bees": "bitēm", "theirs": "viņu"}[whose]
    return {
        "content": f"Saturs-{name}", "differentiation": f"Dažādošana-{name}",
        "note": f"Piezīme-{name}",
    }  # fmt: skip


def _plan(group, month: date, by, child, words: dict[str, str], submitted_at=None) -> None:
    mine = {"institution": group.institution}
    plan = MonthPlan.objects.create(
        **mine, group=group, month=month, opened_at=at(7), opened_by=by, submitted_at=submitted_at,
        submitted_by=by if submitted_at else None,
    )  # fmt: skip
    saved = {"version": 1, "saved_at": at(7), "saved_by": by}
    for code in ("topic", "message", "content", "differentiation"):
        PlanSection.objects.create(**mine, plan=plan, code=code, text=words.get(code, "–"), **saved)
    PlanNote.objects.create(**mine, plan=plan, child=child, text=words.get("note", "–"), **saved)


def _month(objects: str) -> date:
    return JANUARY if objects.startswith("draft/") else OCTOBER


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    if route == "planning:plans_of":
        return {"month": OCTOBER if objects == "october" else NO_SUCH_MONTH}
    if route not in (*PAGES, PDF, TEMPLATE):
        return None
    whose = objects.removeprefix("draft/")
    return {"group_id": stage._group_id(whose), "month": _month(objects)}


def form(stage: Any, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    return {} if route in (PDF, TEMPLATE) else None


def ask_for_pdf(stage: Any, objects: str, by: Access) -> Any:
    plan = MonthPlan.objects.select_related("group__institution", "institution").get(
        group=stage.group(objects.removeprefix("draft/")), month=_month(objects)
    )
    return operations.ask_for_pdf(plan=plan, by=by, at=at(8, 50))


DEEDS = {"plan_reading.ask_for_pdf": ask_for_pdf}
