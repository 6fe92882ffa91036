"""What is told of reports: to administration that there is one, to its reporter and to the author of the
thing what came of it. The author never hears who reported, the reporter never whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manners import registry
from manners.models import Report
from outbox.clock import local_day
from outbox.models import Mode, Notification
from outbox.registry import Shown
from people.access import Access, Action, roles_holding
from people.audiences import ToHolders, ToOwner, to_house
from people.models import Role

REPORTED, ANSWERED, OF_ONES_OWN = "manners.reported", "manners.answered", "manners.decided"


class Reported(ToHolders):
    """Something waits for administration's decision: it was reported, or grave words were sent. Of interest
    until somebody has decided."""

    code = REPORTED
    label = gettext_lazy("Something was reported")
    roles = roles_holding(Action.JUDGE_REPORTS)
    modes = (Mode.AT_ONCE,)
    model, action = Report, Action.JUDGE_REPORTS

    def waiting(self, rows: QuerySet, told: Notification, at: datetime) -> QuerySet:
        return rows.open()  # type: ignore[attr-defined]

    def shown(self, row: Report, told: Notification) -> Shown:
        of_a_person = _("Reported: %(what)s")
        title = (of_a_person if row.by_id else _("To be looked at: %(what)s")) % {"what": what(row)}
        url = reverse("manners:report", args=[row.pk])
        return Shown(title, capfirst(row.get_reason_display()), url, "flag")


class _OfADecision(ToOwner):
    """Told once, when it is decided; the page says the rest."""

    title: Any

    def rows(self, access: Access) -> QuerySet[Report]:
        return Report.objects.told_to(access)

    def shown(self, row: Report, told: Notification) -> Shown:
        url = reverse("manners:answer", args=[row.pk])
        return Shown(
            self.title % {"what": what(row)}, capfirst(row.get_outcome_display()), url, "flag"
        )

    def sender(self, notification: Notification) -> str:
        return _("administration")


class Answered(_OfADecision):
    """To whoever reported it."""

    code = ANSWERED
    label = gettext_lazy("What came of what I reported")
    title = gettext_lazy("Answer to what you reported: %(what)s")


class OfOnesOwn(_OfADecision):
    """To whoever answers for the thing."""

    code = OF_ONES_OWN
    label = gettext_lazy("What was decided of something of mine")
    title = gettext_lazy("Administration decided: %(what)s")


def what(report: Report) -> str:
    """What it is of, in a word; nothing of its content."""
    kind = registry.find(report.kind)
    return str(kind.label) if kind else report.kind


def which(report: Report) -> str:
    """Which one that is: group and day."""
    return _which([report])[report.pk]


def names_of(reports: Sequence[Report]) -> dict[int, str]:
    """Both, of several of one kind, by their ids. One query."""
    which_ones = _which(reports)
    return {one.pk: ": ".join(filter(None, (what(one), which_ones[one.pk]))) for one in reports}


def _which(reports: Sequence[Report]) -> dict[int, str]:
    kind = registry.find(reports[0].kind)
    named = kind.named(report.subject_id for report in reports) if kind else {}
    return {report.pk: named.get(report.subject_id, "") for report in reports}


def to_decide(report: Report) -> list[Notification]:
    """Rows for administration, but for whoever reported it."""
    house = report.institution
    day = local_day(report.at, house.time_zone)
    rows = to_house(Reported.action, house, day, kind=REPORTED, subject_id=report.pk)
    return [row for row in rows if row.person_id != report.by_id]


def what_came_of(report: Report) -> list[Notification]:
    """For whoever reported it, in the role of then, and for its author, who of a text that stays heard
    nothing; nobody is told of an own act."""
    told = {"institution": report.institution, "subject_id": report.pk}
    rows = []
    if report.by:
        rows.append(Notification(person=report.by, role=report.role, kind=ANSWERED, **told))
    if not (registry.legible(report.kind) and report.outcome == Report.Outcome.STANDS):
        role = _at_work(report)
        rows.append(Notification(person=report.author, role=role, kind=OF_ONES_OWN, **told))
    return [row for row in rows if row.person_id != report.decided_by_id]


def _at_work(report: Report) -> str:
    """The role in which the author works in the house; a parent's where there is no other."""
    held = report.author.groups.filter(role_group__institution=report.institution)
    roles = set(held.values_list("role_group__role", flat=True))
    return next((str(role) for role in Role if role in roles), str(Role.PARENT))
