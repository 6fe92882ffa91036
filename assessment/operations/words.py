"""Observations in words: saved as they are typed, one of a child and day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from assessment.models import Observation
from assessment.operations.cells import held_child, require_child, require_unpublished, void
from assessment.parts import OBSERVATION
from assessment.rules import require_day
from duties import ladder
from outbox import sections
from people.access import Access, Action
from people.models import Child, ChildGroup
from planning.rules import clean_text


@transaction.atomic
def save_observation(
    *, child: Child, group: ChildGroup, day: date, text: str, version: int, by: Access,
    at: datetime, unheard: Collection[str] = (),
) -> Observation:  # fmt: skip
    """Over the version that the page knows; it begins with the first words.

    :raises PermissionDenied: not of the child's teachers
    :raises ValidationError: too long, published already, a day to come, or a sealed year
    :raises sections.Stale: somebody saved it meanwhile
    """
    require_child(child, group, by=by, action=Action.ASSESS)
    require_day(group, day, at=at)
    ladder.require_open(ladder.Subject.JOURNAL, access=by, group=group, day=day)
    text = clean_text(text, OBSERVATION)
    held_child(child.pk)
    standing = Observation.objects.filter(child=child, day=day, voided_at=None).first()
    row = standing or Observation.objects.create(
        institution=group.institution, child=child, day=day
    )  # the child is held: nobody else begins one
    require_unpublished(row)
    return sections.save(row, text=text, version=version, by=by.user, at=at, unheard=unheard)


@transaction.atomic
def take_away_observation(
    *, observation: Observation, group: ChildGroup, reason: str = "", by: Access, at: datetime
) -> Observation:
    """What is published goes with a reason, which parents do not read. Taken away already, it stays so.

    :raises PermissionDenied: not of the child's teachers
    :raises ValidationError: no reason, or a sealed year
    """
    child = held_child(observation.child_id)
    row = Observation.objects.get(pk=observation.pk)
    require_child(child, group, by=by, action=Action.ASSESS)
    ladder.require_open(ladder.Subject.JOURNAL, access=by, group=group, day=row.day)
    if row.voided_at is None:
        void(row, reason, by=by, at=at)
        row.save(update_fields=["voided_at", "voided_by", "void_reason"])
    return row
