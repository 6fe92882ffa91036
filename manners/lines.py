"""Reports as administration's list: the open ones, then what was decided in this school year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from duties.calendar import school_year
from manners.kinds import names_of
from manners.models import Report
from manners.words import when
from outbox.clock import local_day, moment
from people.access import Access, Action

LISTED = 100  # decided ones, the latest


def lines_of(access: Access, *, at: datetime) -> dict[str, list[dict[str, Any]]]:
    """Two queries, and those of each kind for what was reported, however many."""
    seen = Report.objects.visible_to(access, Action.JUDGE_REPORTS).select_related(
        "institution", "by", "decided_by"
    )
    waiting, decided = list(seen.open().order_by("at", "pk")), list(_decided(seen, access, at))
    named = _named([*waiting, *decided])
    return {
        "open": [_line(one, named, _waits(one)) for one in waiting],
        "decided": [_line(one, named, _became(one)) for one in decided],
    }


def _decided(seen: QuerySet[Report], access: Access, at: datetime) -> QuerySet[Report]:
    assert access.institution
    zone = access.institution.time_zone
    year = school_year.school_year_of(local_day(at, zone))
    begin = moment(school_year.first_day(year), time(0), zone)
    return seen.filter(decided_at__gte=begin).order_by("-decided_at", "-pk")[:LISTED]


def _named(reports: Iterable[Report]) -> dict[int, str]:
    """What each is of, in words, by the report's id."""
    of_kind: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        of_kind[report.kind].append(report)
    named: dict[int, str] = {}
    for same in of_kind.values():
        named |= names_of(same)
    return named


def _line(one: Report, named: dict[int, str], due: dict[str, Any]) -> dict[str, Any]:
    """Input of ``components/line.html``."""
    who = [str(one.by)] if one.by_id else []
    told = [capfirst(one.get_reason_display()), *who, when(one.at, one.institution)]
    return {
        "title": capfirst(named[one.pk]), "subtitle": " · ".join(told), "icon": "flag",
        "url": reverse("manners:report", args=[one.pk]), "due": due,
    }  # fmt: skip


def _waits(one: Report) -> dict[str, Any]:
    return {"text": _("waits for a decision"), "tone": "soon", "icon": "clock", "due_at": None}


def _became(one: Report) -> dict[str, Any]:
    return {"text": one.get_outcome_display(), "tone": "", "icon": "check", "due_at": None}
