"""Clarifications as lists: the open ones, then the closed."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance.due_children import enrolments_owning
from attendance.models import Clarification, Presence, Reason
from duties.clock import local_day
from people.access import Access, Action

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
    unknown = Q(child__marks__reason__isnull=True) | Q(child__marks__reason=Reason.UNEXCUSED)
    counted = Q(
        unknown, child__marks__presence=Presence.ABSENT, child__marks__day__gte=F("since"),
        child__marks__register__first_confirmed_at__isnull=False,
    )  # fmt: skip
    count = Count("child__marks", filter=counted)
    return rows.select_related("child").annotate(unexplained=count)


def _closed(seen):
    return seen.filter(closed_at__isnull=False).order_by("-closed_at", "pk")[:LISTED]


def _groups(rows: Iterable[Clarification], access: Access, at: datetime) -> dict[int, Any]:
    assert access.institution
    today: date = local_day(at, access.institution.time_zone)
    owning = enrolments_owning(today).filter(child__in=[row.child_id for row in rows])
    return {row.child_id: row.group for row in owning.select_related("group")}


def _line(one: Clarification, groups: dict[int, Any], side: dict[str, str]) -> dict[str, Any]:
    """Input of ``components/line.html``."""
    group = groups.get(one.child_id)
    since = _("absent since %(day)s") % {"day": date_format(one.since, "j. F")}
    return {
        "title": str(one.child), "symbol": group.symbol if group else "",
        "subtitle": f"{group.name} · {since}" if group else since,
        "url": reverse("attendance:clarification", args=[one.pk]), "side": side,
    }  # fmt: skip


def _opened(one: Clarification) -> dict[str, str]:
    days = ngettext("%(n)d day", "%(n)d days", one.unexplained) % {"n": one.unexplained}  # type: ignore[attr-defined]
    return {"text": days, "tone": "soon", "icon": "clock"}


def _outcome(one: Clarification) -> dict[str, str]:
    return {"text": one.get_outcome_display(), "tone": "", "icon": "check"}
