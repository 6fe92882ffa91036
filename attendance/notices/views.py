"""Guardians' pages and posts: find, check, do, show."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from attendance.models import AbsenceNotice
from attendance.notices import operations, page
from attendance.notices.forms import NoticeForm, child_ids, day_of
from attendance.notices.month import month_of
from outbox import once
from people.access import Action
from people.models import Child, Role
from people.requests import PortalRequest


@require_safe
def notices(request: PortalRequest) -> HttpResponse:
    """One's own children's notices: current, coming, past."""
    _require_parent(request)
    return _list(request)


@once.form
def report(request: PortalRequest) -> HttpResponse:
    """Tell of one's own children's absence. The form is on Today's cards too."""
    _require_parent(request)
    if request.method != "POST":
        return _report_page(request, _typed(request), [])
    try:
        children = _children(request)
    except ValidationError as error:
        return _report_page(request, NoticeForm(request.POST), error.messages, status=422)
    form = NoticeForm(request.POST)
    if not form.is_valid():
        return _report_page(request, form, form.sentences, status=422)
    return _report(request, form, children)


@once.form
def change(request: PortalRequest, notice_id: int) -> HttpResponse:
    notice = _notice(request, notice_id)
    if notice.ended_at is not None:
        return _ended(request, operations.Ended())
    if request.method != "POST":
        return _change_page(request, notice, _typed(request), [])
    form = NoticeForm(request.POST)
    if not form.is_valid():
        return _change_page(request, notice, form, form.sentences, status=422)
    try:
        operations.change(notice=notice, by=request.access, at=request.received_at, **form.said)
    except ValidationError as error:
        return _change_page(request, notice, form, error.messages, status=422)
    except operations.Ended as error:
        return _ended(request, error)
    messages.success(request, _("The notice is changed."))
    return redirect("today")


@once.act()
def withdraw(request: PortalRequest, notice_id: int) -> HttpResponse:
    notice = _notice(request, notice_id)
    try:
        operations.withdraw(notice=notice, by=request.access, at=request.received_at)
    except operations.Ended as error:
        return _ended(request, error)
    messages.success(request, _("The notice is withdrawn."))
    return redirect("today")


@once.act()
def come_back(request: PortalRequest, notice_id: int) -> HttpResponse:
    """Notice of return."""
    notice, day = _notice(request, notice_id), day_of(request.POST, "day")
    if day is None:
        return _list(request, _("Choose the day of return."), status=422)
    try:
        operations.come_back(notice=notice, day=day, by=request.access, at=request.received_at)
    except operations.Ended as error:
        return _ended(request, error)
    messages.success(request, _("The preschool knows when the child returns."))
    return redirect("today")


@once.act()
def reply(request: PortalRequest, child_id: int, day: date) -> HttpResponse:
    """One tap about today."""
    child, choice = _child(request, child_id), request.POST.get("choice", "")
    try:
        operations.reply(
            child=child, day=day, choice=choice, by=request.access, at=request.received_at
        )
    except ValidationError as error:
        return _list(request, " ".join(error.messages), status=422)
    except operations.Ended:
        return _list(request, _("This was asked about a day that is over."), status=409)
    messages.success(request, _("Thank you, the answer is on the register."))
    return redirect("today")


@require_safe
def child_month(request: PortalRequest, child_id: int, month: date) -> HttpResponse:
    """A child's month at a glance."""
    every = Child.objects.select_related("institution")
    child = request.access.find(every, Action.VIEW_ATTENDANCE, pk=child_id)
    shown = month_of(child, month, access=request.access, at=request.received_at)
    if shown is None:
        raise Http404
    return render(request, "attendance/notices/month.html", {"month": shown})


def _require_parent(request: PortalRequest) -> None:
    if not request.access.acts_as(Role.PARENT):
        raise Http404


def _children(request: PortalRequest) -> list[Child]:
    """Those picked, or every child that is this person's to report.

    :raises ValidationError: nobody, or what no form of ours sends
    """
    if "all" in request.POST:
        own = request.access.own_children(Action.REPORT_ABSENCE).select_related("institution")
        return list(own.order_by("pk"))
    return [_child(request, pk) for pk in child_ids(request.POST)]


def _child(request: PortalRequest, pk: int) -> Child:
    every = Child.objects.select_related("institution")
    return request.access.find(every, Action.REPORT_ABSENCE, pk=pk)


def _notice(request: PortalRequest, pk: int) -> AbsenceNotice:
    """:raises Http404: nobody's that this person sees"""
    every = AbsenceNotice.objects.select_related("institution", "child__institution", "reported_by")
    return request.access.find(every, Action.REPORT_ABSENCE, pk=pk)


def _report(request: PortalRequest, form: NoticeForm, children: list[Child]) -> HttpResponse:
    try:
        made = operations.report(
            children=children, by=request.access, at=request.received_at, **form.said
        )
    except ValidationError as error:
        return _report_page(request, form, error.messages, status=422)
    messages.success(request, _sent(len(made)))
    return redirect("today")


def _sent(count: int) -> str:
    if count == 1:
        return _("The notice is sent.")
    return ngettext("%(n)d notice is sent.", "%(n)d notices are sent.", count) % {"n": count}


def _typed(request: PortalRequest) -> NoticeForm | None:
    """Of a form that came with other content than before; a page that is only opened has none."""
    return NoticeForm(request.POST) if request.POST else None


def _report_page(request, form: NoticeForm | None, errors: list[str], status: int = 200):
    picked = request.POST.getlist("child")
    sheet = page.report_sheet(
        request.access, picked=picked, form=form, errors=errors, at=request.received_at
    )
    context = {"sheet": sheet, "title": _("Report absence")}
    return render(request, "attendance/notices/report.html", context, status=status)


def _change_page(request, notice: AbsenceNotice, form, errors: list[str], status: int = 200):
    sheet = page.change_sheet(
        notice, form=form, errors=errors, by=request.access, at=request.received_at
    )
    context = {"sheet": sheet, "title": str(notice.child)}
    return render(request, "attendance/notices/report.html", context, status=status)


def _list(request: PortalRequest, refusal: str = "", status: int = 200) -> HttpResponse:
    context = page.notices_of(request.access, at=request.received_at)
    context["refusal"] = refusal
    return render(request, "attendance/notices/notices.html", context, status=status)


def _ended(request: PortalRequest, why: operations.Ended) -> HttpResponse:
    if isinstance(why, operations.Over):
        text = _("The days of this notice are over: there is nothing to change any more.")
        return _list(request, text, status=409)
    text = _("Somebody changed or withdrew this notice meanwhile. This is what stands now.")
    return _list(request, text, status=409)
