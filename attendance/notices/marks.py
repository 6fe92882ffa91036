"""What guardians say reaches the marks that stand already."""

from attendance.notices.days import Period
from attendance.register.explanations import explain, unexplain
from people.models import Child


def explain_again(child: Child, days: Period, reason: str | None, *, before: str | None) -> None:
    """Give unexplained absences this reason; one that only repeated the former word goes with it.

    What nurse or clerk settled, and what is closed, stays as it is: the weekly check shows it.
    """
    if before is not None and before != reason:
        unexplain([child], since=days.since, until=days.until, reason=before)
    if reason is not None:
        explain([child], since=days.since, until=days.until, reason=reason)
