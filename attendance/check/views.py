"""The pages of the weekly check: find, check, show."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from attendance.check import quarantine as operations
from attendance.check.board import board_of
from attendance.check.card import unsigned_week
from attendance.check.finding import find_group, require_week, show_group
from attendance.check.forms import QuarantineForm
from attendance.check.illness import pictures_of
from attendance.check.pages import quarantine_page, week_page
from people.access import Action
from people.requests import PortalRequest


@require_safe
def checks(request: PortalRequest) -> HttpResponse:
    """To the week that is owed."""
    if not request.access.holds(Action.VIEW_ATTENDANCE):
        raise Http404
    found = unsigned_week(request.access, at=request.received_at)
    return redirect("attendance:check", found.week.monday)


@require_safe
def check(request: PortalRequest, monday: date) -> HttpResponse:
    """A week of the whole house."""
    require_week(request.access, monday)
    board = board_of(request.access, monday, at=request.received_at)
    context = week_page(board) | {"pictures": pictures_of(board.week)}
    return render(request, "attendance/check/week.html", context)


@require_safe
def group_check(request: PortalRequest, monday: date, group_id: int) -> HttpResponse:
    return show_group(request, monday, group_id)


@require_http_methods(["GET", "HEAD", "POST"])
def quarantine(request: PortalRequest, monday: date, group_id: int) -> HttpResponse:
    """A group's quarantines, and one more."""
    action = Action.CORRECT_ATTENDANCE if request.method == "POST" else Action.VIEW_ATTENDANCE
    group = find_group(request.access, monday, group_id, action)
    form = QuarantineForm(_posted(request), initial={"first": monday})
    if request.method == "POST" and form.is_valid():
        try:
            operations.declare(
                group=group, since=form.cleaned_data["first"], until=form.until,
                by=request.access, at=request.received_at,
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The quarantine is declared."))
            return redirect("attendance:quarantine", monday, group.pk)
    status = 422 if form.is_bound else 200
    context = quarantine_page(group, monday, form, request.access)
    return render(request, "attendance/check/quarantine.html", context, status=status)


def _posted(request: PortalRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
