"""What was assessed in the months gone by, of every group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time
from itertools import chain
from typing import Any

from assessment.models import Assessment, Observation, Publication
from duties.calendar import Calendar
from ejournal.demo.assessment.rows import Round, assessments, observations, publication
from ejournal.demo.assessment.year import rounds
from ejournal.demo.bulk.copying import copy_rows
from ejournal.demo.bulk.people import House
from ejournal.demo.bulk.scale import Scale
from ejournal.demo.day_logs.planned import planned_of
from ejournal.demo.months.rows import Sheet
from outbox.clock import moment


def assess(house: House, sheets: Sequence[Sheet], scale: Scale, calendar: Calendar) -> None:
    """Published when its time has come. Plans are there by now."""
    now = moment(scale.today, time(8), house.institution.time_zone)
    for one in rounds(
        planned_of(sheets, calendar), calendar, lambda of: house.children[of.sheet.number]
    ):
        rows = _rows(one, scale)
        published = _published(one, rows) if one.course.published_at < now else {}
        for row in rows:
            row.publication_id = published.get(row.child_id)
        for model in (Assessment, Observation):
            copy_rows(model, [row for row in rows if isinstance(row, model)])


def _rows(one: Round, scale: Scale) -> list[Assessment | Observation]:
    every: Iterator[Any] = chain(assessments(one), observations(one))
    return [row for row in every if scale.first_day <= row.day < scale.today]


def _published(one: Round, rows: Sequence[Assessment | Observation]) -> dict[int, int]:
    """By child."""
    ready = {row.child_id for row in rows}
    made = Publication.objects.bulk_create(
        publication(one, child) for child in one.children if child.pk in ready
    )
    return {row.child_id: row.pk for row in made}
