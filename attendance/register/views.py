"""The register's pages: find, check, do, show."""

from contextlib import suppress
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from attendance import overview
from attendance.overview import in_words
from attendance.register import operations
from attendance.register.forms import RegisterForm, answers_of, reason_of
from attendance.register.page import Mode, Sheet, sheet_of
from duties.badges import badge
from people.access import Action
from people.models import ChildGroup, Role
from people.requests import PortalRequest


@require_safe
def groups(request: PortalRequest) -> HttpResponse:
    """Today's registers of all groups this person sees."""
    access, at = request.access, request.received_at
    if not (access.acts_as(Role.TEACHER) or access.holds(Action.VIEW_ATTENDANCE)):
        raise Http404
    lines = [in_words(line, at) for line in overview.of_day(access, at=at)]
    subtitle = date_format(access.day, "l, j. F").capitalize()
    return render(request, "attendance/groups.html", {"lines": lines, "subtitle": subtitle})


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: PortalRequest, group_id: int, day: date) -> HttpResponse:
    """A group's day: open it, confirm it, correct it."""
    if request.method == "POST":
        return _confirm(request, _group(request, group_id, Action.RECORD_ATTENDANCE), day)
    group = _group(request, group_id, Action.VIEW_ATTENDANCE)
    return _page(request, _sheet(request, group, day, edit="edit" in request.GET), RegisterForm())


@require_POST
def draft(request: PortalRequest, group_id: int, day: date, child_id: int) -> HttpResponse:
    """One tap: keep it, and answer with the register's new version."""
    group = _group(request, group_id, Action.RECORD_ATTENDANCE)
    form = RegisterForm(request.POST)
    try:
        saved = operations.draft(
            group=group, day=day, child_id=child_id, by=request.access, at=request.received_at,
            absent=str(child_id) in request.POST.getlist("absent"),
            reason=reason_of(request.POST, child_id),
        )  # fmt: skip
    except ValidationError as error:
        return _whole(request, group, day, error.messages, status=422)
    known = form.cleaned_data["version"] if form.is_valid() else -1
    if not saved.follows(known, request.user):
        colleague = _("A colleague is marking this register too. Check the list before confirming.")
        return _whole(request, group, day, [colleague])
    return render(request, "attendance/tapped.html", {"register": saved})


def _confirm(request: PortalRequest, group: ChildGroup, day: date) -> HttpResponse:
    form = RegisterForm(request.POST)
    answers: list[operations.Answer] = []
    try:
        answers = answers_of(request.POST)
        if not form.is_valid():
            return _again(request, group, day, form, answers, status=422)
        outcome = operations.confirm(
            group=group, day=day, answers=answers, by=request.access, at=request.received_at,
            version=form.cleaned_data["version"], late_reason=form.cleaned_data["late_reason"],
        )  # fmt: skip
    except ValidationError as error:
        form.add_error(None, error)
        return _again(request, group, day, form, answers, status=422)
    except operations.Conflict:
        return _again(request, group, day, RegisterForm(), answers, status=409)
    _tell(request, outcome)
    return redirect("attendance:register", group.pk, day)


def _group(request: PortalRequest, group_id: int, action: Action) -> ChildGroup:
    every = ChildGroup.objects.select_related("institution")
    return request.access.find(every, action, pk=group_id)


def _sheet(request: PortalRequest, group: ChildGroup, day: date, *, edit: bool = False) -> Sheet:
    access = request.access
    records = access.can(Action.RECORD_ATTENDANCE, group)
    return sheet_of(
        group, day, access=access, at=request.received_at, edit=edit, may_record=records,
        may_see_warnings=access.can(Action.VIEW_WARNING, group),
        may_see_requests=records or access.can(Action.CORRECT_ATTENDANCE, group),
    )  # fmt: skip


def _page(request, sheet: Sheet, form: RegisterForm, status: int = 200, notes=()) -> HttpResponse:
    is_owed = sheet.mode is not Mode.NONE and sheet.rows and not sheet.lacks
    context = {
        "sheet": sheet, "form": form, "notes": notes, "conflict": status == 409,
        "due": badge(sheet.owed, request.received_at) if is_owed else None,
        "may_see_history": request.access.can(Action.VIEW_HISTORY, sheet.group),
    }  # fmt: skip
    return render(request, "attendance/register.html", context, status=status)


def _again(request, group, day, form, answers, *, status: int) -> HttpResponse:
    """The page once more, everything typed kept, the reason beside it."""
    sheet = _sheet(request, group, day, edit=True)
    typed = {answer.child_id: answer for answer in answers}
    return _page(request, sheet.answered(typed, tell=status == 409), form, status)


def _whole(request, group, day, notes: list[str], status: int = 200) -> HttpResponse:
    """Answer a tap with the whole list: it changed under this page. Taps that never arrived are kept."""
    typed: dict[int, operations.Answer] = {}
    with suppress(ValidationError):
        typed = {answer.child_id: answer for answer in answers_of(request.POST)}
    sheet = _sheet(request, group, day, edit=True).answered(typed, tell=True)
    response = _page(request, sheet, RegisterForm(), status, notes=notes)
    response["HX-Retarget"], response["HX-Reswap"] = "#content", "outerHTML"
    response["HX-Reselect"] = "#content"
    return response


def _tell(request: PortalRequest, outcome: operations.Outcome) -> None:
    """Say what the form asked for and did not get; the rest is saved and the page shows it."""
    for name in outcome.refused:
        text = _("%(name)s is no longer in this group and was not marked here.")
        messages.warning(request, text % {"name": name})
    if outcome.strangers:
        text = ngettext(
            "%(count)d row does not belong to this group and was not saved.",
            "%(count)d rows do not belong to this group and were not saved.",
            outcome.strangers,
        )
        messages.warning(request, text % {"count": outcome.strangers})
    for name in outcome.closed:
        text = _("%(name)s stands in a closed register of another group and was not marked here.")
        messages.warning(request, text % {"name": name})
    for child in outcome.missing:
        text = _("%(name)s joined the group meanwhile: please mark this child too.")
        messages.warning(request, text % {"name": str(child)})
