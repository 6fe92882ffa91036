"""Matrix: a child's pages for staff, words of the youngest, publishing, what parents read, the board.

Children and rows are those of ``assessment``: «bees» the first child, of whom something is shown and
something waits for its minute, «bees/second» one with drafts.
"""

from datetime import date
from typing import Any

from assessment.publishing.looked_at import field_of
from tests.assessment.staff import sign_for
from tests.matrix.actors import NOTHING, SIGNED_IN
from tests.matrix.operations_table import HEAD
from tests.matrix.parts.assessment import PART, STAFF, WHOLE, children_of, row_of
from tests.matrix.parts.day_feed import PARENTS
from tests.matrix.table import HEADS, RECORD_OWLS, RECORD_THEIRS, SEE_THEIRS, Row, people
from tests.world import MONDAY

OTHERS = "PUT PATCH DELETE OPTIONS"
MONTHS = {"now": date(2026, 11, 1), "before": date(2026, 8, 1), "nothing": date(1999, 1, 1)}
OWLS = RECORD_OWLS | HEAD
OF_A_CHILD = (
    "child", "idea", "say", "preview", "beside", "publish_child", "take_back_child", "mark", "observation",
    "told_idea", "growth_of", "read_growth",
)  # fmt: skip
OF_A_GROUP = ("words", "words_of", "publish", "take_back")


def read(name: str, ours: str = "bees bees/second") -> tuple[Row, ...]:
    """By whoever of the staff sees the child."""
    return (
        Row(f"assessment:{name}", "GET HEAD", ours, {200: STAFF}),
        Row(f"assessment:{name}", "GET HEAD", "theirs", {200: SEE_THEIRS}),
        Row(f"assessment:{name}", "GET HEAD", "nothing", {}),
    )


def post(
    name: str, done: frozenset[str], status: int, ours: str = "bees/second", wrong: int = 422,
    theirs: str = "theirs/second",
) -> tuple[Row, ...]:  # fmt: skip
    """Who may is answered so; who only reads is refused."""
    them = SEE_THEIRS - RECORD_THEIRS
    return (
        Row(f"assessment:{name}", "POST", ours, {status: done, 403: STAFF - done}),
        Row(f"assessment:{name}", "POST!", ours, {wrong: done, 403: STAFF - done}),
        Row(f"assessment:{name}", "POST", theirs, {status: RECORD_THEIRS, 403: them}),
        Row(f"assessment:{name}", "POST!", theirs, {wrong: RECORD_THEIRS, 403: them}),
        Row(f"assessment:{name}", "POST POST!", "nothing", {}),
    )


def not_so(name: str, methods: str = "") -> Row:
    return Row(f"assessment:{name}", f"{methods} {OTHERS}", "bees nothing", {405: SIGNED_IN})


