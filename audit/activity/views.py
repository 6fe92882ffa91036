"""One's own acts: show."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.activity.page import page_of
from people.requests import PortalRequest

MOST = 10_000  # pages, more than anybody's


@require_safe
def activity(request: PortalRequest) -> HttpResponse:
    """Nobody's but one's own: the page takes no person."""
    page = page_of(request.access, _number(request.GET.get("page", "1")))
    context = {
        "page": page, "newer": _way(page.number - 1, _("Newer")),
        "older": _way(page.number + 1, _("Older")) if page.has_older else None,
    }  # fmt: skip
    return render(request, "audit/activity.html", context)


def _number(text: str) -> int:
    """:raises Http404: no number of a page"""
    if text.isascii() and text.isdecimal() and len(text) < 6 and 1 <= int(text) <= MOST:
        return int(text)
    raise Http404


def _way(number: int, text: str) -> dict[str, str] | None:
    """Input of ``components/pager.html``."""
    return {"url": f"{reverse('audit:activity')}?page={number}", "text": text} if number else None
