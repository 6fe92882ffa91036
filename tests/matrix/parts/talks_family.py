"""Matrix: talks as guardians who took part read them, and on paper. They are those of ``talks``."""

from typing import Any

from tests.matrix.actors import NOTHING, SIGNED_IN
from tests.matrix.parts.day_feed import PARENTS
from tests.matrix.parts.talks import FAMILY, GROUP, STAFF, talk_of
from tests.matrix.table import SEE_THEIRS, Row, people

THEIR_FAMILY = people("their_parent")
OTHERS = "PUT PATCH DELETE OPTIONS"
NOT_SHOWN = "bees bees/waits"  # a draft, and one in its minute
LIST, ONE = "messaging:family_talks", "messaging:family_talk"
PAPER = ("messaging:talk_print", "messaging:talk_pdf")
YEAR = ("messaging:talks_print", "messaging:talks_pdf")

ROWS = (
    Row(LIST, "GET HEAD", "", {200: PARENTS}),
    Row(LIST, f"POST {OTHERS}", "", {405: SIGNED_IN}),
    Row(ONE, "GET HEAD", "bees/shown", {200: FAMILY}),
    Row(ONE, "GET HEAD", "theirs/shown", {200: THEIR_FAMILY}),
    Row(ONE, "GET HEAD POST POST!", f"{NOT_SHOWN} owls nothing", {}),
    Row(ONE, "POST", "bees/shown", {302: FAMILY}),
    Row(ONE, "POST", "theirs/shown", {302: THEIR_FAMILY}),
    Row(ONE, "POST!", "bees/shown", {422: FAMILY}),
    Row(ONE, "POST!", "theirs/shown", {422: THEIR_FAMILY}),
    Row(ONE, OTHERS, "bees/shown nothing", {405: SIGNED_IN}),
    *(
        row
        for route in PAPER
        for row in (
            Row(route, "GET HEAD", NOT_SHOWN, {200: STAFF}),
            Row(route, "GET HEAD", "bees/shown", {200: STAFF | FAMILY}),
            Row(route, "GET HEAD", "theirs/shown", {200: SEE_THEIRS | THEIR_FAMILY}),
            Row(route, "GET HEAD", "owls nothing", {}),
            Row(route, f"POST {OTHERS}", "bees nothing", {405: SIGNED_IN}),
        )
    ),
    *(
        row
        for route in YEAR
        for row in (
            Row(route, "GET HEAD", "bees", {200: GROUP}),
            Row(route, "GET HEAD", "owls", {200: people("other_teacher", "head")}),
            Row(route, "GET HEAD", "theirs", {200: SEE_THEIRS}),
            Row(route, "GET HEAD", "nothing", {}),
            Row(route, f"POST {OTHERS}", "bees nothing", {405: SIGNED_IN}),
        )
    ),
)


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    if route in YEAR:
        return {"group_id": stage._group_id(objects)}
    if route not in (ONE, *PAPER):
        return None
    is_none = objects in ("owls", "nothing")  # the owls have none
    return {"talk_id": NOTHING if is_none else talk_of(stage, objects).pk}


def form(stage: Any, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    return {"remark": "Piekrītu" if valid else "x" * 20_001} if route == ONE else None
