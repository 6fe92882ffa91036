"""Matrix: documents are read by everybody of the house and published by administration."""

from typing import Any

from agreements import operations
from agreements.models import Document, Version
from people.access import Access
from tests.matrix.actors import EVERYBODY, OF_THE_FIRST, OF_THE_SECOND, SIGNED_IN
from tests.matrix.operations_table import Line
from tests.matrix.table import HEADS, IN_A_ROLE, Row, people
from tests.world import at

RULES, NO_ID = Document.Kind.RULES, 987_654_321
HEAD, THEIR_HEAD = people("head"), people("their_head")
# whose guardianship has ended is of the house no longer
OURS = (OF_THE_FIRST & IN_A_ROLE) - people("former_parent")
THEIRS = OF_THE_SECOND
STAFF = IN_A_ROLE - people(
    "parent", "other_parent", "restricted", "former_parent", "their_parent"
)  # fmt: skip

ROWS = (
    Row("about", "GET HEAD", "", {200: EVERYBODY}, open=True),
    Row("about", "POST PUT PATCH DELETE OPTIONS", "", {405: EVERYBODY}, open=True),
    # nobody owes anything on this stage: the page leads on (tests/rules/test_r03_… plays the rest)
    Row("agreements:accept", "GET HEAD POST POST!", "", {302: SIGNED_IN}),
    Row("agreements:accept", "PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
    Row("agreements:documents", "GET HEAD", "", {200: SIGNED_IN}),
    Row("agreements:documents", "POST PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
    Row("agreements:version", "GET HEAD", "ours", {200: OURS}),
    Row("agreements:version", "GET HEAD", "theirs", {200: THEIRS}),
    Row("agreements:version", "GET HEAD", "nothing", {}),
    Row("agreements:version", "POST PUT PATCH DELETE OPTIONS", "ours nothing", {405: SIGNED_IN}),
    Row("agreements:people", "GET HEAD", "ours", {200: HEAD, 403: OURS - HEAD}),
    Row("agreements:people", "GET HEAD", "theirs", {200: THEIR_HEAD, 403: THEIRS - THEIR_HEAD}),
    Row("agreements:people", "GET HEAD", "nothing", {}),
    Row("agreements:people", "POST PUT PATCH DELETE OPTIONS", "ours nothing", {405: SIGNED_IN}),
    Row("agreements:publish", "GET HEAD", "rules", {200: HEADS, 403: STAFF - HEADS}),
    Row("agreements:publish", "POST", "rules", {302: HEADS, 403: STAFF - HEADS}),
    Row("agreements:publish", "POST!", "rules", {422: HEADS, 403: STAFF - HEADS}),
    Row("agreements:publish", "GET HEAD POST POST!", "poem", {}),
    Row("agreements:publish", "PUT PATCH DELETE OPTIONS", "rules poem", {405: SIGNED_IN}),
)
MODULES = {"agreements": operations}
LINES = (
    Line("agreements.publish", "ours", HEAD),
    Line("agreements.publish", "theirs", THEIR_HEAD),
    Line("agreements.acknowledge", "ours", OURS),
    Line("agreements.acknowledge", "theirs", THEIRS),
)
TELLS = {"papīrs-mūsu": OURS, "papīrs-viņu": THEIRS}


def prepare(stage) -> None:
    for house, text in ((stage.first, "Papīrs-mūsu"), (stage.second, "Papīrs-viņu")):
        operations.publish(
            institution=house.institution, kind=RULES, title=text, text=text, by=house.by, at=at(7)
        )


def _house(stage, objects: str):
    return stage.second if objects == "theirs" else stage.first


def _version(stage, objects: str) -> Version:
    return Version.objects.get(institution=_house(stage, objects).institution)


def arguments(stage, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    if route == "agreements:publish":
        return {"kind": objects}
    if route in ("agreements:version", "agreements:people"):
        return {"pk": NO_ID if objects == "nothing" else _version(stage, objects).pk}
    return None


def form(stage, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    if route == "agreements:publish":
        return {"title": "Kārtība", "text": "Jauna kārtība" if valid else ""}
    return {} if route == "agreements:accept" else None


def publish(stage, objects: str, by: Access) -> Any:
    return operations.publish(
        institution=_house(stage, objects).institution, kind=RULES, title="Kārtība", text="Jauna",
        by=by, at=at(8, 50),
    )  # fmt: skip


def acknowledge(stage, objects: str, by: Access) -> Any:
    return operations.acknowledge(versions=[_version(stage, objects)], by=by, at=at(8, 50))


DEEDS = {"agreements.publish": publish, "agreements.acknowledge": acknowledge}
