"""Matrix: the board of plans and the PDF of all groups are administration's; what a group has covered is
every teacher's of the house."""

from datetime import date
from typing import Any

from documents.models import Job
from people.access import Access
from planning.board import operations
from tests.matrix.actors import OF_THE_SECOND, SIGNED_IN
from tests.matrix.operations_table import HEAD, THEIR_HEAD, Line
from tests.matrix.table import HEADS, OF_TEACHERS_ROLE, Row, people
from tests.world import SCHOOL_YEAR, at

BOARD, ALL, COVERAGE = "planning:board", "planning:board_pdf", "planning:coverage"
OCTOBER = date(2026, 10, 1)  # submitted by all groups of both houses
NO_ID = 987_654_321
OURS = (OF_TEACHERS_ROLE | HEADS) - OF_THE_SECOND
THEIRS = people("their_teacher", "their_head")

ROWS = (
    Row(BOARD, "GET HEAD", "ours", {200: HEADS}),
    Row(BOARD, "GET HEAD", "nothing", {}),
    Row(BOARD, "POST PUT PATCH DELETE OPTIONS", "ours nothing", {405: SIGNED_IN}),
    Row(ALL, "POST", "ours", {302: HEADS}),
    Row(ALL, "POST!", "ours", {422: HEADS}),
    Row(ALL, "POST POST!", "nothing", {}),
    Row(ALL, "GET HEAD PUT PATCH DELETE OPTIONS", "ours nothing", {405: SIGNED_IN}),
    Row(COVERAGE, "GET HEAD", "bees owls", {200: OURS}),
    Row(COVERAGE, "GET HEAD", "theirs", {200: THEIRS}),
    Row(COVERAGE, "GET HEAD", "nothing", {}),
    Row(COVERAGE, "POST PUT PATCH DELETE OPTIONS", "bees nothing", {405: SIGNED_IN}),
)
MODULES = {"plan_board": operations}
LINES = (
    Line("plan_board.ask_for_pdf", "ours", HEAD),
    Line("plan_board.ask_for_pdf", "theirs", THEIR_HEAD),
)


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    if route in (BOARD, ALL):
        return {"year": SCHOOL_YEAR if objects == "ours" else 1999}
    if route == COVERAGE:
        return {"group_id": NO_ID if objects == "nothing" else stage.group(objects).pk}
    return None


def form(stage: Any, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    if route != ALL:
        return None
    return {"month": OCTOBER.isoformat() if valid else "2026-13-01"}


def ask_for_pdf(stage: Any, objects: str, by: Access) -> Job:
    house = {"ours": stage.first, "theirs": stage.second}[objects].institution
    return operations.ask_for_pdf(institution=house, month=OCTOBER, by=by, at=at(8, 50))


DEEDS = {"plan_board.ask_for_pdf": ask_for_pdf}
