"""The role a person acts in: kept by id in the session, posted by every form, checked each time."""

from django.core.signing import BadSignature, Signer
from django.http import HttpResponse
from django.shortcuts import render

from people import sealed
from people.requests import PortalRequest

FIELD = "acting"
_SESSION_KEY = "acting"
_signer = Signer(salt="people.acting")


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
