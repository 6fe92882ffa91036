"""What is sent with a POST: a valid form of each route, and one of invalid content."""

from typing import Any

from messaging.notifications import preferences
from messaging.notifications.forms import SettingsForm
from outbox.models import Hours
from people.access import Acting
from tests.matrix import parts
from tests.matrix.actors import ACTORS, NOTHING
from tests.matrix.stage import GROUPS, Stage
from tests.world import PASSWORD

NEW_PASSWORD = "Pavisam cita garena parole"
_ALLAUTH: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "account_login": ({"login": "@username", "password": PASSWORD}, {"login": "x", "password": ""}),
    "account_reauthenticate": ({"password": PASSWORD}, {"password": "x"}),
    "account_change_password": (
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
        {"oldpassword": "x", "password1": "x", "password2": "y"},
    ),
    "account_reset_password": ({"email": "@email"}, {"email": "x"}),
    "account_reset_password_from_key": (
        {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}, {"password1": "x"},
    ),
    "set_language": ({"language": "en"}, {"language": "x"}),
}  # fmt: skip


def form(stage: Stage, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any]:
    if route == "attendance:register":
        group, _, day = objects.partition("/")
        saved = int(day == "saved")  # the version its page was made from
        return _register(stage, group, saved) if valid else {"version": "x"}
    if route == "attendance:draft":
        child = stage.children.get(objects.partition("/")[2])
        pk = child.pk if child else NOTHING
        return {"version": "0", "absent": pk, f"reason_{pk}": "" if valid else "bogus"}
    if route == "people:act_as":
        return {"role": _own_role(stage, actor) if valid else _foreign_role(stage, actor)}
    if route == "messaging:settings":
        return _settings(stage, actor) if valid else {"quiet_since": "x"}
    if route == "messaging:read_all":
        newest = max(told.pk for told in stage.told.values())
        return {"up_to": str(newest if valid else "x")}
    found = parts.first_of("form", stage, route, objects, actor, valid=valid)
    if found is not None:
        return found
    given = _ALLAUTH.get(route, ({}, {}))[not valid]
    teacher = stage.first.people.teacher
    signs = {"@username": teacher.username, "@email": teacher.email}
    return {name: signs.get(value, value) for name, value in given.items()}


def _register(stage: Stage, name: str, version: int) -> dict[str, Any]:
    house, group = GROUPS.get(name, GROUPS["bees"])
    children = [child.pk for child in stage.house(house).children[group]]
    return {"version": version, "child": children, "absent": children[:1]}


def _settings(stage: Stage, actor: str) -> dict[str, Any]:
    """Its page as it is shown, but for one more quiet hour."""
    asked = preferences.chosen(stage.access(actor)) if ACTORS[actor] else []
    page = SettingsForm(preferences=asked, hours=Hours())
    shown = {name: page.get_initial_for_field(field, name) for name, field in page.fields.items()}
    return {**shown, "quiet_since": "19:00"}


def _own_role(stage: Stage, actor: str) -> str:
    acting = stage.access(actor).acting
    return acting.key if acting else "parent"


def _foreign_role(stage: Stage, actor: str) -> str:
    wanted = ACTORS[actor]
    house = stage.first if wanted and wanted.house == "second" else stage.second
    return Acting("admin", house.institution).key
