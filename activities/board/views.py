"""The board's page: find, show."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from activities.board.board import LOOKS, board_of
from duties.calendar.days import Month
from outbox.clock import local_day
from people.access import Action
from people.requests import PortalRequest, house_for


@require_safe
def board(request: PortalRequest, month: date | None = None) -> HttpResponse:
    """All groups' days of a month, of this one when none is named; of administration only."""
    house, at = house_for(request, Action.OVERSEE_DUTIES), request.received_at
    today = local_day(at, house.time_zone)
    shown = Month.of(month or today)
    if not shown.is_possible:
        raise Http404
    context = {
        "board": board_of(request.access, house, shown, at), "house": house, "month": shown,
        "looks": LOOKS.values(), "before": _to(shown.before, shown),
        "after": _to(shown.after, shown) if shown.until <= today else None,
    }  # fmt: skip
    return render(request, "activities/board.html", context)


def _to(month: Month, shown: Month) -> dict[str, Any] | None:
    """Input of ``components/pager.html``."""
    if not month.is_possible:
        return None
    url = reverse("activities:board", args=[month.first])
    return {"url": url, "text": month.name_beside(shown)}
