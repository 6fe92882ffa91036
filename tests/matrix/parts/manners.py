"""Matrix: reports of photos, stored files, and the word list. Friday of the bees of both houses has, beside
the photo of ``day_photos`` that may be reported, one that a parent has reported; both a word of their own.
"""

from typing import Any

from activities.models import DayPhoto
from activities.photos.operations import About
from documents.models import StoredFile
from manners import operations
from manners.models import Report, Stem
from manners.speech.starter import entries
from manners.wordlist import operations as wordlist
from manners.wordlist.in_use import Line as Word
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
SIGN = Word(next(one for one in entries() if one.stem == "stulb")).sign
SAID = {
    "match": "stem", "severity": 2, "category": "insult", "language": "lv", "exceptions": "", "note": "",
}  # fmt: skip
WORDS = {"bees": "bitēm", "theirs": "kanārijām"}


def _office(name: str, objects: str = "") -> tuple[Row, ...]:
    """A page with its form, of every house's administration."""
    route = f"manners:{name}"
    return (
        Row(route, "GET HEAD", objects, {200: HEADS}),
        Row(route, "POST", objects, {302: HEADS}),
        Row(route, "POST!", objects, {422: HEADS}),
        Row(route, OTHERS, objects, {405: SIGNED_IN}),
    )


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
        for name in ("reports", "files", "words")
        for row in (
            Row(f"manners:{name}", "GET HEAD", "", {200: HEADS}),
            Row(f"manners:{name}", f"POST {OTHERS}", "", {405: SIGNED_IN}),
        )
    ),
    *_office("new_word"),
    *_office("word", "common"),  # of the list that every house has
    Row("manners:word", "GET HEAD POST POST!", "nothing", {}),
    *_form("new", SEE, SEE_THEIRS_TOO),
    *_form("report", HEAD, THEIR_HEAD),
    *_form("file", HEAD, THEIR_HEAD),
    Row("manners:answer", "GET HEAD", "bees", {200: FAMILY}),  # it is not decided
    Row("manners:answer", "GET HEAD", "theirs", {200: THEIR_FAMILY}),
    Row("manners:answer", "GET HEAD", "nothing", {}),
    Row("manners:answer", f"POST {OTHERS}", "bees nothing", {405: SIGNED_IN}),
)
MODULES = {"manners": operations, "wordlist": wordlist}
LINES = (
    Line("manners.report", "bees", SEE),
    Line("manners.report", "theirs", SEE_THEIRS_TOO),
    Line("manners.flag", "bees", SEE),
    Line("manners.flag", "theirs", SEE_THEIRS_TOO),
    *(
        Line(operation, objects, allowed)
        for operation in ("manners.decide", "manners.take_down", "wordlist.say", "wordlist.change")
        for objects, allowed in (("bees", HEAD), ("theirs", THEIR_HEAD))
    ),
)
TELLS = {"kas-redzams-bitēm": HEAD | FAMILY}  # what a parent wrote of it


def prepare(stage: Any) -> None:
    for whose, word in WORDS.items():
        house = stage.group(whose).institution
        Stem.objects.create(institution=house, stem="kovarnis", **SAID)
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
    if route == "manners:word":
        return {"sign": SIGN if objects == "common" else "0" * 16}
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
    if route in ("manners:new_word", "manners:word"):
        return SAID | {"stem": "Vārna", "severity": 2 if valid else 4, "is_in_use": "on"}
    return None


def report(stage: Any, objects: str, by: Access) -> Any:
    pk = _photo(stage, objects).pk
    return operations.report(kind=KIND, pk=pk, reason="name", by=by, at=at(8, 50))


def decide(stage: Any, objects: str, by: Access) -> Any:
    said = _report(stage, objects)
    return operations.decide(report=said, outcome="given_back", by=by, at=at(8, 50))


def take_down(stage: Any, objects: str, by: Access) -> Any:
    return operations.take_down(file=_file(stage, objects), by=by, at=at(8, 50))


def flag(stage: Any, objects: str, by: Access) -> Any:
    log = log_of(stage, f"{objects}/friday")
    return operations.flag(kind="activities.day", pk=log.pk, by=by, at=at(8, 50))


def say(stage: Any, objects: str, by: Access) -> Any:
    house = stage.group(objects).institution
    return wordlist.say(institution=house, stem="Vārna", by=by, **SAID)


def change(stage: Any, objects: str, by: Access) -> Any:
    word = Stem.objects.get(institution=stage.group(objects).institution)
    return wordlist.change(word=word, by=by, **SAID | {"severity": 3})


DEEDS = {
    "manners.report": report, "manners.decide": decide, "manners.take_down": take_down,
    "manners.flag": flag, "wordlist.say": say, "wordlist.change": change,
}  # fmt: skip
