"""One's own account, and the role one acts in."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people import acting
from people.requests import PortalRequest, next_page
from people.sign_in import sealed, suspended


@require_safe
def account(request: PortalRequest) -> HttpResponse:
    """Who I am here, in which roles, where I am suspended meanwhile, and the way out."""
    context = {
        "roles": request.access.roles, "languages": settings.LANGUAGES,
        "suspensions": suspended.of(request.user, request.access.day),
    }  # fmt: skip
    return render(request, "people/account.html", context)


@require_POST
def act_as(request: PortalRequest) -> HttpResponse:
    """Act in another of one's own roles; sends a form on that was kept for it."""
    if not acting.choose(request, request.POST.get("role", "")):
        raise PermissionDenied(_("You do not hold this role."))
    acting.change_actor(request)
    return acting.send_on(request, request.POST.get(sealed.FIELD, "")) or next_page(request)


@require_POST
def send_on(request: PortalRequest) -> HttpResponse:
    """Send a form on that a page kept, as after an outage; 409 when it is not one's own, or too old."""
    answer = acting.send_on(request, request.POST.get(sealed.FIELD, ""))
    return answer or render(request, "people/not_sent.html", status=409)
