"""The board's page: find, show."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessment.board.board import board_of
from duties.calendar.days import Month
from outbox.clock import local_day
from people.access import Action
from people.requests import PortalRequest, house_for


@require_safe
def board(request: PortalRequest, month: date | None = None) -> HttpResponse:
    """All groups in a month, in this one when none is named; of administration only."""
    house = house_for(request, Action.OVERSEE_DUTIES)
    today = local_day(request.received_at, house.time_zone)
    shown = Month.of(month or today)
    if not shown.is_possible or shown.first > today:
        raise Http404
    context = {
        "rows": board_of(request.access, shown, today), "house": house, "month": shown,
        "before": _to(shown.before, shown),
        "after": _to(shown.after, shown) if shown.until <= today else None,
    }  # fmt: skip
    return render(request, "assessment/board.html", context)


def _to(month: Month, shown: Month) -> dict[str, Any] | None:
    """Input of ``components/pager.html``."""
    if not month.is_possible:
        return None
    url = reverse("assessment:board_of", args=[month.first])
    return {"url": url, "text": month.name_beside(shown)}
