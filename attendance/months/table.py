"""The month table (apmeklējuma tabele) of one group: days × children, with totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time

from attendance.models import Mark, Presence, Reason
from attendance.months.facts import Entry, Facts
from attendance.months.standing import first_closed_at
from attendance.settings import code_of
from duties.calendar.days import Month
from people.models import Child, ChildGroup, Institution

PRESENT, ELSEWHERE, STRANGER, MISSING = "•", "/", "–", "?"
# what is totalled; «unexcused» holds the unexplained ones too, both print N
TOTALS = ("present", "illness", "excused", "unexcused")
_SORTS: dict[str | None, str] = {
    None: "unexcused",
    Reason.UNEXCUSED: "unexcused",
    Reason.ILLNESS: "illness",
}


@dataclass(frozen=True)
class Cell:
    sign: str = ""
    look: str = ""
    tone: str = ""


OFF, FUTURE = Cell(look="off"), Cell()
_PLAIN = {sign: Cell(sign) for sign in (ELSEWHERE, STRANGER)}
_MISSING = Cell(MISSING, tone="soon")


@dataclass
class Column:
    """One day: why it is off, and whether something in it was saved after the month was closed."""

    day: date
    off: str = ""
    corrected: bool = False
    present: int | None = None

    @property
    def is_weekend(self) -> bool:
        return self.day.weekday() > 4


@dataclass
class Row:
    no: int
    child: Child
    cells: list[Cell] = field(default_factory=list)
    totals: Counter[str] = field(default_factory=Counter)

    @property
    def sums(self) -> list[int]:
        return [self.totals[name] for name in TOTALS]


@dataclass
class Table:
    group: ChildGroup
    month: Month
    columns: list[Column]
    rows: list[Row]
    unconfirmed: list[date]  # owed until today
    unmarked: int  # children's days that a confirmed register does not know
    unexplained: int  # printed N, the reason not known yet

    @property
    def working_days(self) -> int:
        return sum(not column.off for column in self.columns)

    @property
    def totals(self) -> Counter[str]:
        return sum((row.totals for row in self.rows), Counter())

    @property
    def sums(self) -> list[int]:
        totals = self.totals
        return [totals[name] for name in TOTALS]

    @property
    def corrected(self) -> list[Column]:
        return [column for column in self.columns if column.corrected]

    @property
    def days_off(self) -> list[Column]:
        """Those that need a word: weekends do not."""
        return [column for column in self.columns if column.off and not column.is_weekend]


def table_of(facts: Facts, group: ChildGroup) -> Table:
    """No queries: everything is in the facts."""
    columns = list(_columns(facts, group))
    here = [entry for entry in facts.entries.values() if entry.group == group.pk]
    wanted = facts.belonging.children_of(group.pk) | {entry.child for entry in here}
    children = [child for child in facts.children if child.pk in wanted]
    signs = Signs(facts.institution)
    rows = [Row(no, child) for no, child in enumerate(children, 1)]
    for row in rows:
        _fill(row, facts, group, columns, signs)
    _count_present(columns, here)
    missing = list(_missing(rows, columns))
    confirmed = {day for of, day in facts.registers if of == group.pk}
    return Table(
        group=group, month=facts.month, columns=columns, rows=rows,
        unconfirmed=sorted(set(missing) - confirmed),
        unmarked=sum(day in confirmed for day in missing),
        unexplained=sum(e.presence == Presence.ABSENT and e.reason is None for e in here),
    )  # fmt: skip


def _missing(rows: list[Row], columns: list[Column]) -> Iterator[date]:
    """The day of every child's day that is owed and not written."""
    for row in rows:
        pairs = zip(columns, row.cells, strict=True)
        yield from (column.day for column, cell in pairs if cell is _MISSING)


def _columns(facts: Facts, group: ChildGroup) -> Iterator[Column]:
    closed_at = first_closed_at(facts.closures, facts.month)
    for day in facts.month.days:
        register = facts.registers.get((group.pk, day))
        later = register is not None and closed_at is not None and register.saved_at > closed_at
        yield Column(day, facts.calendar.why_off(day, group) or "", corrected=later)


def _fill(row: Row, facts: Facts, group: ChildGroup, columns: list[Column], signs: Signs) -> None:
    for column in columns:
        entry = facts.entries.get((row.child.pk, column.day))
        if entry and entry.group == group.pk:
            row.cells.append(signs.of(entry))
            row.totals[sort_of(entry.presence, entry.reason)] += 1
        else:
            row.cells.append(_unwritten(row.child.pk, column, facts, group, entry))


def _unwritten(
    child: int, column: Column, facts: Facts, group: ChildGroup, elsewhere: Entry | None
) -> Cell:
    """A child's day of which this group's register says nothing."""
    if column.off:
        return OFF
    if not facts.belonging.is_in(child, group.pk, column.day):
        return _PLAIN[STRANGER]
    if elsewhere or facts.belonging.owner(child, column.day) != group.pk:
        return _PLAIN[ELSEWHERE]
    return FUTURE if column.day > facts.today else _MISSING


def _count_present(columns: list[Column], here: list[Entry]) -> None:
    present = Counter(entry.day for entry in here if entry.presence == Presence.PRESENT)
    written = {entry.day for entry in here}
    for column in columns:
        column.present = present[column.day] if column.day in written else None


def sort_of(presence: str, reason: str | None) -> str:
    """Under which total a mark counts."""
    return "present" if presence == Presence.PRESENT else _SORTS.get(reason, "excused")


class Signs:
    """The institution's display codes, each looked up once."""

    def __init__(self, institution: Institution) -> None:
        self._institution = institution
        self._known: dict[tuple[str, str | None, bool], Cell] = {}

    def of(self, entry: Entry) -> Cell:
        key = (entry.presence, entry.reason, entry.came_late)
        if key not in self._known:
            mark = Mark(
                presence=entry.presence, reason=entry.reason,
                arrived_at=time.min if entry.came_late else None,
            )  # fmt: skip
            sign = code_of(mark, self._institution) or PRESENT
            bad = sort_of(entry.presence, entry.reason) == "unexcused"
            self._known[key] = Cell(sign, tone="bad" if bad else "")
        return self._known[key]
