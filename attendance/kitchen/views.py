"""The kitchen's pages: find, check, do, show. No page of it names a child."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from attendance.kitchen import operations
from attendance.kitchen.letter_state import letter_of
from attendance.kitchen.page import Board, Mode, board_of
from attendance.kitchen.tables import file_name, table_of
from attendance.models import HeadCount
from documents.files import attachment
from documents.spreadsheets import CSV, XLSX, csv_of, xlsx_of
from duties import calendar
from outbox import once
from outbox.clock import local_day
from people.access import Action
from people.models import Institution
from people.requests import PortalRequest

AROUND = 14  # days looked at for the neighbours of a day; longer closures have no arrow


@require_safe
def today(request: PortalRequest) -> HttpResponse:
    """The day's count, or what has been received for it so far."""
    place = _place(request)
    return _page(request, place, local_day(request.received_at, place.time_zone))


@require_safe
def day(request: PortalRequest, day: date) -> HttpResponse:
    return _page(request, _place(request), day)


@require_safe
def as_csv(request: PortalRequest, day: date) -> HttpResponse:
    board = _counted(request, day)
    content = csv_of(table_of(board, with_changes=True))
    return attachment(content, name=file_name(board, "csv"), content_type=CSV)


@require_safe
def as_xlsx(request: PortalRequest, day: date) -> HttpResponse:
    board = _counted(request, day)
    content = xlsx_of(table_of(board, with_changes=True))
    return attachment(content, name=file_name(board, "xlsx"), content_type=XLSX)


@once.act()
def send(request: PortalRequest, day: date) -> HttpResponse:
    """The letter once more, or for the first time where the address came later."""
    counts = HeadCount.objects.select_related("institution")
    found = request.access.find(counts, Action.VIEW_KITCHEN, day=day)
    try:
        count = operations.send_again(head_count=found, by=request.access, at=request.received_at)
    except ValidationError as error:
        return _page(request, found.institution, day, refusal=error.messages[0], status=422)
    if count:
        messages.success(request, _("The letter goes out within a minute."))
    else:
        messages.info(request, _("This has been sent again already."))
    return redirect("attendance:kitchen_day", day)


def _place(request: PortalRequest) -> Institution:
    """:raises Http404: not somebody who looks after the kitchen's count"""
    place = request.access.institution
    if place is None or not request.access.holds(Action.VIEW_KITCHEN):
        raise Http404
    return place


def _counted(request: PortalRequest, day: date) -> Board:
    """:raises Http404: nothing to hand over of such a day yet"""
    board = board_of(_place(request), day, at=request.received_at)
    if board.mode is not Mode.COUNTED:
        raise Http404
    return board


def _page(
    request: PortalRequest, place: Institution, day: date, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    board = board_of(place, day, at=request.received_at)
    before, after = _neighbours(request, place, day)
    context = {
        "board": board, "letter": letter_of(board, at=request.received_at), "refusal": refusal,
        "title_day": date_format(day, "l, j. F").capitalize(), "before": before, "after": after,
    }  # fmt: skip
    return render(request, "attendance/kitchen/page.html", context, status=status)


def _neighbours(
    request: PortalRequest, place: Institution, day: date
) -> list[dict[str, Any] | None]:
    """The working days next to this one, as ``components/pager.html`` takes them; none ahead of today."""
    days, now = calendar.around(place, day, AROUND), local_day(request.received_at, place.time_zone)
    after = days.working_day_after(day, within=AROUND)
    found = [days.working_day_before(day, within=AROUND), after if after and after <= now else None]
    return [_way(neighbour) for neighbour in found]


def _way(day: date | None) -> dict[str, Any] | None:
    if day is None:
        return None
    return {
        "url": reverse("attendance:kitchen_day", args=[day]),
        "text": date_format(day, "D, j.m."),
    }
