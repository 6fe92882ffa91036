"""Matrix: the grid of a group's month, one outcome and one cell of it, strokes; summaries of a child and of a
group. Children and rows are those of ``assessment``: what is written is of the second child."""

from datetime import date
from typing import Any

from assessment.summary import operations as summaries
from assessment.summary.period import Token, period_of
from people.access import Access
from tests.matrix.actors import NOTHING
from tests.matrix.operations_table import HEAD, Line
from tests.matrix.parts.assessment import (
    FAMILY,
    PART,
    STAFF,
    THEIR_FAMILY,
    children_of,
    outcome,
    row_of,
)
from tests.matrix.parts.assessment_pages import not_so, post, read
from tests.matrix.table import RECORD_OWLS, SEE_THEIRS, Row
from tests.world import MONDAY, at

NOVEMBER, HALF = date(2026, 11, 1), Token(2026, 1)
OWLS = RECORD_OWLS | HEAD
OF_THE_GRID = ("grid", "more", "strokes", "outcome", "cell", "remove_cell")
OF_A_CHILD = ("summary", "summary_print", "summary_csv", "summary_xlsx", "summary_pdf")
OF_A_GROUP = ("summaries", "summaries_pdf")
READ = {  # what parents were shown
    "bees": STAFF | FAMILY, "bees/second": STAFF, "owls": OWLS | FAMILY,
    "theirs": SEE_THEIRS | THEIR_FAMILY, "nothing": frozenset[str](),
}  # fmt: skip
READ_ALL = {
    "bees": STAFF, "owls": OWLS, "theirs": SEE_THEIRS, "nothing": frozenset[str](),
}  # fmt: skip


def _by(name: str, methods: str, status: int, readers: dict[str, frozenset[str]]) -> list[Row]:
    route = f"assessment:{name}"
    return [Row(route, methods, whose, {status: those}) for whose, those in readers.items()]


ROWS = (
    *read("grid", "bees bees/month"),
    Row("assessment:grid", "GET HEAD", "owls", {200: OWLS}),
    not_so("grid", "POST"),
    Row("assessment:more", "GET HEAD", "bees", {200: PART, 403: HEAD}),
    Row("assessment:more", "GET HEAD", "owls", {200: RECORD_OWLS, 403: HEAD}),
    Row("assessment:more", "GET HEAD", "nothing", {}),
    not_so("more", "POST"),
    *post("strokes", PART, 302, "bees", wrong=302, theirs="theirs"),  # without script it is told there
    not_so("strokes", "GET HEAD"),
    *read("outcome", "bees"),
    *post("outcome", PART, 302, "bees", theirs="theirs"),
    not_so("outcome"),
    *read("cell", "bees"),
    *post("cell", PART, 302, "bees", theirs="theirs"),
    not_so("cell"),
    *post("remove_cell", PART, 302, "bees", wrong=302, theirs="theirs"),  # a draft needs no reason
    not_so("remove_cell", "GET HEAD"),
    # --- summaries --------------------------------------------------------------------------------
    *(row for name in OF_A_CHILD[:-1] for row in _by(name, "GET HEAD", 200, READ)),
    *(not_so(name, "POST") for name in OF_A_CHILD[:-1]),
    *_by("summary_pdf", "POST POST!", 302, READ),
    not_so("summary_pdf", "GET HEAD"),
    *_by("summaries", "GET HEAD", 200, READ_ALL),
    not_so("summaries", "POST"),
    *_by("summaries_pdf", "POST POST!", 302, READ_ALL),
    not_so("summaries_pdf", "GET HEAD"),
)  # fmt: skip
MODULES = {"summaries": summaries}
LINES = (
    *(
        Line("summaries.ask_for_pdf", whose, readers)
        for whose, readers in READ.items()
        if whose != "nothing"
    ),
    *(
        Line("summaries.ask_for_all", whose, readers)
        for whose, readers in READ_ALL.items()
        if whose != "nothing"
    ),
)


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    name = route.removeprefix("assessment:")
    whose, _slash, which = objects.partition("/")
    if name == route:
        return None
    if name in OF_A_CHILD:
        nth = int(which == "second")
        child = children_of(stage, whose)[nth].pk if whose != "nothing" else NOTHING
        return {"child_id": child, "token": HALF}
    place: dict[str, Any] = {"group_id": stage._group_id(whose)}
    if name in OF_A_GROUP:
        return place | {"token": HALF}
    if name in ("grid", "more"):
        return place | ({"month": NOVEMBER} if name == "more" or which else {})
    return place | _of_a_day(stage, name, whose) if name in OF_THE_GRID else None


def _of_a_day(stage: Any, name: str, whose: str) -> dict[str, Any]:
    """Of the second child the first outcome of the area is a draft; the fourth is nobody's yet."""
    day: dict[str, Any] = {"day": MONDAY}
    if name == "strokes":
        return day
    if name == "outcome":
        return day | {"entry_id": outcome(3).pk}
    child = children_of(stage, whose)[1].pk if whose != "nothing" else NOTHING
    return day | {"child_id": child, "entry_id": outcome(0).pk}


def form(stage: Any, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    name, whose = route.removeprefix("assessment:"), objects.partition("/")[0]
    if name == route or name not in ("strokes", "outcome", "cell", "remove_cell", "summary_pdf",
                                     "summaries_pdf"):  # fmt: skip
        return None
    if whose == "nothing" or name in ("remove_cell", "summary_pdf", "summaries_pdf"):
        return {}
    child = children_of(stage, whose)[1].pk
    if name == "cell":
        version = row_of(stage, "assessment", f"{whose}/draft").version
        return {"comment": "Viens pats", "version": str(version if valid else "x")}
    said = f"{child}:{outcome(3).pk}:A:0" if valid else "x"
    return {"cell": said} if name == "strokes" else {f"cell-{child}": said}


# --- one valid call of every operation ------------------------------------------------------------
def _half(stage: Any, objects: str) -> Any:
    return period_of(stage.group(objects.partition("/")[0]).institution, HALF)


def _one(stage: Any, objects: str, by: Access) -> Any:
    whose, _slash, which = objects.partition("/")
    child = children_of(stage, whose)[int(which == "second")]
    period = _half(stage, objects)
    return summaries.ask_for_pdf(child=child, period=period, by=by, at=at(8, 50))


def _all(stage: Any, objects: str, by: Access) -> Any:
    period = _half(stage, objects)
    return summaries.ask_for_all(group=stage.group(objects), period=period, by=by, at=at(8, 50))


DEEDS = {"summaries.ask_for_pdf": _one, "summaries.ask_for_all": _all}
