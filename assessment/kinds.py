"""What families are told of assessment: that there is something new of their child. Never what it says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.models import Publication
from outbox import queue
from outbox.clock import local_day
from outbox.models import Mode, Notification
from outbox.registry import Shown
from people.access import Action, guardians
from people.audiences import ToFamilies
from people.models import Role


class GrowthIsThere(ToFamilies):
    """Told when the minute of grace is over; in the daily summary, unless somebody wants it at once."""

    code = "assessment.growth"
    label = _("What a child has learned is there")
    model = Publication
    action = Action.VIEW_ASSESSMENT
    default = Mode.DIGEST

    def shown(self, row: Any, told: Notification) -> Shown:
        address = reverse("assessment:growth_of", args=[row.child_id])
        return Shown(str(self.label), row.child.first_name, address, "stairs-up")


def tell_families(publication: Publication, at: datetime) -> None:
    """Each guardian of the child who may see it; nobody, where all of it was taken away meanwhile."""
    rows = (publication.assessments, publication.observations)
    if not any(of_kind.filter(voided_at__isnull=True).exists() for of_kind in rows):
        return
    today = local_day(at, publication.institution.time_zone)
    told: Mapping[str, Any] = {
        "kind": GrowthIsThere.code, "institution": publication.institution, "role": Role.PARENT,
        "subject_id": publication.pk, "day": today,
    }  # fmt: skip
    whom = guardians(Action.VIEW_ASSESSMENT, [publication.child_id], today)
    people = whom.values_list("user", flat=True).order_by("user").distinct()
    queue.put([Notification(person_id=person, **told) for person in people], at=at)
