"""The evacuation list: one page that asks for nothing more, on the phone and on paper."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from attendance.evacuation.roll import roll_of
from people.access import Action
from people.models import Role
from people.operations import note_reads
from people.requests import PortalRequest


@require_safe
def evacuation(request: PortalRequest) -> HttpResponse:
    """Teachers see their groups of today, head, nurse and clerk all."""
    access, at = request.access, request.received_at
    if not (access.acts_as(Role.TEACHER) or access.holds(Action.VIEW_EVACUATION)):
        raise Http404
    roll = roll_of(access, at=at)
    if roll.warned:  # few have one; phones are no data of special protection and are not kept
        note_reads(roll.warned, what="warning", by=access, at=at)
    return render(request, "attendance/evacuation/roll.html", {"roll": roll})
