"""The pages of the weekly check, and its acts: each finds its group, does one thing and leads back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from attendance.check import operations, words
from attendance.check.card import unsigned_week
from attendance.check.forms import (
    AS_REPORTED,
    AnswerForm,
    QuarantineForm,
    SeenForm,
    decision_of,
    decisions_of,
    of_week,
)
from attendance.check.house import board_of, pictures_of
from attendance.check.operations import Decision
from attendance.check.page import group_page, quarantine_page, sheet_of, week_page
from attendance.check.week import WEEK, is_week, years_of
from attendance.models import AbsenceNotice, CorrectionRequest, DoctorsNote, GroupQuarantine
from attendance.notices.standing import parents_word
from outbox import once
from people.access import Access, Action
from people.models import Child, ChildGroup
from people.requests import PortalRequest

CORRECT = Action.CORRECT_ATTENDANCE


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
    _require_week(request.access, monday)
    board = board_of(request.access, monday, at=request.received_at)
    context = week_page(board) | {"pictures": pictures_of(board.week)}
    return render(request, "attendance/check/week.html", context)


@require_safe
def group_check(request: PortalRequest, monday: date, group_id: int) -> HttpResponse:
    return _show_group(request, monday, group_id)


@once.form
def quarantine(request: PortalRequest, monday: date, group_id: int) -> HttpResponse:
    """A group's quarantines, and one more."""
    posted = request.method == "POST"
    action = CORRECT if posted else Action.VIEW_ATTENDANCE
    group = _find_group(request.access, monday, group_id, action)
    form = QuarantineForm(request.POST or None, initial={"first": monday})
    if posted and form.is_valid():
        try:
            operations.declare_quarantine(
                group=group, since=form.cleaned_data["first"], until=form.until,
                by=request.access, at=request.received_at,
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The quarantine is declared."))
            return redirect("attendance:quarantine", monday, group.pk)
    context = quarantine_page(group, monday, form, request.access)
    status = 422 if posted else 200
    return render(request, "attendance/check/quarantine.html", context, status=status)


@once.act()
def end_quarantine(request: PortalRequest, monday: date, group_id: int, pk: int) -> HttpResponse:
    group = _find_group(request.access, monday, group_id, CORRECT)
    found = request.access.find(GroupQuarantine.objects.filter(group=group), CORRECT, pk=pk)
    try:
        operations.end_quarantine(quarantine=found, by=request.access, at=request.received_at)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return redirect("attendance:quarantine", monday, group.pk)


def _unchanged(request: PortalRequest, monday: date, group_id: int, **_places: int) -> HttpResponse:
    return _show_group(request, monday, group_id)


def _act(do: Callable[..., None]) -> Callable[..., HttpResponse]:
    """Do it with the group of the address, or show the group's week with the reason why not."""

    @once.act(again=_unchanged)
    @wraps(do)
    def view(request: PortalRequest, monday: date, group_id: int, **places: int) -> HttpResponse:
        group = _find_group(request.access, monday, group_id, CORRECT)
        try:
            do(request, group, monday, **places)
        except operations.Meanwhile as conflict:
            changed = [words.changed(decision.seen, mark) for decision, mark in conflict.changed]
            return _show_group(request, monday, group_id, status=409, changed=changed)
        except ValidationError as error:
            status = 409 if getattr(error, "code", None) == "changed" else 422
            return _show_group(request, monday, group_id, status=status, refusals=error.messages)
        return redirect("attendance:group_check", monday, group.pk)

    return view


@_act
def set_reasons(request: PortalRequest, group: ChildGroup, monday: date) -> None:
    """A reason for every ticked absence at once."""
    ticked = request.POST.getlist("absence")
    decisions = of_week(decisions_of(ticked, request.POST.get("says", "")), monday)
    _settle(request, group, _as_reported(group, monday, decisions))


@_act
def settle(request: PortalRequest, group: ChildGroup, monday: date) -> None:
    """One conflict."""
    _settle(request, group, of_week([decision_of(request.POST.get("settle", ""))], monday))


@_act
def sign(request: PortalRequest, group: ChildGroup, monday: date) -> None:
    operations.sign(group=group, monday=monday, by=request.access, at=request.received_at)
    messages.success(request, _("The week is signed."))


@_act
def see_note(request: PortalRequest, group: ChildGroup, monday: date) -> None:
    form = SeenForm(request.POST)
    if not form.is_valid():
        raise ValidationError(_("Say on which day the note was seen."))
    values = form.cleaned_data
    child = Child.objects.visible_to(request.access, CORRECT).filter(pk=values.pop("child"))
    if not child:
        raise ValidationError(_("The child was not absent due to illness then."))
    operations.see_doctors_note(
        child=child[0], group=group, by=request.access, at=request.received_at, **values
    )


@_act
def unsee_note(request: PortalRequest, group: ChildGroup, monday: date, *, pk: int) -> None:
    of_group = DoctorsNote.objects.filter(child__marks__register__group=group).distinct()
    note = request.access.find(of_group, CORRECT, pk=pk)
    operations.unsee_doctors_note(note=note, group=group, by=request.access, at=request.received_at)


@_act
def answer(request: PortalRequest, group: ChildGroup, monday: date, *, pk: int) -> None:
    """What a teacher asked to be corrected."""
    every = CorrectionRequest.objects.filter(register__group=group)
    asked = request.access.find(every, CORRECT, pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise ValidationError(_("Correct it as asked, or decline and say why."))
    operations.answer_request(
        request=asked, by=request.access, at=request.received_at, **form.cleaned_data
    )


def _settle(request: PortalRequest, group: ChildGroup, decisions: list[Decision]) -> None:
    count = operations.settle(
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
    children, until = {decision.child_id for decision in decisions}, monday + WEEK
    notices = AbsenceNotice.objects.filter(child__in=children).between(monday, until)
    said = parents_word(group.institution, children, notices, monday, until)
    told = [replace(d, says=said.reason(d.child_id, d.day) or "") for d in decisions]
    if not all(decision.says for decision in told):
        raise ValidationError(_("Parents gave no reason for some of these days."))
    return told


def _require_week(access: Access, monday: date) -> None:
    """:raises Http404: no week, or not one of those who check or oversee the whole house"""
    if not (access.holds(Action.VIEW_ATTENDANCE) and is_week(monday)):
        raise Http404


def _find_group(access: Access, monday: date, group_id: int, action: Action) -> ChildGroup:
    """The group of an act.

    :raises Http404: not seen, or of another school year
    :raises PermissionDenied: seen, but the act is not theirs
    """
    _require_week(access, monday)
    groups = ChildGroup.objects.filter(school_year__in=years_of(monday))
    return access.find(groups.select_related("institution"), action, pk=group_id)


def _show_group(
    request: PortalRequest, monday: date, group_id: int, *, status: int = 200,
    refusals: Sequence[str] = (), changed: Sequence[str] = (),
) -> HttpResponse:  # fmt: skip
    """A group's week; with what was refused, or what others changed meanwhile."""
    _require_week(request.access, monday)
    sheet = sheet_of(group_id, monday, access=request.access, at=request.received_at)
    if sheet is None:
        raise Http404
    context = group_page(sheet) | {"refusals": refusals, "changed": changed}
    return render(request, "attendance/check/group.html", context, status=status)
