"""Matrix: cards of children and staff (R8, R9)."""

from datetime import date
from typing import Any

from people import operations
from people.access import Access
from people.models import Address, Assignment, Child, Guardianship, Joining, PickUpPerson
from tests.matrix.actors import SIGNED_IN
from tests.matrix.operations_table import Line
from tests.matrix.parts import keys
from tests.matrix.table import (
    OF_TEACHERS_ROLE,
    OFFICES,
    SEE_BEES,
    SEE_OWLS,
    SEE_THEIRS,
    Row,
    people,
)
from tests.world import MONDAY, TUESDAY, at

NO_ID = 987_654_321
HEAD, THEIR_HEAD = people("head"), people("their_head")
STAFF_KEEPERS = people("head", "clerk", "their_head")
SEE = {
    "bees": SEE_BEES | people("parent"), "owls": SEE_OWLS | people("parent"),
    "theirs": SEE_THEIRS | people("their_parent"),
}  # fmt: skip
ENTER = {
    "bees": HEAD | keys.TEACH_BEES, "owls": HEAD | keys.TEACH_OWLS,
    "theirs": THEIR_HEAD | people("their_teacher"),
}  # fmt: skip
ENTERERS = ENTER["bees"] | ENTER["owls"] | ENTER["theirs"]
FORMS = ("child_change", "guardian_new", "address", "pick_up_new")
PLACES = ("move", "restrict")
OTHERS = "PUT PATCH DELETE OPTIONS"

