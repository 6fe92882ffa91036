"""What can be assessed, and what a stroke of the brush may put into one cell. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from assessment.models import Level
from curriculum.lists import Stage
from curriculum.models import Entry
from duties.calendar.school_year import school_year_of
from outbox.clock import local_day
from people.models import Child, ChildGroup
from people.rules.stages import stage_of
from planning.reach import Reach

MOST = (
    400  # cells of one stroke: more than any group has in a column or a row, or on its whole page
)
OTHER_STAGE = "other_stage"  # asked about once, and allowed


@dataclass(frozen=True)
class Cell:
    """A child in an outcome, as a page sends it. Without a level what stands there is taken away."""

    child: int
    outcome: int
    level: str
    version: int  # that the page knows; 0 where nothing stands
    any_stage: bool = False  # an outcome of another stage was asked about


def stage_in(group: ChildGroup, child: Child) -> Stage:
    return stage_of(child.birth_date, group.school_year, child.stage_override)


def require_day(group: ChildGroup, day: date, *, at: datetime) -> None:
    """:raises ValidationError: a day to come, or one of another school year"""
    if day > local_day(at, group.institution.time_zone):
        raise ValidationError(_("This day is still to come."), code="day")
    if school_year_of(day) != group.school_year:
        raise ValidationError(_("The group does not work in this school year."), code="day")


def check(
    cell: Cell, group: ChildGroup, child: Child | None, outcome: Entry | None, own: Reach
) -> None:
    """:raises ValidationError: why nothing can be put into the cell"""
    if cell.level and cell.level not in Level.values:
        raise ValidationError(_("A level is S, T, A or P."), code="level")
    if child is None:
        raise ValidationError(_("The group has no such child on this day."), code="child")
    if outcome is None:
        raise ValidationError(_("The catalogue has no such outcome in this year."), code="outcome")
    if not own.holds(outcome.area):
        raise ValidationError(_("You do not assess this learning area here."), code="area")
    if cell.level:
        _check_stage(cell, stage_in(group, child), outcome)


def _check_stage(cell: Cell, stage: Stage, outcome: Entry) -> None:
    if stage == Stage.FIRST:
        raise ValidationError(
            _("Children under three are not given letters: write what you observed."), code="words"
        )
    if outcome.stage != stage and not cell.any_stage:
        raise ValidationError(
            _("This outcome is of another age stage than the child."), code=OTHER_STAGE
        )
