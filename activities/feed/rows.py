"""What a page of the feed is made of, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Max, Prefetch, Q, QuerySet

from activities.kinds import DayIsThere
from activities.models import DayEntry, DayLog, DayPhoto
from attendance.models import Mark, Presence
from outbox import seen
from people.access import Access, Action, by_day, rows_of
from people.whose_day import Stay
from planning.models import PlanSection
from planning.reading.page import first_names

DAYS = 30  # a page
SEEN = DayIsThere.code
FROM_THE_PLAN = ("topic", "ask_home")


@dataclass(frozen=True)
class Asked:
    """Whose days, and before which day; without either all of the newest."""

    child: int | None = None
    before: date | None = None


@dataclass(frozen=True)
class Found:
    stays: list[Stay]  # of the children asked for
    names: dict[int, str]  # of all own children who have days, in Latvian order
    logs: list[Any]  # with ``first_seen`` and ``amended_at``; of their entries ``amended_at`` too
    earlier: date | None  # there is more before this day
    away: set[tuple[int, date]]
    planned: dict[tuple[int, date, str], str]  # group, month, section
    photos: dict[int, list[DayPhoto]]  # by log, with ``thumbs``; reported ones too

    def children_of(self, log: DayLog) -> list[int]:
        """Those for whom the group answered on the day."""
        of_group = (stay for stay in self.stays if stay.group == log.group_id)
        mine = {stay.child for stay in of_group if stay.covers(log.day)}
        return [child for child in self.names if child in mine]

    def plan_says(self, log: DayLog, code: str) -> str:
        return self.planned.get((log.group_id, log.day.replace(day=1), code), "")


def found(access: Access, asked: Asked) -> Found:
    """Eight queries."""
    every = access.family_stays(Action.VIEW_DAY)
    stays = [stay for stay in every if asked.child in (None, stay.child)]
    logs, earlier = _logs(access, stays, asked.before)
    return Found(
        stays, first_names({stay.child for stay in every}), logs, earlier,
        _away(access, stays, logs), _planned(access, logs), _photos(access, logs),
    )  # fmt: skip


def _logs(
    access: Access, stays: Iterable[Stay], before: date | None
) -> tuple[list[Any], date | None]:
    """Those of a page's days, with all that is said in them, the newest first."""
    mine = DayLog.objects.visible_to(access, Action.VIEW_DAY).filter(rows_of(stays, by_day))
    if before:
        mine = mine.filter(day__lt=before)
    days = mine.order_by("-day").values("day").distinct()[: DAYS + 1]
    whole = mine.filter(day__in=days).select_related("group", "institution")
    rows = list(
        whole.annotate(
            first_seen=seen.first_seen_of(access.user.pk, SEEN),
            amended_at=_newest_since("confirmed_at"),
        )
        .order_by("-day", "group__sort_key")  # grouped, they have none of their own
        .prefetch_related(Prefetch("entries", _entries()))
    )
    shown = sorted({log.day for log in rows}, reverse=True)[:DAYS]
    kept = [log for log in rows if log.day in shown]
    return kept, shown[-1] if len(kept) < len(rows) else None


def _entries() -> QuerySet[DayEntry]:
    whole = DayEntry.objects.standing().select_related("added_by", "saved_by", "item")
    changed = whole.annotate(amended_at=_newest_since("log__confirmed_at"))
    return changed.order_by("added_at", "pk")


def _newest_since(confirmed: str) -> Max:
    """Of the changes since the confirmation that stands (``DayAmendment.objects.counting``)."""
    return Max("amendments__at", filter=Q(amendments__at__gte=F(confirmed)))


def _away(access: Access, stays: Iterable[Stay], logs: Iterable[DayLog]) -> set[tuple[int, date]]:
    """Who of them was marked absent on which day."""
    marks = Mark.objects.visible_to(access, Action.VIEW_ATTENDANCE)
    absent = marks.filter(
        child__in={stay.child for stay in stays}, day__in={log.day for log in logs},
        presence=Presence.ABSENT,
    )  # fmt: skip
    return set(absent.values_list("child", "day"))


def _planned(access: Access, logs: Iterable[DayLog]) -> dict[tuple[int, date, str], str]:
    """What the plans of these months say to families."""
    sections = PlanSection.objects.visible_to(access, Action.VIEW_PLAN).filter(
        code__in=FROM_THE_PLAN, plan__group__in={log.group_id for log in logs},
        plan__month__in={log.day.replace(day=1) for log in logs},
    )  # fmt: skip
    rows = sections.values_list("plan__group", "plan__month", "code", "text")
    return {(group, month, code): text for group, month, code, text in rows}


def _photos(access: Access, logs: Collection[DayLog]) -> dict[int, list[DayPhoto]]:
    """Two queries, none without a day."""
    found: dict[int, list[DayPhoto]] = defaultdict(list)
    if logs:
        told = DayPhoto.objects.told_to(access, Action.VIEW_PHOTO).with_thumbs()
        for row in told.filter(log__in={log.pk for log in logs}):
            found[row.log_id].append(row)
    return found
