"""A plan as a PDF that a worker makes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.models import Job, StoredFile
from documents.registry import OwnPaper, Say
from outbox.clock import local_day
from people.access import Access, Action, role_key
from people.models import Role
from planning.models import MonthPlan, PlanNote
from planning.notes import keep_read
from planning.reach import reads_notes
from planning.reading.paper import pdf_of
from planning.reading.reader import Reader, family_reader
from planning.reading.sheet import sheet_of


class PlanPaper(OwnPaper):
    """For staff, without notes on single children."""

    code, label = "planning.plan", _("Month plan")
    sees_notes = False

    def is_theirs(self, job: Job, by: Access) -> bool:
        plan = _plans(job).visible_to(by, Action.VIEW_PLAN).first()
        return plan is not None and self.reads(plan, job, by)

    def reads(self, plan: MonthPlan, job: Job, by: Access) -> bool:
        """Of whoever sees the plan: all that is in it?"""
        return not by.acts_as(Role.PARENT)

    def make(self, job: Job, say: Say, at: datetime) -> bytes:
        plan = _plans(job).get()
        sheet = sheet_of(plan, self.reader(job, plan, at))
        return pdf_of(sheet, at=at, made_by=str(job.asked_by))

    def reader(self, job: Job, plan: MonthPlan, at: datetime) -> Reader:
        return Reader(is_family=False, sees_notes=self.sees_notes)

    def shown_as(self, job: Job) -> str:
        return f"plans-{job.pk}.pdf"

    def way_back(self, job: Job) -> tuple[str, Any]:
        plan = _plans(job).get()
        return reverse("planning:read", args=[plan.group_id, plan.month]), _("Back to the plan")


class PlanPaperWithNotes(PlanPaper):
    """For the group's staff and administration; it says something of single children."""

    code = "planning.plan_with_notes"
    sees_notes = is_sealed = True

    def reads(self, plan: MonthPlan, job: Job, by: Access) -> bool:
        return reads_notes(by, plan)

    def opened(self, file: StoredFile, by: Access, at: datetime) -> None:
        """About whom it may hold a note: those that stand, and those changed or emptied since."""
        may_stand = ~Q(text="") | Q(saved_at__gt=file.job.asked_at)
        notes = PlanNote.objects.filter(may_stand, plan=file.job.subject_id)
        keep_read([note.child for note in notes.select_related("child")], by=by, at=at)


class PlanPaperOfFamily(PlanPaper):
    """For a family: what is meant for them, of their own days. Of other days it is another document."""

    code = "planning.plan_of_family"

    def reads(self, plan: MonthPlan, job: Job, by: Access) -> bool:
        return by.acts_as(Role.PARENT) and family_reader(plan, by).sign == job.sign

    def reader(self, job: Job, plan: MonthPlan, at: datetime) -> Reader:
        today = local_day(at, plan.institution.time_zone)
        asker = Access(job.asked_by, day=today, acting_key=role_key(Role.PARENT, None))
        return family_reader(plan, asker)


def _plans(job: Job) -> Any:
    """The one it is of."""
    return MonthPlan.objects.with_place().filter(pk=job.subject_id)


KINDS = (PlanPaper(), PlanPaperWithNotes(), PlanPaperOfFamily())


def kind_for(reader: Reader) -> OwnPaper:
    """The one that holds what this reader may read, and nothing else."""
    plain, with_notes, of_family = KINDS
    if reader.is_family:
        return of_family
    return with_notes if reader.sees_notes else plain
