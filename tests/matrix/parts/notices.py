"""Matrix: parents' notices and answers."""

from datetime import date, datetime
from typing import Any

from attendance.models import AbsenceNotice, Reason
from attendance.notices import operations
from people.access import Access
from tests.attendance import makers
from tests.matrix.actors import NOTHING, SIGNED_IN
from tests.matrix.operations_table import Line
from tests.matrix.table import NOBODY, SEE_BEES, SEE_OWLS, SEE_THEIRS, Row, people
from tests.world import MONDAY, TUESDAY, at

THURSDAY, FRIDAY, NOVEMBER = date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 1)
PARENTS = people("parent", "other_parent", "restricted", "former_parent", "their_parent")
MINE, THEIRS = people("parent"), people("their_parent")
_GROUPS = {"bees": "Bitītes", "owls": "Pūcītes", "theirs": "Bitītes"}
_OF_A_NOTICE = {
    "attendance:notice_change",
    "attendance:notice_withdraw",
    "attendance:notice_return",
}
_OF_A_CHILD = {"attendance:reply", "attendance:child_month"}


def _rows(route: str, methods: str, status: int, *, sees: int | None = 403) -> tuple[Row, ...]:
    """Of a child of each: its guardians get ``status``, who else sees the child gets ``sees``."""
    seen_by = {"bees": (MINE, SEE_BEES), "owls": (MINE, SEE_OWLS), "theirs": (THEIRS, SEE_THEIRS)}
    return (
        *(
            Row(route, methods, objects, {status: own} | ({sees: seen} if sees else {}))
            for objects, (own, seen) in seen_by.items()
        ),
        Row(route, methods, "nothing", {}),
    )


def _refused(route: str, methods: str, objects: str = "bees nothing") -> Row:
    return Row(route, methods, objects, {405: SIGNED_IN})


ROWS = (
    Row("attendance:notices", "GET HEAD", "", {200: PARENTS}),
    _refused("attendance:notices", "POST PUT PATCH DELETE OPTIONS", ""),
    Row("attendance:report", "GET HEAD", "", {200: PARENTS}),
    *_rows("attendance:report", "POST", 302, sees=None),
    *_rows("attendance:report", "POST!", 422, sees=None),
    Row("attendance:report", "POST POST!", "emils", {}),  # restricted by a document: nobody's here
    Row("attendance:report", "POST", "mixed", {}),  # an own child and another's: nothing is sent
    _refused("attendance:report", "PUT PATCH DELETE OPTIONS", ""),
    *_rows("attendance:notice_change", "GET HEAD", 200),
    *_rows("attendance:notice_change", "POST", 302),
    *_rows("attendance:notice_change", "POST!", 422),
    _refused("attendance:notice_change", "PUT PATCH DELETE OPTIONS"),
    *_rows("attendance:notice_withdraw", "POST POST!", 302),
    _refused("attendance:notice_withdraw", "GET HEAD PUT PATCH DELETE OPTIONS"),
    *_rows("attendance:notice_return", "POST", 302),
    *_rows("attendance:notice_return", "POST!", 422),
    _refused("attendance:notice_return", "GET HEAD PUT PATCH DELETE OPTIONS"),
    *_rows("attendance:reply", "POST", 302),
    *_rows("attendance:reply", "POST!", 422),
    Row("attendance:reply", "POST", "bees/tomorrow", {409: MINE, 403: SEE_BEES}),
    Row("attendance:reply", "POST POST!", "emils", {403: SEE_BEES}),
    _refused("attendance:reply", "GET HEAD PUT PATCH DELETE OPTIONS"),
    Row("attendance:child_month", "GET HEAD", "bees", {200: MINE | SEE_BEES}),
    Row("attendance:child_month", "GET HEAD", "owls", {200: MINE | SEE_OWLS}),
    Row("attendance:child_month", "GET HEAD", "theirs", {200: THEIRS | SEE_THEIRS}),
    Row("attendance:child_month", "GET HEAD", "emils", {200: SEE_BEES}),
    Row("attendance:child_month", "GET HEAD", "nothing", {}),
    _refused("attendance:child_month", "POST PUT PATCH DELETE OPTIONS"),
)
TELLS = {  # a parent's free note is of health: the child's guardians, nurse and clerk
    "veselība-annai": people("parent", "nurse", "clerk"),
    "veselība-kārlim": people("parent", "nurse", "clerk"),
}

