"""The role a person acts in: kept by its key in the session, posted by every form, checked each time."""

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.dispatch import Signal
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from outbox.clock import portal_day
from people.access import Access
from people.requests import PortalRequest
from people.sign_in import sealed

FIELD = "acting"
_SESSION_KEY = "acting"
actor_changed = Signal()  # who listens (the trail) is told of another person or role
_signer = Signer(salt="people.acting")
_NOT_SENT = _(
    "What was filled in before is not saved: it was kept for too long, or it was filled in by "
    "somebody else or in a role you no longer hold."
)


def chosen(request: PortalRequest) -> str | None:
    """Key of the role chosen in this session; it counts only while the role is held."""
    return request.session.get(_SESSION_KEY) if request.user.is_authenticated else None


def choose(request: PortalRequest, key: str) -> bool:
    """Act in another of one's own roles from now on.

    :returns: whether the person holds that role
    """
    held = any(role.key == key for role in request.access.roles)
    if held:
        request.session[_SESSION_KEY] = key
    return held


def token(request: PortalRequest) -> str:
    """What a form carries: who made it, in which role. Signed, so that it can speak for nobody else."""
    acting = request.access.acting
    return _signer.sign(f"{request.user.pk}:{acting.key if acting else ''}")


def read(value: str) -> tuple[str, str] | None:
    """Person and role key of a form, None when it is not ours."""
    try:
        person, key = _signer.unsign(value).split(":", 1)
    except (BadSignature, ValueError):
        return None
    return person, key


def fits(request: PortalRequest, value: str) -> bool:
    acting = request.access.acting
    return read(value) == (str(request.user.pk), acting.key if acting else "")


def refresh_access(request: PortalRequest) -> None:
    """Compute access anew when it is next asked."""
    request.access = SimpleLazyObject(lambda: access_of(request))  # type: ignore[assignment]


def change_actor(request: PortalRequest) -> None:
    """In the middle of a request: compute anew, and tell who listens (the trail)."""
    refresh_access(request)
    actor_changed.send(sender=change_actor, request=request)


def access_of(request: PortalRequest) -> Access:
    day = portal_day(request.received_at)
    return Access(request.user, day=day, acting_key=chosen(request))


def send_on(request: PortalRequest, token: str) -> HttpResponse | None:
    """Send a kept form to its own view, in the role it was made in.

    :param token: its seal; empty when nothing was kept
    :returns: that view's answer; None when there is no form, or one that is not sent: somebody
        else's, too old, or of a role no longer held (nothing is written in another one). That is said
    """
    kept = sealed.unseal(token, str(request.user.pk), at=request.received_at)
    made = QueryDict(kept.body).get(FIELD, "") if kept else ""
    if kept and choose(request, (read(made) or ("", ""))[1]):
        change_actor(request)
    if kept and fits(request, made):
        return sealed.replay(request, kept)
    if token:
        messages.warning(request, _NOT_SENT)
    return None


def mismatch(request: PortalRequest, value: str) -> HttpResponse:
    """409: says in which role the form was made and keeps it, sealed, for whoever made it."""
    person, key = read(value) or ("", "")
    roles = request.access.roles if person == str(request.user.pk) else []
    wanted = next((role for role in roles if role.key == key), None)
    context = {"wanted": wanted, "resume": sealed.seal(request, person) if wanted else ""}
    response = render(request, "people/other_role.html", context, status=409)
    response["HX-Retarget"], response["HX-Reselect"] = "#content", "#content"
    response["HX-Reswap"] = "outerHTML"
    return response
