"""Matrix: shared devices. What is done at one is done by whoever brings its cookie; nobody does here."""

from typing import Any

from people import operations
from people.access import Access
from people.models import Device, DeviceUse, User
from tests.matrix.actors import EVERYBODY, OF_THE_FIRST, SIGNED_IN
from tests.matrix.operations_table import Line
from tests.matrix.table import IN_A_ROLE, Row, people
from tests.world import at

NO_ID = 987_654_321
OTHERS = "PUT PATCH DELETE OPTIONS"
ACCOUNTS = people("head", "superuser")
PARENTS = people("parent", "other_parent", "restricted", "former_parent", "their_parent")
STAFF = IN_A_ROLE - PARENTS
AT_IT = ("people:share_device", "people:unshare_here", "people:pin")

ROWS = (
    Row("people:device", "GET HEAD", "", {302: SIGNED_IN}),  # who one is is asked first
    Row("people:device", f"POST {OTHERS}", "", {405: SIGNED_IN}),
    *(
        row
        for route in AT_IT
        for row in (
            Row(route, "POST POST!", "", {}),
            Row(route, f"GET HEAD {OTHERS}", "", {405: SIGNED_IN}),
        )
    ),
    Row("people:change_user", "POST POST!", "", {302: SIGNED_IN}),
    Row("people:change_user", f"GET HEAD {OTHERS}", "", {405: SIGNED_IN}),
    Row("people:present", "GET HEAD", "", {204: SIGNED_IN}),
    Row("people:present", f"POST {OTHERS}", "", {405: SIGNED_IN}),
    Row("people:devices", "GET HEAD", "", {200: ACCOUNTS | people("their_head")}),
    Row("people:devices", f"POST {OTHERS}", "", {405: SIGNED_IN}),
    Row("people:unshare_device", "POST POST!", "bees", {302: ACCOUNTS}),
    Row("people:unshare_device", "POST POST!", "theirs", {302: people("their_head")}),
    Row("people:unshare_device", "POST POST!", "nothing", {}),
    Row("people:unshare_device", f"GET HEAD {OTHERS}", "bees nothing", {405: SIGNED_IN}),
    Row("enter_by_pin", "POST POST!", "", {302: EVERYBODY}, open=True),
    Row("enter_by_pin", f"GET HEAD {OTHERS}", "", {405: EVERYBODY}, open=True),
)  # fmt: skip

LINES = (
    Line("people.share_device", "own", STAFF),
    Line("people.unshare_device", "bees", ACCOUNTS),  # shared by somebody who is no actor
    Line("people.unshare_device", "theirs", people("their_head")),
    Line("people.set_pin", "own", STAFF & OF_THE_FIRST),
)


def prepare(stage) -> None:
    """One of each house, and one that is nobody's yet."""
    for name, house in (("ours", stage.first), ("theirs", stage.second)):
        Device.objects.create(
            key_digest=name, first_seen_at=at(7), institution=house.institution, shared_at=at(7),
            shared_as=name, shared_by=house.people.father,
        )  # fmt: skip
    Device.objects.create(key_digest="nobodys", first_seen_at=at(7))
    seen = dict.fromkeys(("first_seen_at", "last_seen_at", "signed_in_at"), at(7))
    DeviceUse.objects.bulk_create(
        DeviceUse(device=_device("bees"), user=user, **seen) for user in User.objects.all()
    )


def _device(objects: str) -> Device:
    digest = {"bees": "ours", "theirs": "theirs", "own": "nobodys"}[objects]
    return Device.objects.get(key_digest=digest)


def arguments(stage, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    if route == "people:unshare_device":
        return {"pk": NO_ID if objects == "nothing" else _device(objects).pk}
    return None


def form(stage, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    return {"name": "Bites"} if route == "people:share_device" and valid else None


def share_device(stage, objects: str, by: Access) -> Any:
    return operations.share_device(device=_device(objects), name="Bites", by=by, at=at(8, 50))


def unshare_device(stage, objects: str, by: Access) -> Any:
    return operations.unshare_device(device=_device(objects), by=by)


def set_pin(stage, objects: str, by: Access) -> Any:
    """On the device of the first, where everybody has signed in in full."""
    operations.set_pin(device=_device("bees"), pin="280417", by=by, at=at(8, 50))
    return DeviceUse.objects.get(device=_device("bees"), user=by.user)


DEEDS = {f"people.{deed.__name__}": deed for deed in (share_device, unshare_device, set_pin)}
