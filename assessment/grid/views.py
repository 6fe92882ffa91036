"""The grid of a group's month, one outcome of it by itself, and strokes: find, check, do, show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from assessment import operations
from assessment.desk import Desk, desk_of
from assessment.grid import asked, words
from assessment.grid.choosing import areas_of
from assessment.grid.column import column_of, posted
from assessment.grid.days import around, asked_day, asked_month, month_of, require_day, today_of
from assessment.grid.page import sheet_of, urls_of
from assessment.grid.tokens import cells_of
from assessment.models import Level
from assessment.operations import Painted
from outbox import once
from people.access import Action
from people.models import ChildGroup
from people.requests import PortalRequest, id_of

MOST = 30  # outcomes that somebody may want to see besides


@require_safe
def grid(request: PortalRequest, group_id: int, month: date | None = None) -> HttpResponse:
    """A month, this one when none is named, as of its last day or of another that was chosen."""
    desk = desk_of(request, group_id)
    when = asked_month(desk.group, month, request)
    today, more = today_of(desk.group, request), _more(request)
    day = asked_day(when, today, request.GET.get("day", ""))
    sheet = sheet_of(desk, day, access=request.access, more=more)
    context = {
        "group": desk.group, "month": when, "day": day, "is_today": day == today, "sheet": sheet,
        "last": min(when.last, today), "levels": [(one, words.FOR_A_BUTTON[one]) for one in Level],
        "subtitle": f"{desk.group.name} · {when.title}", "blank": words.BLANK, "more": more,
        "urls": urls_of(desk.group, day, more), "may_write": bool(desk.reach),
        "may_publish": request.access.can(Action.PUBLISH_ASSESSMENT, desk.group),
        **around(desk.group, when, today),
    }  # fmt: skip
    return render(request, "assessment/grid/grid.html", context)


@require_safe
def more(request: PortalRequest, group_id: int, month: date) -> HttpResponse:
    """Outcomes of the catalogue, to look at besides those of the plan."""
    desk = desk_of(request, group_id)
    desk.require()
    when = asked_month(desk.group, month, request)
    day = asked_day(when, today_of(desk.group, request), request.GET.get("day", ""))
    context = {
        "group": desk.group, "month": when, "day": day,
        "subtitle": f"{desk.group.name} · {when.title}",
        "areas": areas_of(desk, day, request.access), "chosen": _more(request),
    }  # fmt: skip
    return render(request, "assessment/grid/more.html", context)


@require_POST
def strokes(request: PortalRequest, group_id: int, day: date) -> HttpResponse:
    """One stroke of many cells, each by itself. What is sent on from a closed door comes without a script."""
    cells, strange = cells_of(request.POST.getlist("cell"))
    group, known = asked.group_of(request, group_id, day, {cell.outcome for cell in cells})
    wrong: list[Any] = [words.STRANGE] if strange or not cells else []
    became = Painted()
    try:
        became = operations.paint(
            group=group,
            day=day,
            cells=cells,
            by=request.access,
            at=request.received_at,
            known=known,
        )
    except ValidationError as error:
        wrong = error.messages
    if not request.htmx:
        return _told(request, group, day, became, wrong)
    zone, at = group.institution.time_zone, request.received_at
    context = {
        "became": became, "wrong": wrong,
        "met": [
            (place, row, words.by_whom(row, at, zone) if row else "")
            for place, row in became.met.items()
        ],
        "refused": [
            (place, error.code, words.refused(error)) for place, error in became.refused.items()
        ],
        "said": words.saved(at, zone) if became.saved else "",
    }  # fmt: skip
    return render(request, "assessment/grid/painted.html", context, status=_status(became, wrong))


def _status(became: Painted, wrong: Iterable[Any]) -> int:
    if became.met:
        return 409
    return 422 if became.refused or wrong else 200


def _told(
    request: PortalRequest, group: ChildGroup, day: date, became: Painted, wrong: Iterable[Any]
) -> HttpResponse:
    """On the grid itself, which shows what is saved."""
    if became.saved:
        zone = group.institution.time_zone
        messages.success(request, words.saved(request.received_at, zone))
    for text in (*wrong, *words.not_saved(became, group, request.access)):
        messages.warning(request, text)
    return redirect(month_of(group, day))


@once.form
def outcome(request: PortalRequest, group_id: int, day: date, entry_id: int) -> HttpResponse:
    """One outcome of all children by itself: the same strokes without a script."""
    desk = desk_of(request, group_id)
    require_day(desk.group, day, request)
    if request.method != "POST":
        return _column(request, desk, day, entry_id)
    desk.require()
    cells, strange = posted(request.POST)
    if strange:
        return _column(request, desk, day, entry_id, wrong=[words.STRANGE], status=422)
    try:
        became = operations.paint(
            group=desk.group, day=day, cells=cells, by=request.access, at=request.received_at
        )
    except ValidationError as error:
        return _column(request, desk, day, entry_id, wrong=error.messages, status=422)
    if became.met or became.refused:
        status = _status(became, ())
        return _column(request, desk, day, entry_id, became=became, cells=cells, status=status)
    messages.success(request, words.saved(request.received_at, desk.group.institution.time_zone))
    return redirect("assessment:outcome", group_id, day, entry_id)


def _column(
    request: PortalRequest, desk: Desk, day: date, entry_id: int, *, wrong: Any = (),
    status: int = 200, **answered: Any,
) -> HttpResponse:  # fmt: skip
    page = column_of(desk, day, entry_id, access=request.access, at=request.received_at, **answered)
    context = {
        "group": desk.group, "day": day, "page": page, "wrong": wrong,
        "subtitle": words.subtitle(desk.group, day),
        "month": month_of(desk.group, day),
    }  # fmt: skip
    return render(request, "assessment/grid/outcome.html", context, status=status)


def _more(request: PortalRequest) -> list[int]:
    asked = dict.fromkeys(id_of(one) for one in request.GET.getlist("more")[:MOST])
    return [one for one in asked if one]
