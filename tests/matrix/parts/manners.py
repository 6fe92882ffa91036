"""Matrix: reports of photos, and stored files. Friday of the bees of both houses has, beside the photo of
``day_photos`` that may be reported, one that a parent has reported."""

from typing import Any

from activities.models import DayPhoto
from activities.photos.operations import About
from documents.models import StoredFile
from manners import operations
from manners.models import Report
from people.access import Access
from tests.activities import photos
from tests.activities.photos import copies
from tests.matrix.actors import SIGNED_IN
from tests.matrix.operations_table import Line
from tests.matrix.parts.days import FRIDAY, log_of
from tests.matrix.table import HEADS, RECORD_BEES, SEE_THEIRS, Row, people
from tests.world import at

KIND, NO_ID = "activities.photo", 987_654_321
HEAD, THEIR_HEAD = people("head"), people("their_head")
FAMILY, THEIR_FAMILY = people("parent"), people("their_parent")
SEE = RECORD_BEES | people("specialist", "head") | FAMILY
SEE_THEIRS_TOO = SEE_THEIRS | THEIR_FAMILY
OTHERS = "PUT PATCH DELETE OPTIONS"
TEACHERS = {"bees": "teacher", "theirs": "their_teacher"}
PARENTS = {"bees": "parent", "theirs": "their_parent"}
WORDS = {"bees": "bitēm", "theirs": "kanārijām"}


def _form(name: str, ours: frozenset[str], theirs: frozenset[str]) -> tuple[Row, ...]:
    """A page with its form."""
    route = f"manners:{name}"
    return (
        Row(route, "GET HEAD", "bees", {200: ours}),
        Row(route, "GET HEAD", "theirs", {200: theirs}),
        Row(route, "POST", "bees", {302: ours}),
        Row(route, "POST", "theirs", {302: theirs}),
        Row(route, "POST!", "bees", {422: ours}),
        Row(route, "POST!", "theirs", {422: theirs}),
        Row(route, "GET HEAD POST POST!", "nothing", {}),
        Row(route, OTHERS, "bees nothing", {405: SIGNED_IN}),
    )


ROWS = (
    *(
        row
        for name in ("reports", "files")
        for row in (
            Row(f"manners:{name}", "GET HEAD", "", {200: HEADS}),
            Row(f"manners:{name}", f"POST {OTHERS}", "", {405: SIGNED_IN}),
        )
    ),
    *_form("new", SEE, SEE_THEIRS_TOO),
    *_form("report", HEAD, THEIR_HEAD),
    *_form("file", HEAD, THEIR_HEAD),
    Row("manners:answer", "GET HEAD", "bees", {200: FAMILY}),  # it is not decided
    Row("manners:answer", "GET HEAD", "theirs", {200: THEIR_FAMILY}),
    Row("manners:answer", "GET HEAD", "nothing", {}),
    Row("manners:answer", f"POST {OTHERS}", "bees nothing", {405: SIGNED_IN}),
)
MODULES = {"manners": operations}
LINES = (
    Line("manners.report", "bees", SEE),
    Line("manners.report", "theirs", SEE_THEIRS_TOO),
    *(
        Line(f"manners.{name}", objects, allowed)
        for name in ("decide", "take_down")
        for objects, allowed in (("bees", HEAD), ("theirs", THEIR_HEAD))
    ),
)
TELLS = {"kas-redzams-bitēm": HEAD | FAMILY}  # what a parent wrote of it


def prepare(stage: Any) -> None:
    for whose, word in WORDS.items():
        log = log_of(stage, f"{whose}/friday")
        teacher = stage.access(TEACHERS[whose], FRIDAY)
        photos.photo(log, teacher, About(f"Ziņots-{word}"))
        operations.report(
            kind=KIND, pk=_photo(stage, whose, "Ziņots").pk, reason="child",
            note=f"Kas-redzams-{word}", by=stage.access(PARENTS[whose], FRIDAY),
            at=at(16, day=FRIDAY),
        )  # fmt: skip


def _photo(stage: Any, whose: str, what: str = "Foto") -> DayPhoto:
    return DayPhoto.objects.get(log=log_of(stage, f"{whose}/friday"), alt=f"{what}-{WORDS[whose]}")


def _report(stage: Any, whose: str) -> Report:
    every = Report.objects.select_related("institution")
    return every.get(kind=KIND, subject_id=_photo(stage, whose, "Ziņots").pk)


def _file(stage: Any, whose: str) -> StoredFile:
    """The one of a photo that stands in the list."""
    of_photo = (copy.file for copy in copies(_photo(stage, whose)) if copy.long_side == 1600)
    return next(file for file in of_photo if file.content_type == "image/jpeg")


_OBJECTS = {"new": _photo, "report": _report, "answer": _report, "file": _file}


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    namespace, _, name = route.partition(":")
    if namespace != "manners" or name not in _OBJECTS:
        return None
    pk = _OBJECTS[name](stage, objects).pk if objects in WORDS else NO_ID
    return {"pk": pk} | ({"kind": KIND} if name == "new" else {})


def form(
    stage: Any, route: str, objects: str, actor: str, *, valid: bool
) -> dict[str, Any] | None:  # fmt: skip
    if route == "manners:new":
        return {"reason": "name" if valid else "x", "note": ""}
    if route == "manners:report":
        return {"outcome": "removed" if valid else "x", "answer": ""}
    if route == "manners:file":
        return {"why": "" if valid else "a" * 301}
    return None


def report(stage: Any, objects: str, by: Access) -> Any:
    pk = _photo(stage, objects).pk
    return operations.report(kind=KIND, pk=pk, reason="name", by=by, at=at(8, 50))


def decide(stage: Any, objects: str, by: Access) -> Any:
    said = _report(stage, objects)
    return operations.decide(report=said, outcome="given_back", by=by, at=at(8, 50))


def take_down(stage: Any, objects: str, by: Access) -> Any:
    return operations.take_down(file=_file(stage, objects), by=by, at=at(8, 50))


DEEDS = {"manners.report": report, "manners.decide": decide, "manners.take_down": take_down}
