"""A batch of printed slips, and another person's agreement to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from outbox import once
from people import operations
from people.access import Action
from people.models import SlipBatch
from people.requests import PortalRequest


@require_safe
def batch(request: PortalRequest, pk: int) -> HttpResponse:
    """Who is to agree; one's own that is printed leads on to how far that has come."""
    found = _batch(request, pk)
    is_own = found.asked_by_id == request.user.pk
    if is_own and found.job:
        return redirect(found.job)
    context: dict[str, Any] = {
        "batch": found, "is_own": is_own, "waits": found.needs_another and not found.decided_by_id,
    }  # fmt: skip
    if not is_own:
        context["people"] = [link.user for link in found.links.select_related("user")]
    name = "people/keys/progress.html" if request.htmx else "people/keys/batch.html"
    return render(request, name, context)


@once.act()
def decide(request: PortalRequest, pk: int) -> HttpResponse:
    """Another person agrees to a slip, or does not (R35)."""
    found, agrees = _batch(request, pk), "agree" in request.POST
    try:
        operations.decide_slip(
            batch=found, agrees=agrees, by=request.access, at=request.received_at
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        said = _("You agreed: the slip is printed.") if agrees else _("You did not agree: no slip.")
        messages.success(request, said)
    return redirect("people:invitations")


def _batch(request: PortalRequest, pk: int) -> SlipBatch:
    """One's own; whoever operates accounts sees those that another person is to agree to."""
    by = request.access
    mine = Q(asked_by=request.user, institution=by.institution)
    to_agree = SlipBatch.objects.visible_to(by, Action.OPERATE_ACCOUNTS).filter(needs_another=True)
    seen = SlipBatch.objects.filter(mine | Q(pk__in=to_agree.values("pk")))
    return get_object_or_404(seen.select_related("asked_by", "job"), pk=pk)
