"""The acts of the weekly check: each finds its group, does one thing and leads back to the group's week."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from attendance.check import corrections, doctors_notes, quarantine, requests, signing, words
from attendance.check.corrections import Decision
from attendance.check.finding import find_group, show_group
from attendance.check.forms import (
    AS_REPORTED,
    AnswerForm,
    SeenForm,
    decision_of,
    decisions_of,
    of_week,
)
from attendance.check.said import said_of
from attendance.check.week import WEEK
from attendance.models import AbsenceNotice, CorrectionRequest, DoctorsNote, GroupQuarantine
from people.access import Action
from people.models import Child, ChildGroup
from people.requests import PortalRequest

CORRECT = Action.CORRECT_ATTENDANCE


@require_POST
def set_reasons(request: PortalRequest, monday: date, group_id: int) -> HttpResponse:
    """A reason for every ticked absence at once."""

    def act(group: ChildGroup) -> None:
        ticked = request.POST.getlist("absence")
        decisions = of_week(decisions_of(ticked, request.POST.get("says", "")), monday)
        _settle(request, group, _as_reported(group, monday, decisions))

    return _done(request, monday, group_id, act)


@require_POST
def settle(request: PortalRequest, monday: date, group_id: int) -> HttpResponse:
    """One conflict."""

    def act(group: ChildGroup) -> None:
        _settle(request, group, of_week([decision_of(request.POST.get("settle", ""))], monday))

    return _done(request, monday, group_id, act)


@require_POST
def sign(request: PortalRequest, monday: date, group_id: int) -> HttpResponse:
    def act(group: ChildGroup) -> None:
        signing.sign(group=group, monday=monday, by=request.access, at=request.received_at)
        messages.success(request, _("The week is signed."))

    return _done(request, monday, group_id, act)


@require_POST
def see_note(request: PortalRequest, monday: date, group_id: int) -> HttpResponse:
    def act(group: ChildGroup) -> None:
        form = SeenForm(request.POST)
        if not form.is_valid():
            raise ValidationError(_("Say on which day the note was seen."))
        values = form.cleaned_data
        child = Child.objects.visible_to(request.access, CORRECT).filter(pk=values.pop("child"))
        if not child:
            raise ValidationError(_("The child was not absent due to illness then."))
        doctors_notes.see_doctors_note(
            child=child[0], group=group, by=request.access, at=request.received_at, **values
        )

    return _done(request, monday, group_id, act)


@require_POST
def unsee_note(request: PortalRequest, monday: date, group_id: int, pk: int) -> HttpResponse:
    def act(group: ChildGroup) -> None:
        of_group = DoctorsNote.objects.filter(child__marks__register__group=group).distinct()
        note = request.access.find(of_group, CORRECT, pk=pk)
        doctors_notes.unsee_doctors_note(
            note=note, group=group, by=request.access, at=request.received_at
        )

    return _done(request, monday, group_id, act)


@require_POST
def answer(request: PortalRequest, monday: date, group_id: int, pk: int) -> HttpResponse:
    def act(group: ChildGroup) -> None:
        every = CorrectionRequest.objects.filter(register__group=group)
        asked = request.access.find(every, CORRECT, pk=pk)
        form = AnswerForm(request.POST)
        if not form.is_valid():
            raise ValidationError(_("Correct it as asked, or decline and say why."))
        requests.answer(
            request=asked, by=request.access, at=request.received_at, **form.cleaned_data
        )

    return _done(request, monday, group_id, act)


@require_POST
def end_quarantine(request: PortalRequest, monday: date, group_id: int, pk: int) -> HttpResponse:
    group = find_group(request.access, monday, group_id, CORRECT)
    found = request.access.find(GroupQuarantine.objects.filter(group=group), CORRECT, pk=pk)
    try:
        quarantine.end(quarantine=found, by=request.access, at=request.received_at)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return redirect("attendance:quarantine", monday, group.pk)


def _done(
    request: PortalRequest, monday: date, group_id: int, act: Callable[[ChildGroup], None]
) -> HttpResponse:
    """Do it, or show the group's week with the reason why not."""
    group = find_group(request.access, monday, group_id, CORRECT)
    try:
        act(group)
    except corrections.Meanwhile as conflict:
        changed = [words.changed(decision, mark) for decision, mark in conflict.changed]
        return show_group(request, monday, group_id, status=409, changed=changed)
    except ValidationError as error:
        status = 409 if getattr(error, "code", None) == "changed" else 422
        return show_group(request, monday, group_id, status=status, refusals=error.messages)
    return redirect("attendance:group_check", monday, group.pk)


def _settle(request: PortalRequest, group: ChildGroup, decisions: list[Decision]) -> None:
    count = corrections.settle(
        group=group, decisions=decisions, by=request.access, at=request.received_at
    )
    text = ngettext("Saved: %(n)d day.", "Saved: %(n)d days.", count)
    messages.success(request, text % {"n": count})


def _as_reported(group: ChildGroup, monday: date, decisions: list[Decision]) -> list[Decision]:
    """The word that parents gave, for those that are to be as reported.

    :raises ValidationError: parents gave none for some day
    """
    if not any(decision.says == AS_REPORTED for decision in decisions):
        return decisions
    children = {decision.child_id for decision in decisions}
    notices = AbsenceNotice.objects.filter(child__in=children)
    of_week = notices.between(monday, monday + WEEK)
    said = said_of(group.institution, children, of_week, monday, monday + WEEK)
    told = [replace(d, says=said.reason(d.child_id, d.day) or "") for d in decisions]
    if not all(decision.says for decision in told):
        raise ValidationError(_("Parents gave no reason for some of these days."))
    return told
