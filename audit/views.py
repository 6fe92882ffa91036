"""The life of one entry, for use by any page."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.history import action_for, model_of, read, steps, versions
from people.requests import PortalRequest


@require_safe
def history(request: PortalRequest, kind: str, pk: int) -> HttpResponse:
    """Old → new, who, when. Seen by those who may see the entry's history."""
    model = model_of(kind)
    if model is None:
        raise Http404
    entry = request.access.find(model._default_manager.all(), action_for(model), pk=pk)
    trail = read(entry)
    context = {
        "entry": entry,
        "back": getattr(entry, "trail_url", ""),
        "steps": steps(trail, request.access.institution),
        "versions": versions(trail, getattr(entry, "trail_versions", [])),
    }
    template = "audit/history.html#steps" if request.htmx else "audit/history.html"
    return render(request, template, context)
