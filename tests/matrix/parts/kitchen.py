"""Matrix: the kitchen's count. Its address is a day, the house is one's own; «nothing» is a Sunday."""

from typing import Any

from attendance.kitchen import operations
from attendance.models import HeadCount
from people.access import Access
from people.models import Institution
from tests.matrix.actors import SIGNED_IN
from tests.matrix.operations_table import Line
from tests.matrix.table import OFFICES, STAFF_AT_LARGE, Row, people
from tests.world import MONDAY

FED, OWN = "bees owls theirs", "attendance:kitchen"
SUNDAY, COUNTED = MONDAY.replace(day=15), MONDAY.replace(day=13)
THEIR_KITCHEN = people("their_head")

ROWS = (
    Row(OWN, "GET HEAD", "", {200: OFFICES}),
    Row(OWN, "POST PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
    Row(f"{OWN}_day", "GET HEAD", f"{FED} nothing", {200: OFFICES}),
    Row(f"{OWN}_day", "POST PUT PATCH DELETE OPTIONS", f"{FED} nothing", {405: SIGNED_IN}),
    *(
        row
        for route in (f"{OWN}_csv", f"{OWN}_xlsx")
        for row in (
            Row(route, "GET HEAD", FED, {200: OFFICES}),
            Row(route, "GET HEAD", "nothing", {}),
            Row(route, "POST PUT PATCH DELETE OPTIONS", f"{FED} nothing", {405: SIGNED_IN}),
        )
    ),
    Row(f"{OWN}_send", "POST POST!", FED, {302: OFFICES}),  # it has no content
    Row(f"{OWN}_send", "POST POST!", "nothing", {}),
    Row(f"{OWN}_send", "GET HEAD PUT PATCH DELETE OPTIONS", f"{FED} nothing", {405: SIGNED_IN}),
)
MODULES = {"kitchen": operations}
LINES = (
    Line("kitchen.send_again", "ours", STAFF_AT_LARGE),
    Line("kitchen.send_again", "theirs", THEIR_KITCHEN),
)


def prepare(stage: Any) -> None:
    """Monday's counts were not delivered; the second house's caterer bears the mark."""
    for house, name in ((stage.first, "virtuve"), (stage.second, "kanarijs")):
        address = f"{name}@edinataji.test"
        house.institution.settings["kitchen.caterer_email"] = address
        stored = Institution.objects.get(pk=house.institution.pk)
        stored.settings["kitchen.caterer_email"] = address
        stored.save(update_fields=["settings"])
        _counts(house).update(letter=HeadCount.Letter.FAILED, letter_to=address)


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    if not route.startswith(f"{OWN}_"):
        return None
    if objects == "nothing":
        return {"day": SUNDAY}
    handed_over = route.endswith(("_csv", "_xlsx"))
    return {"day": COUNTED if handed_over else MONDAY}


def form(stage: Any, route: str, objects: str, actor: str, *, valid: bool) -> dict | None:
    return {} if route == f"{OWN}_send" else None


def send_again(stage: Any, objects: str, by: Access) -> Any:
    house = stage.second if objects == "theirs" else stage.first
    (count,) = _counts(house)
    assert operations.send_again(head_count=count, by=by, at=count.taken_at) == 1


def _counts(house: Any):
    return HeadCount.objects.filter(institution=house.institution, day=MONDAY)


DEEDS = {"kitchen.send_again": send_again}
