"""What was assessed in the school year so far, and what of it families were shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from activities.models import DayEntry
from assessment.models import Assessment, Observation, Publication
from audit.rights import event_model_of
from curriculum.lists import Stage
from curriculum.models import Entry
from duties.calendar import Calendar
from duties.calendar.days import Month
from ejournal.demo.assessment.course import course
from ejournal.demo.assessment.rows import Round, assessments, observations, publication
from ejournal.demo.day_logs.did import Planned
from ejournal.demo.day_logs.planned import planned_of
from ejournal.demo.months.writing import in_bulk
from ejournal.demo.months.year import months_of, now, sheets_of, stages
from ejournal.demo.place import Place
from people.models import Child
from people.whose_day import days_with_children

_LEFT_OUT = 4  # the number of a group that does not get round to everything
Evidence = dict[int, dict[int, list[tuple[date, int]]]]  # by group and outcome


def fill(place: Place) -> int:
    """Add what is missing of the days gone by. What is there is somebody's and stays as it is.

    :returns: how many rows were made
    """
    past, at, new = set(place.past_days()), now(place), []
    rounds = rounds_of(place)
    for one, rows in zip(rounds, _missing(rounds, past), strict=True):
        if one.course.published_at < at:
            _take_along(one, rows)
        new += rows
    for model in (Assessment, Observation):
        in_bulk(model, [row for row in new if isinstance(row, model)])
    return len(new)


def _missing(rounds: Sequence[Round], past: Collection[date]) -> Iterator[list[Any]]:
    """Of each round the rows in whose place nothing was ever written. Two queries."""
    marks = set(Assessment.objects.filter(day__in=past).values_list("child", "outcome", "day"))
    said = set(Observation.objects.filter(day__in=past).values_list("child", "day"))
    for one in rounds:
        of_levels = (row for row in assessments(one) if row.day in past)
        of_words = (row for row in observations(one) if row.day in past)
        yield [
            *(row for row in of_levels if (row.child_id, row.outcome_id, row.day) not in marks),
            *(row for row in of_words if (row.child_id, row.day) not in said),
        ]


def _take_along(one: Round, rows: Sequence[Any]) -> list[Publication]:
    """A publication for each child of whom any of the rows is."""
    ready = {row.child_id for row in rows}
    made = [publication(one, child) for child in one.children if child.pk in ready]
    of_child = {row.child_id: row for row in Publication.objects.bulk_create(made)}
    for row in rows:
        row.publication = of_child[row.child_id]
    return made


def rounds_of(place: Place) -> list[Round]:
    """Of each group, the months that have begun."""
    began = [month for month in months_of(place.year) if month <= place.today]
    every = list(sheets_of(
        place, list(enumerate(place.groups)), stages(place.groups), began, place.calendar()
    ))  # fmt: skip
    planned, known = planned_of(every, place.calendar()), place.calendar()
    here = days_with_children(place.groups, {course(one, known).assessed for one in every})
    known_children = {pk for of in here.values() for day in of.values() for pk in day}
    children = Child.objects.in_bulk(known_children)

    def in_group(one: Planned) -> list[Child]:
        day = course(one.sheet, known).assessed
        return [children[pk] for pk in sorted(here[one.sheet.group.pk].get(day, ()))]

    return list(rounds(planned, known, in_group, _evidence(place)))


def rounds(
    every: Iterable[Planned], calendar: Calendar, children: Callable[[Planned], Sequence[Child]],
    evidence: Evidence | None = None,
) -> Iterator[Round]:  # fmt: skip
    """:param every: month by month of each group; ``children``: who is in the group of one of them"""
    before: dict[int, Sequence[Entry]] = {}
    for one in every:
        group = one.sheet.group.pk
        chosen = outcomes_of(one)
        yield Round(
            one.sheet, course(one.sheet, calendar), children(one), chosen, before.get(group, ()),
            (evidence or {}).get(group, {}),
        )  # fmt: skip
        before[group] = chosen


def outcomes_of(planned: Planned) -> list[Entry]:
    """The first of each area; the youngest are observed. One group leaves the half of them out."""
    entries = [one.entry for one in planned.outcomes if one.entry]
    first = {entry.area: entry for entry in reversed(entries) if entry.stage != Stage.FIRST}
    chosen = [entry for entry in entries if entry is first.get(entry.area)]
    return chosen[::2] if planned.sheet.number == _LEFT_OUT else chosen


def _evidence(place: Place) -> Evidence:
    """One query."""
    rows = DayEntry.objects.standing().filter(
        log__group__in=place.groups, choice__entry__isnull=False
    )
    found: Evidence = defaultdict(lambda: defaultdict(list))
    known = rows.order_by("log__day", "pk").values_list(
        "log__group", "choice__entry", "log__day", "pk"
    )
    for group, outcome, day, pk in known:
        found[group][outcome].append((day, pk))
    return found


# --- what families are shown ------------------------------------------------------------------------
def publish(place: Place) -> int:
    """What was a draft when it was brought up to an earlier day, each month when its time has come; what
    people have touched waits for them.

    :returns: how many publications were made
    """
    waiting, made = [*_waiting(place, Assessment), *_waiting(place, Observation)], 0
    for one in rounds_of(place) if waiting else ():
        month = Month(one.sheet.month)
        mine = [row for row in waiting if row.child_id in one.stages and Month.of(row.day) == month]
        if one.course.published_at < now(place):
            made += len(_take_along(one, mine))
            for row in mine:
                row.save(update_fields=["publication"])
    return made


def _waiting(place: Place, model: Any) -> list[Any]:
    """Two queries."""
    drafts = model._default_manager.unpublished().filter(
        institution=place.institution, voided_at__isnull=True
    )
    events = event_model_of(model)._default_manager.filter(pgh_obj__in=drafts.values("pk"))
    written = events.values_list("pgh_obj", "pgh_context__metadata")
    by_people = {pk for pk, said in written if (said or {}).get("task") != "demo"}
    return [row for row in drafts if row.pk not in by_people]
