"""One clarification as its page shows it: the child, the run of days, whom to call, how it may end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from attendance.clarifications.absences import confirmed_marks, unexplained_days
from attendance.models import Clarification, ClarificationStep, Mark, Reason
from attendance.settings import code_of
from attendance.to_call import guardians_to_call
from duties import calendar
from outbox.clock import ONE_DAY, local_day
from people.models import ChildGroup, Guardianship
from people.whose_day import enrolments_owning

Outcome = Clarification.Outcome


@dataclass(frozen=True)
class Day:
    """A working day of the absence. ``mark`` None: its register is not confirmed."""

    day: date
    mark: Mark | None
    code: str

    @property
    def words(self) -> str:
        """«iemesls nav zināms (N)», «ir klāt», «nav apstiprināts»"""
        if self.mark is None:
            return _("not confirmed")
        if not self.mark.is_absent:
            return pgettext("attendance", "present")
        if self.mark.reason is None:
            return _("reason not known (%(code)s)") % {"code": self.code}
        return f"{Reason(self.mark.reason).label} ({self.code})"

    @property
    def tone(self) -> str:
        if self.mark is None:
            return ""
        return "bad" if unexplained_days([self.mark]) else "good"


@dataclass(frozen=True)
class Suggestion:
    outcome: str
    text: str


@dataclass(frozen=True)
class Case:
    clarification: Clarification
    group: ChildGroup | None
    days: Sequence[Day]
    guardians: Sequence[Guardianship]
    steps: Sequence[ClarificationStep]
    today: date

    @cached_property
    def unexplained(self) -> list[date]:
        return unexplained_days([one.mark for one in self.days if one.mark])

    @property
    def age(self) -> int:
        """In full years today."""
        born = self.clarification.child.birth_date
        return (
            self.today.year
            - born.year
            - ((self.today.month, self.today.day) < (born.month, born.day))
        )

    @cached_property
    def suggestion(self) -> Suggestion | None:
        """The outcome that the register speaks for, while it is open."""
        marks = [one.mark for one in self.days if one.mark]
        if self.clarification.closed_at or not marks:
            return None
        came = [mark.day for mark in marks if not mark.is_absent]
        if came:
            text = _("The child was present on %(day)s.") % {"day": date_format(came[0], "j. F")}
            return Suggestion(Outcome.RETURNED, text)
        if self.unexplained and self.unexplained[-1] == marks[-1].day:
            return None
        return Suggestion(Outcome.EXPLAINED, _("The reason of the absence is known now."))

    @property
    def closed_text(self) -> str:
        """«5. decembris · Dace Rozīte»"""
        one = self.clarification
        assert one.closed_at
        day = local_day(one.closed_at, one.institution.time_zone)
        return f"{date_format(day, 'j. F')} · {one.closed_by}"

    @property
    def outcomes(self) -> list[tuple[str, str]]:
        """Those left to choose beside the suggested one."""
        taken = self.suggestion.outcome if self.suggestion else None
        return [(one.value, capfirst(str(one.label))) for one in Outcome if one != taken]

    @property
    def suggested_label(self) -> str:
        return capfirst(str(Outcome(self.suggestion.outcome).label)) if self.suggestion else ""


def case_of(clarification: Clarification, *, at: datetime) -> Case:
    """Six queries, however long the absence."""
    child, institution = clarification.child, clarification.institution
    today = local_day(at, institution.time_zone)
    enrolment = enrolments_owning(today).filter(child=child).select_related("group").first()
    group = enrolment.group if enrolment else None
    return Case(
        clarification=clarification, group=group, today=today,
        days=_days(clarification, group, today),
        guardians=guardians_to_call([child], today).get(child.pk, []),
        steps=list(clarification.steps.select_related("taken_by")),
    )  # fmt: skip


def _days(clarification: Clarification, group: ChildGroup | None, today: date) -> list[Day]:
    """From the first day until it was closed, or today."""
    institution, since = clarification.institution, clarification.since
    closed = clarification.closed_at
    last = max(since, local_day(closed, institution.time_zone) if closed else today)
    rows = confirmed_marks().filter(child=clarification.child_id, day__range=(since, last))
    marks = {mark.day: mark for mark in rows}
    days = calendar.of(institution, since, last)
    every = (since + ONE_DAY * n for n in range((last - since).days + 1))
    shown = [day for day in every if day in marks or days.is_working(day, group)]
    return [Day(day, marks.get(day), _code(marks.get(day), clarification)) for day in shown]


def _code(mark: Mark | None, clarification: Clarification) -> str:
    return code_of(mark, clarification.institution) if mark else ""
