"""Matrix: the register's operations, and the pages of one child's day; the register's own pages
stand in the common table.

Friday is open and confirmed; the week of 12 October is signed, and somebody asks for a correction.
"""

from datetime import date, time, timedelta
from typing import Any

from attendance.models import CorrectionRequest, Mark, Register
from attendance.register import operations
from attendance.register.operations import requests, times
from attendance.register.operations.times import Undone
from duties.models import Closure
from people.access import Access
from tests.matrix.actors import SIGNED_IN
from tests.matrix.operations_table import Line
from tests.matrix.table import (
    RECORD_BEES,
    RECORD_OWLS,
    RECORD_THEIRS,
    SEE_BEES,
    SEE_OWLS,
    SEE_THEIRS,
    Row,
    people,
)
from tests.world import MONDAY, at

FRIDAY, SIGNED, SIGNED_WEEK = date(2026, 11, 13), date(2026, 10, 15), date(2026, 10, 12)
RECORD = {"bees": RECORD_BEES, "owls": RECORD_OWLS, "theirs": RECORD_THEIRS}
SEE = {"bees": SEE_BEES, "owls": SEE_OWLS, "theirs": SEE_THEIRS}
ASKED = {"bees": "teacher", "owls": "other_teacher", "theirs": "their_teacher"}
PLACES = {"absent": 0, "present": 1, "came": 2}  # children of Friday's registers
ROUTES = ("child_day", "arrived", "left", "undo", "ask", "withdraw")
OTHERS = "bees/owls bees/theirs bees/nothing"


def _answered(route: str, methods: str, objects: str, status: int) -> tuple[Row, ...]:
    """Who records the group gets ``status``, who only sees it is refused."""
    return tuple(
        Row(route, methods, f"{name}/{objects}",
            {status: RECORD[name], 403: SEE[name] - RECORD[name]})
        for name in RECORD
    )  # fmt: skip


def _signed(route: str, methods: str, status: int, corrected: int) -> tuple[Row, ...]:
    """Of a signed week those who correct it get ``corrected``."""
    found = []
    for name in RECORD:
        correct = SEE[name] & people("nurse", "clerk")
        by_status: dict[int, frozenset[str]] = {403: SEE[name] - RECORD[name] - correct}
        for code, whose in ((status, RECORD[name]), (corrected, correct)):
            by_status[code] = by_status.get(code, frozenset()) | whose
        found.append(Row(route, methods, f"{name}/signed", by_status))
    return tuple(found)


def _nowhere(route: str, methods: str) -> tuple[Row, ...]:
    """A child that has no mark in the group, and a group that nobody has."""
    return (
        Row(route, methods, OTHERS, {403: SEE_BEES - RECORD_BEES}),
        Row(route, methods, "nothing/bees nothing/nothing", {}),
    )


def _withdrawn() -> tuple[Row, ...]:
    """Whoever asked; it has no content that could be wrong."""
    rows = (
        Row("attendance:withdraw", "POST POST!", f"{name}/signed",
            {302: people(ASKED[name]), 403: SEE[name] - RECORD[name]})
        for name in RECORD
    )  # fmt: skip
    nobody_asked = {403: SEE_BEES - RECORD_BEES}
    return (*rows, Row("attendance:withdraw", "POST POST!", "bees/absent", nobody_asked))


POSTED = {"arrived": "absent", "left": "present", "undo": "came", "ask": "signed"}
ROWS = (
    *_answered("attendance:child_day", "GET HEAD", "absent", 200),
    *_signed("attendance:child_day", "GET HEAD", 200, 200),
    *_nowhere("attendance:child_day", "GET HEAD"),
    *(
        row
        for route, child in POSTED.items()
        for row in (
            *_answered(f"attendance:{route}", "POST", child, 302),
            *_answered(f"attendance:{route}", "POST!", child, 422),
            *_nowhere(f"attendance:{route}", "POST POST!"),
        )
    ),
    *_signed("attendance:arrived", "POST", 422, 302),
    *_signed("attendance:left", "POST", 422, 302),
    *_signed("attendance:arrived", "POST!", 422, 422),
    *_signed("attendance:left", "POST!", 422, 422),
    *_answered("attendance:left", "POST", "absent", 422),
    *_answered("attendance:undo", "POST", "present", 422),
    *_answered("attendance:ask", "POST", "absent", 422),  # an open day
    *_withdrawn(),
    *_nowhere("attendance:withdraw", "POST POST!"),
    Row("attendance:child_day", "POST PUT PATCH DELETE OPTIONS", "bees/absent nothing/nothing",
        {405: SIGNED_IN}),
    *(
        Row(f"attendance:{route}", "GET HEAD PUT PATCH DELETE OPTIONS",
            "bees/absent nothing/nothing", {405: SIGNED_IN})
        for route in ROUTES[1:]
    ),
)  # fmt: skip

