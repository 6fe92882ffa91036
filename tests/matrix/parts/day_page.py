"""Matrix: the page of a group's day and its posts. The days are those of ``days``."""

from typing import Any

from activities.models import DayEntry
from tests.matrix.actors import SIGNED_IN
from tests.matrix.operations_table import HEAD
from tests.matrix.parts.days import CONFIRM, OTHERS, PART, ROUTES_OF_A_DAY, STAFF, arguments
from tests.matrix.parts.plans import AREA
from tests.matrix.table import RECORD_OWLS, RECORD_THEIRS, SEE_THEIRS, Row


def _post(
    name: str, done: frozenset[str], status: int, *days: str, wrong: int = 422
) -> tuple[Row, ...]:
    """Who may is answered so; administration, which reads, is refused.

    :param days: of the bees, beside the draft
    """
    ours, theirs = STAFF - done, SEE_THEIRS - RECORD_THEIRS
    bees = " ".join(["bees", *days])
    return (
        Row(f"activities:{name}", "POST", bees, {status: done, 403: ours}),
        Row(f"activities:{name}", "POST!", bees, {wrong: done, 403: ours}),
        Row(f"activities:{name}", "POST", "theirs", {status: RECORD_THEIRS, 403: theirs}),
        Row(f"activities:{name}", "POST!", "theirs", {wrong: RECORD_THEIRS, 403: theirs}),
        Row(f"activities:{name}", "POST POST!", "nothing", {}),
    )


def _get(name: str, done: frozenset[str], *days: str) -> tuple[Row, ...]:
    refused, theirs = STAFF - done, SEE_THEIRS - RECORD_THEIRS
    bees = " ".join(["bees", *days])
    return (
        Row(f"activities:{name}", "GET HEAD", bees, {200: done, 403: refused}),
        Row(f"activities:{name}", "GET HEAD", "theirs", {200: RECORD_THEIRS, 403: theirs}),
        Row(f"activities:{name}", "GET HEAD", "nothing", {}),
    )


def _not_so(name: str, methods: str = "") -> Row:
    return Row(f"activities:{name}", f"{methods} {OTHERS}", "bees nothing", {405: SIGNED_IN})


ROWS = (
    Row("activities:day", "GET HEAD", "bees bees/thursday bees/friday", {200: STAFF}),
    Row("activities:day", "GET HEAD", "bees/future bees/holiday bees/another_year", {200: STAFF}),
    Row("activities:day", "GET HEAD", "owls", {200: RECORD_OWLS | HEAD}),  # begins it
    Row("activities:day", "GET HEAD", "theirs", {200: SEE_THEIRS}),
    Row("activities:day", "GET HEAD", "nothing", {}),
    *_post("day", PART, 302),
    Row("activities:day", "POST", "owls", {302: RECORD_OWLS, 403: HEAD}),
    Row("activities:day", "POST!", "owls", {422: RECORD_OWLS, 403: HEAD}),
    Row("activities:day", "POST", "bees/friday", {409: PART, 403: HEAD}),  # it is changed by one act
    _not_so("day"),
    *_post("ticks", PART, 200),
    _not_so("ticks", "GET HEAD"),
    *_post("text", PART, 200),
    Row("activities:text", "POST", "bees/friday", {409: PART, 403: HEAD}),
    Row("activities:text", "POST POST!", "bees/future", {403: HEAD}),  # nothing is written in it
    _not_so("text", "GET HEAD"),
    *_post("note", PART, 302, "bees/friday"),
    _not_so("note", "GET HEAD"),
    *_get("writers", PART),
    _not_so("writers", "POST"),
    *_post("confirm", CONFIRM, 302),
    Row("activities:confirm", "POST POST!", "bees/friday", {409: CONFIRM, 403: STAFF - CONFIRM}),
    _not_so("confirm", "GET HEAD"),
    *_post("take_back", CONFIRM, 302, wrong=302),  # a draft already, and it has no content
    Row("activities:take_back", "POST POST!", "bees/friday bees/thursday",
        {409: CONFIRM, 403: STAFF - CONFIRM}),
    _not_so("take_back", "GET HEAD"),
    *_get("new_entry", PART, "bees/friday"),
    *_post("new_entry", PART, 302, "bees/friday"),
    _not_so("new_entry"),
    *_get("entry", PART, "bees/friday"),
    *_post("entry", PART, 302, "bees/friday"),
    Row("activities:entry", "GET HEAD POST POST!", "bees/future", {}),
    _not_so("entry"),
    *_post("remove_entry", PART, 302, "bees/friday", wrong=302),  # it has no content
    _not_so("remove_entry", "GET HEAD"),
)  # fmt: skip


def form(stage: Any, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    name = route.removeprefix("activities:")
    if name == route or name not in ROUTES_OF_A_DAY:
        return None
    whose, _slash, _day = objects.partition("/")
    rows = DayEntry.objects.filter(log__group=stage._group_id(whose))
    place = arguments(stage, route, objects, actor) or {}
    entry = rows.filter(log__day=place["day"]).order_by("pk").last()
    return _FORMS.get(name, _of_a_day)(entry, valid)


def _of_a_day(entry: DayEntry | None, valid: bool) -> dict[str, Any]:
    """Own words where nothing stands; what cannot be chosen is wrong."""
    chosen = {} if valid else {"chosen": "weather:1"}
    if entry is None:
        return {"own-title": "Pastaiga", "own-area": AREA} | chosen
    code = entry.code
    return {f"text-{code}": "Zīmējām", f"version-{code}": str(entry.version)} | chosen


def _ticks(entry: DayEntry | None, valid: bool) -> dict[str, Any]:
    return {"pick": f"skill:{entry.pk if entry else 0}:{'DP' if valid else 'XX'}", "on": "1"}


def _text(entry: DayEntry | None, valid: bool) -> dict[str, Any]:
    code = entry.code if entry else "entry-0"
    version = str(entry.version if entry else 0)
    return {f"text-{code}": "Zīmējām" if valid else "x" * 5_000, f"version-{code}": version}


def _the_note(entry: DayEntry | None, valid: bool) -> dict[str, Any]:
    return {"text-note": "Līme" if valid else "x" * 5_000, "version-note": "1"}


def _an_act(entry: DayEntry | None, valid: bool) -> dict[str, Any]:
    """All of an entry, or a new one."""
    said = {"title": "Pastaiga" if valid else "", "area": AREA, "text": "Mežā", "skills": "KD"}
    version = {"version": str(entry.version if entry else 0)}
    return {f"entry-{name}": value for name, value in (said | version).items()}


_FORMS = {"ticks": _ticks, "text": _text, "note": _the_note, "entry": _an_act, "new_entry": _an_act}
