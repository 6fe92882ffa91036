"""What the kitchen's page, sheet and files show of a day: the count, what changed later, who was silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from attendance.kitchen.facts import Band, DayFacts, Portion, facts_of
from attendance.kitchen.figures import Figures, Key, differences, kept, received_by, standing
from attendance.kitchen.settings import OLDER_FROM
from attendance.models import HeadCount, HeadCountLine
from attendance.settings import cutoff_at
from duties.badges import clock
from outbox.clock import local_day
from people.models import ChildGroup, Institution

OLDEST = 6  # years of age in a preschool


class Mode(StrEnum):
    OFF = "off"  # nobody works, or the day has not come
    PREVIEW = "preview"  # before the cut-off: what has been received so far
    COUNTED = "counted"


@dataclass(frozen=True)
class Cell:
    counted: int
    change: int

    @property
    def now(self) -> int:
        return self.counted + self.change

    @property
    def said(self) -> str:
        """«+1», «−2»: a real minus, for eyes and ears."""
        return f"{'+' if self.change > 0 else '−'}{abs(self.change)}" if self.change else ""


@dataclass(frozen=True)
class Row:
    group: ChildGroup
    total: Cell
    cells: list[Cell]
    silent: bool
    confirmed_at: str  # of a group that was silent and confirmed later


@dataclass(frozen=True)
class Board:
    institution: Institution
    day: date
    cutoff_at: datetime
    mode: Mode
    groups: list[ChildGroup] = field(default_factory=list)
    figures: Figures = field(default_factory=lambda: Figures(Counter(), frozenset(), frozenset()))
    changes: Counter[Key] = field(default_factory=Counter)
    late: dict[int, datetime] = field(default_factory=dict)  # first confirmation after the cut-off
    changed_at: datetime | None = None
    why_off: str = ""
    head_count: HeadCount | None = None

    @property
    def time(self) -> str:
        """Of the cut-off, where the institution is."""
        return clock(self.cutoff_at, self.institution.time_zone)

    @property
    def changed_text(self) -> str:
        """«9:34», with the day where it is another one."""
        assert self.changed_at
        zone = self.institution.time_zone
        day, time = local_day(self.changed_at, zone), clock(self.changed_at, zone)
        return time if day == self.day else f"{date_format(day, 'SHORT_DATE_FORMAT')} {time}"

    @property
    def is_preview(self) -> bool:
        return self.mode is Mode.PREVIEW

    @cached_property
    def columns(self) -> list[Portion]:
        """Age bands, in each first the children without a diet code."""
        keys = [*(key for key, n in self.figures.counted.items() if n), *self.changes]
        portions = {Portion(key.band, key.diet) for key in keys}
        return sorted(portions, key=lambda one: (Band.values.index(one.band), one.diet))

    @property
    def bands(self) -> list[tuple[str, int]]:
        """The upper head of the table: each band and how many columns it has."""
        width = Counter(column.band for column in self.columns)
        return [(self.band_name(band), width[band]) for band in Band.values if width[band]]

    def band_name(self, band: str) -> str:
        """By the border the institution has now; an older count may have been taken by another."""
        older_from = OLDER_FROM.of(self.institution)
        first, last = (1, older_from - 1) if band == Band.YOUNGER else (older_from, OLDEST)
        return _("%(first)d–%(last)d years") % {"first": first, "last": last}

    @cached_property
    def rows(self) -> list[Row]:
        shown = self.figures.received | self.figures.silent | {key.group for key in self.changes}
        return [self._row(group) for group in self.groups if group.pk in shown]

    @property
    def total(self) -> Cell:
        return self._sum(lambda key: True)

    @property
    def column_totals(self) -> list[Cell]:
        return [self._sum(lambda key, c=column: key[1:] == c) for column in self.columns]

    @property
    def by_band(self) -> list[tuple[str, Cell]]:
        return [(self.band_name(b), self._sum(lambda key, b=b: key.band == b)) for b in Band.values]

    @property
    def by_diet(self) -> list[tuple[str, Cell]]:
        diets = sorted({column.diet for column in self.columns} - {""})
        return [(diet, self._sum(lambda key, d=diet: key.diet == d)) for diet in diets]

    @property
    def silent(self) -> list[Row]:
        return [row for row in self.rows if row.silent]

    @property
    def added(self) -> int:
        return sum(number for number in self.changes.values() if number > 0)

    @property
    def taken_away(self) -> int:
        return -sum(number for number in self.changes.values() if number < 0)

    def _row(self, group: ChildGroup) -> Row:
        late = self.late.get(group.pk)
        return Row(
            group=group, total=self._sum(lambda key: key.group == group.pk),
            cells=[self._sum(lambda key, c=c: key == (group.pk, *c)) for c in self.columns],
            silent=group.pk in self.figures.silent,
            confirmed_at=clock(late, self.institution.time_zone) if late else "",
        )  # fmt: skip

    def _sum(self, wanted) -> Cell:
        counted = sum(n for key, n in self.figures.counted.items() if wanted(key))
        return Cell(counted, sum(n for key, n in self.changes.items() if wanted(key)))


def board_of(institution: Institution, day: date, *, at: datetime) -> Board:
    """Everything that is shown of a day. Ten queries, whatever the number of groups and children."""
    head_count = HeadCount.objects.filter(institution=institution, day=day).first()
    facts = facts_of(institution, day)
    moment = head_count.cutoff_at if head_count else cutoff_at(institution, day)
    today = local_day(at, institution.time_zone)
    if day > today or (head_count is None and facts.why_off):
        why = "" if day > today else facts.why_off
        return Board(institution, day, moment, Mode.OFF, why_off=why)
    if at <= moment:
        figures = received_by(facts, at)
        return Board(institution, day, moment, Mode.PREVIEW, facts.groups, figures)
    return _counted(facts, moment, head_count, at=at, is_today=day == today)


def _counted(
    facts: DayFacts, moment: datetime, head_count: HeadCount | None, *, at: datetime, is_today: bool
) -> Board:
    """A day that nobody has counted yet shows what will be kept: it says the same.

    What changed later on a past day is asked of the rows alone: a diet that changes next month
    changes no meal of today.
    """
    lines = HeadCountLine.objects.filter(head_count=head_count) if head_count else ()
    figures = kept(lines) if head_count else received_by(facts, moment)
    before = figures if is_today else received_by(facts, moment)
    changes = differences(before, standing(facts, at))
    return Board(
        facts.institution, facts.day, moment, Mode.COUNTED, facts.groups, figures, changes,
        late={g: c.first_at for g, c in facts.confirmations.items() if c.first_at > moment},
        changed_at=_changed_at(facts, moment, {key.group for key in changes}),
        head_count=head_count,
    )  # fmt: skip


def _changed_at(facts: DayFacts, moment: datetime, groups: set[int]) -> datetime | None:
    """When something was last entered that made a difference; None where none of it has a time."""
    if not groups:
        return None
    saved = [c.saved_at for group, c in facts.confirmations.items() if group in groups]
    return max([at for at in saved if at > moment] + facts.notices_changed(moment), default=None)


def board_kept(head_count: HeadCount, groups: Iterable[ChildGroup]) -> Board:
    """Only what is kept: the same whenever it is asked. One query."""
    figures = kept(head_count.lines.all())
    return Board(
        head_count.institution, head_count.day, head_count.cutoff_at, Mode.COUNTED, list(groups),
        figures, head_count=head_count,
    )  # fmt: skip
