"""Matrix: the catalogue is read by those who plan and kept by administration; each house has its own."""

from typing import Any

from curriculum import operations
from curriculum.models import Entry
from people.access import Access
from tests.matrix.actors import SIGNED_IN
from tests.matrix.operations_table import Line
from tests.matrix.table import HEADS, OF_TEACHERS_ROLE, Row, people

HEAD, THEIR_HEAD = people("head"), people("their_head")
READ = OF_TEACHERS_ROLE | HEADS
OTHERS = "PUT PATCH DELETE OPTIONS"
COMMON, OURS, THEIRS = "VAL.1.3", "VAL.1.101", "KUL.1.101"  # codes
CODES = {"common": COMMON, "ours": OURS, "theirs": THEIRS, "nothing": "XXX.9.9"}
SEES = {
    "common": (READ, HEADS),
    "ours": (READ - people("their_head", "their_teacher"), HEAD),
    "theirs": (people("their_head", "their_teacher"), THEIR_HEAD),
}
# without the right 403, of what is in no catalogue of one's house 404
REFUSED = READ - HEADS
ACTS = ("retire", "hide", "show_again")

ROWS = (
    Row("curriculum:catalogue", "GET HEAD", "", {200: READ}),
    Row("curriculum:catalogue", f"POST {OTHERS}", "", {405: SIGNED_IN}),
    *(
        row
        for name in ("add", "specialists")
        for row in (
            Row(f"curriculum:{name}", "GET HEAD", "", {200: HEADS, 403: REFUSED}),
            Row(f"curriculum:{name}", "POST", "", {302: HEADS, 403: REFUSED}),
            Row(f"curriculum:{name}", "POST!", "", {422: HEADS, 403: REFUSED}),
            Row(f"curriculum:{name}", OTHERS, "", {405: SIGNED_IN}),
        )
    ),
    *(
        row
        for whose, (readers, keepers) in SEES.items()
        for row in (
            Row("curriculum:entry", "GET HEAD", whose, {200: readers}),
            Row("curriculum:entry", "POST", whose, {302: keepers, 403: REFUSED}),
            Row("curriculum:entry", "POST!", whose, {422: keepers, 403: REFUSED}),
            Row("curriculum:hide", "POST", whose, {302: keepers, 403: REFUSED}),
            Row("curriculum:hide", "POST!", whose, {422: keepers, 403: REFUSED}),
            Row("curriculum:show_again", "POST POST!", whose, {302: keepers, 403: REFUSED}),
        )
    ),
    Row("curriculum:retire", "POST POST!", "common", {422: HEADS, 403: REFUSED}),
    Row("curriculum:retire", "POST", "ours", {302: HEAD, 403: REFUSED}),
    Row("curriculum:retire", "POST", "theirs", {302: THEIR_HEAD, 403: REFUSED}),
    Row("curriculum:retire", "POST!", "ours", {422: HEAD, 403: REFUSED}),
    Row("curriculum:retire", "POST!", "theirs", {422: THEIR_HEAD, 403: REFUSED}),
    Row("curriculum:entry", "GET HEAD", "nothing", {}),
    Row("curriculum:entry", "POST POST!", "nothing", {403: REFUSED}),
    Row("curriculum:entry", OTHERS, "common nothing", {405: SIGNED_IN}),
    *(
        row
        for name in ACTS
        for row in (
            Row(f"curriculum:{name}", "POST POST!", "nothing", {403: REFUSED}),
            Row(f"curriculum:{name}", f"GET HEAD {OTHERS}", "common nothing", {405: SIGNED_IN}),
        )
    ),
)
MODULES = {"curriculum": operations}
LINES = tuple(
    Line(f"curriculum.{name}", whose, may)
    for name in ("add", "reword", "retire", "hide", "show_again", "set_areas")
    for whose, may in (("ours", HEAD), ("theirs", THEIR_HEAD))
)
TELLS = {"vārdi-mūsu": READ - people("their_head", "their_teacher"),
         "vārdi-viņu": people("their_head", "their_teacher")}  # fmt: skip


def prepare(stage: Any) -> None:
    for house, area, words in (
        (stage.first, "VAL", "Vārdi-mūsu"),
        (stage.second, "KUL", "Vārdi-viņu"),
    ):
        here = {"institution": house.institution, "by": house.by}
        operations.add(kind="outcome", area=area, stage=1, text=words, first_year=2026, **here)
        operations.hide(code="DAB.1.1", first_year=2026, **here)
        person = house.people.specialist
        operations.set_areas(user=person, areas={"KUL"}, seen=(), **here)


def _house(stage: Any, objects: str) -> Any:
    return stage.second if objects == "theirs" else stage.first


def _entry(code: str) -> Entry:
    return Entry.objects.get(code=code, last_year=None)


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    one = route.startswith("curriculum:") and objects
    return {"code": CODES[objects]} if one else None


def form(stage: Any, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    name = route.removeprefix("curriculum:")
    if name == route or name == "catalogue":
        return None
    if name == "specialists":
        person = _house(stage, "theirs" if actor == "their_head" else "ours").people.specialist
        areas = ["VES"] if valid else ["DEJAS"]
        return {f"{person.pk}-areas": areas, f"{person.pk}-seen": "KUL"}
    said: dict[str, Any] = {"first_year": 2026 if valid else 1999}
    if name == "add":
        return said | {"place": "MAT.2", "text": "skaita zirņus"}
    if objects != "nothing":
        said["entry"] = _entry(CODES[objects]).pk
    return said | {"text": "citi vārdi"}


def _deed(name: str, stage: Any, objects: str, by: Access) -> Any:
    house = _house(stage, objects)
    code = THEIRS if objects == "theirs" else OURS
    here: dict[str, Any] = {"institution": house.institution, "by": by}
    year: dict[str, Any] = {"first_year": 2026}
    said = {
        "add": {"kind": "value", "text": "lasītprieks"} | year,
        "reword": {"text": "citi vārdi"} | year,
        "retire": year,
        "hide": {"code": code} | year,
        "show_again": {"code": "DAB.1.1"},
        "set_areas": {"user": house.people.specialist, "areas": {"VES"}, "seen": {"KUL"}},
    }[name]
    if name in ("reword", "retire"):
        said = said | {"entry": _entry(code)}
    return getattr(operations, name)(**here, **said)


def _done(name: str) -> Any:
    return lambda stage, objects, by: _deed(name, stage, objects, by)


DEEDS = {line.operation: _done(line.operation.partition(".")[2]) for line in LINES}
