"""Of which children a group's summaries are, and who may read all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from assessment.summary.period import Period
from duties.calendar.school_year import last_day
from outbox.clock import local_day
from people.access import Access, Action
from people.models import Child, ChildGroup, Role
from people.whose_day import children_due

_SIGNS = 30  # of a digest


def children_of(group: ChildGroup, at: datetime) -> list[Child]:
    """Whom it answers for on that day; of a year that is over, on its last. One query."""
    today = local_day(at, group.institution.time_zone)
    found = children_due(group, min(today, last_day(group.school_year)))
    for child in found:
        child.institution = group.institution
    return found


def sees_all(access: Access, group: ChildGroup, children: Sequence[Child]) -> bool:
    """Staff that see the group and every one of these children now."""
    if access.acts_as(Role.PARENT) or not access.can(Action.VIEW_ASSESSMENT, group):
        return False
    return len(seen_of(access, children)) == len(children)


def seen_of(access: Access, children: Sequence[Child]) -> list[Child]:
    """Those of them that the person sees now: some may have gone to another group since. One query."""
    seen = Child.objects.visible_to(access, Action.VIEW_ASSESSMENT)
    mine = set(seen.filter(pk__in=[one.pk for one in children]).values_list("pk", flat=True))
    return [child for child in children if child.pk in mine]


def sign_of(period: Period, children: Sequence[Child]) -> str:
    """What a group's summaries depend on: which part of the year, and of whom they are."""
    ids = ",".join(str(child.pk) for child in children)
    return f"{period.token.half}{hashlib.sha256(ids.encode()).hexdigest()[:_SIGNS]}"
