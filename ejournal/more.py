"""«More»: every place as a line, for a phone whose tabs are full."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.requests import PortalRequest


@require_safe
def more(request: PortalRequest) -> HttpResponse:
    return render(request, "more.html")
