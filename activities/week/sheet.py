"""A group's week as it stands: page, print and PDF show this."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from activities.album import Album, Shown, album_of
from activities.duties import is_late
from activities.models import DayAmendment, DayEntry, DayLog, DayPhoto, EntryOutcome
from activities.rules import no_children, why_off
from activities.words import photos
from curriculum.lists import Skill
from duties import calendar
from duties.calendar import SATURDAY, Calendar
from outbox.clock import ONE_DAY, local_day
from people.models import ChildGroup
from people.whose_day import days_with_children
from planning.models import PlanChoice, PlanSection

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Said:
    """An entry with the outcomes that it touches, and how it was changed once it was confirmed."""

    row: DayEntry
    touched: tuple[PlanChoice, ...]  # besides the one that it was ticked for
    changes: tuple[DayAmendment, ...]
    photos: tuple[Shown, ...] = ()

    @property
    def photo_count(self) -> str:
        """For ears: «2 foto»"""
        return photos(len(self.photos))

    @property
    def skills(self) -> list[str]:
        """By their codes, in the order of the law's list."""
        return [skill.value for skill in Skill if skill.value in self.row.skills]

    @property
    def title(self) -> str:
        """«saista ciparu ar skaitu (MAT.3.1)»: with its code where it is what the plan says."""
        ticked = self.row.choice
        return _named(ticked) if ticked and ticked.words == self.row.title else self.row.title

    @property
    def outcomes(self) -> list[str]:
        """Those that the title does not say."""
        ticked = [self.row.choice] if self.row.choice else []
        return [_named(one) for one in (*ticked, *self.touched) if one.words != self.row.title]


def _named(choice: PlanChoice) -> str:
    return f"{choice.words} ({choice.entry.code})" if choice.entry else choice.words


@dataclass(frozen=True)
class Day:
    """``why_off``: why nothing is owed of it. ``lost``: changes by which an entry was taken away."""

    day: date
    why_off: str
    is_ahead: bool
    log: DayLog | None
    entries: tuple[Said, ...] = ()
    lost: tuple[DayAmendment, ...] = ()
    photos: tuple[Shown, ...] = ()  # of no entry

    @property
    def is_confirmed(self) -> bool:
        return bool(self.log and self.log.is_confirmed)

    @property
    def is_draft(self) -> bool:
        return bool(self.entries) and not self.is_confirmed

    @cached_property
    def is_late(self) -> bool:
        log = self.log
        return bool(log and log.confirmed_at and is_late(log, log.confirmed_at))


@dataclass(frozen=True)
class Week:
    group: ChildGroup
    monday: date
    calendar: Calendar
    days: tuple[Day, ...]
    topics: tuple[str, ...]  # of the plans of its months

    @property
    def zone(self) -> str:
        return self.group.institution.time_zone

    @property
    def confirmed(self) -> list[Said]:
        return [said for day in self.days if day.is_confirmed for said in day.entries]


def week_of(
    group: ChildGroup, monday: date, *, at: datetime, photos_until: datetime | None = None
) -> Week:
    """Eight queries, whatever is written.

    :param photos_until: only photos that were confirmed by then
    """
    seven = [monday + ONE_DAY * n for n in range(7)]
    days = calendar.of(group.institution, seven[0], seven[-1])
    peopled = days_with_children([group], seven)[group.pk]
    logs = {log.day: log for log in _logs(group, seven, photos_until or at)}
    today = local_day(at, group.institution.time_zone)
    found = tuple(
        _day(group, day, logs.get(day), is_ahead=day > today,
             why=why_off(group, day, days) or ("" if day in peopled else no_children()))
        for day in seven
        if day.weekday() < SATURDAY or day in logs or days.is_working(day, group)
    )  # fmt: skip
    return Week(group, monday, days, found, _topics(group, seven))


def _logs(group: ChildGroup, seven: list[date], photos_until: datetime) -> QuerySet[Any]:
    """With all that is read of them. Five queries."""
    entries = DayEntry.objects.standing().select_related("added_by", "saved_by", "choice__entry")
    touched = EntryOutcome.objects.standing().select_related("choice__entry")
    changes = DayAmendment.objects.counting().select_related("by")
    rows = DayLog.objects.filter(group=group, day__in=seven).select_related("confirmed_by")
    return rows.prefetch_related(
        Prefetch("entries", entries, to_attr="standing"),
        Prefetch("standing__outcomes", touched, to_attr="touched"),
        Prefetch("amendments", changes, to_attr="changes"),
        Prefetch("photos", photos_by(photos_until).with_thumbs(), to_attr="shown"),
    )


def photos_by(moment: datetime) -> Any:
    """Those that are shown now and were shown by that moment: what is covered more is confirmed anew."""
    return DayPhoto.objects.shown().filter(confirmed_at__lte=moment)


def _day(group: ChildGroup, day: date, log: Any, *, is_ahead: bool, why: str) -> Day:
    if log is None:
        return Day(day, why, is_ahead, None)
    log.group, log.institution = group, group.institution
    found = {entry.pk for entry in log.standing}
    lost = tuple(one for one in log.changes if one.entry_id not in found)
    album = album_of(log.shown, log.standing, partial(_page_of, log))
    said = tuple(_said(log, album))
    return Day(day, why, is_ahead, log, said, lost, tuple(album.of_day))


def _page_of(log: DayLog, photo: DayPhoto) -> str:
    return reverse("activities:photo", args=[log.group_id, log.day, photo.pk])


def _said(log: Any, album: Album) -> Iterator[Said]:
    for entry in log.standing:
        touched = tuple(row.choice for row in entry.touched)
        changes = tuple(one for one in log.changes if one.entry_id == entry.pk)
        yield Said(entry, touched, changes, tuple(album.of(entry)))


def _topics(group: ChildGroup, seven: list[date]) -> tuple[str, ...]:
    months = {day.replace(day=1) for day in seven}
    plans = {"plan__group": group, "plan__month__in": months, "plan__submitted_at__isnull": False}
    rows = PlanSection.objects.filter(**plans, code="topic").exclude(text="")
    return tuple(rows.order_by("plan__month").values_list("text", flat=True))
