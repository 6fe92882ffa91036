"""What a plan says, in order, for one reader: page, parents' view, print and PDF show this."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from curriculum.lists import Area, Stage
from duties.calendar.days import Month
from people.models import Child
from planning.models import MonthPlan, PlanAmendment, PlanChoice, PlanItem, PlanNote, PlanSection
from planning.parts import ACTIVITIES, OF_THE_PLAN, TEXTS, Choose, Text
from planning.reading.reader import Days, Reader
from planning.reading.words import stretches

AT_ONCE = ("topic", "message", "ask_home")  # what a parent reads first


@dataclass(frozen=True)
class Said:
    code: str
    label: Any
    text: str
    needed: bool = False  # for submitting


@dataclass(frozen=True)
class Chosen:
    """What was chosen of one kind; outcomes by age stage."""

    label: Any
    words: tuple[str, ...]


@dataclass(frozen=True)
class AreaSaid:
    code: str
    label: Any
    icon: str
    outcomes: tuple[Chosen, ...]
    activities: Said
    skills: Chosen
    not_planned: str  # "" where something is

    @property
    def is_empty(self) -> bool:
        return not (self.outcomes or self.activities.text or self.skills.words or self.not_planned)


@dataclass(frozen=True)
class ItemSaid:
    """One additional item; ``when`` is empty for some time in the month."""

    label: str
    icon: str
    area: str
    text: str
    when: str
    days: tuple[Days, ...]

    @property
    def first(self) -> date:
        return self.days[0].since if self.days else date.max

    def is_over(self, today: date, month: Month) -> bool:
        """Of no day in particular: with its month."""
        last = self.days[-1].last if self.days else month.last
        return last < today


@dataclass(frozen=True)
class OnChild:
    """A note on a single child."""

    child: Child
    text: str

    @property
    def name(self) -> str:
        return str(self.child)


@dataclass(frozen=True)
class Sheet:
    plan: MonthPlan
    reader: Reader
    texts: dict[str, Said]  # that families read too, by code, in order
    for_staff: dict[str, Said]
    chosen: tuple[Chosen, ...]  # values, virtues
    areas: tuple[AreaSaid, ...]
    items: tuple[ItemSaid, ...]  # in the order of days
    notes: tuple[OnChild, ...]
    amendments: tuple[PlanAmendment, ...]

    @property
    def topic(self) -> str:
        return self.texts["topic"].text

    @property
    def rest(self) -> list[Said]:
        """Texts that have no place of their own on a family's page."""
        return [one for code, one in self.texts.items() if code not in AT_ONCE]


def sheet_of(plan: MonthPlan, reader: Reader) -> Sheet:
    (sheet,) = sheets_of([plan], reader)
    return sheet


def sheets_of(plans: Sequence[MonthPlan], reader: Reader) -> list[Sheet]:
    """Four queries, however many plans; one more where notes on children are read."""
    sections = _by_plan(PlanSection.objects.all(), plans)
    chosen = PlanChoice.objects.standing().select_related("entry").order_by("entry__number", "pk")
    choices = _by_plan(chosen, plans)
    items = _by_plan(PlanItem.objects.standing(), plans)
    notes = _by_plan(_on_children(), plans) if reader.sees_notes else {}
    amendments = _by_plan(PlanAmendment.objects.select_related("by"), plans)
    return [
        _sheet(
            plan, reader, {one.code: one.text for one in sections.get(plan.pk, ())},
            choices.get(plan.pk, []), items.get(plan.pk, ()), notes.get(plan.pk, ()),
            amendments.get(plan.pk, ()),
        )
        for plan in plans
    ]  # fmt: skip


def _by_plan(rows: QuerySet[Any], plans: Sequence[MonthPlan]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows.filter(plan__in=[plan.pk for plan in plans]):
        found[row.plan_id].append(row)
    return found


def _on_children() -> QuerySet[PlanNote]:
    return PlanNote.objects.exclude(text="").select_related("child").order_by("child__sort_key")


def _sheet(
    plan: MonthPlan, reader: Reader, texts: dict[str, str], choices: list[PlanChoice],
    items: Iterable[PlanItem], notes: Iterable[PlanNote], amendments: Iterable[PlanAmendment],
) -> Sheet:  # fmt: skip
    said = {one.code: _said(one, texts) for one in TEXTS}
    return Sheet(
        plan, reader,
        texts={one.code: said[one.code] for one in TEXTS if one.parents},
        for_staff={} if reader.is_family
        else {one.code: said[one.code] for one in TEXTS if not one.parents},
        chosen=tuple(_chosen(kind, choices) for kind in OF_THE_PLAN),
        areas=tuple(_area(area, choices, texts) for area in Area),
        items=_items(items, reader),
        notes=tuple(OnChild(note.child, note.text) for note in notes),
        amendments=tuple(amendments),
    )  # fmt: skip


def _said(one: Text, texts: dict[str, str]) -> Said:
    return Said(one.code, one.label, texts.get(one.code, ""), one.needed)


def _chosen(kind: Choose, choices: Iterable[PlanChoice], area: str = "") -> Chosen:
    mine = [one for one in choices if one.kind == kind and one.area == area]
    return Chosen(kind.label, tuple(one.words for one in mine))


def _area(area: Area, choices: list[PlanChoice], texts: dict[str, str]) -> AreaSaid:
    not_planned = _chosen(Choose.NOT_PLANNED, choices, area.value)
    return AreaSaid(
        area.value, area.label, area.icon,
        outcomes=_by_stage(choices, area.value),
        activities=_said(ACTIVITIES[area], texts),
        skills=_chosen(Choose.SKILL, choices, area.value),
        not_planned=" ".join(not_planned.words),
    )  # fmt: skip


def _by_stage(choices: Iterable[PlanChoice], area: str) -> tuple[Chosen, ...]:
    """Last those in own words, which have no stage."""
    stages: dict[int, list[str]] = defaultdict(list)
    for one in choices:
        if one.kind == Choose.OUTCOME and one.area == area:
            stages[(one.entry and one.entry.stage) or 0].append(one.words)
    labels: dict[int, Any] = {stage.value: stage.label for stage in Stage} | {0: _("In own words")}
    return tuple(
        Chosen(label, tuple(stages[stage])) for stage, label in labels.items() if stage in stages
    )


def _items(rows: Iterable[PlanItem], reader: Reader) -> tuple[ItemSaid, ...]:
    """Of a family those of its own days, and those of no day in particular."""
    found = [_item(row, reader) for row in rows]
    return tuple(sorted(filter(None, found), key=lambda item: item.first))


def _item(row: PlanItem, reader: Reader) -> ItemSaid | None:
    days: tuple[Days, ...] = ()
    if row.since and row.until:
        days = tuple(reader.own(Days(row.since, row.until)))
        if not days:
            return None
    area = str(row.get_area_display()) if row.area else ""
    return ItemSaid(row.kind_words, row.icon, area, row.text, stretches(days), days)
