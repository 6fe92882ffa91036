"""One child in one outcome: its history, what is said of it, and that it is taken away."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from assessment import operations
from assessment.desk import desk_of
from assessment.grid import words
from assessment.grid.cell import CellForm, CellPage, cell_of, form_of
from assessment.grid.days import month_of, require_day
from assessment.names import Names
from assessment.operations.cells import Stale
from outbox import once
from people.requests import PortalRequest
from people.rules.refusals import by_field


@once.form
def cell(
    request: PortalRequest, group_id: int, day: date, child_id: int, entry_id: int
) -> HttpResponse:
    """Read by all who see the group's assessment, written by those who assess the area."""
    page = _page(request, group_id, day, child_id, entry_id)
    if request.method != "POST":
        return _shown(request, page, form_of(page))
    if not page.is_open:
        raise PermissionDenied
    form = form_of(page, request.POST)
    if form is None:  # taken away meanwhile, or published
        return _shown(request, page, None, notes=[words.GONE], status=409)
    if not form.is_valid():
        return _shown(request, page, form, status=422)
    return _explained(request, page, form) or redirect(request.path)


def _explained(request: PortalRequest, page: CellPage, form: CellForm) -> HttpResponse | None:
    """:returns: the page again, where it was refused"""
    assert page.row
    said, group = form.cleaned_data, page.desk.group
    names = Names(page.child, group, page.day, request.POST)
    heard = names.heard("comment", page.row.comment, said["comment"])
    if heard.asked:
        return _shown(request, page, form, heard=heard, status=422)
    try:
        operations.explain(
            assessment=page.row, group=group, **said | {"comment": heard.text}, by=request.access,
            at=request.received_at,
        )  # fmt: skip
    except Stale as stale:
        return _shown(request, page, form, stale=stale.standing, status=409)
    except ValidationError as error:
        for field, messages in by_field(error, form.fields):
            form.add_error(field, messages)
        return _shown(request, page, form, status=422)
    return None


@once.act(again=cell)
def remove(
    request: PortalRequest, group_id: int, day: date, child_id: int, entry_id: int
) -> HttpResponse:
    """Taken away; of what parents read with a reason."""
    page = _page(request, group_id, day, child_id, entry_id)
    if not page.is_open:
        raise PermissionDenied
    reason = request.POST.get("reason", "")
    if page.row:  # else it is taken away already
        try:
            operations.take_away(
                assessment=page.row, group=page.desk.group, reason=reason, by=request.access,
                at=request.received_at,
            )  # fmt: skip
        except ValidationError as error:
            more = {"reason": reason, "reason_errors": error.messages}
            return _shown(request, page, form_of(page), status=422, **more)
    return redirect("assessment:cell", group_id, day, child_id, entry_id)


def _page(
    request: PortalRequest, group_id: int, day: date, child_id: int, entry_id: int
) -> CellPage:
    desk = desk_of(request, group_id)
    require_day(desk.group, day, request)
    return cell_of(desk, child_id, entry_id, day, access=request.access)


def _shown(
    request: PortalRequest, page: CellPage, form: CellForm | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    blank: dict[str, Any] = {"heard": None, "notes": [], "stale": None, "reason": ""}
    blank["reason_errors"] = []
    group = page.desk.group
    context = {
        "page": page, "form": form, "group": group, "day": page.day, "child": page.child,
        "subtitle": words.subtitle(group, page.day), "month": month_of(group, page.day),
    }  # fmt: skip
    return render(request, "assessment/grid/cell.html", blank | context | more, status=status)
