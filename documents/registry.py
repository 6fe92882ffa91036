"""Kinds of stored files and of the jobs that make them. Apps above declare theirs; this app knows none.

To have a worker make something, and its asker come by it:

1. beside the template say what it is, and register that in ``AppConfig.ready``::

       class PlanSheet(OwnPaper):
           code, label = "planning.plan", _("Month plan")

           def is_theirs(self, job, by):  # asked at every look at the job and at the file
               return MonthPlan.objects.visible_to(by, Action.VIEW_PLAN).filter(pk=job.subject_id).exists()

           def make(self, job, say, at):  # in the worker, in Latvian
               return pdf.compile(_TEMPLATE, _sheet(MonthPlan.objects.get(pk=job.subject_id), at))

2. ask for one in an operation that has asked who may, and lead to its page::

       job = queue.ask(kind=PlanSheet.code, institution=plan.institution, asked_by=by.user,
                       subject_id=plan.pk, at=at)
       return redirect(job)

The page, its progress, the file's address, its end and trying again are the same for all. What several
may see must hold what each of them may.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from documents.models import Job, StoredFile
from documents.pdf import PDF

Say = Callable[[int], None]
Kind = TypeVar("Kind", bound="FileKind")


class FileKind(ABC):
    """One kind of files: who may see one, and how it lies here."""

    code: str  # «planning.plan»
    kept_for: timedelta | None = None  # None: until it is removed
    is_sealed = False  # it opens accounts or the like, and lies here encrypted
    is_picture = False  # it stands in a page instead of being saved

    @abstractmethod
    def opens_to(self, file: StoredFile, by: Any) -> bool:
        """May this access see it now? Whoever may not is told that there is none."""

    def stays(self, request: Any) -> bool:
        """May the browser keep a picture, if it asks each time whether it still opens?"""
        return False

    def opened(self, file: StoredFile, by: Any, at: datetime) -> None:  # noqa: B027 most keep nothing
        """It goes out to whom it opens to. Where that is to be kept, it is kept here."""


class JobKind(FileKind):
    """Files that a worker makes."""

    label: Any  # over its page
    advice: Any = ""  # what is said beside the file that is ready
    content_type: str

    @abstractmethod
    def is_seen(self, job: Job, by: Any) -> bool:
        """May this access see the job, and what it made, now?"""

    @abstractmethod
    def make(self, job: Job, say: Say, at: datetime) -> bytes:
        """The file. ``say`` tells the page how many pieces are done.

        Whoever keeps pieces goes on after ``job.done`` of them when an earlier worker was killed; others
        begin anew. Whatever is raised fails the job, and its page offers to try again.
        """

    def shown_as(self, job: Job) -> str:
        """How the file is called once saved: ASCII, and nothing of a person."""
        return f"rits-{job.pk}.pdf"

    def way_back(self, job: Job) -> tuple[str, Any]:
        """Address and words of where one goes from its page; none by default."""
        return "", ""

    def opens_to(self, file: StoredFile, by: Any) -> bool:
        return self.is_seen(file.job, by)


class OwnPaper(JobKind):
    """A PDF for whoever asked, a day long, while that person may still read all that is in it."""

    content_type, kept_for = PDF, timedelta(days=1)

    def is_seen(self, job: Job, by: Any) -> bool:
        return by.user.pk == job.asked_by_id and self.is_theirs(job, by)

    @abstractmethod
    def is_theirs(self, job: Job, by: Any) -> bool:
        """May whoever asked for it still read it?"""


_registry: dict[str, FileKind] = {}


def register(kind: Kind) -> Kind:
    if kind.code in _registry:
        raise ValueError(f"kind {kind.code} is declared twice")
    _registry[kind.code] = kind
    return kind


def find(code: str) -> FileKind | None:
    """None for a kind that a former version declared."""
    return _registry.get(code)


def of_job(job: Job) -> JobKind | None:
    """The same of a job."""
    kind = _registry.get(job.kind)
    return kind if isinstance(kind, JobKind) else None
