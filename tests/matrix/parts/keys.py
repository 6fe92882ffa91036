"""Matrix: invitations, slips, new keys, and one's own contact data."""

from typing import Any

from people import operations
from people.access import Access
from people.keys import links
from people.keys.slips import Slips
from people.models import ContactChange, OneTimeLink, SlipBatch, User
from tests.matrix.actors import EVERYBODY, SIGNED_IN
from tests.matrix.operations_table import Line
from tests.matrix.parts import files as parts_of_files
from tests.matrix.table import HEADS, Row, people
from tests.world import at

NO_ID = 987_654_321
HEAD, THEIR_HEAD = people("head"), people("their_head")
ACCOUNTS = people("head", "superuser")
TEACH_BEES, TEACH_OWLS = people("teacher", "substitute"), people("other_teacher")
INVITE = {  # whose account → who may invite that person
    "bees": ACCOUNTS | TEACH_BEES,  # father of Emīls
    "owls": ACCOUNTS | TEACH_OWLS,  # mother of Elza
    "staff": ACCOUNTS | people("clerk"),  # the nurse
    "theirs": THEIR_HEAD | people("their_teacher"),  # a mother in «Bitītes» there
}
ENTER = {  # whose card, of somebody with a key → who keeps it
    "bees": HEAD | TEACH_BEES,  # answered for Ģirts until yesterday
    "owls": HEAD | TEACH_BEES | TEACH_OWLS,  # mother of Anna and Kārlis
    "staff": HEAD | people("clerk"),
    "theirs": THEIR_HEAD | people("their_teacher"),
}
ADDRESS = ENTER | {
    "theirs": THEIR_HEAD
}  # of a child with a restriction: administration's alone (R20)
RESET = {"bees": ACCOUNTS, "owls": ACCOUNTS, "staff": ACCOUNTS, "theirs": THEIR_HEAD}
INVITERS = HEADS | TEACH_BEES | TEACH_OWLS | people("superuser", "clerk", "their_teacher")
ONES = ("people:invite", "people:print_slip", "people:new_key")
OWN = {  # page → whose change it decides
    "contacts_email": "", "contacts_phone": "", "contacts_accept": "bees nothing",
    "contacts_drop": "bees nothing",
}  # fmt: skip
OTHERS = "PUT PATCH DELETE OPTIONS"

ROWS = (
    Row("people:invitations", "GET HEAD", "", {200: INVITERS}),
    Row("people:invitations", f"POST {OTHERS}", "", {405: SIGNED_IN}),
    *(
        row
        for route in ("people:invite_all", "people:print_all")
        for row in (
            Row(route, "POST POST!", "", {302: INVITERS}),
            Row(route, f"GET HEAD {OTHERS}", "", {405: SIGNED_IN}),
        )
    ),
    # asked for by the head, and printed: its page leads on to the job
    Row("people:slips", "GET HEAD", "bees", {302: HEAD}),
    Row("people:slips", "GET HEAD", "theirs", {302: THEIR_HEAD}),
    Row("people:slips", "GET HEAD", "nothing", {}),
    Row("people:slips", f"POST {OTHERS}", "bees nothing", {405: SIGNED_IN}),
    # a slip that another person is to agree to: asked for by the head
    Row("people:slips", "GET HEAD", "waits", {200: ACCOUNTS}),
    Row("people:slips", "GET HEAD", "theirs_waits", {200: THEIR_HEAD}),
    Row("people:decide_slip", "POST POST!", "waits", {302: people("superuser"), 403: HEAD}),
    Row("people:decide_slip", "POST POST!", "theirs_waits", {403: THEIR_HEAD}),
    Row("people:decide_slip", "POST POST!", "bees", {403: HEAD}),
    Row("people:decide_slip", "POST POST!", "nothing", {}),
    Row("people:decide_slip", f"GET HEAD {OTHERS}", "waits nothing", {405: SIGNED_IN}),
    *(Row("people:adult_key", "GET HEAD", whose, {200: may}) for whose, may in INVITE.items()),
    Row("people:adult_key", "GET HEAD", "nothing", {}),
    Row("people:adult_key", f"POST {OTHERS}", "bees nothing", {405: SIGNED_IN}),
    *(
        Row(route, "POST POST!", whose, {302: may})
        for route in ONES[:2]
        for whose, may in INVITE.items()
    ),
    *(
        Row("people:new_key", "POST POST!", whose, {302: RESET[whose], 403: may - RESET[whose]})
        for whose, may in INVITE.items()
    ),
    *(Row(route, "POST POST!", "nothing", {}) for route in ONES),
    *(Row(route, f"GET HEAD {OTHERS}", "bees nothing", {405: SIGNED_IN}) for route in ONES),
    *(Row("people:revoke", "POST POST!", whose, {302: may}) for whose, may in INVITE.items()),
    Row("people:revoke", "POST POST!", "nothing mixed", {}),
    Row("people:revoke", f"GET HEAD {OTHERS}", "bees nothing", {405: SIGNED_IN}),
    # one's own contact data: who one is is asked first, whatever is wanted
    Row("people:contacts", "GET HEAD", "", {302: SIGNED_IN}),
    Row("people:contacts", f"POST {OTHERS}", "", {405: SIGNED_IN}),
    *(
        row
        for name, objects in OWN.items()
        for row in (
            Row(f"people:{name}", "POST POST!", objects, {302: SIGNED_IN}),
            Row(f"people:{name}", f"GET HEAD {OTHERS}", objects, {405: SIGNED_IN}),
        )
    ),
    # the door of one-time links is open; without a link it leads to the slip
    Row("arrive", "GET HEAD", "forged", {302: EVERYBODY}, open=True),
    Row("arrive", f"POST {OTHERS}", "forged", {405: EVERYBODY}, open=True),
    Row("dead_link", "GET HEAD", "", {}, open=True),
    Row("dead_link", f"POST {OTHERS}", "", {405: EVERYBODY}, open=True),
    Row("door", "GET HEAD", "", {302: EVERYBODY}, open=True),
    Row("door", "POST POST!", "", {}, open=True),
    Row("door", OTHERS, "", {405: EVERYBODY}, open=True),
    Row("slip", "GET HEAD", "", {200: EVERYBODY}, open=True),
    Row("slip", "POST POST!", "", {422: EVERYBODY}, open=True),
    Row("slip", OTHERS, "", {405: EVERYBODY}, open=True),
)  # fmt: skip