ROWS = (
    Row("assessment:board", "GET HEAD", "", {200: HEADS}),
    Row("assessment:board", f"POST {OTHERS}", "", {405: SIGNED_IN}),
    Row("assessment:board_of", "GET HEAD", "now before", {200: HEADS}),
    Row("assessment:board_of", "GET HEAD", "nothing", {}),
    Row("assessment:board_of", f"POST {OTHERS}", "now nothing", {405: SIGNED_IN}),
    # --- a child, for staff ---------------------------------------------------------------------
    *read("child"),
    Row("assessment:child", "GET HEAD", "owls", {200: OWLS}),
    *post("child", WHOLE, 302),
    not_so("child"),
    *post("idea", WHOLE, 200),
    not_so("idea", "GET HEAD"),
    *post("say", WHOLE, 200),
    not_so("say", "GET HEAD"),
    *read("preview"),
    not_so("preview", "POST"),
    *read("beside"),
    Row("assessment:beside", "GET HEAD", "owls", {200: OWLS}),
    not_so("beside", "POST"),
    *post("publish_child", WHOLE, 302, wrong=409),  # nobody has looked at it
    Row("assessment:publish_child", "POST", "bees", {409: WHOLE, 403: STAFF - WHOLE}),  # waits
    not_so("publish_child", "GET HEAD"),
    *post("take_back_child", WHOLE, 302, wrong=302),  # a draft already, and it has no content
    Row("assessment:take_back_child", "POST", "bees", {409: WHOLE, 403: STAFF - WHOLE}),  # too late
    not_so("take_back_child", "GET HEAD"),
    *read("mark"),
    *post("mark", PART, 302, "bees", theirs="theirs"),  # parents read it: a reason is needed
    *post("mark", PART, 302, wrong=302)[:2],  # a draft needs none
    not_so("mark"),
    *read("observation"),
    *post("observation", WHOLE, 302, "bees", theirs="theirs"),
    *post("observation", WHOLE, 302, wrong=302)[:2],
    not_so("observation"),
    *read("told_idea", "bees"),
    *post("told_idea", WHOLE, 302, "bees", theirs="theirs"),
    not_so("told_idea"),
    # --- a group --------------------------------------------------------------------------------
    *read("words", "bees"),
    *post("words", WHOLE, 302, "bees", wrong=302, theirs="theirs"),  # none of them is that young
    not_so("words"),
    *read("words_of", "bees"),
    *post("words_of", WHOLE, 302, "bees", wrong=302, theirs="theirs"),
    not_so("words_of"),
    Row("assessment:publish", "GET HEAD", "bees", {200: WHOLE, 403: STAFF - WHOLE}),
    Row("assessment:publish", "GET HEAD", "owls", {200: RECORD_OWLS, 403: HEAD}),
    Row("assessment:publish", "GET HEAD", "nothing", {}),
    *post("publish", WHOLE, 302, "bees", theirs="theirs"),
    not_so("publish"),
    *post("take_back", WHOLE, 409, "bees", wrong=409, theirs="theirs"),  # too late
    not_so("take_back", "GET HEAD"),
    # --- a family -------------------------------------------------------------------------------
    Row("assessment:growth", "GET HEAD", "", {200: PARENTS}),
    Row("assessment:growth", f"POST {OTHERS}", "", {405: SIGNED_IN}),
    Row("assessment:growth_of", "GET HEAD", "bees owls", {200: people("parent")}),
    Row("assessment:growth_of", "GET HEAD", "bees/second nothing", {}),  # kept from its father
    Row("assessment:growth_of", "GET HEAD", "theirs", {200: people("their_parent")}),
    not_so("growth_of", "POST"),
    Row("assessment:read_growth", "POST POST!", "bees owls", {302: people("parent")}),
    Row("assessment:read_growth", "POST POST!", "bees/second nothing", {}),
    Row("assessment:read_growth", "POST POST!", "theirs", {302: people("their_parent")}),
    not_so("read_growth", "GET HEAD"),
)  # fmt: skip


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    name = route.removeprefix("assessment:")
    whose, _slash, which = objects.partition("/")
    if route == "assessment:board_of":
        return {"month": MONTHS[objects]}
    if name in OF_A_GROUP and name != route:
        place: dict[str, Any] = {"group_id": stage._group_id(whose)}
        return place | {"day": MONDAY} if name == "words_of" else place
    if name not in OF_A_CHILD or name == route:
        return None
    is_one = whose != "nothing"
    nth = int(which == "second")
    place = {"child_id": children_of(stage, whose)[nth].pk if is_one else NOTHING}
    if name == "say":
        place["day"] = MONDAY
    if name == "told_idea":
        place["publication_id"] = _row(stage, name, whose, which).pk if is_one else NOTHING
    if name in ("mark", "observation"):
        place[f"{name}_id"] = _row(stage, name, whose, which).pk if is_one else NOTHING
    return place


def _row(stage: Any, name: str, whose: str, which: str) -> Any:
    kind = {"mark": "assessment", "told_idea": "publication"}.get(name, name)
    return row_of(stage, kind, f"{whose}/{'draft' if which == 'second' else 'shown'}")


def form(stage: Any, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    name = route.removeprefix("assessment:")
    if name == route or name not in (*OF_A_CHILD, *OF_A_GROUP):
        return None
    whose = objects.partition("/")[0]
    if name in ("mark", "observation", "told_idea"):
        return {"reason": "Cits bērns" if valid else ""}
    if whose == "nothing" or name not in ("child", "say", "idea", "publish", "publish_child"):
        return {}
    second = children_of(stage, whose)[1]
    if name.startswith("publish"):
        looked = {field_of(second): sign_for(second, stage.access(actor))}
        return {"child": [second.pk], **looked} if valid else {}
    kind, code = (
        ("publication", "idea") if name == "idea" else ("observation", f"child-{second.pk}")
    )
    version = 0 if whose == "owls" else row_of(stage, kind, f"{whose}/draft").version
    said = "Klausās" if valid else "x" * 5_000
    return {f"text-{code}": said, f"version-{code}": str(version)}
