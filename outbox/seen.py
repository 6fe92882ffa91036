"""What a person was shown (``models.Seen``), asked and noted in bulk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from outbox.models import Seen

VISIT = timedelta(minutes=30)  # what was first shown so lately is new still


def first_seen(person: int, kind: str, subjects: Iterable[int]) -> dict[int, datetime]:
    """When each was first shown to the person; what is not there is new to them. One query."""
    rows = Seen.objects.filter(person_id=person, kind=kind, subject__in=list(subjects))
    return dict(rows.values_list("subject", "first_at"))


def first_seen_of(person: int, kind: str) -> Subquery:
    """The same as a column of the rows themselves; empty of what is new to the person."""
    return Subquery(_of_row(person, kind).values("first_at"))


def acknowledged_of(person: int, kind: str) -> Subquery:
    """When the person said so, as a column; empty of what they did not."""
    return Subquery(_of_row(person, kind).values("acknowledged_at"))


def not_acknowledged(person: int, kind: str) -> Q:
    """As a condition of the rows themselves."""
    return ~Q(Exists(_of_row(person, kind).filter(acknowledged_at__isnull=False)))


def _of_row(person: int, kind: str) -> QuerySet[Seen]:
    return Seen.objects.filter(person_id=person, kind=kind, subject=OuterRef("pk"))


def acknowledged(kind: str, subjects: Iterable[int]) -> dict[tuple[int, int], datetime]:
    """Who said so of what, and when, by person and subject. One query."""
    rows = Seen.objects.filter(kind=kind, subject__in=list(subjects))
    return {
        (one.person_id, one.subject): one.acknowledged_at for one in rows if one.acknowledged_at
    }


def note(person: int, kind: str, subjects: Iterable[int], *, at: datetime) -> None:
    """That they are shown now; what was seen before keeps its first moment. One query, none for nothing."""
    rows = [Seen(person_id=person, kind=kind, subject=one, first_at=at) for one in subjects]
    if rows:
        Seen.objects.bulk_create(rows, ignore_conflicts=True)


def read(
    person: int, kind: str, subjects: Iterable[int], *, told_by: str, at: datetime
) -> None:  # fmt: skip
    """The same of what somebody is notified of: whoever has it before them has read the notification too.
    One query for both.

    :param told_by: the kind of notification, of the same subjects
    """
    subjects = list(subjects)
    if subjects:
        with connection.cursor() as cursor:
            cursor.execute(_READ, {
                "person": person, "kind": kind, "subjects": subjects, "at": at, "told_by": told_by,
            })  # fmt: skip


_READ = """
WITH shown AS (
    INSERT INTO outbox_seen (person_id, kind, subject, first_at)
    SELECT %(person)s, %(kind)s, subject, %(at)s FROM unnest(%(subjects)s::bigint[]) AS subject
    ON CONFLICT DO NOTHING
)
UPDATE outbox_notification SET read_at = %(at)s
WHERE person_id = %(person)s AND kind = %(told_by)s AND subject_id = ANY(%(subjects)s::bigint[])
AND read_at IS NULL
"""


def acknowledge(person: int, kind: str, subjects: Iterable[int], *, at: datetime) -> None:
    """That the person says so now, of what was shown to them by then; the first moment stays. One query."""
    shown = Seen.objects.filter(person_id=person, kind=kind, subject__in=list(subjects))
    shown.filter(first_at__lte=at, acknowledged_at__isnull=True).update(acknowledged_at=at)
