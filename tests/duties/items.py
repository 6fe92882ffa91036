"""Weeks that are signed as items of the calendar: real rows of groups, of which each sees what is theirs."""

from django.urls import reverse

from duties.calendar import registry
from duties.calendar.registry import CalendarItem
from duties.models import Closure
from outbox.clock import ONE_DAY
from people.access import Action


def signed_weeks(access, institution, since, until):
    seen = Closure.objects.visible_to(access, Action.VIEW_ATTENDANCE).select_related("group")
    rows = seen.filter(institution=institution, since__lte=until, until__gt=since)
    return [
        CalendarItem(
            row.since, row.until - ONE_DAY, row.reason or "Mācību ekskursija", "walk", row.group,
            reverse("duties:ladder"),
        )
        for row in rows
    ]  # fmt: skip


def are_the_only_items(monkeypatch) -> None:
    monkeypatch.setattr(registry, "_registry", [])
    registry.register(signed_weeks)
