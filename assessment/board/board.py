"""What was left out of assessment, by group (R26): children of whom nothing was written in a month, and
outcomes of the year's plans that were assessed of no child. Groups stand in their own order, and nothing
of a level is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment.models import Assessment, Observation
from assessment.record import place_of
from curriculum.lists import Stage
from curriculum.models import Entry
from duties.calendar.days import Month
from duties.calendar.school_year import first_day, school_year_of
from people.access import Access, Action
from people.models import Child, ChildGroup
from people.whose_day import enrolments_owning
from planning.models import PlanChoice
from planning.parts import Choose


@dataclass(frozen=True)
class Row:
    """A group; ``children`` in Latvian order, ``outcomes`` as the catalogue has them."""

    group: ChildGroup
    children: list[Child]
    outcomes: list[Entry]

    @property
    def is_complete(self) -> bool:
        return not (self.children or self.outcomes)

    @property
    def said(self) -> str:
        """«3 bērni bez ieraksta · 5 rezultāti nav vērtēti»"""
        children, outcomes = len(self.children), len(self.outcomes)
        of_children = ngettext(
            "%(n)d child without an entry", "%(n)d children without an entry", children
        )
        of_outcomes = ngettext(
            "%(n)d outcome not assessed", "%(n)d outcomes not assessed", outcomes
        )
        parts = ((of_children, children), (of_outcomes, outcomes))
        said = [words % {"n": count} for words, count in parts if count]
        return " · ".join(said) or _("Nothing is left out.")


def board_of(access: Access, month: Month, today: date) -> list[Row]:
    """Of the groups of the month's school year, as they are on its last day or today. Six queries."""
    year, day = school_year_of(month.first), min(month.last, today)
    seen = access.groups(Action.OVERSEE_DUTIES).filter(school_year=year)
    groups = list(seen.order_by("sort_key", "pk"))
    children, outcomes = _children(groups, day, month), _outcomes(groups, day)
    return [Row(group, children[group.pk], outcomes[group.pk]) for group in groups]


def _children(groups: list[ChildGroup], day: date, month: Month) -> dict[int, list[Child]]:
    """By group, of whom nothing stands in the month; of the youngest an observation is all there is."""
    here = enrolments_owning(day).filter(group__in=groups).select_related("child")
    of_month = {"day__gte": month.first, "day__lt": month.until, "child__in": here.values("child")}
    written = {
        child
        for model in (Assessment, Observation)
        for child in model._default_manager.standing()  # type: ignore[attr-defined]
        .filter(**of_month).values_list("child", flat=True).distinct()
    }  # fmt: skip
    found: dict[int, list[Child]] = defaultdict(list)
    for enrolment in here.order_by("child__sort_key", "child__pk"):
        if enrolment.child_id not in written:
            found[enrolment.group_id].append(enrolment.child)
    return found


def _outcomes(groups: list[ChildGroup], day: date) -> dict[int, list[Entry]]:
    """By group, what its submitted plans hold up to this month and no child of it was assessed in. The
    youngest are given no letters: what was planned for them waits for none. Wordings of one code are one
    outcome, in the words of the newest."""
    planned = PlanChoice.objects.standing().filter(
        kind=Choose.OUTCOME, entry__isnull=False, plan__group__in=groups, plan__month__lte=day,
        plan__submitted_at__isnull=False,
    ).exclude(entry__stage=Stage.FIRST)  # fmt: skip
    known = set(_assessed(groups, day))
    found: dict[int, dict[str, Entry]] = defaultdict(dict)
    for choice in planned.select_related("entry", "plan").order_by("entry_id"):
        entry: Any = choice.entry
        if (choice.plan.group_id, entry.code) not in known:
            found[choice.plan.group_id][entry.code] = entry
    return defaultdict(list, {pk: sorted(of.values(), key=place_of) for pk, of in found.items()})


def _assessed(groups: list[ChildGroup], day: date) -> Iterable[tuple[int, str]]:
    """Groups with the codes that any of their children was assessed in this school year."""
    if not groups:
        return []
    year = first_day(groups[0].school_year)
    rows = Assessment.objects.standing().filter(
        institution=groups[0].institution_id, day__gte=year, day__lte=day,
        child__enrolments__in=enrolments_owning(day).filter(group__in=groups),
    )  # fmt: skip
    return rows.order_by().values_list("child__enrolments__group", "outcome__code").distinct()