MODULES = {"register": operations, "times": times, "requests": requests}
LINES = tuple(
    Line(operation, name, people(ASKED[name]) if operation == "requests.withdraw" else allowed)
    for operation in (
        "register.confirm", "register.draft", "times.arrived", "times.left", "times.undo",
        "requests.ask", "requests.withdraw",
    )
    for name, allowed in RECORD.items()
)  # fmt: skip
# what a teacher and a nurse say of a request: not for parents, specialists, administration
TELLS = {"lūdzu-bitēm": RECORD_BEES | people("nurse", "clerk")}


def prepare(stage: Any) -> None:
    for name in RECORD:
        children = _children(stage, name)
        friday = Mark.objects.filter(day=FRIDAY, child=children[PLACES["came"]])
        friday.update(arrived_at=time(9, 30))
        _sign(stage, name)
        CorrectionRequest.objects.create(
            institution=stage.group(name).institution, day=SIGNED, child=children[1],
            register=Register.objects.get(group=stage.group(name), day=SIGNED), presence="absent",
            why="Lūdzu-bitēm" if name == "bees" else "", asked_by=stage.user(ASKED[name]),
            asked_at=at(9),
        )  # fmt: skip


def _sign(stage: Any, name: str) -> None:
    """A confirmed register, everybody there; and its week signed."""
    group, house = stage.group(name), stage.second if name == "theirs" else stage.first
    operations.confirm(
        group=group, day=SIGNED, by=stage.access(ASKED[name], SIGNED), at=at(8, 45, day=SIGNED),
        answers=[operations.Answer(child.pk, absent=False) for child in _children(stage, name)],
    )  # fmt: skip
    Closure.objects.create(
        institution=group.institution, group=group, kind=Closure.Kind.WEEK, since=SIGNED_WEEK,
        until=SIGNED_WEEK + timedelta(days=7), closed_by=house.head, closed_at=at(8),
    )  # fmt: skip


def _children(stage: Any, name: str) -> list[Any]:
    house = stage.second if name == "theirs" else stage.first
    return house.children["Pūcītes" if name == "owls" else "Bitītes"]


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    if route.removeprefix("attendance:") not in ROUTES:
        return None
    name, _, child = objects.partition("/")
    day = SIGNED if child == "signed" else FRIDAY
    group_id = stage.group(name).pk if name in RECORD else 987_654_321
    return {"group_id": group_id, "day": day, "child_id": _child_id(stage, name, child, route)}


def _child_id(stage: Any, name: str, child: str, route: str) -> int:
    if name in RECORD and child in {*PLACES, "signed"}:
        signed = 1 if route == "attendance:withdraw" else 2  # of the second one somebody asks
        return _children(stage, name)[PLACES.get(child, signed)].pk
    found = stage.children.get(child)
    return found.pk if found else 987_654_321


def form(stage: Any, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    name = route.removeprefix("attendance:")
    version = {"version": "1" if valid else "x"}
    forms = {
        "arrived": version | {"at_time": "09:10"}, "left": version | {"at_time": "12:30"},
        "undo": version | {"what": "came"}, "ask": {"wanted": "illness" if valid else "unexcused"},
    }  # fmt: skip
    return forms.get(name) if route.startswith("attendance:") else None


def confirm(stage, objects: str, by: Access) -> Any:
    answers = [operations.Answer(stage.children[objects].pk, absent=True)]
    return operations.confirm(
        group=stage.group(objects), day=MONDAY, answers=answers, by=by, at=at(8, 50)
    )


def draft(stage, objects: str, by: Access) -> Any:
    return operations.draft(
        group=stage.group(objects), day=MONDAY, child_id=stage.children[objects].pk, absent=True,
        by=by, at=at(8, 50),
    )  # fmt: skip


def _timed(stage, objects: str, by: Access, child: str) -> dict[str, Any]:
    return {
        "group": stage.group(objects), "day": FRIDAY, "by": by, "at": at(8, 50),
        "child_id": _children(stage, objects)[PLACES[child]].pk,
    }  # fmt: skip


def arrived(stage, objects: str, by: Access) -> Any:
    return times.arrived(**_timed(stage, objects, by, "absent"), at_time=time(9, 10))


def left(stage, objects: str, by: Access) -> Any:
    return times.left(**_timed(stage, objects, by, "present"), at_time=time(12, 30))


def undo(stage, objects: str, by: Access) -> Any:
    return times.undo(**_timed(stage, objects, by, "came"), what=Undone.CAME)


def ask(stage, objects: str, by: Access) -> Any:
    answer = operations.Answer(_children(stage, objects)[2].pk, absent=True)
    return requests.ask(
        group=stage.group(objects), day=SIGNED, answer=answer, why="", by=by, at=at(8, 50)
    )


def withdraw(stage, objects: str, by: Access) -> Any:
    group = stage.group(objects)
    request = CorrectionRequest.objects.get(register__group=group, day=SIGNED)
    return requests.withdraw(request=request, by=by, at=at(8, 50))


DEEDS = {
    "register.confirm": confirm, "register.draft": draft, "times.arrived": arrived,
    "times.left": left, "times.undo": undo, "requests.ask": ask, "requests.withdraw": withdraw,
}  # fmt: skip