ROWS = (
    Row("people:children", "GET HEAD", "", {200: OF_TEACHERS_ROLE | OFFICES}),
    Row("people:children", f"POST {OTHERS}", "", {405: SIGNED_IN}),
    *(Row("people:child", "GET HEAD", whose, {200: may}) for whose, may in SEE.items()),
    Row("people:child", "GET HEAD", "nothing", {}),
    Row("people:child", f"POST {OTHERS}", "bees nothing", {405: SIGNED_IN}),
    Row("people:child_new", "GET HEAD", "", {200: ENTERERS}),
    Row("people:child_new", "POST", "", {302: ENTERERS}),
    Row("people:child_new", "POST!", "", {422: ENTERERS}),
    Row("people:child_new", OTHERS, "", {405: SIGNED_IN}),
    *(
        row
        for name in FORMS
        for whose in SEE
        for row in (
            Row(f"people:{name}", "GET HEAD", whose, {200: ENTER[whose], 403: SEE[whose] - ENTER[whose]}),
            Row(f"people:{name}", "POST", whose, {302: ENTER[whose], 403: SEE[whose] - ENTER[whose]}),
            Row(f"people:{name}", "POST!", whose, {422: ENTER[whose], 403: SEE[whose] - ENTER[whose]}),
        )
    ),
    *(Row(f"people:{name}", "GET HEAD POST POST!", "nothing", {}) for name in FORMS),
    *(Row(f"people:{name}", OTHERS, "bees nothing", {405: SIGNED_IN}) for name in FORMS),
    *(
        Row("people:pick_up_end", "POST POST!", whose, {302: ENTER[whose], 403: SEE[whose] - ENTER[whose]})
        for whose in SEE
    ),
    Row("people:pick_up_end", "POST POST!", "nothing", {}),
    Row("people:pick_up_end", f"GET HEAD {OTHERS}", "bees nothing", {405: SIGNED_IN}),
    *(
        row
        for name in PLACES
        for whose, head in (("bees", HEAD), ("owls", HEAD), ("theirs", THEIR_HEAD))
        for row in (
            Row(f"people:{name}", "GET HEAD", whose, {200: head}),
            Row(f"people:{name}", "POST", whose, {302: head}),
            Row(f"people:{name}", "POST!", whose, {422: head}),
        )
    ),
    Row("people:assign", "GET HEAD", "staff", {200: HEAD}),
    Row("people:assign", "POST", "staff", {302: HEAD}),
    Row("people:assign", "POST!", "staff", {422: HEAD}),
    Row("people:end_assignment", "POST POST!", "staff", {302: HEAD}),
    *(
        Row(f"people:{name}", "GET HEAD POST POST!", "nothing", {})
        for name in (*PLACES, "assign")
    ),
    Row("people:assign", "GET HEAD POST POST!", "theirs", {}),  # a mother there
    Row("people:end_assignment", "POST POST!", "nothing", {}),
    *(
        Row(f"people:{name}", OTHERS, f"{whose} nothing", {405: SIGNED_IN})
        for name, whose in (("move", "bees"), ("restrict", "bees"), ("assign", "staff"))
    ),
    Row("people:end_assignment", f"GET HEAD {OTHERS}", "staff nothing", {405: SIGNED_IN}),
    Row("people:staff", "GET HEAD", "", {200: STAFF_KEEPERS}),
    Row("people:staff", f"POST {OTHERS}", "", {405: SIGNED_IN}),
    Row("people:staff_new", "GET HEAD", "", {200: STAFF_KEEPERS}),
    Row("people:staff_new", "POST", "", {302: STAFF_KEEPERS}),
    Row("people:staff_new", "POST!", "", {422: STAFF_KEEPERS}),
    Row("people:staff_new", OTHERS, "", {405: SIGNED_IN}),
    *(
        row
        for whose, may in keys.ENTER.items()
        for row in (
            Row("people:adult_change", "GET HEAD", whose, {200: may}),
            Row("people:adult_change", "POST", whose, {302: may}),
            Row("people:adult_change", "POST!", whose, {422: may}),
        )
    ),
    Row("people:adult_change", "GET HEAD POST POST!", "nothing", {}),
    Row("people:adult_change", OTHERS, "bees nothing", {405: SIGNED_IN}),
)  # fmt: skip
JOINING = (
    Row("people:joining", "GET HEAD", "", {200: SIGNED_IN}),
    Row("people:joining", f"POST {OTHERS}", "", {405: SIGNED_IN}),
    Row("people:decide_joining", "POST POST!", "theirs", {302: people("their_parent")}),
    Row("people:decide_joining", "POST POST!", "nothing", {}),
    Row("people:decide_joining", f"GET HEAD {OTHERS}", "theirs nothing", {405: SIGNED_IN}),
)
RESTRICTIONS = (
    Row("people:restriction", "GET HEAD", "ours", {200: HEAD}),
    Row("people:restriction", "GET HEAD", "theirs", {200: THEIR_HEAD}),
    Row("people:restriction", "POST", "ours", {302: HEAD}),
    Row("people:restriction", "POST", "theirs", {302: THEIR_HEAD}),
    Row("people:restriction", "POST!", "ours", {422: HEAD}),
    Row("people:restriction", "POST!", "theirs", {422: THEIR_HEAD}),
    Row("people:end_restriction", "POST POST!", "ours", {302: HEAD}),
    Row("people:end_restriction", "POST POST!", "theirs", {302: THEIR_HEAD}),
    *(
        row
        for route in ("people:restriction", "people:end_restriction")
        for row in (
            Row(route, "POST POST!", "nothing", {}),
            Row(route, "PUT PATCH DELETE OPTIONS", "ours nothing", {405: SIGNED_IN}),
        )
    ),
    Row("people:restriction", "GET HEAD", "nothing", {}),
    Row("people:end_restriction", "GET HEAD", "ours nothing", {405: SIGNED_IN}),
)
ROWS += JOINING + RESTRICTIONS
LINES = tuple(
    Line(f"people.{name}", whose, may)
    for name in ("enter_child", "enter_guardian", "set_address", "allow_pick_up", "end_pick_up")
    for whose, may in ENTER.items()
)
LINES += (
    Line("people.prolong", "ours", HEAD),
    Line("people.prolong", "theirs", THEIR_HEAD),
    Line("people.accept_joining", "theirs", people("their_parent")),
    Line("people.decline_joining", "theirs", people("their_parent")),
    *(Line("people.ask_guardian_to_join", whose, may) for whose, may in ENTER.items()),
    Line("people.ask_employee_to_join", "staff", people("head", "clerk")),
    Line("people.ask_employee_to_join", "theirs", THEIR_HEAD),
    Line("people.take_on", "staff", people("head", "clerk")),
    Line("people.take_on", "theirs", THEIR_HEAD),
)
CHILD = {
    "first_name": "Jauns", "last_name": "Bērns", "birth_date": "2022-01-01", "sex": "m",
    "since": "2026-11-16",
}  # fmt: skip
TELLS = {
    "adrese-mūsu": people("head", "clerk", "nurse", "teacher", "substitute", "parent"),
    "adrese-viņu": people("their_head", "their_teacher", "their_parent"),
}


