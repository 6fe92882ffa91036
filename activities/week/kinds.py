"""A group's week as a PDF that a worker makes for whoever works with the group."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.week.paper import pdf_of
from activities.week.pictures import photos_of
from activities.week.sheet import week_of
from documents.models import Job, StoredFile
from documents.registry import OwnPaper, Say
from people.access import Access, Action
from people.models import ChildGroup


class Changed(Exception):
    """A photo went while the paper was made: the next try makes it without."""


class WeekPaper(OwnPaper):
    """What was confirmed by the time it is made. Its file opens as long as none of the photos in it was
    hidden, covered more or deleted since (R27); its page says that it is to be asked for anew."""

    code, label = "activities.week", _("Days' logs")

    def is_theirs(self, job: Job, by: Access) -> bool:
        seen = ChildGroup.objects.visible_to(by, Action.VIEW_DAY)
        return seen.filter(pk=job.subject_id).exists()

    def opens_to(self, file: StoredFile, by: Access) -> bool:
        return self.is_seen(file.job, by) and file.job.sign == _photos(file.job)

    def make(self, job: Job, say: Say, at: datetime) -> bytes:
        assert job.subject_id
        assert job.day
        group = ChildGroup.objects.select_related("institution").get(pk=job.subject_id)
        job.sign = _photos(job)
        Job.objects.filter(pk=job.pk).update(sign=job.sign)
        week = week_of(group, job.day, at=at, photos_until=job.asked_at)
        made = pdf_of(week, at=at, made_by=str(job.asked_by))
        if job.sign != _photos(job):
            raise Changed
        return made

    def shown_as(self, job: Job) -> str:
        return f"week-{job.day}-{job.pk}.pdf"

    def way_back(self, job: Job) -> tuple[str, Any]:
        return reverse("activities:week", args=[job.subject_id, job.day]), _("Back to the week")


def _photos(job: Job) -> str:
    """Which photos stand in what was asked for."""
    assert job.subject_id
    assert job.day
    return photos_of(job.subject_id, job.day, job.asked_at)