LINES = (
    *(
        Line(f"people.{name}", whose, may)
        for name in ("invite", "invite_all", "ask_for_slips", "revoke_link")
        for whose, may in INVITE.items()
    ),
    Line("people.decide_slip", "waits", people("superuser")),
    Line("people.decide_slip", "theirs_waits", people()),
    *(Line("people.send_new_key", whose, may) for whose, may in RESET.items()),
    Line("people.send_new_key", "own", people()),
    *(Line("people.change_phone_of", whose, may) for whose, may in ENTER.items()),
    *(Line("people.propose_email", whose, may) for whose, may in ADDRESS.items()),
    *(
        Line("people.correct_email", whose, may)
        for whose, may in {
            "bees": HEAD,  # whom a document keeps from his child: administration's alone (R20)
            "owls": HEAD | TEACH_OWLS,
            "staff": HEAD | people("clerk"),
            "theirs": THEIR_HEAD | people("their_teacher"),
        }.items()
    ),
    Line("people.ask_email_change", "own", SIGNED_IN),
    Line("people.change_phone", "own", SIGNED_IN),
    *(
        Line(f"people.{name}", "bees", people("restricted"))
        for name in ("accept_email", "accept_name", "drop_email_change")
    ),
)


def person(stage, whose: str) -> User | None:
    ours, theirs = stage.first.people, stage.second.people
    return {
        "bees": ours.restricted, "owls": ours.other_parent, "staff": ours.nurse,
        "theirs": theirs.mother,
    }.get(whose)  # fmt: skip


def with_a_key(stage, whose: str) -> User:
    ours = stage.first.people
    return {
        "bees": ours.former_parent, "owls": ours.mother, "staff": ours.former_teacher,
        "theirs": stage.second.people.other_parent,
    }[whose]  # fmt: skip


def prepare(stage) -> None:
    """Each of them was sent a slip once, printed for the head of the house; none has a key yet."""
    for whose in INVITE:
        user = person(stage, whose)
        address = f"{user.pk}@pasts.example"
        User.objects.filter(pk=user.pk).update(activated_at=None, email=address)
        user.email, user.activated_at = address, None
        user.emailaddress_set.create(email=address, primary=True)
    for whose in INVITE:
        house = stage.second if whose == "theirs" else stage.first
        batch = _slips(house, job=parts_of_files.job(house, Slips(), failed=whose == "owls"))
        _slip(house, batch, person(stage, whose), "invite")
    for house in (stage.first, stage.second):
        _slip(house, _slips(house, needs_another=True), house.people.former_teacher, "reset")
    for kind, new in (("email", "cita@pasts.example"), ("name", "Balode, Gunta")):
        ContactChange.objects.create(
            user=person(stage, "bees"), kind=kind, new=new, asked_at=at(7),
            asked_by=stage.first.head,
        )  # fmt: skip


def _slips(house, **more) -> SlipBatch:
    return SlipBatch.objects.create(
        institution=house.institution, asked_at=at(7), asked_by=house.head, total=1, **more,
    )  # fmt: skip


