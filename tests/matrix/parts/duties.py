"""Matrix: calendar, ladder, asking for what is owed."""

from datetime import date
from typing import Any

from duties import operations, registry
from duties.models import CalendarException, Closure
from people.access import Access
from tests.matrix.actors import NOTHING
from tests.matrix.operations_table import CALENDAR, HEAD, THEIR_HEAD, Line
from tests.matrix.table import (
    NOBODY,
    OF_TEACHERS_ROLE,
    OFFICES,
    SEE_BEES,
    SEE_OWLS,
    SEE_THEIRS,
    SIGNED_IN,
    STAFF_AT_LARGE,
    Row,
    people,
)
from tests.world import MONDAY, at

NEXT_MONDAY, NEXT_FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
OUR_STAFF = (STAFF_AT_LARGE | OF_TEACHERS_ROLE | people("superuser")) - people("their_teacher")
PARENTS = people("parent", "other_parent", "restricted")
# a family sees a group's rows of the days on which its child belongs there, unless a document forbids
OF_BEES, OF_OWLS = people("parent"), people("parent", "other_parent")
OF_THEIRS = people("their_parent")
SEE_OURS = OUR_STAFF | PARENTS
SEE_HERS = people("their_head", "their_teacher", "their_parent")
MANAGE = CALENDAR | THEIR_HEAD
WITH_CALENDAR = SEE_OURS | SEE_HERS | people("former_parent")  # a parent is told that there is none
GET, NO_GET = "GET HEAD", "GET HEAD PUT PATCH DELETE OPTIONS"
NO_POST, NEITHER = "POST PUT PATCH DELETE OPTIONS", "PUT PATCH DELETE OPTIONS"


def _of_a_day(route: str, valid: int, reads: bool) -> tuple[Row, ...]:
    """An exception: ours, theirs, of one group, of nobody. ``valid``: what a good POST answers."""
    rows: list[Row] = []
    for objects, manage, see in (
        ("bees", CALENDAR, OUR_STAFF | OF_BEES),
        ("owls", CALENDAR, OUR_STAFF | OF_OWLS),
        ("theirs", THEIR_HEAD, SEE_HERS),
        ("nothing", NOBODY, NOBODY),
    ):
        refused = {403: see - manage}
        rows.append(Row(route, "POST", objects, {valid: manage, **refused}))
        if reads:
            rows.append(Row(route, GET, objects, {200: manage, **refused}))
            rows.append(Row(route, "POST!", objects, {422: manage, **refused}))
        else:
            rows.append(
                Row(route, "POST!", objects, {valid: manage, **refused})
            )  # it has no content
    rows.append(Row(route, NEITHER if reads else NO_GET, "bees nothing", {405: SIGNED_IN}))
    return tuple(rows)


def _of_a_closure(objects: str, manage: frozenset[str], see: frozenset[str]) -> tuple[Row, ...]:
    refused = {403: see - manage}
    return (
        Row("duties:reopen", GET, objects, {200: manage, **refused}),
        Row("duties:reopen", "POST", objects, {302: manage, **refused}),
        Row("duties:reopen", "POST!", objects, {422: manage, **refused}),
    )


def _of_asking(objects: str, manage: frozenset[str], see: frozenset[str]) -> tuple[Row, ...]:
    refused = {403: see - manage}
    return (
        Row("duties:ask", "POST", objects, {302: manage, **refused}),
        Row("duties:ask", "POST!", objects, {422: manage, **refused}),
    )


