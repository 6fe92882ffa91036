"""Matrix: talks with parents. Of the first child of the bees of both houses one was shared with the mother
on Friday, which she reads, one a moment ago (the beat has not come by: she does not see it), and one is a
draft. The owls have none."""

from datetime import date, timedelta
from typing import Any

from messaging.models import Talk
from messaging.talks import operations
from messaging.talks.operations import Whole
from messaging.talks.picks import Pick
from outbox import grace
from outbox.models import GRACE
from people.access import Access
from tests.matrix.actors import NOTHING, SIGNED_IN
from tests.matrix.operations_table import Line
from tests.matrix.table import RECORD_THEIRS, SEE_THEIRS, Row, people
from tests.world import MONDAY, at

FRIDAY = date(2026, 11, 13)
SHOWN, A_MOMENT_AGO = at(12, day=FRIDAY), at(8, 45)
IN_GRACE = A_MOMENT_AGO + timedelta(seconds=30)
OTHERS = "PUT PATCH DELETE OPTIONS"
FOLLOW = people("teacher", "substitute")  # all of the group's talks
STAFF = FOLLOW | people("head")
OWN = people("teacher")  # wrote them
HERE = FOLLOW | people("specialist")  # may write own ones in the group
GROUP = HERE | people("head")
FAMILY = people("parent")
STATES = ("draft", "waits", "shown")


def read(name: str, who: frozenset[str], objects: str) -> tuple[Row, ...]:
    route = f"messaging:{name}"
    return (
        Row(route, "GET HEAD", objects, {200: who, 403: STAFF - who}),
        Row(route, "GET HEAD", "theirs", {200: SEE_THEIRS if who == STAFF else RECORD_THEIRS,
            403: frozenset() if who == STAFF else SEE_THEIRS - RECORD_THEIRS}),
        Row(route, "GET HEAD", "owls nothing", {}),
    )  # fmt: skip


def post(
    name: str,
    who: frozenset[str],
    status: int,
    objects: str,
    *,
    wrong: int = 422,
    theirs: str = "theirs",
) -> tuple[Row, ...]:
    route = f"messaging:{name}"
    refused = STAFF - who
    return (
        Row(route, "POST", objects, {status: who, 403: refused}),
        Row(route, "POST!", objects, {wrong: who, 403: refused}),
        Row(route, "POST", theirs, {status: RECORD_THEIRS, 403: SEE_THEIRS - RECORD_THEIRS}),
        Row(route, "POST!", theirs, {wrong: RECORD_THEIRS, 403: SEE_THEIRS - RECORD_THEIRS}),
        Row(route, "POST POST!", "owls nothing", {}),
    )


def late(name: str, who: frozenset[str], objects: str = "bees/waits bees/shown") -> Row:
    """It is shared: what would change it is told so."""
    return Row(f"messaging:{name}", "POST", objects, {409: who, 403: STAFF - who})


def not_so(name: str, methods: str) -> Row:
    return Row(f"messaging:{name}", f"{methods} {OTHERS}".strip(), "bees nothing", {405: SIGNED_IN})


