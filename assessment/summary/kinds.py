"""Summaries as a PDF that a worker makes: of one child, and of all children of a group."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.summary.group import children_of, sees_all, sign_of
from assessment.summary.paper import paper_of, pdf_of
from assessment.summary.period import Period, Token, period_of
from assessment.summary.sheet import shown, summaries_of
from documents.models import Job, StoredFile
from documents.registry import OwnPaper, Say
from duties.calendar.school_year import school_year_of
from people.access import Access, Action
from people.models import Child, ChildGroup
from people.operations import note_reads

READ = "assessment_summary"  # that it left the portal is kept


class SummaryPaper(OwnPaper):
    """For staff and parents the same: what parents were shown by the time it is made."""

    code, label = "assessment.summary", _("Summary of growth")
    is_sealed = True

    def is_theirs(self, job: Job, by: Access) -> bool:
        seen = Child.objects.visible_to(by, Action.VIEW_ASSESSMENT)
        return seen.filter(pk=job.subject_id).exists()

    def make(self, job: Job, say: Say, at: datetime) -> bytes:
        return _made(job, [_child(job)], say, at)

    def opened(self, file: StoredFile, by: Access, at: datetime) -> None:
        note_reads([_child(file.job)], what=READ, by=by, at=at)

    def shown_as(self, job: Job) -> str:
        return f"summary-{_token(job)}-{job.pk}.pdf"

    def way_back(self, job: Job) -> tuple[str, Any]:
        url = reverse("assessment:summary", args=[job.subject_id, _token(job)])
        return url, _("Back to the summary")


class SummariesPaper(OwnPaper):
    """Of every child the group answered for when it was asked for, each once and from a new sheet on.

    Made anew as a whole when a worker was killed: twenty-five take a second, and pieces joined afterwards
    would be no document for archives and ears.
    """

    code, label = "assessment.summaries", _("Summaries of growth of a group")
    advice = _("Each child begins on a sheet of its own, also where both sides are printed.")
    is_sealed = True

    def is_theirs(self, job: Job, by: Access) -> bool:
        group = _group(job)
        children = children_of(group, job.asked_at)
        return job.sign == sign_of(_period(job), children) and sees_all(by, group, children)

    def make(self, job: Job, say: Say, at: datetime) -> bytes:
        return _made(job, children_of(_group(job), job.asked_at), say, at)

    def opened(self, file: StoredFile, by: Access, at: datetime) -> None:
        children = children_of(_group(file.job), file.job.asked_at)
        note_reads(children, what=READ, by=by, at=at)

    def shown_as(self, job: Job) -> str:
        return f"summaries-{_token(job)}-{job.pk}.pdf"

    def way_back(self, job: Job) -> tuple[str, Any]:
        url = reverse("assessment:summaries", args=[job.subject_id, _token(job)])
        return url, _("Back to the summaries")


def _made(job: Job, children: list[Child], say: Say, at: datetime) -> bytes:
    papers = []
    for done, one in enumerate(summaries_of(children, _period(job), shown(), at=at), 1):
        papers.append(paper_of(one))
        say(done)
    return pdf_of(papers, job.institution, at=at, made_by=str(job.asked_by))


def _token(job: Job) -> Token:
    """A job keeps the day on which its school year begins, and as the first of its signs the half-year."""
    assert job.day
    return Token(school_year_of(job.day), int(job.sign[0]))


def _period(job: Job) -> Period:
    return period_of(job.institution, _token(job))


def _child(job: Job) -> Child:
    assert job.subject_id
    return Child.objects.select_related("institution").get(pk=job.subject_id)


def _group(job: Job) -> ChildGroup:
    assert job.subject_id
    return ChildGroup.objects.select_related("institution").get(pk=job.subject_id)
