"""Strokes of the brush: many cells at once, each by itself; and what is said of one cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from assessment.models import Assessment
from assessment.reach import Reach, reach
from assessment.rules import MOST, Cell, check, require_day
from curriculum.models import Entry
from duties import ladder
from people.access import Access, Action
from people.models import Child, ChildGroup
from people.whose_day import enrolments_owning

Place = tuple[int, int]  # child and outcome


@dataclass
class Painted:
    """What became of a stroke. Nothing of it is lost: what was not saved is named."""

    saved: dict[Place, Assessment | None] = field(
        default_factory=dict
    )  # None: nothing stands there
    refused: dict[Place, ValidationError] = field(default_factory=dict)
    met: dict[Place, Assessment | None] = field(
        default_factory=dict
    )  # what somebody else put there


@dataclass(frozen=True)
class Known:
    """What a stroke has to know, for whoever has asked for it already together with the group."""

    closed: Collection[int]  # kinds of closures over the day
    areas: Collection[str]  # that a specialist teaches
    outcomes: dict[int, Entry]  # of the stroke, that the house uses in the day's school year


@transaction.atomic
def paint(
    *, group: ChildGroup, day: date, cells: Collection[Cell], by: Access, at: datetime,
    known: Known | None = None,
) -> Painted:  # fmt: skip
    """Put levels into cells, or take unpublished ones away. A bad cell keeps no other from being saved.
    Seven queries, however many cells; four where what it has to know is known.

    :raises PermissionDenied: not theirs to assess
    :raises ValidationError: of the stroke as a whole: too many cells, the day, or a sealed year
    """
    own = reach(by, group, areas=known.areas if known else None)
    if not own:
        raise PermissionDenied
    if len(cells) > MOST:
        raise ValidationError(_("That is too much for one stroke."), code="too_many")
    require_day(group, day, at=at)
    if known:
        ladder.require_rung(ladder.highest(ladder.Subject.JOURNAL, known.closed), access=by)
    else:
        ladder.require_open(ladder.Subject.JOURNAL, access=by, group=group, day=day)
    stroke = _Stroke(group, day, by, at, own, known)
    stroke.put(cells)
    return stroke.became


class _Stroke:
    """The cells of one day, whose children are held until the end of the transaction."""

    def __init__(
        self,
        group: ChildGroup,
        day: date,
        by: Access,
        at: datetime,
        own: Reach,
        known: Known | None,
    ) -> None:
        self.group, self.day, self.by, self.at, self.own = group, day, by, at, own
        self.known = known
        self.became = Painted()
        self.new: list[Assessment] = []
        self.alike: dict[Change, list[Assessment]] = defaultdict(list)  # to be changed in one way

    def put(self, cells: Collection[Cell]) -> None:
        wanted = {cell.child for cell in cells}
        children = held_children(self.group, self.day, wanted, by=self.by)
        used = {cell.outcome for cell in cells}
        outcomes = self.known.outcomes if self.known else outcomes_of(self.group, used)
        standing = self._standing(children, outcomes)
        for place, cell in {(one.child, one.outcome): one for one in cells}.items():
            try:
                facts = children.get(cell.child), outcomes.get(cell.outcome), self.own
                check(cell, self.group, *facts)
                self._put(place, cell, standing.get(place))
            except ValidationError as refused:
                self.became.refused[place] = refused
        Assessment.objects.bulk_create(self.new)
        self._save_changes()

    def _save_changes(self) -> None:
        """A statement for whatever becomes alike; of a stroke that is taken back, which has many ways, one
        for all, whose text takes longer to make than to carry out."""
        if len(self.alike) + bool(self.new) > _FEW:
            rows = [row for some in self.alike.values() for row in some]
            Assessment.objects.bulk_update(rows, _WRITTEN)
            return
        for change, rows in self.alike.items():
            mine = Assessment.objects.filter(pk__in=[row.pk for row in rows])
            mine.update(version=F("version") + 1, **self._facts(change))

    def _standing(
        self, children: Iterable[int], outcomes: Iterable[int]
    ) -> dict[Place, Assessment]:
        """What stands that day; of what was taken away unpublished the row is used again."""
        rows = Assessment.objects.filter(
            Q(voided_at__isnull=True) | Q(publication__isnull=True), day=self.day,
            child__in=list(children), outcome__in=list(outcomes),
        ).select_related("assessed_by")  # fmt: skip
        in_turn = sorted(rows, key=lambda row: row.voided_at is None)
        return {(row.child_id, row.outcome_id): row for row in in_turn}

    def _put(self, place: Place, cell: Cell, row: Assessment | None) -> None:
        """:raises ValidationError: parents were told of what stands there"""
        stands = row if row and row.voided_at is None else None
        if (stands.level if stands else "") == cell.level:  # it is saved already
            self.became.saved[place] = stands
        elif cell.version != (stands.version if stands else 0):
            self.became.met[place] = stands
        else:
            _require_unpublished(stands)
            self._write(row or self._new(cell), cell)

    def _new(self, cell: Cell) -> Assessment:
        return Assessment(
            institution=self.group.institution, child_id=cell.child, outcome_id=cell.outcome,
            day=self.day, version=0,
        )  # fmt: skip

    def _write(self, row: Assessment, cell: Cell) -> None:
        change = Change(cell.level, was_away=row.voided_at is not None)
        row.version += 1
        for name, value in self._facts(change).items():
            setattr(row, name, value)
        (self.alike[change] if row.pk else self.new).append(row)
        self.became.saved[cell.child, cell.outcome] = row if cell.level else None

    def _facts(self, change: Change) -> dict[str, Any]:
        if not change.level:
            return {"voided_at": self.at, "voided_by": self.by.user}
        written = {"level": change.level, "assessed_at": self.at, "assessed_by": self.by.user}
        again = {"comment": "", "evidence": None, "photo": None} if change.was_away else {}
        return {**written, **again, "voided_at": None, "voided_by": None}


class Change(NamedTuple):
    """What a row becomes: a level, or empty: taken away. ``was_away``: what was said of it went with it."""

    level: str
    was_away: bool


_FEW = 2  # statements of a stroke that write
_WRITTEN = [
    "level", "comment", "evidence", "photo", "assessed_at", "assessed_by", "voided_at", "voided_by",
    "version",
]  # fmt: skip


def _require_unpublished(stands: Assessment | None) -> None:
    """:raises ValidationError: parents were told of it: it changes by a new day, or goes with a reason"""
    if stands and stands.publication_id:
        raise ValidationError(
            _("It is published. Assess anew on another day, or take it away with a reason."),
            code="published",
        )


def held_children(
    group: ChildGroup, day: date, wanted: Iterable[int], *, by: Access
) -> dict[int, Child]:
    """Those of the group on that day who are ``by``'s today, held in one order: of two who assess one child
    each waits for the other. One query."""
    here = enrolments_owning(day).filter(group=group, child__in=list(wanted)).values("child")
    mine = Child.objects.visible_to(by, Action.ASSESS_PART).filter(pk__in=here)
    held = mine.select_for_update(of=("self",), no_key=True)
    return {child.pk: child for child in held.order_by("pk")}


def outcomes_of(group: ChildGroup, wanted: Iterable[int]) -> dict[int, Entry]:
    """Those that the house uses in the group's school year. One query."""
    in_use = Entry.objects.in_use(group.institution_id, group.school_year)
    return {one.pk: one for one in in_use.filter(pk__in=list(wanted), kind=Entry.Kind.OUTCOME)}
