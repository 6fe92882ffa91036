"""Matrix: unexplained absences of compulsory age are administration's alone."""

from typing import Any

from attendance.clarifications import operations
from attendance.models import Clarification
from people.access import Access
from tests.attendance import makers
from tests.matrix.actors import SIGNED_IN
from tests.matrix.operations_table import Line
from tests.matrix.table import HEADS, Row, people
from tests.world import MONDAY, at

HEAD, THEIR_HEAD, NO_ID = people("head"), people("their_head"), 987_654_321
CASES = {
    "bees": ("first", "Bitītes"),
    "owls": ("first", "Pūcītes"),
    "theirs": ("second", "Bitītes"),
}
PAGES = (
    "attendance:clarification",
    "attendance:clarification_notice",
    "attendance:clarification_pdf",
)
POSTS = ("attendance:clarification_step", "attendance:clarification_close")
ROUTES = PAGES + POSTS

ROWS = (
    Row("attendance:clarifications", "GET HEAD", "", {200: HEADS}),
    Row("attendance:clarifications", "POST PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
    *(
        row
        for page in PAGES
        for row in (
            Row(page, "GET HEAD", "bees owls", {200: HEAD}),
            Row(page, "GET HEAD", "theirs", {200: THEIR_HEAD}),
            Row(page, "GET HEAD", "nothing", {}),
            Row(page, "POST PUT PATCH DELETE OPTIONS", "bees nothing", {405: SIGNED_IN}),
        )
    ),
    *(
        row
        for post in POSTS
        for row in (
            Row(post, "POST", "bees owls", {302: HEAD}),
            Row(post, "POST", "theirs", {302: THEIR_HEAD}),
            Row(post, "POST!", "bees owls", {422: HEAD}),
            Row(post, "POST!", "theirs", {422: THEIR_HEAD}),
            Row(post, "POST POST!", "nothing", {}),
            Row(post, "GET HEAD PUT PATCH DELETE OPTIONS", "bees nothing", {405: SIGNED_IN}),
        )
    ),
)

MODULES = {"clarifications": operations}
LINES = tuple(
    Line(f"clarifications.{name}", objects, allowed)
    for name in ("take_step", "close")
    for objects, allowed in (("bees", HEAD), ("owls", HEAD), ("theirs", THEIR_HEAD))
)
TELLS = {"piezīme-noskaidrošanai": HEAD}  # what came of a step


def prepare(stage) -> None:
    """A case of each group, open since before the morning that is played; one step with a note."""
    owls = stage.children["owls"]
    of_an_owl = {"institution": owls.institution, "child": owls}
    makers.clarification(stage.first, **of_an_owl)
    Clarification.objects.update(opened_at=at(7), since=MONDAY)
    makers.step(
        stage.first, clarification=case(stage, "bees"), day=MONDAY, note="Piezīme-noskaidrošanai"
    )


def case(stage, objects: str) -> Clarification | None:
    if objects not in CASES:
        return None
    house, group = CASES[objects]
    child = stage.house(house).children[group][0]
    return Clarification.objects.select_related("institution").get(child=child)


def arguments(stage, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    if route not in ROUTES:
        return None
    found = case(stage, objects)
    return {"pk": found.pk if found else NO_ID}


def form(stage, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    if route == "attendance:clarification_step":
        return {"kind": "called" if valid else "x", "day": MONDAY.isoformat(), "note": ""}
    if route == "attendance:clarification_close":
        return {"outcome": "returned" if valid else "x"}
    return None


def take_step(stage, objects: str, by: Access) -> Any:
    return operations.take_step(
        clarification=case(stage, objects), kind="called", day=MONDAY, by=by, at=at(8, 50)
    )


def close(stage, objects: str, by: Access) -> Any:
    found = case(stage, objects)
    return operations.close(clarification=found, outcome="explained", by=by, at=at(8, 50))


DEEDS = {"clarifications.take_step": take_step, "clarifications.close": close}
