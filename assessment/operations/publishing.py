"""What is ready is published to a child's parents; for a minute it can be taken back; then they see it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assessment.models import Assessment, Observation, Publication
from assessment.operations.cells import held_child, require_child, void
from assessment.parts import IDEA
from duties import ladder
from duties.models import Closure
from outbox import sections
from outbox.clock import local_day
from people.access import Access, Action
from people.models import Child, ChildGroup
from planning.rules import clean_text


@transaction.atomic
def save_idea(
    *, child: Child, group: ChildGroup, text: str, version: int, by: Access, at: datetime,
    unheard: Collection[str] = (),
) -> Publication:  # fmt: skip
    """One idea for home, which goes with what is published next.

    :raises PermissionDenied: not of the child's teachers
    :raises ValidationError: too long, a publication waits for its minute, or a sealed year
    :raises sections.Stale: somebody saved it meanwhile
    """
    by.require(Action.PUBLISH_ASSESSMENT, group)
    _require_open(group, by=by, at=at)
    text = clean_text(text, IDEA)
    (held,) = _held_children(group, [child.pk], by=by)
    _require_none_waits([held])
    return sections.save(
        _draft_of(held), text=text, version=version, by=by.user, at=at, unheard=unheard
    )


@transaction.atomic
def publish(
    *, children: Iterable[Child], group: ChildGroup, by: Access, at: datetime
) -> list[Publication]:
    """Everything of these children that parents were not told yet; of whom there is nothing new, nothing.
    The same number of queries for one child and for a group.

    :raises PermissionDenied: not of the group's teachers, or a child of another group
    :raises ValidationError: one of them waits for its minute, or a sealed year
    """
    by.require(Action.PUBLISH_ASSESSMENT, group)
    _require_open(group, by=by, at=at)
    held = _held_children(group, [child.pk for child in children], by=by)
    _require_none_waits(held)
    marks, words = _ready(Assessment, held), _ready(Observation, held)
    ready = {row.child_id for row in (*marks, *words)}
    found = _published([child for child in held if child.pk in ready], by=by, at=at)
    of_child = {one.child_id: one for one in found}
    for model, rows in ((Assessment, marks), (Observation, words)):
        for row in rows:
            row.publication = of_child[row.child_id]
        model._default_manager.bulk_update(rows, ["publication"])
    return found


@transaction.atomic
def take_back(
    *, publication: Publication, group: ChildGroup, by: Access, at: datetime
) -> Publication:
    """Within its minute: all of it is a draft again, nobody was told. What is one already stays one.

    :raises PermissionDenied: not of the child's teachers
    :raises ValidationError: the minute is over
    """
    child = held_child(publication.child_id)
    require_child(child, group, by=by, action=Action.PUBLISH_ASSESSMENT)
    held = Publication.objects.select_for_update(no_key=True).get(pk=publication.pk)
    if not held.is_published:
        return held
    if not held.can_be_taken_back(at):
        raise ValidationError(_("Parents can read it already."), code="released")
    for rows in (held.assessments, held.observations):  # what was taken away meanwhile stays so
        rows.filter(voided_at__isnull=True).update(publication=None)
    held.published_at = held.published_by = None
    held.save(update_fields=["published_at", "published_by"])
    return held


@transaction.atomic
def take_away_idea(
    *, publication: Publication, group: ChildGroup, reason: str, by: Access, at: datetime
) -> Publication:
    """One that parents may have read; what was published with it stands. Taken away already, it stays so.

    :raises PermissionDenied: not of the child's teachers
    :raises ValidationError: no reason, no published idea, its minute runs, or a sealed year (that in
        which it was published)
    """
    child = held_child(publication.child_id)
    require_child(child, group, by=by, action=Action.PUBLISH_ASSESSMENT)
    held = Publication.objects.get(pk=publication.pk)
    if held.voided_at:
        return held
    if not (held.text and held.published_at):
        raise ValidationError(_("There is no published idea."), code="draft")
    _require_open(group, by=by, at=held.published_at)
    if held.can_be_taken_back(at):
        raise ValidationError(
            _("It was published a moment ago. Wait a minute, or take it back."), code="waits"
        )
    void(held, reason, by=by, at=at)
    held.save(update_fields=["voided_at", "voided_by", "void_reason"])
    return held


def _require_open(group: ChildGroup, *, by: Access, at: datetime) -> None:
    day = local_day(at, group.institution.time_zone)
    ladder.require_open(ladder.Subject.JOURNAL, access=by, group=group, day=day)


def _held_children(group: ChildGroup, wanted: Collection[int], *, by: Access) -> list[Child]:
    """Held in one order.

    :raises PermissionDenied: one of them is not theirs
    """
    mine = Child.objects.visible_to(by, Action.PUBLISH_ASSESSMENT).filter(
        pk__in=wanted, institution=group.institution_id
    )
    held = list(mine.select_for_update(of=("self",), no_key=True).order_by("pk"))
    if {child.pk for child in held} != set(wanted):
        raise PermissionDenied
    return held


def _require_none_waits(children: Collection[Child]) -> None:
    """:raises ValidationError: what was published can still be taken back; a child has one draft"""
    waiting = Publication.objects.filter(
        child__in=children, published_at__isnull=False, released_at__isnull=True
    )
    if waiting.exists():
        raise ValidationError(
            _("It was published a moment ago. Wait a minute, or take it back."), code="waits"
        )


def _ready(model: type[Assessment] | type[Observation], children: Collection[Child]) -> list[Any]:
    rows = model._default_manager.standing().unpublished()  # type: ignore[attr-defined]
    found = list(rows.filter(child__in=children))
    sealed = _sealed(children, found)
    return [row for row in found if not any(since <= row.day < until for since, until in sealed)]


def _sealed(children: Collection[Child], rows: Sequence[Any]) -> list[tuple[date, date]]:
    """School years that were sealed over a house or a group of these children. One query, where there is any
    row."""
    first = min((row.day for row in rows), default=None)
    if first is None:
        return []
    of_groups = Q(group__isnull=True) | Q(group__enrolments__child__in=children)
    years = Closure.objects.filter(
        of_groups, institution=rows[0].institution_id, kind=Closure.Kind.YEAR,
        reopened_at__isnull=True, until__gt=first,
    )  # fmt: skip
    return list(years.values_list("since", "until").distinct())


def _published(children: Collection[Child], *, by: Access, at: datetime) -> list[Publication]:
    """Their drafts, or new ones. A form that was kept at a closed door may be older than its draft."""
    drafts = {one.child_id: one for one in Publication.objects.draft().filter(child__in=children)}
    new = [
        Publication(child=child, institution_id=child.institution_id)
        for child in children
        if child.pk not in drafts
    ]
    found = [*drafts.values(), *new]
    for one in found:
        one.published_at, one.published_by = at, by.user
    Publication.objects.bulk_create(new)
    Publication.objects.bulk_update(list(drafts.values()), ["published_at", "published_by"])
    return found


def _draft_of(child: Child) -> Publication:
    """The child is held: nobody else begins one."""
    draft = Publication.objects.draft().filter(child=child).first()
    return draft or Publication.objects.create(child=child, institution_id=child.institution_id)
