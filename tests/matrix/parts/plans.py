"""Matrix: plans that are written. The bees of both houses have a draft for December and have submitted
November's plan; the owls have begun none."""

from datetime import date
from typing import Any

from django.db import transaction

from outbox.clock import ONE_DAY
from people.access import Access
from planning import operations
from planning.models import MonthPlan, PlanAmendment
from planning.operations.items import Said
from planning.operations.whole import Whole
from planning.reach import held_section
from tests.matrix.actors import SIGNED_IN
from tests.matrix.operations_table import Line
from tests.matrix.table import OF_TEACHERS_ROLE, RECORD_THEIRS, SEE_THEIRS, Row, people
from tests.planning.full import a_full_plan
from tests.world import at

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
AREA = "KUL"  # of the specialist
# December is asked of its first day: who stands in for one day only does not write it
WHOLE = people("teacher", "substitute_tomorrow")
PART = WHOLE | people("specialist")
NOW = people("teacher", "substitute")
PART_NOW = NOW | people("specialist")
STAFF = (OF_TEACHERS_ROLE - RECORD_THEIRS) | people("head")
OTHERS = "PUT PATCH DELETE OPTIONS"


def _post(
    route: str, objects: str, done: frozenset[str], status: int, theirs: int = 0
) -> list[Row]:
    """Who may is answered so, 422 to what is wrong; who only reads is refused."""
    return [
        Row(route, "POST", objects, {status: done, 403: STAFF - done}),
        Row(route, "POST!", objects, {422: done, 403: STAFF - done}),
        Row(
            route,
            "POST",
            "theirs",
            {theirs or status: RECORD_THEIRS, 403: SEE_THEIRS - RECORD_THEIRS},
        ),
        Row(route, "POST!", "theirs", {422: RECORD_THEIRS, 403: SEE_THEIRS - RECORD_THEIRS}),
        Row(route, "POST POST!", "nothing owls", {}),
    ]


ROWS = (
    Row("planning:plan", "GET HEAD", "bees", {200: STAFF}),
    Row("planning:plan", "GET HEAD", "bees/november", {200: STAFF | people("parent")}),
    Row("planning:plan", "GET HEAD", "owls", {200: people("other_teacher")}),  # begins it
    Row("planning:plan", "GET HEAD", "theirs", {200: SEE_THEIRS}),
    Row("planning:plan", "GET HEAD", "nothing bees/another_year", {}),
    *_post("planning:plan", "bees", PART, 302),
    Row("planning:plan", "POST", "bees/november", {409: PART_NOW, 403: STAFF - PART_NOW}),
    Row("planning:plan", OTHERS, "bees nothing", {405: SIGNED_IN}),
    Row("planning:amend", "GET HEAD", "bees/november", {200: PART_NOW, 403: STAFF - PART_NOW}),
    Row("planning:amend", "GET HEAD", "bees", {302: PART, 403: STAFF - PART}),
    Row("planning:amend", "GET HEAD", "nothing owls", {}),
    Row("planning:amend", "POST", "bees/november", {302: PART_NOW, 403: STAFF - PART_NOW}),
    Row("planning:amend", "POST!", "bees/november", {422: PART_NOW, 403: STAFF - PART_NOW}),
    Row("planning:amend", "POST POST!", "nothing owls", {}),
    Row("planning:amend", OTHERS, "bees nothing", {405: SIGNED_IN}),
    *_post("planning:submit", "bees", WHOLE, 302),
    Row("planning:submit", f"GET HEAD {OTHERS}", "bees nothing", {405: SIGNED_IN}),
    *_post("planning:section", "bees", WHOLE, 200),
    Row("planning:section", "POST", "bees/area", {200: PART, 403: STAFF - PART}),
    Row("planning:section", "POST!", "bees/area", {422: PART, 403: STAFF - PART}),
    Row("planning:section", "POST", "bees/november", {409: NOW, 403: STAFF - NOW}),
    Row("planning:section", "POST POST!", "bees/no_such", {}),
    Row("planning:section", f"GET HEAD {OTHERS}", "bees nothing", {405: SIGNED_IN}),
    *_post("planning:notes", "bees", WHOLE, 200),
    Row("planning:notes", "POST POST!", "bees/owl", {422: WHOLE, 403: STAFF - WHOLE}),
    Row("planning:notes", "POST POST!", "bees/stranger", {404: PART, 403: STAFF - PART}),  # who reads
    Row("planning:notes", f"GET HEAD {OTHERS}", "bees nothing", {405: SIGNED_IN}),
    *_post("planning:choices", "bees", PART, 200),
    Row("planning:choices", f"GET HEAD {OTHERS}", "bees nothing", {405: SIGNED_IN}),
    *_post("planning:items", "bees", PART, 200),
    Row("planning:items", f"GET HEAD {OTHERS}", "bees nothing", {405: SIGNED_IN}),
    Row("planning:writers", "GET HEAD", "bees", {200: PART, 403: STAFF - PART}),
    Row("planning:writers", "GET HEAD", "theirs", {200: RECORD_THEIRS, 403: SEE_THEIRS - RECORD_THEIRS}),
    Row("planning:writers", "GET HEAD", "nothing owls", {}),
    Row("planning:writers", f"POST {OTHERS}", "bees nothing", {405: SIGNED_IN}),
)  # fmt: skip
ROUTES = {row.route for row in ROWS}
MONTHS = {"november": NOVEMBER, "another_year": date(2028, 1, 1)}

