"""What the grid reads: the children of a group by their stages, and the outcomes of a month, as of a day of
it. Five queries, however many children and outcomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from activities.models import DayEntry, EntryOutcome
from assessment.desk import Desk
from assessment.grid import words
from assessment.grid.squares import BLANK, Drawing, Square, Step, square_of
from assessment.models import Assessment
from assessment.rules import stage_in
from curriculum.lists import Area, Stage
from curriculum.models import Entry
from duties.calendar.days import Month
from people.access import Access, Action
from people.models import Child, ChildGroup
from people.models.prepared import prepared
from people.whose_day import enrolments_owning
from planning.models import PlanChoice
from planning.parts import Choose
from planning.reach import Reach


@dataclass(frozen=True)
class Column:
    """``is_open``: this person puts levels into it; not into what the catalogue has no more."""

    entry: Entry
    area: Area
    done: str
    is_open: bool
    is_used: bool

    @property
    def subject(self) -> str:
        """The area in a word, over a narrow column."""
        return str(self.area.label).split()[0]


class Row(NamedTuple):
    """A child, as it is drawn."""

    id: str
    family: str
    given: str
    squares: str


@dataclass(frozen=True)
class Section:
    """Children of one stage with their outcomes."""

    stage: Stage
    count: str
    columns: list[Column]
    rows: list[Row]


@dataclass(frozen=True)
class Sheet:
    """``youngest``: of how many children one writes in words."""

    day: date
    sections: list[Section]
    youngest: int

    @property
    def has_columns(self) -> bool:
        return any(section.columns for section in self.sections)

    @property
    def is_writable(self) -> bool:
        columns = (column for section in self.sections for column in section.columns)
        return any(column.is_open for column in columns)


def sheet_of(desk: Desk, day: date, *, access: Access, more: Collection[int] = ()) -> Sheet:
    """:param more: outcomes that somebody wants to see besides"""
    by_stage: dict[Stage, list[Child]] = defaultdict(list)
    for child in children_of(desk.group, day, access):
        by_stage[stage_in(desk.group, child)].append(child)
    youngest = by_stage.pop(Stage.FIRST, [])
    children = [child.pk for some in by_stage.values() for child in some]
    entries = _entries(desk.group, day, more)
    steps, done = _steps(children, entries, day), _done(desk.group, day)
    columns = [_column(entry, done[entry.pk], desk.reach) for entry in entries]
    return Sheet(
        day,
        [
            _section(stage, by_stage, _of_stage(stage, columns, by_stage, steps, youngest), steps, day)
            for stage in sorted(by_stage, reverse=True)
        ],
        len(youngest),
    )  # fmt: skip


def children_of(group: ChildGroup, day: date, access: Access) -> list[Child]:
    """Those of that day whom this person sees today: a child's history goes with the child. One query."""
    if day == access.day:  # whoever sees the group sees those whom it answers for
        return _children(group=group.pk, day=day)
    here = enrolments_owning(day).filter(group=group).values("child")
    mine = Child.objects.visible_to(access, Action.VIEW_ASSESSMENT)
    return list(mine.filter(pk__in=here).order_by("sort_key", "pk"))


@prepared
def _children(group: int, day: date) -> QuerySet[Child]:
    here = enrolments_owning(day).filter(group=group).values("child")
    return Child.objects.filter(pk__in=here).order_by("sort_key", "pk")


def _entries(group: ChildGroup, day: date, more: Collection[int]) -> list[Any]:
    """What the month's plan has, what is assessed in the month, and what was asked for."""
    house, month = group.institution_id, day.replace(day=1)
    found = _planned_or_assessed(group=group.pk, house=house, month=month, day=day)
    missing = set(more) - {entry.pk for entry in found}
    if missing:
        rows = Entry.objects.of_house(house).filter(kind=Entry.Kind.OUTCOME, pk__in=missing)
        found += rows.annotate(is_used=is_used_in(house, group.school_year))
    order = list(Area.values)
    return sorted(found, key=lambda one: (order.index(one.area), one.number, one.code, one.pk))


@prepared
def _planned_or_assessed(group: int, house: int, month: date, day: date) -> QuerySet[Entry]:
    planned = PlanChoice.objects.standing().filter(
        plan__group=group, plan__month=month, kind=Choose.OUTCOME
    )
    children = enrolments_owning(day).filter(group=group).values("child")
    assessed = Assessment.objects.standing().filter(
        child__in=children, day__gte=month, day__lte=day
    )
    wanted = Q(pk__in=planned.values("entry")) | Q(pk__in=assessed.values("outcome"))
    year = Subquery(ChildGroup.objects.filter(pk=group).order_by().values("school_year"))
    return Entry.objects.filter(wanted).annotate(is_used=is_used_in(house, year))