MODULES = {"notices": operations}
LINES = (
    *(
        Line(f"notices.{operation}", objects, allowed)
        for operation in ("report", "change", "withdraw", "come_back", "reply")
        for objects, allowed in (("bees", MINE), ("owls", MINE), ("theirs", THEIRS))
    ),
    Line("notices.report", "emils", NOBODY),
    Line("notices.report", "mixed", NOBODY),
    Line("notices.reply", "emils", NOBODY),
)


def prepare(stage: Any) -> None:
    """From Tuesday on the first child of each group is reported absent, with a note."""
    notes = {"bees": "Veselība-annai", "owls": "Veselība-kārlim", "theirs": "Kanārijputns nīkst"}
    for objects, text in notes.items():
        house = stage.second if objects == "theirs" else stage.first
        child = stage.children[objects]
        told = AbsenceNotice.objects.create(
            institution=house.institution, child=child, since=TUESDAY, until=FRIDAY,
            reason=Reason.ILLNESS, reported_at=_before(), reported_by=house.people.mother,
        )  # fmt: skip
        makers.health_note(house, notice=told, text=text)


def _before() -> datetime:
    return at(8, 30)


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    whose, _slash, more = objects.partition("/")
    if route in _OF_A_NOTICE:
        return {"notice_id": _notice(stage, whose).pk if whose != "nothing" else NOTHING}
    if route in _OF_A_CHILD:
        child = stage.children[whose].pk if whose != "nothing" else NOTHING
        if route == "attendance:child_month":
            return {"child_id": child, "month": NOVEMBER}
        return {"child_id": child, "day": TUESDAY if more else MONDAY}
    return None


def form(stage: Any, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    if route == "attendance:report":
        days = f"{MONDAY}/{MONDAY}" if valid else "kādreiz"
        return {"child": _picked(stage, objects), "days": days, "reason": "family"}
    if route == "attendance:notice_change":
        last = FRIDAY if valid else MONDAY
        return {"days": "other", "since": TUESDAY, "last": last, "reason": "doctor"}
    if route == "attendance:notice_return":
        return {"day": THURSDAY if valid else "x"}
    if route == "attendance:reply":
        return {"choice": "ill" if valid else "bogus"}
    return None


def _picked(stage: Any, objects: str) -> list[int]:
    if objects == "mixed":
        return [stage.children[name].pk for name in ("bees", "theirs")]
    return [stage.children[objects].pk if objects in stage.children else NOTHING]


def _notice(stage: Any, objects: str) -> AbsenceNotice:
    rows = AbsenceNotice.objects.select_related("child__institution", "institution")
    return rows.get(child=stage.children[objects], since=TUESDAY)


def report(stage: Any, objects: str, by: Access) -> Any:
    names = ("bees", "theirs") if objects == "mixed" else (objects,)
    return operations.report(
        children=[stage.children[name] for name in names], since=MONDAY, until=TUESDAY,
        reason="family", by=by, at=_before(),
    )  # fmt: skip


def change(stage: Any, objects: str, by: Access) -> Any:
    return operations.change(
        notice=_notice(stage, objects), since=TUESDAY, until=THURSDAY, reason="doctor", by=by,
        at=_before(),
    )  # fmt: skip


def withdraw(stage: Any, objects: str, by: Access) -> Any:
    return operations.withdraw(notice=_notice(stage, objects), by=by, at=_before())


def come_back(stage: Any, objects: str, by: Access) -> Any:
    notice = _notice(stage, objects)
    return operations.come_back(notice=notice, day=THURSDAY, by=by, at=_before())


def reply(stage: Any, objects: str, by: Access) -> Any:
    child = stage.children[objects]
    return operations.reply(child=child, day=MONDAY, choice="ill", by=by, at=_before())


DEEDS = {f"notices.{deed.__name__}": deed for deed in (report, change, withdraw, come_back, reply)}