def _slip(house, batch: SlipBatch, user: User, purpose: str) -> None:
    links.make(
        institution=house.institution, user=user, purpose=purpose, made_by=house.head, at=at(7),
        good_for=at(18) - at(7), batch=batch,
    )  # fmt: skip


def _change(kind: str = "email") -> ContactChange:
    return ContactChange.objects.get(kind=kind)


def _link(stage, whose: str) -> OneTimeLink:
    return OneTimeLink.objects.select_related("user").get(user=person(stage, whose))


def _batch(stage, objects: str) -> SlipBatch | None:
    if objects.endswith("waits"):
        house = stage.second if objects == "theirs_waits" else stage.first
        return SlipBatch.objects.get(institution=house.institution, needs_another=True)
    return _link(stage, objects).batch if person(stage, objects) else None


def arguments(stage, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    user = person(stage, objects)
    if route in ("people:slips", "people:decide_slip"):
        batch = _batch(stage, objects)
        return {"pk": batch.pk if batch else NO_ID}
    if route in ("people:contacts_accept", "people:contacts_drop"):
        return {"pk": _change().pk if user else NO_ID}
    if route == "people:revoke":
        if objects == "mixed":  # a link of one person under another's address
            return {"pk": person(stage, "bees").pk, "link_id": _link(stage, "owls").pk}
        return {"pk": user.pk, "link_id": _link(stage, objects).pk} if user else {
            "pk": NO_ID, "link_id": NO_ID}  # fmt: skip
    if route in (*ONES, "people:adult_key"):
        return {"pk": user.pk if user else NO_ID}
    return {"token": "1.forged"} if route == "arrive" else None


def form(stage, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    if route == "slip":
        return {"username": "nobody", "code": "AAAA"} if valid else {}
    if route in ("people:invite_all", "people:print_all"):
        return {"anyway": "1"}  # though an earlier invitation ends
    return {} if route == "people:new_key" else None


def _of_many(name: str):
    def deed(stage, objects: str, by: Access) -> Any:
        people_ = [person(stage, objects)]
        return getattr(operations, name)(users=people_, by=by, at=at(8, 50))

    return deed


def invite(stage, objects: str, by: Access) -> Any:
    return operations.invite(user=person(stage, objects), by=by, at=at(8, 50))


def send_new_key(stage, objects: str, by: Access) -> Any:
    user = by.user if objects == "own" else person(stage, objects)
    return operations.send_new_key(user=user, by_letter=False, by=by, at=at(8, 50))


def revoke_link(stage, objects: str, by: Access) -> Any:
    operations.revoke_link(link=_link(stage, objects), by=by, at=at(8, 50))
    assert _link(stage, objects).revoked_at


def decide_slip(stage, objects: str, by: Access) -> Any:
    return operations.decide_slip(batch=_batch(stage, objects), agrees=True, by=by, at=at(8, 50))


def propose_email(stage, objects: str, by: Access) -> Any:
    user = with_a_key(stage, objects)
    return operations.propose_email(user=user, email="x@pasts.example", by=by, at=at(8, 50))


def correct_email(stage, objects: str, by: Access) -> Any:
    user = person(stage, objects)
    return operations.correct_email(user=user, email="x@pasts.example", by=by, at=at(8, 50))


def change_phone_of(stage, objects: str, by: Access) -> Any:
    user = with_a_key(stage, objects)
    return operations.change_phone_of(user=user, phone="+37129999999", by=by, at=at(8, 50))


def ask_email_change(stage, objects: str, by: Access) -> Any:
    return operations.ask_email_change(email="x@pasts.example", by=by, at=at(8, 50))


def change_phone(stage, objects: str, by: Access) -> Any:
    return operations.change_phone(phone="+37129999999", by=by, at=at(8, 50))


def accept_email(stage, objects: str, by: Access) -> Any:
    return operations.accept_email(change=_change(), by=by, at=at(8, 50))


def accept_name(stage, objects: str, by: Access) -> Any:
    return operations.accept_name(change=_change("name"), by=by, at=at(8, 50))


def drop_email_change(stage, objects: str, by: Access) -> Any:
    return operations.drop_email_change(change=_change(), by=by, at=at(8, 50))


_DEEDS = (
    invite, send_new_key, decide_slip, revoke_link, propose_email, correct_email, change_phone_of,
    ask_email_change, change_phone, accept_email, accept_name, drop_email_change,
)  # fmt: skip
DEEDS = {f"people.{deed.__name__}": deed for deed in _DEEDS} | {
    f"people.{name}": _of_many(name) for name in ("invite_all", "ask_for_slips")
}
