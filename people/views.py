"""One's own account, and the role one acts in."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people import acting, sealed
from people.middleware import change_actor
from people.requests import PortalRequest


@require_safe
def account(request: PortalRequest) -> HttpResponse:
    """Who I am here, in which roles, and the way out."""
    return render(request, "people/account.html", {"roles": request.access.roles})


@require_POST
def act_as(request: PortalRequest) -> HttpResponse:
    """Act in another of one's own roles; sends a form on that was kept for it."""
    if not acting.choose(request, request.POST.get("role", "")):
        raise PermissionDenied(_("You do not hold this role."))
    change_actor(request)
    kept = sealed.unseal(request.POST.get("resume", ""), str(request.user.pk))
    return (kept and sealed.replay(request, kept)) or redirect("today")
