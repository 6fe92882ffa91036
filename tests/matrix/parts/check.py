"""Matrix: the weekly check, its acts and its operations.

The week is 9–13 November, looked at on Monday the 16th. The week before it can be signed in
«Pūcītes» (owls) and not in «Bitītes» (bees), whose days nobody has confirmed.
"""

from datetime import date, timedelta
from typing import Any

from attendance.check import operations
from attendance.check.operations import Decision
from attendance.models import (
    AbsenceNotice,
    CorrectionRequest,
    DoctorsNote,
    GroupQuarantine,
    HealthNote,
    Mark,
    Register,
)
from attendance.register.marks import Answer
from outbox.clock import ONE_DAY
from people.access import Access
from tests.matrix.operations_table import SIGN_WEEKS, Line
from tests.matrix.table import NOBODY, OFFICES, SIGNED_IN, STAFF_AT_LARGE, Row, people
from tests.world import MONDAY, at

CHECK, HEAD, THEIR_HEAD = people("nurse", "clerk"), people("head"), people("their_head")
WEEK = date(2026, 11, 9)
FRIDAY = date(2026, 11, 13)
DAYS = [WEEK + timedelta(days=n) for n in range(5)]
BEFORE = WEEK - timedelta(weeks=1)
NOTE = "Piezīme-par-veselību"
OURS, THEIRS = "bees owls", "theirs"
ACTS = ("check_reasons", "check_settle", "doctors_note", "unsee_doctors_note", "answer_request",
        "end_quarantine")  # fmt: skip
WITHOUT_CONTENT = ("unsee_doctors_note", "end_quarantine")
OTHERS = "PUT PATCH DELETE OPTIONS"


def _acts(name: str) -> tuple[Row, ...]:
    """A POST of nurse and clerk; of the second house nobody here is one."""
    route, done = f"attendance:{name}", {302: CHECK, 403: HEAD}
    return (
        Row(route, "POST", OURS, done),
        Row(route, "POST!", OURS, done if name in WITHOUT_CONTENT else {422: CHECK, 403: HEAD}),
        Row(route, "POST POST!", THEIRS, {403: THEIR_HEAD}),
        Row(route, "POST POST!", "nothing", {}),
        Row(route, f"GET HEAD {OTHERS}", "nothing", {405: SIGNED_IN}),
    )


ROWS = (
    Row("attendance:checks", "GET HEAD", "", {302: OFFICES}),
    Row("attendance:checks", f"POST {OTHERS}", "", {405: SIGNED_IN}),
    Row("attendance:check", "GET HEAD", "monday", {200: OFFICES}),
    Row("attendance:check", "GET HEAD", "tuesday", {}),
    Row("attendance:check", f"POST {OTHERS}", "tuesday", {405: SIGNED_IN}),
    Row("attendance:group_check", "GET HEAD", OURS, {200: STAFF_AT_LARGE}),
    Row("attendance:group_check", "GET HEAD", THEIRS, {200: THEIR_HEAD}),
    Row("attendance:group_check", "GET HEAD", "nothing", {}),
    Row("attendance:group_check", f"POST {OTHERS}", "nothing", {405: SIGNED_IN}),
    Row("attendance:quarantine", "GET HEAD", OURS, {200: STAFF_AT_LARGE}),
    Row("attendance:quarantine", "GET HEAD", THEIRS, {200: THEIR_HEAD}),
    Row("attendance:quarantine", "GET HEAD POST POST!", "nothing", {}),
    Row("attendance:quarantine", "POST", OURS, {302: CHECK, 403: HEAD}),
    Row("attendance:quarantine", "POST!", OURS, {422: CHECK, 403: HEAD}),
    Row("attendance:quarantine", "POST POST!", THEIRS, {403: THEIR_HEAD}),
    Row("attendance:quarantine", OTHERS, "nothing", {405: SIGNED_IN}),
    *(row for name in ACTS for row in _acts(name)),
    # signing has no content: what can be wrong is the week
    Row("attendance:check_sign", "POST POST!", "owls", {302: CHECK, 403: HEAD}),
    Row("attendance:check_sign", "POST POST!", "bees", {422: CHECK, 403: HEAD}),
    Row("attendance:check_sign", "POST POST!", THEIRS, {403: THEIR_HEAD}),
    Row("attendance:check_sign", "POST POST!", "nothing", {}),
    Row("attendance:check_sign", f"GET HEAD {OTHERS}", "nothing", {405: SIGNED_IN}),
)  # fmt: skip

