"""The calendar of a school year, and what may be said of its days."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duties import duties, operations
from duties.calendar import school_year
from duties.calendar.year_page import months_of, said_of, weekdays
from duties.forms import DaysForm, NoteForm
from duties.models import CalendarCheck, CalendarException
from duties.settings import FOLLOWS_MOVED_DAYS
from outbox import once
from outbox.clock import local_day
from people.access import Action
from people.models import ChildGroup, Institution, Role
from people.requests import PortalRequest

FIRST_YEAR, LAST_YEAR = 2015, 2100


@require_safe
def calendar(request: PortalRequest, year: int | None = None) -> HttpResponse:
    """The year of the acting person's institution; a parent chooses among those of the children."""
    houses = list(Institution.objects.visible_to(request.access, Action.VIEW_CALENDAR))  # type: ignore[attr-defined]
    house = _chosen(request, houses)
    if house is None:
        return render(request, "duties/no_calendar.html")
    today = local_day(request.received_at, house.time_zone)
    year = _year(school_year.school_year_of(today) if year is None else year)
    context = {
        "house": house, "houses": houses if len(houses) > 1 else [], "year": year,
        "weekdays": weekdays(),
        "months": months_of(house, year, request.access, today),
        "title_year": school_year.title(year), "before": year - 1, "after": year + 1,
        "label_before": school_year.label(year - 1), "label_after": school_year.label(year + 1),
        "follows": FOLLOWS_MOVED_DAYS.of(house),
        "may_manage": request.access.holds(Action.MANAGE_CALENDAR),
        "may_set": request.access.holds(Action.ENTER_ADMIN_SITE),
        "check": _check(request, house, year),
    }  # fmt: skip
    return render(request, "duties/calendar.html", context)


@once.form
def add(request: PortalRequest) -> HttpResponse:
    """Days that differ from the state's calendar."""
    house = _house(request)
    groups = ChildGroup.objects.filter(institution=house).order_by("-school_year", "sort_key")
    this = school_year.school_year_of(local_day(request.received_at, house.time_zone))
    groups = groups.filter(school_year__in=(this, this + 1))
    form = DaysForm(request.POST or None, groups=groups)
    if request.method != "POST":
        return _days_page(request, form)
    if not form.is_valid():
        return _days_page(request, form, status=422)
    try:
        written = operations.say_days(institution=house, by=request.access, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return _days_page(request, form, status=422)
    messages.success(
        request, _("Saved in the calendar: %(n)d") % {"n": sum(len(one.days) for one in written)}
    )
    return redirect("duties:calendar_of", school_year.school_year_of(written[0].day))


@once.form
def exception(request: PortalRequest, pk: int) -> HttpResponse:
    """One day that differs: why."""
    one = _exception(request, pk)
    form = NoteForm(request.POST or None, initial={"note": one.note})
    if request.method != "POST":
        return _exception_page(request, one, form)
    if not form.is_valid():
        return _exception_page(request, one, form, status=422)
    operations.change_note(exception=one, note=form.cleaned_data["note"], by=request.access)
    messages.success(request, _("Saved in the calendar: %(n)d") % {"n": 1})
    return redirect("duties:calendar_of", school_year.school_year_of(one.day))


@once.act()
def remove(request: PortalRequest, pk: int) -> HttpResponse:
    """The day is again as the state's calendar has it. A second tap finds nothing and is led there too."""
    one = _exception(request, pk)
    year = school_year.school_year_of(one.day)
    try:
        removed = operations.unexcept(exception=one, by=request.access)
    except ValidationError as error:
        form = NoteForm(initial={"note": one.note})
        return _exception_page(request, one, form, status=422, refusal=error.messages[0])
    days = " · ".join(date_format(day, "SHORT_DATE_FORMAT") for day in removed)
    messages.success(request, _("Removed from the calendar: %(days)s") % {"days": days})
    return redirect("duties:calendar_of", year)


@once.act()
def check(request: PortalRequest, year: int) -> HttpResponse:
    """«I have looked it through». Twice is harmless: the first time counts."""
    house = _house(request)
    try:
        operations.check_calendar(
            institution=house, school_year=_year(year), by=request.access, at=request.received_at
        )
        messages.success(request, _("The calendar has been looked through."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("duties:calendar_of", year)


def _chosen(request: PortalRequest, houses: list[Institution]) -> Institution | None:
    """By ``?house=``, else the first. None for a parent without children, to whom the page still speaks."""
    wanted = request.GET.get("house")
    found = [house for house in houses if wanted in (None, str(house.pk))]
    if not found and (wanted or not request.access.acts_as(Role.PARENT)):
        raise Http404
    return next(iter(found), None)


def _house(request: PortalRequest) -> Institution:
    """The one whose calendar this person manages; who only sees a calendar is refused."""
    acting = request.access.institution
    every = Institution.objects.filter(pk=acting.pk) if acting else Institution.objects.all()
    return request.access.find(every, Action.MANAGE_CALENDAR)


def _exception(request: PortalRequest, pk: int) -> CalendarException:
    every = CalendarException.objects.select_related("institution", "group")
    return request.access.find(every, Action.MANAGE_CALENDAR, pk=pk)


def _year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return year


def _check(request: PortalRequest, house: Institution, year: int) -> dict[str, Any] | None:
    """Whether somebody has looked this year through, for those who do it; once it is time."""
    if not request.access.holds(Action.MANAGE_CALENDAR):
        return None
    checks = CalendarCheck.objects.filter(institution=house, school_year=year)
    done = checks.select_related("checked_by").first()
    if done is None:
        owed = year in duties.years_at(house, request.received_at)
        return {"done": ""} if owed else None
    day = local_day(done.checked_at, house.time_zone)
    words = {"day": date_format(day, "SHORT_DATE_FORMAT"), "who": str(done.checked_by)}
    return {"done": _("Looked through on %(day)s · %(who)s") % words}


def _days_page(request: PortalRequest, form: DaysForm, status: int = 200) -> HttpResponse:
    return render(request, "duties/days.html", {"form": form}, status=status)


def _exception_page(
    request: PortalRequest, one: CalendarException, form: NoteForm, status: int = 200, refusal=""
) -> HttpResponse:
    context = {
        "one": one, "said": said_of(one, one.day), "form": form, "refusal": refusal,
        "day": date_format(one.day, "l, j. F Y").capitalize(), "is_moved": one.worked is not None,
        "year": school_year.school_year_of(one.day),
    }  # fmt: skip
    return render(request, "duties/exception.html", context, status=status)