ROWS = (
    Row("more", GET, "", {200: SIGNED_IN}),
    Row("more", NO_POST, "", {405: SIGNED_IN}),
    Row("duties:calendar", GET, "", {200: WITH_CALENDAR}),
    Row("duties:calendar", NO_POST, "", {405: SIGNED_IN}),
    Row("duties:calendar_of", GET, "year", {200: WITH_CALENDAR}),
    Row("duties:calendar_of", GET, "nothing", {200: people("former_parent")}),
    Row("duties:calendar_of", NO_POST, "year", {405: SIGNED_IN}),
    Row("duties:check", "POST", "year", {302: MANAGE, 403: (SEE_OURS | SEE_HERS) - MANAGE}),
    Row("duties:check", "POST!", "nothing", {403: (SEE_OURS | SEE_HERS) - MANAGE}),
    Row("duties:check", "POST!", "year", {302: MANAGE, 403: (SEE_OURS | SEE_HERS) - MANAGE}),
    Row("duties:check", NO_GET, "year", {405: SIGNED_IN}),
    Row("duties:add_days", GET, "", {200: MANAGE, 403: (SEE_OURS | SEE_HERS) - MANAGE}),
    Row("duties:add_days", "POST", "", {302: MANAGE, 403: (SEE_OURS | SEE_HERS) - MANAGE}),
    Row("duties:add_days", "POST!", "", {422: MANAGE, 403: (SEE_OURS | SEE_HERS) - MANAGE}),
    Row("duties:add_days", NEITHER, "", {405: SIGNED_IN}),
    *_of_a_day("duties:exception", 302, reads=True),
    *_of_a_day("duties:remove", 302, reads=False),
    Row("duties:ladder", GET, "", {200: OF_TEACHERS_ROLE | OFFICES}),
    Row("duties:ladder", NO_POST, "", {405: SIGNED_IN}),
    Row("duties:ladder_of", GET, "month", {200: OF_TEACHERS_ROLE | OFFICES}),
    Row("duties:ladder_of", GET, "nothing", {}),
    Row("duties:ladder_of", NO_POST, "month", {405: SIGNED_IN}),
    *_of_a_closure("bees", HEAD, SEE_BEES | OF_BEES),
    *_of_a_closure("owls", HEAD, SEE_OWLS | OF_OWLS),
    *_of_a_closure("theirs", THEIR_HEAD, SEE_THEIRS | OF_THEIRS),
    *_of_a_closure("nothing", NOBODY, NOBODY),
    Row("duties:reopen", NEITHER, "bees nothing", {405: SIGNED_IN}),
    *_of_asking("bees", HEAD, SEE_BEES),
    *_of_asking("owls", HEAD, SEE_OWLS),
    *_of_asking("theirs", THEIR_HEAD, SEE_THEIRS),
    *_of_asking("bees/theirs", NOBODY, NOBODY),  # one foreign group, and none of them is known
    *_of_asking("nothing", NOBODY, NOBODY),
    Row("duties:ask", NO_GET, "", {405: SIGNED_IN}),
)

MODULES: dict[str, Any] = {}  # ``duties.operations`` stands in the common table
LINES = (
    Line("duties.except_days", "ours", CALENDAR),
    Line("duties.except_days", "theirs", THEIR_HEAD),
    Line("duties.except_days", "bees", CALENDAR),
    Line("duties.say_days", "ours", CALENDAR),
    Line("duties.say_days", "theirs", THEIR_HEAD),
    Line("duties.move_day", "ours", CALENDAR),
    Line("duties.move_day", "theirs", THEIR_HEAD),
    Line("duties.unexcept", "bees", CALENDAR),
    Line("duties.unexcept", "theirs", THEIR_HEAD),
    Line("duties.change_note", "bees", CALENDAR),
    Line("duties.change_note", "theirs", THEIR_HEAD),
    Line("duties.check_calendar", "ours", CALENDAR),
    Line("duties.check_calendar", "theirs", THEIR_HEAD),
    Line("duties.ask", "bees", HEAD),
    Line("duties.ask", "owls", HEAD),
    Line("duties.ask", "theirs", THEIR_HEAD),
    Line("duties.ask", "mixed", NOBODY),  # our group and theirs in one act
)


def prepare(stage: Any) -> None:
    """A closed Friday and a signed week of each group."""
    for name in ("bees", "owls", "theirs"):
        group = stage.group(name)
        mine = {"institution": group.institution, "group": group}
        note = "Kanārijs" if name == "theirs" else "Remonts"
        CalendarException.objects.create(**mine, day=NEXT_FRIDAY, kind="closed", note=note)
        Closure.objects.create(
            **mine, kind=Closure.Kind.WEEK, since=date(2026, 9, 21), until=date(2026, 9, 28),
            closed_by=group_head(stage, name), closed_at=at(8, 30),
        )  # fmt: skip


