"""Matrix: the days of a group. The bees of both houses have a draft of Monday, have confirmed Thursday (the
beat has not come by yet: no parent sees it), and Friday is shown to parents; the owls have begun none."""

from datetime import date
from typing import Any

from activities import operations
from activities.models import DayEntry, DayLog
from activities.operations import Said, Whole
from activities.picks import Pick
from outbox import grace
from outbox.models import GRACE
from people.access import Access
from planning.models import PlanChoice
from tests.matrix.operations_table import Line
from tests.matrix.parts.plans import AREA, NOVEMBER
from tests.matrix.table import RECORD_BEES, RECORD_OWLS, RECORD_THEIRS, SEE_THEIRS, Row, people
from tests.world import HOLIDAY, MONDAY, TUESDAY, at

THURSDAY, FRIDAY = date(2026, 11, 12), date(2026, 11, 13)
DAYS = {"": MONDAY, "thursday": THURSDAY, "friday": FRIDAY, "future": TUESDAY,
        "holiday": HOLIDAY.replace(day=15), "another_year": date(2028, 1, 3)}  # fmt: skip
IN_GRACE = at(14, 0, 30, day=THURSDAY)  # it was confirmed half a minute before
OTHERS = "PUT PATCH DELETE OPTIONS"
# who writes all of it; own areas too (the entries of the stage are of the specialist's); who confirms
WHOLE = RECORD_BEES
PART = WHOLE | people("specialist")
CONFIRM = people("teacher", "substitute")
STAFF = PART | people("head")  # who sees drafts, notes and the history
FAMILY, THEIR_FAMILY = people("parent"), people("their_parent")  # what is shown to parents

ROWS = (
    Row("audit:history", "GET HEAD", "daylog/bees daylog/bees/thursday", {200: STAFF}),
    Row("audit:history", "GET HEAD", "daylog/bees/friday", {200: STAFF, 403: FAMILY}),
    Row("audit:history", "GET HEAD", "daylog/theirs daylog/theirs/thursday", {200: SEE_THEIRS}),
    Row("audit:history", "GET HEAD", "daylog/theirs/friday", {200: SEE_THEIRS, 403: THEIR_FAMILY}),
)
ROUTES_OF_A_DAY = (
    "day", "ticks", "text", "note", "writers", "confirm", "take_back", "new_entry", "entry",
    "remove_entry", "week", "week_print", "week_pdf",
)  # fmt: skip
MODULES = {"activities": operations}
_BY_WHOM = {
    "open_day": PART, "pick": PART, "add_entry": PART, "save_text": PART, "save_note": PART,
    "change_entry": PART, "take_away_entry": PART, "write": PART, "confirm": CONFIRM,
}  # fmt: skip
LINES = (
    *(
        Line(f"activities.{name}", objects, allowed if objects == "bees" else RECORD_THEIRS)
        for name, allowed in _BY_WHOM.items()
        for objects in ("bees", "theirs")
    ),
    *(
        Line(f"activities.{name}", "bees/friday", PART)  # after parents could read it
        for name in ("add_entry", "save_note", "change_entry", "take_away_entry")
    ),
    Line("activities.add_entry", "bees/mat", WHOLE),  # of no area of the specialist
    Line("activities.open_day", "owls", RECORD_OWLS),
    Line("activities.take_back", "bees/thursday", CONFIRM),
    Line("activities.take_back", "theirs/thursday", RECORD_THEIRS),
)
TELLS = {
    "melnraksts-bitēm": STAFF,  # Monday, Thursday: no parent before it is released
    "kolēģiem-bitēm": STAFF,  # notes of all days
    "diena-bitēm": STAFF | FAMILY,
}


def prepare(stage: Any) -> None:
    for day, word in ((FRIDAY, "Diena"), (THURSDAY, "Melnraksts"), (MONDAY, "Melnraksts")):
        for whose, actor in (("bees", "teacher"), ("theirs", "their_teacher")):
            _written(stage, whose, day, word, stage.access(actor, day))


def _written(stage: Any, whose: str, day: date, word: str, by: Access) -> None:
    """Of the specialist's area what is planned, and an entry in own words that touches another outcome."""
    name = "kanārijām" if whose == "theirs" else "bitēm"
    morning, group = at(8, 30, day=day), stage.group(whose)
    when = {"by": by, "at": morning}
    log = operations.open_day(group=group, day=day, **when)
    planned, touched = _planned(group)
    operations.pick(log=log, pick=Pick.of(f"choice:{planned.pk}"), is_on=True, **when)
    said = Said(f"{word}-{name}", AREA, f"{word}-{name} stāsta", ["KD"], [touched.pk])
    operations.add_entry(log=log, said=said, **when)
    operations.save_note(log=log, text=f"Kolēģiem-{name}", version=0, **when)
    if day == MONDAY:
        return
    operations.confirm(log=log, by=by, at=at(14, day=day))
    if day == FRIDAY:
        _shown_and_changed(log, by, name)