MODULES = {"planning": operations}
_BY_WHOM = {
    "open_plan": PART, "save_section": WHOLE, "save_held": WHOLE, "save_note": WHOLE,
    "choose": PART, "drop": PART, "add_item": PART, "change_item": PART, "take_away_item": PART,
    "submit": WHOLE, "write": PART,
}  # fmt: skip
LINES = (
    *(
        Line(f"planning.{name}", objects, allowed if objects == "bees" else RECORD_THEIRS)
        for name, allowed in _BY_WHOM.items()
        for objects in ("bees", "theirs")
    ),
    Line("planning.amend", "november", PART_NOW),
    Line("planning.mark_template", "november", people("head")),
    Line("planning.mark_template", "theirs/november", people("their_head")),
    Line("planning.unmark_template", "november", people("head")),
    Line("planning.unmark_template", "theirs/november", people("their_head")),
)


def prepare(stage: Any) -> None:
    for whose in ("bees", "theirs"):
        group, house = stage.group(whose), stage.house("first" if whose == "bees" else "second")
        november = a_full_plan(house, group, NOVEMBER, submitted_at=at(8))
        PlanAmendment.objects.create(
            institution=house.institution, plan=november, at=at(8, 5), by=house.people.teacher,
            reason="Kanārijs uzsniga" if whose == "theirs" else "Ārā uzsniga",
        )  # fmt: skip
        draft = a_full_plan(house, group, DECEMBER, submitted_at=None)
        draft.notes.all().delete()
        draft.choices.update(added_at=at(8))
        draft.items.update(added_at=at(8))
        draft.items.filter(kind="event").update(area=AREA)


def plan(stage: Any, objects: str) -> MonthPlan:
    month = NOVEMBER if objects.endswith("november") else DECEMBER
    whose = "theirs" if objects.startswith("theirs") else "bees"
    rows = MonthPlan.objects.select_related("group__institution", "institution")
    return rows.get(group=stage.group(whose), month=month)


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    if route not in ROUTES:
        return None
    whose, _slash, more = objects.partition("/")
    place = {"group_id": stage._group_id(whose), "month": MONTHS.get(more, DECEMBER)}
    if route == "planning:section":
        code = {"area": f"activities.{AREA}", "no_such": "no_such"}.get(more, "topic")
        return place | {"code": code}
    if route == "planning:notes":
        child = {"owl": "owls", "stranger": "theirs"}.get(
            more, "theirs" if whose == "theirs" else "bees"
        )
        return place | {"child_id": stage.children[child].pk}
    return place


def form(stage: Any, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    if route not in ROUTES:
        return None
    code = f"activities.{AREA}"
    if route in {"planning:section", "planning:notes"}:
        place = arguments(stage, route, objects, actor) or {}
        code = place.get("code") or f"note-{place['child_id']}"
    if route == "planning:choices":
        return {"pick": f"skill:{AREA}:KD" if valid else f"skill:{AREA}:XX", "on": "1"}
    if route == "planning:items":
        day = DECEMBER if valid else DECEMBER - ONE_DAY
        said = {"kind": "walk", "text": "Pastaiga", "area": AREA, "since": day.isoformat()}
        return {f"item-new-{name}": value for name, value in said.items()}
    text = {f"text-{code}": "Zīmējam" if valid else "x" * 20_001, f"version-{code}": "1"}
    if route == "planning:notes":
        text[f"version-{code}"] = "0"
    return text | ({"text-reason": "Bērniem patika"} if valid else {})


def _written(name: str, **what: Any) -> Any:
    return lambda stage, objects, by: getattr(operations, name)(
        plan=plan(stage, objects), by=by, at=at(8, 50), **what
    )


def _open(stage: Any, objects: str, by: Access) -> Any:
    standing = plan(stage, objects)
    return operations.open_plan(group=standing.group, month=DECEMBER, by=by, at=at(8, 50))


def _save_held(stage: Any, objects: str, by: Access) -> Any:
    standing = plan(stage, objects)
    with transaction.atomic():
        held = held_section(standing.group_id, DECEMBER, "topic", by=by)
        assert held
        return operations.save_held(section=held, text="Gaisma", version=1, by=by, at=at(8, 50))


def _save_note(stage: Any, objects: str, by: Access) -> Any:
    child = stage.children["theirs" if objects == "theirs" else "bees"]
    return _written("save_note", child=child, text="Piezīme", version=0)(stage, objects, by)


def _drop(stage: Any, objects: str, by: Access) -> Any:
    choice = plan(stage, objects).choices.filter(kind="skill", area=AREA).get()
    return operations.drop(choice=choice, by=by, at=at(8, 50))


def _an_item(stage: Any, objects: str) -> Any:
    return plan(stage, objects).items.get(kind="event")


_SAID = Said("walk", "Pastaiga", area=AREA, since=DECEMBER)
_WHOLE = Whole(texts={f"activities.{AREA}": ("Zīmējam", 1)})
DEEDS = {
    "planning.open_plan": _open,
    "planning.save_section": _written("save_section", code="topic", text="Gaisma", version=1),
    "planning.save_held": _save_held,
    "planning.save_note": _save_note,
    "planning.choose": _written("choose", kind="skill", area=AREA, skill="KD"),
    "planning.drop": _drop,
    "planning.add_item": _written("add_item", said=_SAID),
    "planning.change_item": lambda stage, objects, by: operations.change_item(
        item=_an_item(stage, objects), said=_SAID, by=by, at=at(8, 50)
    ),
    "planning.take_away_item": lambda stage, objects, by: operations.take_away_item(
        item=_an_item(stage, objects), by=by, at=at(8, 50)
    ),
    "planning.submit": _written("submit"),
    "planning.write": _written("write", whole=_WHOLE),
    "planning.mark_template": _written("mark_template"),
    "planning.unmark_template": _written("unmark_template"),
    "planning.amend": _written("amend", whole=_WHOLE, reason="Bērniem patika"),
}