def is_used_in(house: int, year: Any) -> Exists:
    """Can it be chosen in the house in the school year?"""
    return Exists(Entry.objects.in_use(house, year).filter(pk=OuterRef("pk")))


def _steps(
    children: Collection[int], entries: Iterable[Entry], day: date
) -> dict[tuple[int, int], list[Step]]:
    rows = Assessment.objects.standing().filter(
        child__in=children, outcome__in=[entry.pk for entry in entries], day__lte=day
    )
    found: dict[tuple[int, int], list[Step]] = defaultdict(list)
    facts = ("child", "outcome", "day", "level", "version", "publication")
    for child, outcome, on, level, version, published, *said in rows.values_list(
        *facts, "comment", "evidence", "photo"
    ):
        is_explained = any(said)
        step = Step(child, outcome, on, level, version, published is not None, is_explained)
        found[child, outcome].append(step)
    return found


def _done(group: ChildGroup, day: date) -> dict[int, list[date]]:
    """By outcome the days of the month whose log says that it was done: ticked for it, or touching it.
    Two queries."""
    month = Month.of(day)
    lies: Any = {"group": group.pk, "since": month.first, "until": month.until}
    rows: list[Any] = [*_ticked(**lies), *_touched(**lies)]
    found: dict[int, list[date]] = defaultdict(list)
    for outcome, on in sorted({(row.of, row.on) for row in rows}):
        found[outcome].append(on)
    return found


@prepared
def _ticked(group: int, since: date, until: date) -> QuerySet[DayEntry]:
    rows = DayEntry.objects.standing().filter(
        log__group=group, log__day__gte=since, log__day__lt=until, choice__entry__isnull=False
    )
    return rows.order_by().only("pk").annotate(of=F("choice__entry"), on=F("log__day"))


@prepared
def _touched(group: int, since: date, until: date) -> QuerySet[EntryOutcome]:
    rows = EntryOutcome.objects.standing().filter(
        entry__log__group=group, entry__log__day__gte=since, entry__log__day__lt=until,
        entry__voided_at__isnull=True, choice__entry__isnull=False,
    )  # fmt: skip
    return rows.order_by().only("pk").annotate(of=F("choice__entry"), on=F("entry__log__day"))


def _column(entry: Any, done: Iterable[date], own: Reach) -> Column:
    is_open = entry.is_used and own.holds(entry.area)
    return Column(entry, Area(entry.area), words.done_on(done), is_open, entry.is_used)


def _of_stage(
    stage: Stage, columns: Iterable[Column], by_stage: dict[Stage, list[Child]],
    steps: dict[tuple[int, int], list[Step]], youngest: Collection[Child],
) -> list[Column]:  # fmt: skip
    """Those of the stage; what is of a stage that no child here is of stands with all; and whatever one of
    these children is assessed in."""
    others = {*by_stage, *([Stage.FIRST] if youngest else [])} - {stage}
    mine = {child.pk for child in by_stage[stage]}
    assessed = {outcome for child, outcome in steps if child in mine}
    return [
        one for one in columns if one.entry.stage not in others or one.entry.pk in assessed
    ]  # fmt: skip


def _section(
    stage: Stage, by_stage: dict[Stage, list[Child]], columns: list[Column],
    steps: dict[tuple[int, int], list[Step]], day: date,
) -> Section:  # fmt: skip
    drawing, children = Drawing(), by_stage[stage]

    def square(child: Child, column: Column) -> Square:
        known = steps.get((child.pk, column.entry.pk))
        return square_of(known, day) if known else BLANK

    rows = [
        Row(str(child.pk), child.last_name, child.first_name,
            drawing.row(square(child, column) for column in columns))
        for child in children
    ]  # fmt: skip
    return Section(stage, words.stage_count(stage, len(children)), columns, rows)


def urls_of(group: ChildGroup, day: date, more: Collection[int]) -> dict[str, str]:
    """``cell`` has noughts where a script puts a child and an outcome."""
    return {
        "strokes": reverse("assessment:strokes", args=[group.pk, day]),
        "cell": reverse("assessment:cell", args=[group.pk, day, 0, 0]),
        "more": reverse("assessment:more", args=[group.pk, day.replace(day=1)]),
        "grid": reverse("assessment:grid", args=[group.pk, day.replace(day=1)]),
    }
