"""Who was shown what was published of a child, and who said «Izlasīju»."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessment.family import words
from assessment.models import Assessment, Observation, Publication
from assessment.record import Record
from duties.calendar import school_year
from outbox import seen
from outbox.clock import local_day
from people.access import Access, Action, guardians
from people.models import User

KIND = "assessment.publication"  # of outbox.Seen
LATELY = timedelta(days=30)  # what is older is no news


# --- for staff -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Reader:
    """A guardian who may read it; when they said that they have."""

    person: User
    at: datetime | None

    def told(self, now: datetime, zone: str) -> str:
        return words.reader(str(self.person), self.at, now, zone)


def readers_of(publications: Iterable[Publication], day: date) -> dict[int, list[Reader]]:
    """Of each publication those guardians who may see it on that day, in Latvian order. Two queries.

    Whom a document keeps from the journal is not among them, and nothing says so.
    """
    told = list(publications)
    mine = guardians(Action.VIEW_ASSESSMENT, {one.child_id for one in told}, day)
    in_order = mine.select_related("user").order_by("user__sort_key", "user")
    said = seen.acknowledged(KIND, [one.pk for one in told])
    people = dict.fromkeys((own.child_id, own.user) for own in in_order)
    return {
        one.pk: [
            Reader(person, said.get((person.pk, one.pk)))
            for child, person in people
            if child == one.child_id
        ]
        for one in told
    }


# --- for a parent --------------------------------------------------------------------------------
def with_marks(publications: QuerySet[Publication], access: Access) -> QuerySet[Publication]:
    """With ``first_seen`` and ``acknowledged_at`` of the person."""
    person = access.user.pk
    return publications.annotate(
        first_seen=seen.first_seen_of(person, KIND),
        acknowledged_at=seen.acknowledged_of(person, KIND),
    )


def unread(access: Access, at: datetime) -> QuerySet[Publication]:
    """What was published lately, says something of this school year and was not acknowledged."""
    since = school_year.first_day(school_year.school_year_of(local_day(at, access.zone)))
    mine = Publication.objects.visible_to(access, Action.VIEW_ASSESSMENT)
    lately = mine.filter(published_at__gt=at - LATELY)
    says = lately.filter(_says(Assessment, since) | _says(Observation, since))
    return says.filter(seen.not_acknowledged(access.user.pk, KIND))


def _says(model: type[Assessment] | type[Observation], since: date) -> Q:
    rows = model._default_manager.standing().filter(day__gte=since)  # type: ignore[attr-defined]
    return Q(Exists(rows.filter(publication=OuterRef("pk"))))


@dataclass(frozen=True)
class Reading:
    """What of a record stands first, what is new, and whether the person said that they read it."""

    newest: Publication | None
    latest: frozenset[int]
    new: frozenset[int]
    unseen: frozenset[int]
    is_acknowledged: bool
    acknowledged_at: datetime | None

    @classmethod
    def of(cls, record: Record, at: datetime) -> Reading:
        """Nothing is new, to whom nothing was shown before this visit: then the newest stands first."""
        told: list[Any] = [one for one in record.publications if one.pk in record.told]
        before = {one.pk for one in told if one.first_seen and one.first_seen <= at - seen.VISIT}
        new = frozenset(one.pk for one in told if before and one.pk not in before)
        said = [one.acknowledged_at for one in told]
        return cls(
            newest=next(iter(told), None), latest=new or frozenset(one.pk for one in told[:1]),
            new=new,            unseen=frozenset(one.pk for one in told if not one.first_seen),
            is_acknowledged=all(said), acknowledged_at=max(filter(None, said), default=None),
        )  # fmt: skip
