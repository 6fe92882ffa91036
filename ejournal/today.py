"""Today: what this person has to do or wants to know now. One page per kind of person."""

from datetime import datetime, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from attendance import at_home, overview
from duties.clock import local_time
from people.models import Role


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    access, at = request.access, request.received_at  # type: ignore[attr-defined]
    context = {"greeting": _greeting(_clock(access, at)), "day": access.day, "now": at}
    if access.acts_as(Role.PARENT):
        kids = at_home.today(access, at=at)
        return render(request, "today/parent.html", {**context, "kids": kids})
    lines = overview.of_day(access, at=at)
    if access.acts_as(Role.TEACHER):
        return render(request, "today/teacher.html", {**context, **_teachers(lines)})
    return render(request, "today/staff.html", {**context, "lines": lines})


def _teachers(lines: list[overview.Line]) -> dict[str, object]:
    """The one thing to do now, what else there is, and the groups."""
    mine = [line for line in lines if line.recordable]
    waiting = [line for line in mine if line.needs_me]
    return {
        "now_due": waiting[0] if waiting else None,
        "also_due": waiting[1:],
        "lines": lines,
        "all_done": bool(mine) and not waiting and any(line.owed for line in mine),
        "day_off": next((line.why_off for line in lines if line.why_off), ""),
    }


def _clock(access, at: datetime) -> time:
    zone = access.institution.time_zone if access.institution else "Europe/Riga"
    return local_time(at, zone)


def _greeting(clock: time) -> str:
    if clock < time(11):
        return _("Good morning!")
    return _("Good afternoon!") if clock < time(18) else _("Good evening!")