ROWS = (
    Row("messaging:talks", "GET HEAD", "bees", {200: GROUP}),
    Row("messaging:talks", "GET HEAD", "owls", {200: people("other_teacher", "head")}),
    Row("messaging:talks", "GET HEAD", "theirs", {200: SEE_THEIRS}),
    Row("messaging:talks", "GET HEAD", "nothing", {}),
    not_so("talks", "POST"),
    Row("messaging:choose_talk", "GET HEAD", "bees", {200: HERE, 403: people("head")}),
    Row("messaging:choose_talk", "GET HEAD", "owls", {200: people("other_teacher"), 403: people("head")}),
    Row("messaging:choose_talk", "GET HEAD", "theirs",
        {200: RECORD_THEIRS, 403: SEE_THEIRS - RECORD_THEIRS}),
    Row("messaging:choose_talk", "GET HEAD", "nothing", {}),
    not_so("choose_talk", "POST"),
    Row("messaging:new_talk", "POST POST!", "bees", {302: HERE, 403: people("head")}),  # no content
    Row("messaging:new_talk", "POST POST!", "owls", {302: people("other_teacher"), 403: people("head")}),
    Row("messaging:new_talk", "POST POST!", "theirs",
        {302: RECORD_THEIRS, 403: SEE_THEIRS - RECORD_THEIRS}),
    Row("messaging:new_talk", "POST POST!", "nothing", {}),
    not_so("new_talk", "GET HEAD"),
    *read("talk", STAFF, "bees bees/waits bees/shown"),
    *post("talk", OWN, 302, "bees"),
    late("talk", OWN),
    not_so("talk", ""),
    *post("talk_ticks", OWN, 200, "bees"),
    late("talk_ticks", OWN),
    not_so("talk_ticks", "GET HEAD"),
    *post("talk_text", OWN, 200, "bees"),
    late("talk_text", OWN),
    not_so("talk_text", "GET HEAD"),
    *post("share_talk", OWN, 302, "bees"),
    late("share_talk", OWN),
    not_so("share_talk", "GET HEAD"),
    *post("finish_talk", OWN, 302, "bees"),
    late("finish_talk", OWN),
    not_so("finish_talk", "GET HEAD"),
    *post("delete_talk", OWN, 302, "bees", wrong=302),  # no content
    late("delete_talk", OWN),
    not_so("delete_talk", "GET HEAD"),
    *post("take_back_talk", OWN, 302, "bees", wrong=302),  # a draft already
    late("take_back_talk", OWN),
    not_so("take_back_talk", "GET HEAD"),
    *read("add_to_talk", FOLLOW, "bees bees/shown"),
    *post("add_to_talk", FOLLOW, 302, "bees/shown", theirs="theirs/shown"),
    Row("messaging:add_to_talk", "POST", "bees", {422: FOLLOW, 403: STAFF - FOLLOW}),  # a draft
    Row("messaging:add_to_talk", "POST", "theirs", {422: RECORD_THEIRS, 403: SEE_THEIRS - RECORD_THEIRS}),
    not_so("add_to_talk", ""),
    *post("settle_action", FOLLOW, 302, "bees bees/shown", wrong=409),
    not_so("settle_action", "GET HEAD"),
    *(
        Row("audit:history", "GET HEAD", f"talk/{whose}/{how}",
            {200: staff, 403: family if how == "shown" else frozenset()})
        for whose, staff, family in (
            ("bees", STAFF, FAMILY), ("theirs", SEE_THEIRS, people("their_parent")),
        )
        for how in STATES
    ),
)  # fmt: skip
OF_A_TALK = {row.route for row in ROWS} - {
    "messaging:talks", "messaging:choose_talk", "messaging:new_talk", "audit:history",
}  # fmt: skip
MODULES = {"talks": operations}
_DRAFT = (
    "move_talk", "delete_draft", "set_participants", "set_subjects", "tick", "save_section",
    "add_action", "share", "finish", "write",
)  # fmt: skip
_WITH_AN_ACTION = ("change_action", "take_away_action")
LINES = (
    *(Line(f"talks.{name}", "bees", OWN) for name in (*_DRAFT, *_WITH_AN_ACTION, "take_back")),
    *(
        Line(f"talks.{name}", "theirs", RECORD_THEIRS)
        for name in (*_DRAFT, *_WITH_AN_ACTION, "take_back")
    ),
    *(Line(f"talks.{name}", "bees", FOLLOW) for name in ("settle_action", "add_addition")),
    *(Line(f"talks.{name}", "theirs", RECORD_THEIRS) for name in ("settle_action", "add_addition")),
    *(Line(f"talks.{name}", "bees", FAMILY) for name in ("add_remark", "acknowledge")),
    *(
        Line(f"talks.{name}", "theirs", people("their_parent"))
        for name in ("add_remark", "acknowledge")
    ),
    Line("talks.open_talk", "bees", HERE),
    Line("talks.open_talk", "owls", people("other_teacher")),
    Line("talks.open_talk", "theirs", RECORD_THEIRS),
)
TELLS = {
    "saruna-melnrakstā-bitēm": STAFF,
    "saruna-bitēm": STAFF | FAMILY,
    "iestādei-par-bitēm": STAFF,  # the note for the institution
}


def prepare(stage: Any) -> None:
    """Before the days of the stage: whatever is released up to Friday noon is of these."""
    for whose, actor in (("bees", "teacher"), ("theirs", "their_teacher")):
        talk = _written(stage, whose, stage.access(actor, FRIDAY), "Saruna", at(11, day=FRIDAY))
        operations.share(talk=talk, by=stage.access(actor, FRIDAY), at=SHOWN)
    assert grace.release_due(SHOWN + GRACE) == 2
    for whose, actor in (("bees", "teacher"), ("theirs", "their_teacher")):
        monday, shown = stage.access(actor), talk_of(stage, f"{whose}/shown")
        operations.add_addition(talk=shown, text=f"Papildus-{_name(whose)}", by=monday, at=at(8))
        waits = _written(stage, whose, monday, "Saruna-melnrakstā", at(8, 40))
        operations.share(talk=waits, by=monday, at=A_MOMENT_AGO)
        _written(stage, whose, monday, "Saruna-melnrakstā", at(8, 46))


def _name(whose: str) -> str:
    return "kanārijām" if whose == "theirs" else "bitēm"


def _written(stage: Any, whose: str, by: Access, says: str, when: Any) -> Talk:
    child = stage.children["theirs" if whose == "theirs" else "bees"]
    mother = stage.user("their_parent" if whose == "theirs" else "parent")
    who = {"by": by, "at": when}
    talk = operations.open_talk(child=child, day=by.day, **who)
    people_of = {"guardians": [mother.pk], "staff": [by.user.pk], "names": ["Logopēde Kanārija"]}
    if whose != "theirs":
        people_of["names"] = ["Logopēde"]
    operations.set_participants(talk=talk, **people_of, **who)
    operations.set_subjects(talk=talk, kinds=["behaviour"], **who)
    said = {"content": f"{says}-{_name(whose)}", "house": f"Iestādei-par-{_name(whose)}"}
    for code, text in said.items():
        operations.save_section(talk=talk, code=code, text=text, version=0, **who)
    agreed = {"text": f"Vienošanās-{_name(whose)}", "user": mother.pk}
    operations.add_action(talk=talk, **agreed, **who)
    return talk