def prepare(stage) -> None:
    for whose, street in (("bees", "Adrese-mūsu"), ("theirs", "Adrese-viņu")):
        child = stage.children[whose]
        Address.objects.create(
            institution_id=child.institution_id, child=child, kind=1, street=street
        )

    Joining.objects.create(  # a mother of the second house is asked by the first
        institution=stage.first.institution, user=stage.second.people.mother, role="nurse",
        first_name="Z", last_name="C", asked_at=at(7), asked_by=stage.first.head,
    )  # fmt: skip


def _joining() -> Joining:
    return Joining.objects.get(role="nurse")


def _child(stage, objects: str) -> Child | None:
    return stage.children.get(objects)


def _pick_up(stage, objects: str) -> PickUpPerson:
    return PickUpPerson.objects.select_related("child").get(child=_child(stage, objects))


def arguments(stage, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    if route in ("people:restriction", "people:end_restriction"):
        return {"pk": stage.pk("restriction", objects)}
    if route == "people:decide_joining":
        return {"pk": NO_ID if objects == "nothing" else _joining().pk}
    if route == "people:adult_change":
        return {"pk": NO_ID if objects == "nothing" else keys.with_a_key(stage, objects).pk}
    if route in ("people:assign", "people:end_assignment"):
        return _of_an_employee(stage, route, objects)
    if route not in (
        "people:child",
        "people:move",
        "people:restrict",
        "people:pick_up_end",
        *(f"people:{name}" for name in FORMS),
    ):
        return None
    child = _child(stage, objects)
    if route == "people:restrict":
        row = child and Guardianship.objects.filter(child=child).order_by("pk").first()
        return {"pk": row.pk if row else NO_ID}
    found = {"pk": child.pk if child else NO_ID}
    if route == "people:address":
        found["kind"] = 2
    if route == "people:pick_up_end":
        found["person_id"] = _pick_up(stage, objects).pk if child else NO_ID
    return found


def _of_an_employee(stage, route: str, objects: str) -> dict[str, Any]:
    """The teacher of «Pūcītes»; a mother of the second house."""
    found = {"pk": NO_ID, "assignment_id": NO_ID}
    if objects != "nothing":
        who = stage.first.people.other_teacher if objects == "staff" else stage.second.people.mother
        one = Assignment.objects.filter(user=who).first()
        found = {"pk": who.pk, "assignment_id": one.pk if one else NO_ID}
    return found if route == "people:end_assignment" else {"pk": found["pk"]}


def form(stage, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    adult = {"first_name": "Zaiga", "last_name": "Ezere", "phone": ""}
    group = stage.group({"other_teacher": "owls", "their_teacher": "theirs", "their_head": "theirs"}.get(
        actor, "bees"))  # fmt: skip
    sent = {
        "people:child_new": {**CHILD, "group": group.pk},
        "people:child_change": {**CHILD, "anyway": "1"},
        "people:guardian_new": {**adult, "relation": "guardian"},
        "people:address": {"street": "Lauku iela 1", "postcode": "LV-2136"},
        "people:pick_up_new": {"name": "Vectēvs Jānis"},
        "people:staff_new": {**adult, "role": "nurse"},
        "people:adult_change": adult,
        "people:move": {
            "group": stage.group({"theirs": "theirs", "bees": "owls"}.get(objects, "bees")).pk,
            "since": TUESDAY,
        },
        "people:restrict": {
            "document": "9",
            "issuer": "Tiesa",
            "since": MONDAY,
            "scope": ["photos"],
        },
        "people:assign": {"group": stage.group("bees").pk, "kind": 1, "since": TUESDAY},
        "people:restriction": {"document": "8", "valid_until": "2027-06-01"},
    }.get(route)
    wrong = {"first_name": "1", "name": "", "postcode": "1", "valid_until": "x", "since": "x"}
    return sent if sent is None or valid else {**sent, **wrong}


def enter_child(stage, objects: str, by: Access) -> Any:
    return operations.enter_child(
        group=stage.group(objects), since=MONDAY, first_name="Jauns", last_name="Bērns",
        birth_date=date(2022, 1, 1), sex="m", by=by,
    )  # fmt: skip


def enter_guardian(stage, objects: str, by: Access) -> Any:
    return operations.enter_guardian(
        child=_child(stage, objects), relation="guardian", first_name="Zaiga", last_name="Ezere",
        since=MONDAY, by=by,
    )  # fmt: skip


def set_address(stage, objects: str, by: Access) -> Any:
    return operations.set_address(child=_child(stage, objects), kind=2, street="Lauku 1", by=by)


def allow_pick_up(stage, objects: str, by: Access) -> Any:
    return operations.allow_pick_up(child=_child(stage, objects), name="Oma", since=TUESDAY, by=by)


def end_pick_up(stage, objects: str, by: Access) -> Any:
    operations.end_pick_up(person=_pick_up(stage, objects), by=by)
    assert not PickUpPerson.objects.on(MONDAY).filter(child=_child(stage, objects)).exists()
    assert at


def accept_joining(stage, objects: str, by: Access) -> Any:
    return operations.accept_joining(joining=_joining(), by=by, at=at(8, 50), day=MONDAY)


def decline_joining(stage, objects: str, by: Access) -> Any:
    return operations.decline_joining(joining=_joining(), by=by, at=at(8, 50))


def _known(stage, objects: str) -> str:
    """The address of somebody of the other house."""
    house = stage.first if objects == "theirs" else stage.second
    return house.people.nurse.email if objects == "theirs" else house.people.mother.email


def ask_guardian_to_join(stage, objects: str, by: Access) -> Any:
    return operations.ask_guardian_to_join(
        child=_child(stage, objects), email=_known(stage, objects), relation="mother",
        first_name="Z", last_name="C", is_legal=True, by=by, at=at(8, 50),
    )  # fmt: skip


def ask_employee_to_join(stage, objects: str, by: Access) -> Any:
    house = stage.second if objects == "theirs" else stage.first
    return operations.ask_employee_to_join(
        institution=house.institution, email=_known(stage, objects), role="teacher",
        first_name="Z", last_name="C", by=by, at=at(8, 50),
    )  # fmt: skip


def take_on(stage, objects: str, by: Access) -> Any:
    house = stage.second if objects == "theirs" else stage.first
    return operations.take_on(
        institution=house.institution, email=_known(stage, objects), role="teacher", phone="",
        first_name="Z", last_name="C", by=by, at=at(8, 50),
    )  # fmt: skip


def prolong(stage, objects: str, by: Access) -> Any:
    found = stage.objects[f"restriction/{objects}"]
    return operations.prolong(restriction=found, document="8", valid_until=TUESDAY, by=by)


_DEEDS = (
    prolong,    accept_joining, decline_joining, ask_guardian_to_join, ask_employee_to_join, take_on,
    enter_child, enter_guardian, set_address, allow_pick_up, end_pick_up,
)  # fmt: skip
DEEDS = {f"people.{deed.__name__}": deed for deed in _DEEDS}