def group_head(stage: Any, name: str) -> Any:
    return (stage.second if name == "theirs" else stage.first).head


def _exception(stage: Any, name: str) -> CalendarException | None:
    if name not in ("bees", "owls", "theirs"):
        return None
    rows = CalendarException.objects.select_related("institution", "group")
    return rows.get(group=stage.group(name), day=NEXT_FRIDAY)


def _closure(stage: Any, name: str) -> int:
    if name not in ("bees", "owls", "theirs"):
        return NOTHING
    return Closure.objects.get(group=stage.group(name), since=date(2026, 9, 21)).pk


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    if route in ("duties:calendar_of", "duties:check"):
        return {"year": 2026 if objects == "year" else 9999}
    if route == "duties:ladder_of":
        return {"month": MONDAY.replace(day=1) if objects == "month" else date(1999, 1, 1)}
    if route in ("duties:exception", "duties:remove"):
        found = _exception(stage, objects)
        return {"pk": found.pk if found else NOTHING}
    if route == "duties:reopen":
        return {"pk": _closure(stage, objects)}
    return None


def form(stage: Any, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    if route == "duties:add_days":
        return {"kind": "closed" if valid else "x", "day": "2026-11-23", "until": "2026-11-24"}
    if route == "duties:exception":
        return {"note": "Remonts" if valid else "x" * 121}
    if route == "duties:reopen":
        return {"reason": "Kļūda" if valid else " "}
    if route == "duties:ask":
        names = {"bees/theirs": ("bees", "theirs"), "nothing": ()}.get(objects, (objects,))
        groups = [stage.group(name).pk for name in names if name] or [NOTHING]
        return {"duty": "attendance" if valid else "x!", "day": str(MONDAY), "group": groups}
    if route in ("duties:check", "duties:remove"):
        return {}
    return None


def _place(stage: Any, objects: str) -> Any:
    return (stage.second if objects == "theirs" else stage.first).institution


def except_days(stage: Any, objects: str, by: Access) -> Any:
    group = stage.group("bees") if objects == "bees" else None
    return operations.except_days(
        institution=_place(stage, objects), since=NEXT_MONDAY, until=date(2026, 11, 24),
        kind="closed", group=group, by=by,
    )  # fmt: skip


def say_days(stage: Any, objects: str, by: Access) -> Any:
    return operations.say_days(
        institution=_place(stage, objects), kind="moved", day=NEXT_FRIDAY, until=None,
        worked=date(2026, 11, 28), note="", group=None, by=by,
    )  # fmt: skip


def move_day(stage: Any, objects: str, by: Access) -> Any:
    return operations.move_day(
        institution=_place(stage, objects), off=NEXT_MONDAY, worked=date(2026, 11, 28), by=by
    )


def unexcept(stage: Any, objects: str, by: Access) -> Any:
    return operations.unexcept(exception=_exception(stage, objects), by=by)


def change_note(stage: Any, objects: str, by: Access) -> Any:
    return operations.change_note(exception=_exception(stage, objects), note="Cits", by=by)


def check_calendar(stage: Any, objects: str, by: Access) -> Any:
    return operations.check_calendar(
        institution=_place(stage, objects), school_year=2026, by=by, at=at(9)
    )


def ask(stage: Any, objects: str, by: Access) -> Any:
    names = ("bees", "theirs") if objects == "mixed" else (objects,)
    groups = [stage.group(name) for name in names]
    return operations.ask(
        duty=registry.get("attendance"), groups=groups, day=MONDAY, by=by, at=at(9, 5)
    )


DEEDS = {
    "duties.except_days": except_days, "duties.say_days": say_days,
    "duties.move_day": move_day, "duties.unexcept": unexcept,
    "duties.change_note": change_note, "duties.check_calendar": check_calendar, "duties.ask": ask,
}  # fmt: skip
