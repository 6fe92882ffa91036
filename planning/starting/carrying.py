"""What one plan takes of another: which parts, in the words in use now, on which days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from curriculum.models import Entry
from duties.calendar.days import Month
from outbox.clock import ONE_DAY
from planning.models import MonthPlan, PlanChoice, PlanItem, PlanSection
from planning.operations.singly import Columns
from planning.parts import SECTIONS, Choose
from planning.reach import Reach

TEXT, ITEM = "text", "item"  # what is counted beside the kinds of choices


@dataclass(frozen=True)
class Scope:
    """Which parts go over. Never what only staff read: differentiation and notes on children."""

    texts: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()  # of choices, and ``ITEM``
    undone_on: date | None = None  # only what was to be by this day and nothing says was done

    def takes(self, kind: str, done_on: date | None, until: date | None = None) -> bool:
        """:param until: the first day after it; None of no day in particular"""
        if kind not in self.kinds:
            return False
        return self.undone_on is None or not (done_on or (until and until > self.undone_on))


WHOLE = Scope(
    frozenset(code for code, text in SECTIONS.items() if text.parents),
    frozenset({*Choose.values, ITEM}),
)
CONTINUED = Scope(
    frozenset(code for code, text in SECTIONS.items() if text.taken_over),
    frozenset({Choose.VALUE.value}),
)


def undone(today: date) -> Scope:
    """What has not happened yet is not left undone."""
    return Scope(kinds=frozenset({Choose.OUTCOME.value, ITEM}), undone_on=today)


@dataclass(frozen=True)
class Carried:
    """Ready to be written. ``left_out``: in the words of then, what the catalogue has no more."""

    texts: dict[str, str] = field(default_factory=dict)
    choices: list[Columns] = field(default_factory=list)
    items: list[Columns] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        chosen = Counter(one["kind"] for one in self.choices)
        return chosen + Counter({TEXT: len(self.texts), ITEM: len(self.items)})

    def __bool__(self) -> bool:
        return bool(self.counts)


@dataclass
class Parts:
    """Everything that stands in a plan."""

    texts: dict[str, PlanSection] = field(default_factory=dict)
    choices: list[PlanChoice] = field(default_factory=list)
    items: list[PlanItem] = field(default_factory=list)


def parts_of(*plans: MonthPlan) -> list[Parts]:
    """Three queries, however many plans."""
    found, of_them = {plan.pk: Parts() for plan in plans}, {"plan__in": plans}
    for section in PlanSection.objects.filter(**of_them):
        found[section.plan_id].texts[section.code] = section
    choices = PlanChoice.objects.standing().filter(**of_them).select_related("entry")
    for choice in choices.order_by("pk"):
        found[choice.plan_id].choices.append(choice)
    for item in PlanItem.objects.standing().filter(**of_them).order_by("since", "pk"):
        found[item.plan_id].items.append(item)
    return [found[plan.pk] for plan in plans]


def carried(source: Parts, plan: MonthPlan, scope: Scope, own: Reach) -> Carried:
    """What the plan can take, of parts that the person writes. One query, for the catalogue."""
    texts = {
        code: row.text
        for code, row in source.texts.items()
        if code in scope.texts and row.text and own.holds_section(code)
    }
    items = [row for row in source.items if _goes(row, ITEM, scope, own)]
    chosen = [row for row in source.choices if _goes(row, row.kind, scope, own)]
    worded = _worded_now(plan, chosen)
    usable = [row for row in chosen if not row.entry_id or _named(row) in worded]
    return Carried(
        texts, [_columns_of(row, worded) for row in usable],
        [_moved(row, plan.when) for row in items],
        left_out=[row.words for row in chosen if row not in usable],
    )  # fmt: skip


def _goes(row: PlanChoice | PlanItem, kind: str, scope: Scope, own: Reach) -> bool:
    until = row.until if isinstance(row, PlanItem) else None
    return own.holds(row.area) and scope.takes(kind, row.done_on, until)


def _columns_of(row: PlanChoice, worded: dict[tuple[str, ...], int]) -> Columns:
    return {
        "kind": row.kind, "area": row.area, "skill": row.skill, "text": row.text,
        "entry_id": worded[_named(row)] if row.entry_id else None,
    }  # fmt: skip


def _worded_now(plan: MonthPlan, rows: Iterable[PlanChoice]) -> dict[tuple[str, ...], int]:
    """The wording of each code in the plan's school year; of one retired or hidden there is none."""
    codes = {row.entry.code for row in rows if row.entry}
    in_use = Entry.objects.in_use(plan.institution_id, plan.group.school_year)
    found = in_use.filter(code__in=codes) if codes else ()
    return {(entry.kind, entry.area, entry.code): entry.pk for entry in found}


def _named(row: PlanChoice) -> tuple[str, ...]:
    return row.kind, row.area, row.entry.code if row.entry else ""


def _moved(row: PlanItem, month: Month) -> Columns:
    since, until = days_in(month, row.since, row.until)
    return {
        "kind": row.kind, "own_kind": row.own_kind, "area": row.area, "text": row.text,
        "since": since, "until": until,
    }  # fmt: skip


def days_in(
    month: Month, since: date | None, until: date | None
) -> tuple[date | None, date | None]:
    """The same days in the same month; in another year's the nearest ones of the same weekdays. What is
    of another month, or reaches past this one, gets its days anew."""
    if since is None or until is None or since.month != month.first.month:
        return None, None
    first = _same_weekday(since, month) if since.year != month.first.year else since
    after = first + (until - since)
    return (first, after) if after <= month.until else (None, None)


def _same_weekday(day: date, month: Month) -> date:
    alike = month.first + ONE_DAY * (min(day.day, month.last.day) - 1)
    nearest = alike + ONE_DAY * ((day.weekday() - alike.weekday() + 3) % 7 - 3)
    if nearest < month.first:
        return nearest + ONE_DAY * 7
    return nearest - ONE_DAY * 7 if nearest > month.last else nearest