# a parent's word about health: nurse, clerk, and the child's own guardians
TELLS = {NOTE.casefold(): people("nurse", "clerk", "parent")}

MODULES = {"check": operations}
_OPERATIONS = (
    "check.correct", "check.settle", "check.see_doctors_note", "check.unsee_doctors_note",
    "check.declare_quarantine", "check.end_quarantine", "check.answer_request",
)  # fmt: skip
LINES = (
    *(Line(name, "bees", SIGN_WEEKS) for name in _OPERATIONS),
    *(Line(name, "owls", SIGN_WEEKS) for name in (*_OPERATIONS, "check.sign")),
    *(Line(name, "theirs", NOBODY) for name in (*_OPERATIONS, "check.sign")),
)


def prepare(stage: Any) -> None:
    """A week with something to do in every group, and one in «Pūcītes» that only waits to be signed."""
    for day in DAYS:
        _confirmed(stage.first, stage.group("owls"), day - timedelta(weeks=1))
    for name in ("bees", "owls", "theirs"):
        house, group = stage.house("second" if name == "theirs" else "first"), stage.group(name)
        for day in DAYS:
            _confirmed(house, group, day)
        child = stage.children[name]
        mine = {"institution": house.institution, "child": child}
        Mark.objects.filter(child=child, day=DAYS[1]).update(presence="absent", reason="illness")
        Mark.objects.filter(child=child, day=DAYS[0]).update(presence="absent", reason=None)
        notice = AbsenceNotice.objects.create(
            **mine, since=DAYS[0], until=DAYS[1], reason="illness", reported_at=at(7, day=DAYS[0]),
            reported_by=house.people.mother,
        )  # fmt: skip
        if name != "theirs":
            HealthNote.objects.create(institution=house.institution, notice=notice, text=NOTE)
        _things(house, group, child)


def _confirmed(house: Any, group: Any, day: date) -> None:
    """As those rows stand after a teacher's confirmation; what stands already is left alone."""
    moment = {"saved_at": at(8, 40, day=day), "saved_by": house.head}
    facts = {**moment, "first_confirmed_at": at(8, 40, day=day), "first_confirmed_by": house.head}
    register, new = Register.objects.get_or_create(
        institution=house.institution, group=group, day=day, defaults=facts
    )
    children = house.children["Pūcītes" if "Pūcītes" in group.name else "Bitītes"] if new else []
    Mark.objects.bulk_create(
        Mark(
            institution=house.institution,
            register=register,
            child=child,
            day=day,
            presence="present",
        )
        for child in children
    )


def _things(house: Any, group: Any, child: Any) -> None:
    """A seen note, a quarantine and a request of each group."""
    mine, head = {"institution": house.institution}, house.head
    register = Register.objects.get(group=group, day=DAYS[2])
    DoctorsNote.objects.get_or_create(
        **mine,
        child=child,
        since=DAYS[3],
        defaults={"until": FRIDAY, "seen_on": FRIDAY, "seen_by": head},
    )
    GroupQuarantine.objects.create(
        **mine, group=group, since=date(2026, 9, 14), until=date(2026, 9, 16), declared_at=at(8),
        declared_by=head,
    )  # fmt: skip
    CorrectionRequest.objects.create(
        **mine, register=register, day=DAYS[2], child=child, presence="absent", reason="family",
        asked_at=at(8), asked_by=house.people.teacher,
    )  # fmt: skip


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    if route == "attendance:check":
        return {"monday": WEEK + ONE_DAY * (objects == "tuesday")}
    found = {"monday": WEEK, "group_id": stage._group_id(objects)}
    if route == "attendance:check_sign":
        return found | {"monday": BEFORE}
    if route in {f"attendance:{name}" for name in ACTS[:3]} | {
        "attendance:group_check",
        "attendance:quarantine",
    }:
        return found
    models = {"attendance:unsee_doctors_note": _note, "attendance:answer_request": _request,
              "attendance:end_quarantine": _quarantine}  # fmt: skip
    if route not in models:
        return None
    return {
        **found,
        "pk": models[route](stage, objects).pk if objects in stage.children else 987_654_321,
    }


