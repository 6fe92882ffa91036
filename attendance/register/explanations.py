"""Giving a reason to absences that have none: what parents report, and a group's quarantine."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, QuerySet

from attendance.models import Mark, Presence, Register
from attendance.notices.days import Period
from duties.models import Closure
from people.models import Child
from people.operations import lock_groups


def explain(children: Iterable[Child | int], *, since: date, until: date, reason: str) -> int:
    """Absences of these days without a reason get this one, on days that are still open.

    A signed week is the nurse's, a closed month nobody's: those marks stay, and the weekly check
    shows what differs. It asks nobody; the operations that call it do.

    :returns: how many marks were explained
    """
    return _give(_absences(children, since, until).filter(reason__isnull=True), reason)


def unexplain(children: Iterable[Child | int], *, since: date, until: date, reason: str) -> int:
    """Absences of these days lose this reason, unless nurse or clerk settled them or they are closed.

    :returns: how many marks lost it
    """
    repeating = _absences(children, since, until).filter(reason=reason, settled_at__isnull=True)
    return _give(repeating, None)


def explain_again(child: Child, days: Period, reason: str | None, *, before: str | None) -> None:
    """Give unexplained absences this reason; one that only repeated the former word goes with it.

    What nurse or clerk settled, and what is closed, stays as it is: the weekly check shows it.
    """
    if before is not None and before != reason:
        unexplain([child], since=days.since, until=days.until, reason=before)
    if reason is not None:
        explain([child], since=days.since, until=days.until, reason=reason)


def _absences(children: Iterable[Child | int], since: date, until: date) -> QuerySet[Mark]:
    return Mark.objects.filter(
        child__in=list(children), day__gte=since, day__lt=until, presence=Presence.ABSENT
    )


def _give(marks: QuerySet[Mark], reason: str | None) -> int:
    """Pages made before are behind from now on, so that they do not write over it."""
    groups = set(marks.values_list("register__group_id", flat=True))
    if not groups:
        return 0
    lock_groups(groups)  # nobody closes or decides meanwhile; what was done before is read now
    locked = marks.filter(register__group__in=groups).select_related("register__group")
    still_open = _without_closed(list(locked))
    touched = {mark.register_id for mark in still_open}
    Register.objects.filter(pk__in=touched).update(version=F("version") + 1)
    return marks.filter(pk__in=[mark.pk for mark in still_open]).update(reason=reason)


def _without_closed(marks: list[Mark]) -> list[Mark]:
    if not marks:
        return []
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
