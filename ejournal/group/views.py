"""The page of a group: find, show."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from duties import calendar
from ejournal.group import people, sections
from outbox.clock import local_day
from people.access import Action
from people.models import ChildGroup
from people.requests import PortalRequest


@require_safe
def page(request: PortalRequest, pk: int) -> HttpResponse:
    """Staff who see the group's children, on the days on which they do; to the others there is none."""
    access, at = request.access, request.received_at
    every = ChildGroup.objects.select_related("institution")
    group = access.find(every, Action.VIEW_CHILD, pk=pk)
    day = local_day(at, group.institution.time_zone)
    days = calendar.around(group.institution, day, calendar.REACH)
    children = people.children_of(group, day, access)
    staff = people.staff_of(group, day, access)
    here = sections.Here(group, access, at, days, len(children))
    context = {
        "group": group, "sections": sections.of(here),
        "subtitle": people.summary(group, children, staff),
        "children": children, "birthdays": people.birthdays(children, day), "staff": staff,
        "may_enter": access.can(Action.ENTER_FAMILIES, group),
        "may_assign": access.holds(Action.MANAGE_PEOPLE),
        "may_invite": access.can(Action.INVITE_FAMILIES, group),
    }  # fmt: skip
    return render(request, "group/page.html", context)
