"""Rows of a plan, as opening, writing and submitting it would have left them: for a write in bulk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from curriculum.models import Entry
from duties.calendar import Calendar
from duties.calendar.days import Month, monday_of
from ejournal.demo.months.course import Course, working_day
from ejournal.demo.plan.months.content import Content, Item
from outbox.clock import ONE_DAY
from people.models import ChildGroup, Institution, User
from planning.models import MonthPlan, PlanChoice, PlanItem, PlanSection
from planning.operations.items import Said
from planning.parts import SECTIONS, Choose, area_of

_APART = 4  # days between groups that go on the same excursion
_WEEK = 4 * ONE_DAY  # from its Monday to its Friday


@dataclass(frozen=True)
class Authors:
    """Teachers take turns; parts of a specialist's areas are the specialist's."""

    teachers: Sequence[User]
    specialists: Mapping[str, User] = field(default_factory=dict)

    def of(self, number: int, area: str = "") -> User:
        return self.specialists.get(area) or self.teachers[number % len(self.teachers)]


@dataclass(frozen=True)
class Sheet:
    """One group's month: what it says, by whom and when. ``number``: the group's, in its house."""

    group: ChildGroup
    month: date
    number: int
    content: Content
    authors: Authors
    course: Course

    @property
    def plan(self) -> MonthPlan:
        return MonthPlan(
            institution=self.group.institution, group=self.group, month=self.month,
            opened_at=self.course.opened_at, opened_by=self.authors.of(0),
            submitted_at=self.course.submitted_at, submitted_by=self.authors.of(self.number),
        )  # fmt: skip


def entries_of(institution: Institution, year: int) -> dict[str, Entry]:
    """What the catalogue has, by code. One query."""
    return {entry.code: entry for entry in Entry.objects.in_use(institution, year)}


def sections(sheet: Sheet, plan: MonthPlan) -> Iterator[PlanSection]:
    """All of them; what nobody wrote is empty."""
    here = {"institution": plan.institution, "plan": plan}
    for number, code in enumerate(SECTIONS):
        text = sheet.content.texts.get(code, "")
        saved: dict[str, Any] = {
            "version": 1,
            "saved_at": sheet.course.saved_at(number, len(SECTIONS)),
            "saved_by": sheet.authors.of(number, area_of(code)),
        }
        yield PlanSection(**here, code=code, text=text, **(saved if text else {}))


def choices(sheet: Sheet, plan: MonthPlan, entries: Mapping[str, Entry]) -> Iterator[PlanChoice]:
    chosen = list(choices_said(sheet.content, entries))
    for number, one in enumerate(chosen):
        yield PlanChoice(
            institution=plan.institution, plan=plan, kind=one["kind"], area=one.get("area", ""),
            entry_id=one.get("entry"), skill=one.get("skill", ""), text=one.get("text", ""),
            added_at=sheet.course.saved_at(number, len(chosen)),
            added_by=sheet.authors.of(number, one.get("area", "")),
        )  # fmt: skip


def choices_said(content: Content, entries: Mapping[str, Entry]) -> Iterator[dict[str, Any]]:
    """As the operation that chooses takes them; what a house has left out of its catalogue is left out."""
    for entry in (entries[code] for code in content.entries if code in entries):
        yield {"kind": entry.kind, "area": entry.area, "entry": entry.pk}
    for area, text in content.own.items():
        yield {"kind": Choose.OUTCOME, "area": area, "text": text}
    for area, skill in content.skills:
        yield {"kind": Choose.SKILL, "area": area, "skill": skill}
    for area in content.not_planned:
        yield {"kind": Choose.NOT_PLANNED, "area": area}


def items(sheet: Sheet, plan: MonthPlan, calendar: Calendar) -> Iterator[PlanItem]:
    said = items_said(sheet, calendar)
    for number, one in enumerate(said):
        yield PlanItem(
            institution=plan.institution, plan=plan, kind=one.kind, own_kind=one.own_kind,
            area=one.area, text=one.text, since=one.since,
            until=one.until + ONE_DAY if one.until else None,
            added_at=sheet.course.saved_at(number, len(said)),
            added_by=sheet.authors.of(number, one.area),
        )  # fmt: skip


def items_said(sheet: Sheet, calendar: Calendar) -> list[Said]:
    """As the operation that adds them takes them: on working days of the month."""
    return [
        Said(item.kind, item.text, item.own_kind, item.area, *_days(item, sheet, calendar))
        for item in sheet.content.items
    ]


def _days(item: Item, sheet: Sheet, calendar: Calendar) -> tuple[date | None, date | None]:
    """First and last."""
    if item.day is None:
        return None, None
    apart = 0 if item.is_shared or item.is_week else sheet.number % _APART
    day = working_day(calendar, sheet.month.replace(day=min(item.day + apart, 28)))
    if not item.is_week:
        return day, day
    monday = monday_of(day)
    return max(monday, sheet.month), min(monday + _WEEK, Month(sheet.month).last)
