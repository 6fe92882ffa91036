"""What the pages of summaries read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from assessment.record import sight_of_families
from assessment.summary import words
from assessment.summary.group import children_of, seen_of, sign_of
from assessment.summary.kinds import SummariesPaper
from assessment.summary.paper import labels, paper_of
from assessment.summary.period import Period, Token, periods_of
from assessment.summary.sheet import Summary, summary_of
from documents.models import Job, StoredFile
from duties.calendar.school_year import first_day, label, school_year_of
from outbox.clock import local_day
from people.access import Access
from people.models import Child, ChildGroup, Enrolment, Role


def read(child: Child, period: Period, access: Access, at: datetime) -> Summary:
    """Of a draft nothing, for staff neither: what parents were shown. Five queries."""
    return summary_of(child, period, sight_of_families(access), at=at)


def summary_page(summary: Summary, access: Access, at: datetime) -> dict[str, Any]:
    """One query."""
    child, today = summary.child, local_day(at, summary.child.institution.time_zone)
    return paper_page(summary) | {
        "periods": periods_of(child.institution, summary.period.token.year, today),
        "back": _back(child, access), "is_family": access.acts_as(Role.PARENT),
        "before": _year_before(child, summary.period.token),
        "after": _year_after(child, summary.period.token, school_year_of(today)),
    }  # fmt: skip


def paper_page(summary: Summary) -> dict[str, Any]:
    return {
        "child": summary.child, "period": summary.period, "group": summary.group,
        "institution": summary.child.institution, "paper": paper_of(summary), "labels": labels(),
        "title": words.title(),
    }  # fmt: skip


def _back(child: Child, access: Access) -> str:
    if access.acts_as(Role.PARENT):
        return reverse("assessment:growth")
    return reverse("assessment:child", args=[child.pk])


def _year_before(child: Child, token: Token) -> dict[str, str] | None:
    """Input of ``components/pager.html``; nothing of a year in which the child was not here."""
    here = Enrolment.objects.filter(child=child, since__lt=first_day(token.year))
    return _to(child, token.year - 1) if here.exists() else None


def _year_after(child: Child, token: Token, this_year: int) -> dict[str, str] | None:
    return _to(child, token.year + 1) if token.year < this_year else None


def _to(child: Child, year: int) -> dict[str, str]:
    return {"url": reverse("assessment:summary", args=[child.pk, Token(year)]), "text": label(year)}


def summaries_page(
    group: ChildGroup, period: Period, access: Access, at: datetime
) -> dict[str, Any]:
    """Five queries. Whom the person does not see is not named; then there is no PDF of all either."""
    children, today = children_of(group, at), local_day(at, group.institution.time_zone)
    seen = seen_of(access, children)
    job = _newest(group, period, children, access)
    ready = StoredFile.objects.to_open(at).filter(job=job).first() if job else None
    shown = job if job and (ready or not job.finished_at) else None
    return {
        "group": group, "period": period, "children": seen,
        "sees_all": len(seen) == len(children),
        "periods": periods_of(group.institution, group.school_year, today),
        "job": shown, "file": ready, "advice": SummariesPaper.advice,
        "is_waiting": bool(shown and shown.is_waiting),
    }  # fmt: skip


def _newest(group: ChildGroup, period: Period, children: list[Child], access: Access) -> Job | None:
    """What this person asked for last, if it is of the children of today."""
    asked = Job.objects.filter(
        kind=SummariesPaper.code, subject_id=group.pk, day=first_day(period.token.year),
        sign=sign_of(period, children), asked_by=access.user,
    )  # fmt: skip
    return asked.order_by("-pk").first()
