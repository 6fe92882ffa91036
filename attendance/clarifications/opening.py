"""Finding absences that must be clarified. Asked every half hour by the beat; opens each once."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from attendance.by_child import by_child
from attendance.clarifications.absences import Absence, going_on
from attendance.clarifications.kinds import OPENED
from attendance.clarifications.settings import MORE_THAN
from attendance.models import Clarification
from outbox import queue
from outbox.clock import local_day
from outbox.models import Notification
from people import houses
from people.access import Action, holders
from people.models import Institution


def open_all(at: datetime) -> int:
    """:returns: how many were opened"""
    return houses.each(open_of, at=at, name="clarifications")


@transaction.atomic
def open_of(institution: Institution, at: datetime) -> int:
    """Open what passed the threshold and is not known yet, and tell administration.

    The institution's row is held, so that two beats follow one another. Constant in queries.
    """
    Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)
    today = local_day(at, institution.time_zone)
    found = [a for a in going_on(institution, today) if len(a.days) > MORE_THAN.of(institution)]
    new = list(_not_known(found)) if found else []
    if new:
        _tell(_opened(new, institution, at), institution, today, at)
    return len(new)


def _not_known(absences: list[Absence]) -> Iterator[Absence]:
    """Neither being clarified, nor clarified before: a closed one of these days was of this absence."""
    children = [absence.child for absence in absences]
    known = by_child(Clarification.objects.filter(child__in=children))
    for absence in absences:
        before = known.get(absence.child.pk, ())
        if not any(one.closed_at is None or one.since >= absence.since for one in before):
            yield absence


def _opened(
    absences: list[Absence], institution: Institution, at: datetime
) -> list[tuple[Clarification, Absence]]:
    rows = [
        Clarification(institution=institution, child=a.child, since=a.since, opened_at=at)
        for a in absences
    ]
    return list(zip(Clarification.objects.bulk_create(rows), absences, strict=True))


def _tell(
    opened: list[tuple[Clarification, Absence]], institution: Institution, today: date, at: datetime
) -> None:
    groups = {absence.group.pk: absence.group for _, absence in opened}
    told = [
        Notification(
            institution=institution, person_id=right.user_id, role=right.role, kind=OPENED,
            group_id=right.group_id, subject_id=one.pk, day=one.since,
        )
        for right in holders(Action.CLARIFY_ABSENCE, groups.values(), today)
        for one, absence in opened
        if absence.group.pk == right.group_id
    ]  # fmt: skip
    queue.put(told, at=at)
