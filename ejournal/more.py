"""«More»: every place as a line, for a phone whose tabs are full; «Institution»: what is needed rarely."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ejournal import places
from people.requests import PortalRequest


@require_safe
def more(request: PortalRequest) -> HttpResponse:
    """What stands behind «Institution» is here too: two taps from anywhere, on a phone as well."""
    blocks = places.behind(request.access)
    mine = [one for one in places.of(request.access) if not blocks or one.name != "institution"]
    return render(request, "more.html", {"places": mine, "blocks": blocks})


@require_safe
def institution(request: PortalRequest) -> HttpResponse:
    blocks = places.behind(request.access)
    if not blocks:
        raise Http404
    return render(request, "institution.html", {"blocks": blocks})
