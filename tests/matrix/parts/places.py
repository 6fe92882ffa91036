"""Matrix: a group's page is its staff's and the office's; what stands behind «Iestāde», and below Today."""

from typing import Any

from tests.matrix.actors import SIGNED_IN
from tests.matrix.table import OFFICES, SEE_BEES, SEE_OWLS, SEE_THEIRS, Row, people

OTHERS = "POST PUT PATCH DELETE OPTIONS"
ROWS = (
    Row("group", "GET HEAD", "bees", {200: SEE_BEES}),
    Row("group", "GET HEAD", "owls", {200: SEE_OWLS}),
    Row("group", "GET HEAD", "theirs", {200: SEE_THEIRS}),
    Row("group", "GET HEAD", "nothing", {}),
    Row("group", OTHERS, "bees nothing", {405: SIGNED_IN}),
    Row("further", "GET HEAD", "", {200: OFFICES | people("superuser")}),
    Row("further", OTHERS, "", {405: SIGNED_IN}),
    Row("institution", "GET HEAD", "", {200: OFFICES}),
    Row("institution", OTHERS, "", {405: SIGNED_IN}),
)


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    return {"pk": stage._group_id(objects)} if route == "group" else None
