"""Giving a reason to absences that have none: what parents report, and a group's quarantine."""

from collections.abc import Iterable
from datetime import date

from attendance.models import Mark, Presence
from duties.models import Closure
from people.models import Child
from people.operations import lock_groups


def explain(children: Iterable[Child | int], *, since: date, until: date, reason: str) -> int:
    """Absences of these days without a reason get this one, on days that are still open.

    A signed week is the nurse's, a closed month nobody's: those marks stay, and the weekly check
    shows what differs. It asks nobody; the operations that call it do.

    :returns: how many marks were explained
    """
    unexplained = Mark.objects.filter(
        child__in=list(children), day__gte=since, day__lt=until, presence=Presence.ABSENT,
        reason__isnull=True,
    )  # fmt: skip
    marks = list(unexplained.select_related("register__group"))
    if not marks:
        return 0
    lock_groups(mark.register.group_id for mark in marks)  # nobody closes or decides meanwhile
    still_open = [mark.pk for mark in _without_closed(marks)]
    return unexplained.filter(pk__in=still_open).update(reason=reason)


def _without_closed(marks: list[Mark]) -> list[Mark]:
    days = [mark.day for mark in marks]
    closures = list(
        Closure.objects.filter(
            institution__in={mark.institution_id for mark in marks}, reopened_at__isnull=True,
            since__lte=max(days), until__gt=min(days),
        )
    )  # fmt: skip
    return [mark for mark in marks if not any(_closes(closure, mark) for closure in closures)]


def _closes(closure: Closure, mark: Mark) -> bool:
    here = closure.institution_id == mark.institution_id
    mine = closure.group_id in (None, mark.register.group_id)
    return here and mine and closure.since <= mark.day < closure.until
