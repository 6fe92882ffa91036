"""Today: what this person has to do or wants to know now. One page per kind of person."""

from datetime import datetime, time

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ejournal.sign_in import passkey_offer
from ejournal.today.parent import of_a_parent
from ejournal.today.staff import further as cards_below
from ejournal.today.staff import of_the_house
from ejournal.today.teacher import of_a_teacher
from outbox.clock import local_time
from people.access import Access
from people.models import Role
from people.requests import PortalRequest


@require_safe
def today(request: PortalRequest) -> HttpResponse:
    access, at = request.access, request.received_at
    subtitle = date_format(access.day, "l, j. F").capitalize()
    context = {
        "greeting": _greeting(_clock(access, at)), "subtitle": subtitle,
        "offers_passkey": passkey_offer.stands(request),
    }  # fmt: skip
    if access.acts_as(Role.PARENT):
        return render(request, "today/parent.html", {**context, **of_a_parent(access, at)})
    if access.acts_as(Role.TEACHER):
        return render(request, "today/teacher.html", {**context, **of_a_teacher(access, at)})
    return render(request, "today/staff.html", {**context, **of_the_house(access, at)})


@require_safe
def further(request: PortalRequest) -> HttpResponse:
    """The cards below the first screen of those who look after the house: a part of it, or a page."""
    access, at = request.access, request.received_at
    if access.institution is None or access.acts_as(Role.TEACHER):
        raise Http404
    template = "today/further.html#cards" if request.htmx else "today/further.html"
    return render(request, template, {"cards": cards_below(access, at)})


def _clock(access: Access, at: datetime) -> time:
    return local_time(at, access.zone)


def _greeting(now: time) -> str:
    if now < time(11):
        return _("Good morning!")
    return _("Good afternoon!") if now < time(18) else _("Good evening!")
