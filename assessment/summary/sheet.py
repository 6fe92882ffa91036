"""What was assessed of children in a period as parents were shown it: page, print, PDF and table say this
and nothing else. Of a draft nothing, whoever reads it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from assessment.models import Assessment, Observation, Publication
from assessment.record import Record, Sight, records_of
from assessment.summary.period import Period
from curriculum.lists import Area
from outbox.clock import local_day
from people.models import Child, ChildGroup
from people.whose_day import enrolments_owning
from planning.reading.paper import teachers_of


@dataclass(frozen=True)
class Summary:
    """``group``: the child's at the end of the period, or today while it runs; ``teachers``: of that day."""

    record: Record
    period: Period
    group: ChildGroup | None
    teachers: tuple[str, ...]
    ideas: tuple[Publication, ...]  # for home, the newest first

    @property
    def child(self) -> Child:
        return self.record.child

    @property
    def blank(self) -> list[Area]:
        """Areas of which nothing was assessed, where something was of others."""
        by_area = self.record.by_area if self.record.learned else {}
        return [area for area, learned in by_area.items() if not learned]


def shown() -> Sight:
    """What parents were shown, of any child: for a worker, which makes what its asker has asked for."""
    return Sight(
        Assessment.objects.shown_to_families(),
        Observation.objects.shown_to_families(),
        Publication.objects.released(),
    )


def summaries_of(
    children: Collection[Child], period: Period, sight: Sight, *, at: datetime
) -> list[Summary]:
    """In the order of the children, who are of one house. Five queries, any number of children."""
    if not children:
        return []
    zone = next(iter(children)).institution.time_zone
    day = period.seen_from(local_day(at, zone))
    records = records_of(children, sight, period.since, period.until)
    groups = _groups_of(children, day)
    teachers = teachers_of({group.pk for group in groups.values()}, day)
    return [
        _summary(records[child.pk], period, groups.get(child.pk), teachers) for child in children
    ]


def summary_of(child: Child, period: Period, sight: Sight, *, at: datetime) -> Summary:
    return summaries_of([child], period, sight, at=at)[0]


def _summary(
    record: Record, period: Period, group: ChildGroup | None, teachers: dict[int, list[str]]
) -> Summary:  # fmt: skip
    names = teachers.get(group.pk, []) if group else []
    return Summary(record, period, group, tuple(names), _ideas(record))


def _ideas(record: Record) -> tuple[Publication, ...]:
    """Those that were told with something of the period."""
    return tuple(one for one in record.publications if one.idea and one.pk in record.told)


def _groups_of(children: Collection[Child], day: date) -> dict[int, ChildGroup]:
    """By child. One query."""
    here = enrolments_owning(day).filter(child__in=children).select_related("group")
    return {one.child_id: one.group for one in here}
