"""What guardians say reaches the marks that stand already."""

from datetime import date

from attendance.models import Mark, Presence
from attendance.notices.days import Period
from attendance.register.reasons import explain
from duties import ladder
from duties.ladder import Rung
from people.models import Child


def explain_again(child: Child, days: Period, reason: str | None, *, before: str | None) -> None:
    """Give unexplained absences this reason; one that only repeated the former word goes with it.

    What nurse or clerk settled, and what is closed, stays as it is: the weekly check shows it.
    """
    if before is not None and before != reason:
        for mark in _repeating(child, days, before):
            if _is_open(mark, mark.day):
                Mark.objects.filter(pk=mark.pk).update(reason=None)
    if reason is not None:
        explain([child], since=days.since, until=days.until, reason=reason)


def _repeating(child: Child, days: Period, reason: str) -> list[Mark]:
    marks = Mark.objects.filter(
        child=child, day__gte=days.since, day__lt=days.until, presence=Presence.ABSENT,
        reason=reason, settled_at__isnull=True,
    )  # fmt: skip
    return list(marks.select_related("register__group", "institution"))


def _is_open(mark: Mark, day: date) -> bool:
    reached = ladder.rung(institution=mark.institution, group=mark.register.group, day=day)
    return reached == Rung.OPEN
