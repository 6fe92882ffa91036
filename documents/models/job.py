"""Something asked for that a worker makes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.models.columns import of_a_house, of_a_person
from documents.models.file import KIND, StoredFile


class Job(models.Model):
    """Something asked for that a worker makes: a row of claimed work, its progress, its result.

    ``subject_id``, ``day`` and ``sign`` say of what, as its kind understands them; there is never a text.
    """

    institution = of_a_house()
    kind = models.CharField(_("kind"), max_length=60)
    subject_id = models.BigIntegerField(_("subject"), null=True, blank=True)
    day = models.DateField(_("day"), null=True, blank=True)
    sign = models.CharField(max_length=32, blank=True)  # a digest of what else it depends on
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = of_a_person(verbose_name=_("asked by"))
    total = models.PositiveIntegerField(_("pieces"), default=1)
    done = models.PositiveIntegerField(_("done"), default=0)
    next_try_at = models.DateTimeField()  # while a worker is at it, when that is given up
    attempts = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    failed_at = models.DateTimeField(_("failed at"), null=True, blank=True)
    result = models.OneToOneField(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="job"
    )

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        constraints = [
            models.UniqueConstraint(fields=["id", "institution"], name="a_job_has_one_institution"),
            models.CheckConstraint(condition=Q(kind__regex=KIND), name="a_jobs_kind_is_a_code"),
            models.CheckConstraint(
                condition=Q(sign__regex=r"^[0-9a-f]*$"), name="a_jobs_sign_is_a_digest"
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(failed_at__isnull=True),
                name="a_job_is_finished_or_has_failed",
            ),
            models.CheckConstraint(
                condition=Q(result__isnull=True) | Q(finished_at__isnull=False),
                name="what_a_job_made_is_of_a_finished_one",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(finished_at__isnull=True, failed_at__isnull=True),
                name="jobs_to_do",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("documents:job", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        """Nobody has made it yet, and nobody has given it up."""
        return not (self.finished_at or self.failed_at)