def talk_of(stage: Any, objects: str) -> Talk:
    """«bees», «theirs/waits», «bees/shown»; without a state the draft."""
    whose, _slash, how = objects.partition("/")
    rows = Talk.objects.select_related("child", "institution", "group__institution")
    mine = rows.filter(group=stage.group(whose), voided_at__isnull=True).order_by("pk")
    if how in ("", "draft"):
        return mine.get(shared_at__isnull=True)
    return mine.get(shared_at__isnull=False, released_at__isnull=how != "shown")


# --- what an address is of ------------------------------------------------------------------------
def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    if route in ("messaging:talks", "messaging:choose_talk"):
        return {"group_id": stage._group_id(objects)}
    if route == "messaging:new_talk":
        child = stage.children.get(objects)
        return {"child_id": child.pk if child else NOTHING}
    kind, _slash, rest = objects.partition("/")
    if route == "audit:history" and kind == "talk" and "/" in rest:
        return {"kind": kind, "pk": talk_of(stage, rest).pk}
    if route not in OF_A_TALK:
        return None
    whose = objects.partition("/")[0]
    found = talk_of(stage, objects) if whose in ("bees", "theirs") else None
    place: dict[str, Any] = {"talk_id": found.pk if found else NOTHING}
    if route == "messaging:talk_text":
        place["code"] = "content"
    if route == "messaging:settle_action":
        action = found.actions.standing().first() if found else None
        place["action_id"] = action.pk if action else NOTHING
    return place


def form(stage: Any, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    if route == "messaging:talk_ticks":
        return {"pick": "subject:care" if valid else "subject:nothing", "on": "1"}
    if route == "messaging:settle_action":
        return {"state": "done" if valid else "x"}
    if route == "messaging:add_to_talk":
        return {"addition": "Vēl" if valid else " "}
    if route in OF_A_TALK:
        return {"text-content": "Runājām" if valid else "x" * 20_001, "version-content": "1"}
    return None


# --- one valid call of every operation ------------------------------------------------------------
def _draft(deed: str, **what: Any) -> Any:
    return lambda stage, objects, by: getattr(operations, deed)(
        talk=talk_of(stage, objects), by=by, at=at(8, 50), **what
    )


def _open(stage: Any, objects: str, by: Access) -> Any:
    child = stage.children[objects]
    return operations.open_talk(child=child, day=MONDAY, by=by, at=at(8, 50))


def _set_people(stage: Any, objects: str, by: Access) -> Any:
    mother = stage.user("their_parent" if objects == "theirs" else "parent")
    return _draft("set_participants", guardians=[mother.pk], staff=[])(stage, objects, by)


def _agreed(stage: Any, objects: str) -> Any:
    talk = talk_of(stage, objects)
    action = talk.actions.order_by("pk").get()
    action.talk = talk
    return action


def _of_an_action(deed: str, where: str = "", **what: Any) -> Any:
    return lambda stage, objects, by: getattr(operations, deed)(
        action=_agreed(stage, f"{objects}{where}"), by=by, at=at(8, 50), **what
    )


def _shown(name: str, **what: Any) -> Any:
    return lambda stage, objects, by: getattr(operations, name)(
        talk=talk_of(stage, f"{objects}/shown"), by=by, at=at(8, 50), **what
    )


def _take_back(stage: Any, objects: str, by: Access) -> Any:
    return operations.take_back(talk=talk_of(stage, f"{objects}/waits"), by=by, at=IN_GRACE)


DEEDS = {
    "talks.open_talk": _open,
    "talks.move_talk": _draft("move_talk", day=FRIDAY),
    "talks.delete_draft": _draft("delete_draft"),
    "talks.set_participants": _set_people,
    "talks.set_subjects": _draft("set_subjects", kinds=["care"]),
    "talks.tick": _draft("tick", ticked=[Pick.of("subject:care")]),
    "talks.save_section": _draft("save_section", code="content", text="Cits", version=1),
    "talks.add_action": _draft("add_action", text="Josla", name="Logopēde"),
    "talks.share": _draft("share"),
    "talks.finish": _draft("finish"),
    "talks.write": _draft("write", whole=Whole(own=["Cits"])),
    "talks.change_action": _of_an_action("change_action", text="Josla", name="Logopēde"),
    "talks.take_away_action": _of_an_action("take_away_action"),
    "talks.take_back": _take_back,
    "talks.settle_action": _of_an_action("settle_action", "/shown", state="done"),
    "talks.add_addition": _shown("add_addition", text="Vēl"),
    "talks.add_remark": _shown("add_remark", text="Piekrītu"),
    "talks.acknowledge": _shown("acknowledge"),
}
