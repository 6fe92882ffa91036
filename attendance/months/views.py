"""Pages of the months: find, check, do, show."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from attendance.months import operations
from attendance.months.facts import Facts, facts_of
from attendance.months.files import sheet_of, workbook
from attendance.months.house import house_of, seen_groups
from attendance.months.page import house_page, table_page
from attendance.months.paper import pdf_of
from attendance.months.table import table_of
from documents.files import attachment, pdf_or_page
from documents.spreadsheets import CSV, XLSX, csv_of, xlsx_of
from duties.calendar.days import Month
from duties.calendar.school_year import school_year_of
from outbox import once
from outbox.clock import local_day
from people.access import Action
from people.models import ChildGroup, Institution, Role
from people.requests import PortalRequest

CONFLICTS = {"closed"}  # somebody was quicker


@require_safe
def months(request: PortalRequest, month: date | None = None) -> HttpResponse:
    """A month of all groups this person sees; this month when none is named."""
    institution = _institution(request)
    today = local_day(request.received_at, institution.time_zone)
    return _house(request, institution, _month(month or today))


@require_safe
def months_file(request: PortalRequest, month: date) -> HttpResponse:
    """The same as a workbook: a sheet of all groups, then one for each."""
    institution, span = _institution(request), _month(month)
    groups = list(seen_groups(request.access, span))
    at = request.received_at
    house = house_of(seen_groups(request.access, span), institution=institution, month=span, at=at)
    facts = facts_of(groups, institution=institution, month=span, at=at)
    content = workbook(house, [table_of(facts, group) for group in groups], institution)
    return attachment(content, name=f"tabele-{span.first:%Y-%m}.xlsx", content_type=XLSX)


@require_safe
def month(request: PortalRequest, group_id: int, month: date) -> HttpResponse:
    """The month table of a group, as it is printed."""
    group, span = _group(request, group_id, month)
    return _table(request, group, _facts(request, group, span))


@require_safe
def pdf(request: PortalRequest, group_id: int, month: date) -> HttpResponse:
    """The same as it is kept and signed."""
    group, span = _group(request, group_id, month)
    facts = _facts(request, group, span)
    table, by, at = table_of(facts, group), request.access, request.received_at
    return pdf_or_page(
        request, partial(pdf_of, table, facts, access=by, at=at),
        name=f"{_name(group, span)}.pdf", page=partial(_table, request, group, facts),
    )  # fmt: skip


@require_safe
def xlsx(request: PortalRequest, group_id: int, month: date) -> HttpResponse:
    group, span = _group(request, group_id, month)
    sheet = sheet_of(table_of(_facts(request, group, span), group), group.institution)
    return attachment(xlsx_of(sheet), name=f"{_name(group, span)}.xlsx", content_type=XLSX)


@require_safe
def csv(request: PortalRequest, group_id: int, month: date) -> HttpResponse:
    group, span = _group(request, group_id, month)
    sheet = sheet_of(table_of(_facts(request, group, span), group), group.institution)
    return attachment(csv_of(sheet), name=f"{_name(group, span)}.csv", content_type=CSV)


@once.act()
def close(request: PortalRequest, month: date) -> HttpResponse:
    """Close the month of the institution; what is missing is said on its page."""
    institution, span = _institution(request), _month(month)
    try:
        operations.close_month(
            institution=institution, month=span.first, by=request.access, at=request.received_at
        )
    except ValidationError as error:
        return _refused(request, institution, span, error)
    messages.success(request, _("The month is closed."))
    return redirect("attendance:months_of", span.first)


def _institution(request: PortalRequest) -> Institution:
    """The institution whose months the staff see. To the others there are none."""
    access = request.access
    works_here = access.acts_as(Role.TEACHER) or access.holds(Action.VIEW_ATTENDANCE)
    if not works_here or access.institution is None:
        raise Http404
    return access.institution


def _month(day: date) -> Month:
    month = Month.of(day)
    if not month.is_possible:
        raise Http404
    return month


def _group(request: PortalRequest, group_id: int, day: date) -> tuple[ChildGroup, Month]:
    """A group this person sees, and a month of its school year."""
    every = ChildGroup.objects.select_related("institution")
    group = request.access.find(every, Action.VIEW_ATTENDANCE, pk=group_id)
    month = _month(day)
    if school_year_of(month.first) != group.school_year:
        raise Http404
    return group, month


def _facts(request: PortalRequest, group: ChildGroup, month: Month) -> Facts:
    return facts_of([group], institution=group.institution, month=month, at=request.received_at)


def _table(
    request: PortalRequest, group: ChildGroup, facts: Facts, status: int = 200
) -> HttpResponse:
    table, by, at = table_of(facts, group), request.access, request.received_at
    page = table_page(table, facts, access=by, at=at)
    return render(request, "attendance/months/table.html", page, status=status)


def _name(group: ChildGroup, month: Month) -> str:
    """Of a file: says nothing of a person."""
    return f"tabele-{group.pk}-{month.first:%Y-%m}"


def _house(
    request: PortalRequest, institution: Institution, month: Month, *,
    errors: Sequence[str] = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    groups = seen_groups(request.access, month)
    house = house_of(groups, institution=institution, month=month, at=request.received_at)
    may_close = request.access.holds(Action.CLOSE_PERIODS)
    context = house_page(house, institution, may_close=may_close) | {"errors": errors}
    return render(request, "attendance/months/house.html", context, status=status)


def _refused(
    request: PortalRequest, institution: Institution, month: Month, error: ValidationError
) -> HttpResponse:
    """The page as it is now, and why nothing was done: 409 when somebody was quicker."""
    codes = {getattr(one, "code", None) for one in getattr(error, "error_list", [error])}
    status = 409 if codes & CONFLICTS else 422
    errors = error.messages if status == 409 else ()  # what is missing, the page says anyway
    return _house(request, institution, month, errors=errors, status=status)
