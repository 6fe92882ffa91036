"""The pages of clarifications, of administration only: find, check, do, show."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from attendance.clarifications import operations
from attendance.clarifications.case import Case, case_of
from attendance.clarifications.forms import CloseForm, StepForm
from attendance.clarifications.lines import lines_of
from attendance.clarifications.notice import letter_of, pdf_of, title
from attendance.models import Clarification
from documents.files import pdf_or_page
from outbox import once
from outbox.clock import local_day
from people.access import Action
from people.operations import note_reads
from people.requests import PortalRequest

READ = "clarification"  # what is kept of each look at a case


@require_safe
def clarifications(request: PortalRequest) -> HttpResponse:
    """The open ones first."""
    if not request.access.holds(Action.CLARIFY_ABSENCE):
        raise Http404
    lists = lines_of(request.access, at=request.received_at)
    return render(request, "attendance/clarifications/list.html", {"lists": lists})


@require_safe
def clarification(request: PortalRequest, pk: int) -> HttpResponse:
    return _page(request, _found(request, pk))


@require_safe
def notice(request: PortalRequest, pk: int) -> HttpResponse:
    """A letter on paper to the municipality."""
    return _letter(request, _read(request, _found(request, pk)))


@require_safe
def notice_pdf(request: PortalRequest, pk: int) -> HttpResponse:
    case = _read(request, _found(request, pk))
    return pdf_or_page(
        request, partial(pdf_of, case, by=request.access, at=request.received_at),
        name=f"pazinojums-{pk}.pdf", page=partial(_letter, request, case),
    )  # fmt: skip


def _filled(request: PortalRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    return _page(request, found, _step_form(request, found, request.POST))


@once.act(again=_filled)
def step(request: PortalRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = _step_form(request, found, request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        operations.take_step(
            clarification=found, by=request.access, at=request.received_at, **form.cleaned_data
        )
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, found, form, status=422)
    except operations.Closed:
        return _closed_meanwhile(request, pk, form)
    messages.success(request, _("The step is saved."))
    return redirect("attendance:clarification", pk)


@once.act()
def close(request: PortalRequest, pk: int) -> HttpResponse:
    found, form = _found(request, pk), CloseForm(request.POST)
    if not form.is_valid():
        return _page(request, found, notes=[_("Choose one of the outcomes offered.")], status=422)
    try:
        operations.close(
            clarification=found, outcome=form.cleaned_data["outcome"], by=request.access,
            at=request.received_at,
        )  # fmt: skip
    except operations.Closed:
        return _closed_meanwhile(request, pk)
    messages.success(request, _("The clarification is closed."))
    return redirect("attendance:clarification", pk)


def _found(request: PortalRequest, pk: int) -> Clarification:
    every = Clarification.objects.select_related("child", "institution", "closed_by")
    return request.access.find(every, Action.CLARIFY_ABSENCE, pk=pk)


def _letter(request: PortalRequest, case: Case, status: int = 200) -> HttpResponse:
    context = {"case": case, "title": title(), "letter": letter_of(case)}
    return render(request, "attendance/clarifications/notice.html", context, status=status)


def _read(request: PortalRequest, found: Clarification) -> Case:
    note_reads([found.child], what=READ, by=request.access, at=request.received_at)
    return case_of(found, at=request.received_at)


def _step_form(request: PortalRequest, found: Clarification, data: Any = None) -> StepForm:
    today = local_day(request.received_at, found.institution.time_zone)
    return StepForm(data, since=found.since, today=today)


def _page(
    request: PortalRequest, found: Clarification, form: StepForm | None = None, notes=(),
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    case = _read(request, found)
    context = {"case": case, "form": form or _step_form(request, found), "notes": notes}
    return render(request, "attendance/clarifications/case.html", context, status=status)


def _closed_meanwhile(
    request: PortalRequest, pk: int, form: StepForm | None = None
) -> HttpResponse:
    """What was typed stays on the page, though it can no longer be saved here."""
    text = _("Somebody has closed this clarification meanwhile. Nothing of yours was saved.")
    return _page(request, _found(request, pk), form, [text], status=409)
