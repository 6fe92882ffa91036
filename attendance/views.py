"""The register's pages: find, check, do, show."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from attendance import operations, overview
from attendance.forms import RegisterForm, answers_of, reason_of
from attendance.sheet import Sheet, sheet_of
from people.access import Action
from people.models import ChildGroup

SEEN_WITH = (Action.RECORD_ATTENDANCE, Action.VIEW_WARNING, Action.VIEW_HISTORY)


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Today's registers of all groups this person sees."""
    lines = overview.of_day(request.access, at=request.received_at)  # type: ignore[attr-defined]
    if not lines and request.access.institution is None:  # type: ignore[attr-defined]
        raise PermissionDenied(_("Registers are for the staff of the institution."))
    return render(request, "attendance/groups.html", {"overview": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, group_id: int, day: date) -> HttpResponse:
    """A group's day: open it, confirm it, correct it."""
    if request.method == "POST":
        return _confirm(request, _group(request, group_id, Action.RECORD_ATTENDANCE), day)
    group = _group(request, group_id, Action.VIEW_ATTENDANCE)
    return _page(request, _sheet(request, group, day, edit="edit" in request.GET), RegisterForm())


@require_POST
def draft(request: HttpRequest, group_id: int, day: date, child_id: int) -> HttpResponse:
    """One tap: keep it, and answer with the child's row and the register's new version."""
    group = _group(request, group_id, Action.RECORD_ATTENDANCE)
    form = RegisterForm(request.POST)
    try:
        saved = operations.draft(
            group=group, day=day, child_id=child_id, by=request.access, at=request.received_at,  # type: ignore[attr-defined]
            absent=str(child_id) in request.POST.getlist("absent"),
            reason=reason_of(request.POST, child_id),
        )  # fmt: skip
    except ValidationError as error:
        return _whole(request, group, day, error.messages, status=422)
    known = form.cleaned_data["version"] if form.is_valid() else -1
    if known != saved.version - 1:
        colleague = _("A colleague is marking this register too. Check the list before confirming.")
        return _whole(request, group, day, [colleague])
    sheet = _sheet(request, group, day)
    row = next(row for row in sheet.rows if row.child.pk == child_id)
    return render(request, "attendance/register.html#tapped", {"sheet": sheet, "row": row})


def _confirm(request: HttpRequest, group: ChildGroup, day: date) -> HttpResponse:
    form = RegisterForm(request.POST)
    answers: list[operations.Answer] = []
    try:
        answers = answers_of(request.POST)
        if not form.is_valid():
            return _again(request, group, day, form, answers, status=422)
        outcome = operations.confirm(
            group=group, day=day, answers=answers, by=request.access, at=request.received_at,  # type: ignore[attr-defined]
            version=form.cleaned_data["version"], late_reason=form.cleaned_data["late_reason"],
        )  # fmt: skip
    except ValidationError as error:
        form.add_error(None, error)
        return _again(request, group, day, form, answers, status=422)
    except operations.Conflict:
        return _again(request, group, day, RegisterForm(), answers, status=409)
    _tell(request, outcome)
    return redirect("attendance:register", group.pk, day)


def _group(request: HttpRequest, group_id: int, action: Action) -> ChildGroup:
    every = ChildGroup.objects.select_related("institution")
    return request.access.find(every, action, also=SEEN_WITH, pk=group_id)  # type: ignore[attr-defined]


def _sheet(request: HttpRequest, group: ChildGroup, day: date, *, edit: bool = False) -> Sheet:
    return sheet_of(
        group, day, access=request.access, at=request.received_at, edit=edit,  # type: ignore[attr-defined]
        may_record=group.may_record_attendance, may_see_warnings=group.may_view_warning,  # type: ignore[attr-defined]
    )  # fmt: skip


def _page(request: HttpRequest, sheet: Sheet, form: RegisterForm, status: int = 200):
    context = {"sheet": sheet, "form": form, "conflict": status == 409}
    return render(request, "attendance/register.html", context, status=status)


def _again(request, group, day, form, answers, *, status: int) -> HttpResponse:
    """The page once more, everything typed kept, the reason beside it."""
    sheet = _sheet(request, group, day, edit=True)
    return _page(request, sheet.answered({a.child_id: a for a in answers}), form, status)


def _whole(request, group, day, notes: list[str], status: int = 200) -> HttpResponse:
    """Answer a tap with the whole list: it changed under this page."""
    sheet = _sheet(request, group, day)
    context = {"sheet": sheet, "form": RegisterForm(), "notes": notes}
    response = render(request, "attendance/register.html#register", context, status=status)
    response["HX-Retarget"], response["HX-Reswap"] = "#register", "outerHTML"
    return response


def _tell(request: HttpRequest, outcome: operations.Outcome) -> None:
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
    for child in outcome.missing:
        text = _("%(name)s joined the group meanwhile: please mark this child too.")
        messages.warning(request, text % {"name": str(child)})