def _note(stage: Any, whose: str) -> DoctorsNote:
    return DoctorsNote.objects.get(child=stage.children[whose], since=DAYS[3])


def _request(stage: Any, whose: str) -> CorrectionRequest:
    return CorrectionRequest.objects.get(child=stage.children[whose], day=DAYS[2])


def _quarantine(stage: Any, whose: str) -> GroupQuarantine:
    return GroupQuarantine.objects.get(group=stage.group(whose), since=date(2026, 9, 14))


def form(stage: Any, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    child = stage.children[objects].pk if objects in stage.children else 0
    forms = {
        "check_reasons": {"absence": f"{child}:{DAYS[1]}:illness", "says": "family"},
        "check_settle": {"settle": f"{child}:{DAYS[1]}:illness:family"},
        "check_sign": {},
        "doctors_note": {"child": child, "since": DAYS[1], "until": DAYS[2], "seen_on": FRIDAY},
        "unsee_doctors_note": {},
        "answer_request": {"granted": "yes", "asked_at": at(8).isoformat()},
        "quarantine": {"first": "2026-11-23", "last": "2026-11-27"},
        "end_quarantine": {},
    }  # fmt: skip
    name = route.removeprefix("attendance:")
    if not route.startswith("attendance:") or name not in forms:
        return None
    return forms[name] if valid else {"says": "x", "settle": "x", "first": "x", "granted": "x"}


# --- one valid call of each operation -------------------------------------------------------------
def correct(stage: Any, objects: str, by: Access) -> Any:
    answers = [Answer(stage.children[objects].pk, absent=True, reason="family")]
    return operations.correct(
        group=stage.group(objects), day=DAYS[1], answers=answers, by=by, at=at(9)
    )


def settle(stage: Any, objects: str, by: Access) -> Any:
    decision = Decision(stage.children[objects].pk, DAYS[0], "unknown", "illness")
    return operations.settle(group=stage.group(objects), decisions=[decision], by=by, at=at(9))


def see(stage: Any, objects: str, by: Access) -> Any:
    return operations.see_doctors_note(
        child=stage.children[objects], group=stage.group(objects), since=DAYS[1], until=DAYS[2],
        seen_on=FRIDAY, by=by, at=at(9),
    )  # fmt: skip


def unsee(stage: Any, objects: str, by: Access) -> Any:
    note, group = _note(stage, objects), stage.group(objects)
    return operations.unsee_doctors_note(note=note, group=group, by=by, at=at(9))


def declare(stage: Any, objects: str, by: Access) -> Any:
    return operations.declare_quarantine(
        group=stage.group(objects),
        since=MONDAY + ONE_DAY * 7,
        until=MONDAY + ONE_DAY * 9,
        by=by,
        at=at(9),
    )


def end(stage: Any, objects: str, by: Access) -> Any:
    return operations.end_quarantine(quarantine=_quarantine(stage, objects), by=by, at=at(9))


def answer(stage: Any, objects: str, by: Access) -> Any:
    return operations.answer_request(
        request=_request(stage, objects), granted=True, by=by, at=at(9)
    )


def sign(stage: Any, objects: str, by: Access) -> Any:
    return operations.sign(group=stage.group(objects), monday=BEFORE, by=by, at=at(9))


DEEDS = {
    "check.correct": correct,
    "check.settle": settle,
    "check.see_doctors_note": see,
    "check.unsee_doctors_note": unsee,
    "check.declare_quarantine": declare,
    "check.end_quarantine": end,
    "check.answer_request": answer,
    "check.sign": sign,
}
