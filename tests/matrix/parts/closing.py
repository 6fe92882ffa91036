"""Matrix: who closes, suspends and opens accounts, and ends their sessions."""

from datetime import date
from typing import Any

from people import operations
from people.access import Access
from people.models import Exclusion, User
from tests.matrix.actors import SIGNED_IN
from tests.matrix.operations_table import Line
from tests.matrix.parts import keys
from tests.matrix.table import NOBODY, Row
from tests.world import BEGIN, MONDAY, at

LATER, END, NO_ID = date(2026, 12, 1), date(2026, 12, 8), 987_654_321
OTHERS = "GET HEAD PUT PATCH DELETE OPTIONS"
SEE = {**keys.INVITE, "left": keys.INVITE["staff"], "their_left": keys.THEIR_HEAD}
ACT = {**keys.RESET, "left": keys.ACCOUNTS, "their_left": keys.THEIR_HEAD}
PAGES = {"people:leave": 422, "people:suspend": 422, "people:end_sessions": 302}  # → of wrong input


def _done(page: str, whose: str) -> int:
    """Only staff leave: of a parent the form is answered with the reason."""
    return 422 if page == "people:leave" and whose != "staff" else 302


ROWS = (
    *(
        row
        for page, wrong in PAGES.items()
        for whose in keys.INVITE
        for row in (
            Row(
                page, "POST", whose, {_done(page, whose): ACT[whose], 403: SEE[whose] - ACT[whose]}
            ),
            Row(page, "POST!", whose, {wrong: ACT[whose], 403: SEE[whose] - ACT[whose]}),
        )
    ),
    *(
        Row("people:let_in", "POST POST!", whose, {302: ACT[whose], 403: SEE[whose] - ACT[whose]})
        for whose in ("left", "their_left")
    ),
    Row("people:let_in", "POST POST!", "mixed", {403: SEE["staff"] - ACT["staff"]}),
    *(Row(page, "POST POST!", "nothing", {}) for page in (*PAGES, "people:let_in")),
    *(Row(page, OTHERS, "staff nothing", {405: SIGNED_IN}) for page in (*PAGES, "people:let_in")),
)
LINES = (
    *(
        Line(f"people.{name}", whose, allowed)
        for name in ("suspend", "end_all_sessions")
        for whose, allowed in (*keys.RESET.items(), ("own", NOBODY))
    ),
    Line("people.leave", "staff", keys.RESET["staff"]),
    Line("people.leave", "own", NOBODY),
    Line("people.let_in", "left", keys.ACCOUNTS),
    Line("people.let_in", "their_left", keys.THEIR_HEAD),
)


def prepare(stage) -> None:
    """Somebody left, and came back before today."""
    for house in (stage.first, stage.second):
        Exclusion.objects.create(
            institution=house.institution, user=house.people.specialist, kind=Exclusion.Kind.LEFT,
            since=BEGIN, until=MONDAY, made_at=at(8), made_by=house.head,
        )  # fmt: skip


def _left(stage, objects: str) -> Exclusion:
    house = stage.second if objects == "their_left" else stage.first
    return Exclusion.objects.get(user=house.people.specialist)


def _person(stage, objects: str) -> User | None:
    if objects.endswith("left"):
        return _left(stage, objects).user
    return keys.person(stage, "staff" if objects == "mixed" else objects)


def arguments(stage, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    if route not in (*PAGES, "people:let_in"):
        return None
    user = _person(stage, objects)
    found = {"pk": user.pk if user else NO_ID}
    if route == "people:let_in":
        found["exclusion_id"] = _left(stage, objects).pk if user else NO_ID
    return found


def form(stage, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    if route == "people:leave":
        return {"since": "2026-12-01" if valid else "x"}
    if route == "people:suspend":
        reason = "Pārkāpums" if valid else ""
        return {"since": "2026-12-01", "last_day": "2026-12-07", "reason": reason}
    return None


def _whose(stage, objects: str, by: Access) -> User:
    return by.user if objects == "own" else keys.person(stage, objects)


def leave(stage, objects: str, by: Access) -> Any:
    return operations.leave(user=_whose(stage, objects, by), since=LATER, by=by, at=at(8, 50))


def suspend(stage, objects: str, by: Access) -> Any:
    return operations.suspend(
        user=_whose(stage, objects, by), since=LATER, until=END, reason="Pārkāpums", by=by,
        at=at(8, 50),
    )  # fmt: skip


def end_all_sessions(stage, objects: str, by: Access) -> Any:
    return operations.end_all_sessions(user=_whose(stage, objects, by), by=by, at=at(8, 50))


def let_in(stage, objects: str, by: Access) -> Any:
    return operations.let_in(exclusion=_left(stage, objects), by=by, at=at(8, 50))


DEEDS = {f"people.{one.__name__}": one for one in (leave, suspend, end_all_sessions, let_in)}
