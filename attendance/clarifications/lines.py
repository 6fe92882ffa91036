"""Clarifications as lists: the open ones, then the closed."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.clarifications.absences import UNEXPLAINED, confirmed_marks
from attendance.models import Clarification
from outbox.clock import local_day
from people.access import Access, Action
from people.whose_day import enrolments_owning

LISTED = 100  # closed ones, the latest


def lines_of(access: Access, *, at: datetime) -> dict[str, list[dict[str, Any]]]:
    """Three queries, however many."""
    seen = _with_days(Clarification.objects.visible_to(access, Action.CLARIFY_ABSENCE))
    open_ones, closed = list(seen.open()), list(_closed(seen))
    groups = _groups([*open_ones, *closed], access, at)
    return {
        "open": [_line(one, groups, _opened(one)) for one in open_ones],
        "closed": [_line(one, groups, _outcome(one)) for one in closed],
    }


def _with_days(rows):
    """With how many unexplained days each has so far."""
    mine = {"child": OuterRef("child"), "day__gte": OuterRef("since")}
    days = confirmed_marks().filter(UNEXPLAINED, **mine).order_by().values("child")
    count = Subquery(days.annotate(n=Count("pk")).values("n"))
    return rows.select_related("child").annotate(unexplained=Coalesce(count, 0))


def _closed(seen):
    return seen.filter(closed_at__isnull=False).order_by("-closed_at", "pk")[:LISTED]


def _groups(rows: Iterable[Clarification], access: Access, at: datetime) -> dict[int, Any]:
    assert access.institution
    today: date = local_day(at, access.institution.time_zone)
    owning = enrolments_owning(today).filter(child__in=[row.child_id for row in rows])
    return {row.child_id: row.group for row in owning.select_related("group")}


def _line(one: Clarification, groups: dict[int, Any], due: dict[str, Any]) -> dict[str, Any]:
    """Input of ``components/line.html``."""
    group = groups.get(one.child_id)
    since = _("absent since %(day)s") % {"day": date_format(one.since, "j. F")}
    return {
        "title": str(one.child), "symbol": group.symbol if group else "",
        "subtitle": f"{group.name} · {since}" if group else since,
        "url": reverse("attendance:clarification", args=[one.pk]), "due": due,
    }  # fmt: skip


def _opened(one: Clarification) -> dict[str, Any]:
    days = ngettext("%(n)d day", "%(n)d days", one.unexplained) % {"n": one.unexplained}  # type: ignore[attr-defined]
    return {"text": days, "tone": "soon", "icon": "clock", "due_at": None}


def _outcome(one: Clarification) -> dict[str, Any]:
    return {"text": one.get_outcome_display(), "tone": "", "icon": "check", "due_at": None}
