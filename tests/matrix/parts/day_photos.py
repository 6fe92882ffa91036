"""Matrix: photos of a day. On Monday the teacher's waits for its author's eyes, on Friday one stands in the
day, which parents read; an address of a picture opens to whoever sees the photo."""

from secrets import token_hex
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from activities.models import DayPhoto
from activities.photos import operations
from activities.photos.operations import About
from people.access import Access
from tests.activities import photos as make
from tests.documents.photos import pictures
from tests.matrix.actors import SIGNED_IN
from tests.matrix.operations_table import HEAD, Line
from tests.matrix.parts.days import (
    DAYS,
    FAMILY,
    FRIDAY,
    OTHERS,
    PART,
    STAFF,
    THEIR_FAMILY,
    log_of,
)
from tests.matrix.table import RECORD_OWLS, RECORD_THEIRS, SEE_THEIRS, Row, people
from tests.world import MONDAY, at

NO_ID, NO_NAME = 987_654_321, "0" * 40
AUTHOR, THEIR_AUTHOR = people("teacher"), people("their_teacher")
ACTS = ("cover_photo", "try_photo_again", "reopen_photo", "delete_photo")
OF_ONE = ("photo", *ACTS)


def _act(name: str, wrong: int) -> tuple[Row, ...]:
    """Of Monday's nobody else knows; Friday's others see and may not touch."""
    route = f"activities:{name}"
    return (
        Row(route, "POST", "bees", {302: AUTHOR}),
        Row(route, "POST!", "bees", {wrong: AUTHOR}),
        Row(route, "POST", "bees/friday", {302: AUTHOR, 403: STAFF - AUTHOR}),
        Row(route, "POST!", "bees/friday", {wrong: AUTHOR, 403: STAFF - AUTHOR}),
        Row(route, "POST", "theirs", {302: THEIR_AUTHOR}),
        Row(route, "POST!", "theirs", {wrong: THEIR_AUTHOR}),
        Row(route, "POST", "theirs/friday", {302: THEIR_AUTHOR, 403: SEE_THEIRS - THEIR_AUTHOR}),
        Row(route, "POST!", "theirs/friday", {wrong: THEIR_AUTHOR, 403: SEE_THEIRS - THEIR_AUTHOR}),
        Row(route, "POST POST!", "owls nothing", {}),
        Row(route, f"GET HEAD {OTHERS}", "bees nothing", {405: SIGNED_IN}),
    )


ROWS = (
    Row("activities:photos", "GET HEAD", "bees bees/friday bees/future bees/holiday", {200: STAFF}),
    Row("activities:photos", "GET HEAD", "owls", {200: RECORD_OWLS | HEAD}),
    Row("activities:photos", "GET HEAD", "theirs", {200: SEE_THEIRS}),
    Row("activities:photos", "POST", "bees bees/friday", {302: PART, 403: STAFF - PART}),
    Row("activities:photos", "POST!", "bees bees/friday", {422: PART, 403: STAFF - PART}),
    Row("activities:photos", "POST", "owls", {302: RECORD_OWLS, 403: HEAD}),
    Row("activities:photos", "POST!", "owls", {422: RECORD_OWLS, 403: HEAD}),
    Row("activities:photos", "POST", "theirs",
        {302: RECORD_THEIRS, 403: SEE_THEIRS - RECORD_THEIRS}),
    Row("activities:photos", "POST!", "theirs",
        {422: RECORD_THEIRS, 403: SEE_THEIRS - RECORD_THEIRS}),
    Row("activities:photos", "GET HEAD POST POST!", "nothing", {}),
    Row("activities:photos", OTHERS, "bees nothing", {405: SIGNED_IN}),
    Row("activities:photo", "GET HEAD", "bees", {200: AUTHOR}),
    Row("activities:photo", "GET HEAD", "bees/friday", {200: STAFF}),
    Row("activities:photo", "GET HEAD", "theirs", {200: THEIR_AUTHOR}),
    Row("activities:photo", "GET HEAD", "theirs/friday", {200: SEE_THEIRS}),
    Row("activities:photo", "GET HEAD POST POST!", "owls nothing", {}),
    Row("activities:photo", "POST", "bees", {302: AUTHOR}),
    Row("activities:photo", "POST!", "bees", {422: AUTHOR}),
    Row("activities:photo", "POST POST!", "bees/friday",  # it is confirmed, and says something else
        {409: AUTHOR, 403: STAFF - AUTHOR}),
    Row("activities:photo", "POST", "theirs", {302: THEIR_AUTHOR}),
    Row("activities:photo", "POST!", "theirs", {422: THEIR_AUTHOR}),
    Row("activities:photo", "POST POST!", "theirs/friday",
        {409: THEIR_AUTHOR, 403: SEE_THEIRS - THEIR_AUTHOR}),
    Row("activities:photo", OTHERS, "bees nothing", {405: SIGNED_IN}),
    Row("activities:photo_of_day", "GET HEAD", "bees/friday", {200: FAMILY}),
    Row("activities:photo_of_day", "GET HEAD", "theirs/friday", {200: THEIR_FAMILY}),
    Row("activities:photo_of_day", "GET HEAD", "bees theirs nothing", {}),
    Row("activities:photo_of_day", f"POST {OTHERS}", "bees/friday nothing", {405: SIGNED_IN}),
    *_act("cover_photo", 400),
    *_act("try_photo_again", 302),  # it has no content
    *_act("reopen_photo", 302),
    *_act("delete_photo", 302),
    Row("documents:file", "GET HEAD", "photo/bees photo/bees/small", {200: AUTHOR}),
    Row("documents:file", "GET HEAD", "photo/bees/friday photo/bees/friday/small",
        {200: STAFF | FAMILY}),
    Row("documents:file", "GET HEAD", "photo/theirs/friday photo/theirs/friday/small",
        {200: SEE_THEIRS | THEIR_FAMILY}),
    Row("documents:file", "GET HEAD", "photo/theirs", {200: THEIR_AUTHOR}),
)  # fmt: skip
MODULES = {"activities.photos": operations}
LINES = (
    Line("activities.photos.add", "bees", PART),
    Line("activities.photos.add", "theirs", RECORD_THEIRS),
    *(
        Line(f"activities.photos.{name}", objects, allowed)
        for name in ("confirm", "cover", "try_again", "reopen", "delete")
        for objects, allowed in (
            ("bees", AUTHOR), ("bees/friday", AUTHOR), ("theirs", THEIR_AUTHOR),
            ("theirs/friday", THEIR_AUTHOR),
        )
    ),
    Line("activities.photos.hide", "bees/friday", STAFF | FAMILY),
    Line("activities.photos.hide", "theirs/friday", SEE_THEIRS | THEIR_FAMILY),
    *(
        Line(f"activities.photos.{name}", objects, judges)
        for name in ("show_again", "give_back", "take_down")
        for objects, judges in (("bees/friday", HEAD), ("theirs/friday", people("their_head")))
    ),
)  # fmt: skip
TELLS = {"foto-bitēm": STAFF | FAMILY}


