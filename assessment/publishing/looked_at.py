"""What is published is what was looked at: the form carries a sign of what was ready of each child."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from assessment import operations
from assessment.models import Assessment, Observation, Publication
from assessment.publishing import words
from people.access import Access
from people.models import Child, ChildGroup
from people.requests import PortalRequest

_SIGNS = 20  # of a digest

Row = Assessment | Observation


def field_of(child: Child) -> str:
    return f"looked-{child.pk}"


def sign_of(rows: Collection[Row], idea: Publication | None, by: Access) -> str:
    """Another one whenever somebody assesses or writes; of nothing ready none.

    What the person wrote themselves they know, and it is typed beside the button: it changes nothing.
    """
    if not rows:
        return ""
    every = [*rows, *([idea] if idea else [])]
    seen = sorted(
        (str(row._meta.model_name), row.pk, row.version)
        for row in every
        if not _is_own_text(row, by)
    )
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:_SIGNS]


def _is_own_text(row: Row | Publication, by: Access) -> bool:
    return not isinstance(row, Assessment) and row.saved_by_id in (None, by.user.pk)


@transaction.atomic
def publish(request: PortalRequest, group: ChildGroup, children: Collection[Child]) -> None:
    """What the form was shown with, and nothing that came since.

    :raises PermissionDenied: not of the group's teachers
    :raises ValidationError: something came meanwhile, one waits for its minute, or the form was kept at a
        closed door: counted from the tap, the minute of grace would be over
    """
    if getattr(request, "kept", None):
        raise ValidationError(words.KEPT, code=words.AT_A_DOOR)
    signs = _held_signs([child.pk for child in children], request.access)
    changed = [
        child for child in children if request.POST.get(field_of(child), "") != signs[child.pk]
    ]
    if changed:
        raise ValidationError(words.changed(map(str, changed)), code="changed")
    operations.publish(children=children, group=group, by=request.access, at=request.received_at)


def _held_signs(children: Collection[int], by: Access) -> dict[int, str]:
    """Of what is ready now, by child. Children and rows are held until the end of the transaction: nothing
    comes between looking here and publishing. Four queries."""
    held = Child.objects.filter(pk__in=children).select_for_update(of=("self",), no_key=True)
    rows: dict[int, list[Row]] = {child.pk: [] for child in held.order_by("pk")}
    for ready in (Assessment.objects.standing(), Observation.objects.standing()):
        mine = ready.unpublished().filter(child__in=children).order_by("pk")
        for row in mine.select_for_update(of=("self",), no_key=True):
            rows[row.child_id].append(row)
    drafts = {one.child_id: one for one in Publication.objects.draft().filter(child__in=children)}
    return {pk: sign_of(ready, drafts.get(pk), by) for pk, ready in rows.items()}
