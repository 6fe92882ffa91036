"""Matrix: a form that a page kept is sent on by whoever filled it, with their rights and no others."""

from types import SimpleNamespace
from typing import Any

from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from people import acting
from people.sign_in import sealed
from tests.matrix.actors import ACTORS, SIGNED_IN
from tests.matrix.table import Row

SEND_ON = "people:send_on"
ROWS = (
    Row(SEND_ON, "POST", "", {302: SIGNED_IN}),  # one's own: it leads where its view leads
    Row(SEND_ON, "POST!", "", {}, rest=409),  # somebody else's
    Row(SEND_ON, "GET HEAD PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
)


def form(stage, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    if route != SEND_ON:
        return None
    somebody_else = "head" if actor != "head" else "their_head"
    is_own = valid and ACTORS[actor]
    return {"resume": _kept(stage.access(actor if is_own else somebody_else))}


def _kept(access) -> str:
    """«Read all» of one's notifications, as its page would have sent it."""
    token = acting.token(SimpleNamespace(user=access.user, access=access))  # type: ignore[arg-type]
    request = RequestFactory().post(reverse("messaging:read_all"), {acting.FIELD: token})
    request.received_at = timezone.now()  # type: ignore[attr-defined]
    return sealed.seal(request, str(access.user.pk))