def prepare(stage: Any) -> None:
    for whose, actor in (("bees", "teacher"), ("theirs", "their_teacher")):
        name = "kanārijām" if whose == "theirs" else "bitēm"
        by = stage.access(actor, FRIDAY)
        shown = log_of(stage, f"{whose}/friday")
        make.photo(shown, by, About(f"Foto-{name}"), when=at(15, day=FRIDAY))
        make.covered(log_of(stage, whose), stage.access(actor), when=at(8, 40))


def photo_of(stage: Any, objects: str) -> DayPhoto:
    """«bees», «bees/friday»"""
    return make.fresh(DayPhoto.objects.filter(log=log_of(stage, objects)).earliest("pk"))


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    kind, _slash, rest = objects.partition("/")
    if route == "documents:file" and kind == "photo":
        whose, _slash, _size = rest.partition("/small")
        copies = make.copies(photo_of(stage, whose))
        return {"name": copies[0 if _slash else -1].file.name}
    name = route.removeprefix("activities:")
    if name == route or name not in ("photos", "photo_of_day", *OF_ONE):
        return None
    place = {"group_id": stage._group_id(kind), "day": DAYS.get(rest, MONDAY)}
    is_there = kind in ("bees", "theirs") and rest in ("", "friday")
    more = {"photo_id": photo_of(stage, objects).pk if is_there else NO_ID}
    if name == "photo_of_day":
        return more
    return place if name == "photos" else place | more


def form(stage: Any, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    name = route.removeprefix("activities:")
    if name == route or name not in ("photos", "photo", "cover_photo"):
        return None
    if name == "photos":
        return {"key": token_hex(16)} | ({"photo": _a_photo()} if valid else {})
    if name == "cover_photo":
        return {"box": "0,0,100,100" if valid else "9,9,1,1"}
    vows = {"no_face": "on", "no_name": "on"} if valid else {}
    whose = objects.partition("/")[0]
    is_there = whose in ("bees", "theirs")
    entry = photo_of(stage, objects).log.entries.first() if is_there else None
    return {"alt": "Zīmējam", "entry": str(entry.pk if entry else "")} | vows


def _a_photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("photo", pictures.telling("JPEG"), "image/jpeg")


# --- one valid call of every operation ------------------------------------------------------------
def _add(stage: Any, objects: str, by: Access) -> Any:
    content = pictures.telling("JPEG")
    log = log_of(stage, objects)
    return operations.add(log=log, content=content, key=token_hex(16), by=by, at=at(8, 50))


def _of_a_photo(name: str, **what: Any) -> Any:
    return lambda stage, objects, by: getattr(operations, name)(
        photo=photo_of(stage, objects), by=by, at=at(8, 50), **what
    )


def _judged(name: str) -> Any:
    return lambda stage, objects, by: getattr(operations, name)(
        photo=photo_of(stage, objects), by=by
    )


DEEDS = {
    "activities.photos.add": _add,
    "activities.photos.confirm": _of_a_photo("confirm", about=make.SAID),
    "activities.photos.cover": _of_a_photo("cover", boxes=[(0, 0, 100, 100)]),
    "activities.photos.try_again": _of_a_photo("try_again"),
    "activities.photos.reopen": _of_a_photo("reopen"),
    "activities.photos.delete": _of_a_photo("delete"),
    "activities.photos.hide": _of_a_photo("hide"),
    "activities.photos.show_again": _judged("show_again"),
    "activities.photos.give_back": _of_a_photo("give_back"),
    "activities.photos.take_down": _of_a_photo("take_down"),
}