def _shown_and_changed(log: DayLog, by: Access, name: str) -> None:
    """Friday is the first to be confirmed: the beat finds nothing else."""
    assert grace.release_due(at(14, day=log.day) + GRACE)
    entry = _an_entry(log)
    said = Said(entry.title, AREA, f"{entry.text} vēl", ["KD"], _touches(entry))
    operations.change_entry(
        entry=entry, said=said, version=entry.version, reason=f"Kolēģiem-{name} labojums", by=by,
        at=at(15, day=log.day),
    )  # fmt: skip


def _planned(group: Any) -> list[PlanChoice]:
    """Of the specialist's area: an outcome of the catalogue, and one in own words."""
    rows = PlanChoice.objects.filter(plan__group=group, plan__month=NOVEMBER, area=AREA)
    return list(rows.filter(kind="outcome").order_by("pk"))


def _an_entry(log: DayLog) -> DayEntry:
    """The one in own words."""
    return log.entries.select_related("log__group", "log__institution").latest("pk")


def _touches(entry: DayEntry) -> list[int]:
    return list(entry.outcomes.values_list("choice", flat=True))


def log_of(stage: Any, objects: str) -> DayLog:
    """«bees», «bees/friday», «theirs/thursday»"""
    whose, _slash, more = objects.partition("/")
    rows = DayLog.objects.select_related("group__institution", "institution")
    return rows.get(group=stage.group(whose), day=DAYS.get(more, MONDAY))


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    """Of any address of a group's day or week: «bees», «bees/friday», «owls», «nothing»."""
    kind, _slash, rest = objects.partition("/")
    if route == "audit:history" and kind == "daylog":
        return {"kind": kind, "pk": log_of(stage, rest).pk}
    name = route.removeprefix("activities:")
    if name == route or name not in ROUTES_OF_A_DAY:
        return None
    place = {"group_id": stage._group_id(kind), "day": DAYS.get(rest, MONDAY)}
    if name.startswith("week"):
        place["day"] = MONDAY if rest != "friday" else FRIDAY.replace(day=9)
    if name in ("text", "entry", "remove_entry"):
        is_there = DayLog.objects.filter(group=place["group_id"], day=place["day"]).exists()
        place["entry_id"] = _an_entry(log_of(stage, objects)).pk if is_there else 987_654_321
    return place


# --- one valid call of every operation ------------------------------------------------------------
def _of_a_log(name: str, **what: Any) -> Any:
    return lambda stage, objects, by: getattr(operations, name)(
        log=log_of(stage, objects), by=by, at=at(8, 50), **what
    )


def _of_an_entry(name: str, **what: Any) -> Any:
    """Over the version that stands there."""

    def deed(stage: Any, objects: str, by: Access) -> Any:
        entry = _an_entry(log_of(stage, objects))
        known = {"version": entry.version} if what else {}
        return getattr(operations, name)(entry=entry, by=by, at=at(8, 50), **known, **what)

    return deed


def _open(stage: Any, objects: str, by: Access) -> Any:
    return operations.open_day(group=stage.group(objects), day=MONDAY, by=by, at=at(8, 50))


def _pick(stage: Any, objects: str, by: Access) -> Any:
    log = log_of(stage, objects)
    touched = _planned(log.group)[1]
    pick = Pick.of(f"choice:{touched.pk}")
    return operations.pick(log=log, pick=pick, is_on=True, by=by, at=at(8, 50))


def _add(stage: Any, objects: str, by: Access) -> Any:
    said = Said("Pastaiga", "MAT" if objects.endswith("/mat") else AREA)
    return _of_a_log("add_entry", said=said)(stage, objects, by)


def _write(stage: Any, objects: str, by: Access) -> Any:
    entry = _an_entry(log_of(stage, objects))
    whole = Whole(texts={entry.pk: ("Zīmējām", 1)}, note=("Līme", 1))
    return _of_a_log("write", whole=whole)(stage, objects, by)


def _take_back(stage: Any, objects: str, by: Access) -> Any:
    return operations.take_back(log=log_of(stage, objects), by=by, at=IN_GRACE)


def _note(stage: Any, objects: str, by: Access) -> Any:
    return _of_a_log("save_note", text="Līme", version=1)(stage, objects, by)


DEEDS = {
    "activities.open_day": _open,
    "activities.pick": _pick,
    "activities.add_entry": _add,
    "activities.save_text": _of_an_entry("save_text", text="Zīmējām"),
    "activities.save_note": _note,
    "activities.change_entry": _of_an_entry("change_entry", said=Said("Citādi", AREA, "Zīmējām")),
    "activities.take_away_entry": _of_an_entry("take_away_entry"),
    "activities.write": _write,
    "activities.confirm": _of_a_log("confirm"),
    "activities.take_back": _take_back,
}
