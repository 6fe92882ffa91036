"""The group of a stroke together with all that the stroke has to know: one query."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.http import Http404

from assessment.operations import Known
from curriculum.models import Entry, Specialism
from duties.calendar.school_year import school_year_of
from duties.models import Closure
from people.access import Access, Action
from people.models import ChildGroup
from people.requests import PortalRequest


def group_of(
    request: PortalRequest, group_id: int, day: date, outcomes: Collection[int]
) -> tuple[ChildGroup, Known]:
    """:raises Http404: no group whose children this person assesses or sees as staff"""
    access = request.access
    if access.institution is None:
        raise Http404
    rows = ChildGroup.objects.select_related("institution").annotate(
        **_known(access, access.institution.pk, day, outcomes)
    )
    group = access.find(rows, Action.VIEW_ASSESSMENT, pk=group_id)
    entries = {facts["pk"]: Entry(**facts) for facts in group.outcomes or ()}
    return group, Known(group.closed, group.areas, entries)


def _known(
    access: Access, house: int, day: date, outcomes: Collection[int]
) -> dict[str, ArraySubquery]:
    of_group: dict[str, Any] = {"institution": house, "group": OuterRef("pk")}
    over = Closure.objects.over(**of_group, day=day)
    own = Specialism.objects.filter(institution=house, user=access.user)
    used = Entry.objects.in_use(house, school_year_of(day)).filter(kind=Entry.Kind.OUTCOME)
    facts = JSONObject(pk="pk", area="area", stage="stage")
    return {
        "closed": ArraySubquery(over.values("kind")),
        "areas": ArraySubquery(own.values("area")),
        "outcomes": ArraySubquery(used.filter(pk__in=outcomes).values_list(facts)),
    }
