"""Pages of one child's day: find, check, do, show."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from attendance.register.child_day import ChildDay, child_day_of
from attendance.register.forms import AskForm, TimeForm, UndoForm
from attendance.register.operations import Conflict, requests, times
from duties import ladder
from duties.ladder import Rung
from outbox import once
from people.access import Action
from people.models import ChildGroup
from people.requests import PortalRequest


@require_safe
def child_day(request: PortalRequest, group_id: int, day: date, child_id: int) -> HttpResponse:
    """When the child came and left; of a signed week, what is asked to be corrected."""
    return _page(request, _found(request, group_id, day, child_id))


def _timed_otherwise(request: PortalRequest, **place: Any) -> HttpResponse:
    return _page(request, _found(request, **place), TimeForm(request.POST))


def _asked_otherwise(request: PortalRequest, **place: Any) -> HttpResponse:
    found = _found(request, **place)
    return _page(request, found, AskForm(request.POST, wanted=found.wanted()))


@once.act(again=_timed_otherwise)
def arrived(request: PortalRequest, group_id: int, day: date, child_id: int) -> HttpResponse:
    return _timed(request, _found(request, group_id, day, child_id), times.arrived)


@once.act(again=_timed_otherwise)
def left(request: PortalRequest, group_id: int, day: date, child_id: int) -> HttpResponse:
    return _timed(request, _found(request, group_id, day, child_id), times.left)


@once.act()
def undo(request: PortalRequest, group_id: int, day: date, child_id: int) -> HttpResponse:
    """Take back a time that was entered by mistake."""
    found = _found(request, group_id, day, child_id)
    form = UndoForm(request.POST)
    return _done(request, found, form, lambda: times.undo(**_subject(found, request, form)))


@once.act(again=_asked_otherwise)
def ask(request: PortalRequest, group_id: int, day: date, child_id: int) -> HttpResponse:
    """Ask for a correction of a signed week."""
    found = _found(request, group_id, day, child_id)
    request.access.require(Action.RECORD_ATTENDANCE, found.group)  # nurse and clerk need not ask
    form = AskForm(request.POST, wanted=found.wanted())
    return _done(
        request, found, form,
        lambda: requests.ask(
            group=found.group, day=day, answer=form.answer(child_id), why=form.cleaned_data["why"],
            by=request.access, at=request.received_at,
        ),
    )  # fmt: skip


@once.act()
def withdraw(request: PortalRequest, group_id: int, day: date, child_id: int) -> HttpResponse:
    found = _found(request, group_id, day, child_id)
    request.access.require(Action.RECORD_ATTENDANCE, found.group)
    asked = found.waiting
    if asked is None:
        raise Http404
    work = lambda: requests.withdraw(request=asked, by=request.access, at=request.received_at)  # noqa: E731
    return _done(request, found, forms.Form(request.POST), work)


def _found(request: PortalRequest, group_id: int, day: date, child_id: int) -> ChildDay:
    """Its teachers'; of a signed week also those who correct it."""
    access, groups = request.access, ChildGroup.objects.select_related("institution")
    corrects = access.holds(Action.CORRECT_ATTENDANCE)
    action = Action.CORRECT_ATTENDANCE if corrects else Action.RECORD_ATTENDANCE
    group = access.find(groups, action, pk=group_id)
    rung = ladder.rung(ladder.Subject.ATTENDANCE, group, day)
    if corrects and rung is not Rung.WEEK:
        raise PermissionDenied
    return child_day_of(group, day, child_id, rung=rung, access=access, at=request.received_at)


def _subject(found: ChildDay, request: PortalRequest, form: forms.Form) -> dict:
    """Whose day it is, who writes and when, and what the form says."""
    return {
        "group": found.group, "day": found.mark.day, "child_id": found.mark.child_id,
        "by": request.access, "at": request.received_at, **form.cleaned_data,
    }  # fmt: skip


def _timed(request: PortalRequest, found: ChildDay, operation: Callable) -> HttpResponse:
    form = TimeForm(request.POST)
    return _done(request, found, form, lambda: operation(**_subject(found, request, form)))


def _done(
    request: PortalRequest, found: ChildDay, form: forms.Form, work: Callable[[], object]
) -> HttpResponse:
    """Do it and go back to the register; refused, the page once more with what was typed."""
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        work()
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, found, form, status=422)
    except Conflict:
        return _meanwhile(request, found, form)
    return redirect(found.back)


def _meanwhile(request: PortalRequest, found: ChildDay, form: forms.Form) -> HttpResponse:
    """409: what stands there now, and beside it what was typed."""
    now = _found(request, found.group.pk, found.mark.day, found.mark.child_id)
    note = _("Somebody saved something else meanwhile. This is what stands there now.")
    again = now.time_form(request.received_at)
    again.initial["at_time"] = form.cleaned_data.get("at_time") or again.initial["at_time"]
    return _page(request, now, again, status=409, notes=[note])


def _page(
    request: PortalRequest,
    found: ChildDay,
    form: forms.Form | None = None,
    status: int = 200,
    notes=(),
) -> HttpResponse:
    """Each form as it was sent, or as it is offered; of others only why they were refused."""
    times_form, ask_form = None, None
    if found.may_write:
        mine = isinstance(form, TimeForm)
        times_form = form if mine else found.time_form(request.received_at)
    elif found.may_ask:
        ask_form = form if isinstance(form, AskForm) else found.ask_form()
    shown = form in (times_form, ask_form)
    refusals = [*notes, *([] if shown or form is None else _refusals(form))]
    context = {"day": found, "times": times_form, "ask": ask_form, "refusals": refusals}
    return render(request, "attendance/child_day.html", context, status=status)


def _refusals(form: forms.Form) -> list[str]:
    return [str(text) for texts in form.errors.values() for text in texts]
