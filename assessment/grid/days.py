"""Which month and day of a group is looked at."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.text import capfirst

from duties.calendar import school_year
from duties.calendar.days import Month
from outbox.clock import local_day
from people.models import ChildGroup
from people.requests import PortalRequest


def today_of(group: ChildGroup, request: PortalRequest) -> date:
    return local_day(request.received_at, group.institution.time_zone)


def asked_month(group: ChildGroup, month: date | None, request: PortalRequest) -> Month:
    """This one when none is named, of a group of another school year the nearest.

    :raises Http404: one of another school year, or to come
    """
    today, year = today_of(group, request), group.school_year
    nearest = min(max(today, school_year.first_day(year)), school_year.last_day(year))
    when = Month.of(month or nearest)
    if not _is_shown(group, when, today):
        raise Http404
    return when


def asked_day(when: Month, today: date, asked: str) -> date:
    """The last of the month until today, unless another of it is asked for."""
    last = min(when.last, today)
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return last
    return day if when.first <= day <= last else last


def require_day(group: ChildGroup, day: date, request: PortalRequest) -> None:
    """:raises Http404: of another school year, or to come"""
    is_of_it = school_year.school_year_of(day) == group.school_year
    if not is_of_it or day > today_of(group, request):
        raise Http404


def month_of(group: ChildGroup, day: date) -> str:
    """The address of the grid as of the day."""
    month = reverse("assessment:grid", args=[group.pk, day.replace(day=1)])
    return f"{month}?{urlencode({'day': day})}"


def around(group: ChildGroup, when: Month, today: date) -> dict[str, Any]:
    """The neighbouring months, as ``components/pager.html`` takes them."""
    return {
        "before": _to(group, when.before, when, today),
        "after": _to(group, when.after, when, today),
    }


def _to(group: ChildGroup, month: Month, shown: Month, today: date) -> dict[str, Any] | None:
    if not _is_shown(group, month, today):
        return None
    url = reverse("assessment:grid", args=[group.pk, month.first])
    return {"url": url, "text": capfirst(month.name_beside(shown))}


def _is_shown(group: ChildGroup, when: Month, today: date) -> bool:
    return school_year.school_year_of(when.first) == group.school_year and when.first <= today
