"""Finding the week and the group of an address, and showing its page."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render

from attendance.check.pages import group_page
from attendance.check.sheet import sheet_of
from attendance.check.week import is_week
from duties import school_year
from duties.clock import ONE_DAY
from people.access import Access, Action
from people.models import ChildGroup
from people.requests import PortalRequest


def require_week(access: Access, monday: date) -> None:
    """:raises Http404: no week, or not one of those who check or oversee the whole house"""
    if not (access.holds(Action.VIEW_ATTENDANCE) and is_week(monday)):
        raise Http404


def find_group(access: Access, monday: date, group_id: int, action: Action) -> ChildGroup:
    """The group of an act.

    :raises Http404: not seen, or of another school year
    :raises PermissionDenied: seen, but the act is not theirs
    """
    require_week(access, monday)
    years = {school_year.school_year_of(monday + ONE_DAY * n) for n in range(7)}
    groups = ChildGroup.objects.filter(school_year__in=years).select_related("institution")
    return access.find(groups, action, pk=group_id)


def show_group(
    request: PortalRequest, monday: date, group_id: int, *, status: int = 200,
    refusals: Sequence[str] = (), changed: Sequence[str] = (),
) -> HttpResponse:  # fmt: skip
    """A group's week; with what was refused, or what others changed meanwhile."""
    require_week(request.access, monday)
    sheet = sheet_of(group_id, monday, access=request.access, at=request.received_at)
    if sheet is None:
        raise Http404
    context = group_page(sheet) | {"refusals": refusals, "changed": changed}
    return render(request, "attendance/check/group.html", context, status=status)
