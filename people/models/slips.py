"""Printed slips: a batch of them is asked for, perhaps agreed to, made, kept for a day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .institution import Institution
from .to_person import to_person


class SlipBatchQuerySet(models.QuerySet):
    def visible_to(self, access, action):
        """Those who operate the accounts of the house."""
        return self.filter(access.account_rule(action))


class SlipBatch(models.Model):
    """Slips printed together, one per adult: asked for on a page, made by a worker, kept for a day.

    One that opens more than whoever asks may see waits until another person has agreed (R35).
    """

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = to_person()
    total = models.PositiveIntegerField(_("slips"))
    done = models.PositiveIntegerField(_("done"), default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField()  # while a worker is at it, when that is given up
    attempts = models.PositiveSmallIntegerField(default=0)
    # encrypted, since it opens accounts; taken away after a day
    sheets = models.BinaryField(null=True, blank=True)
    needs_another = models.BooleanField(_("another person is to agree"), default=False)
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
    refused_at = models.DateTimeField(_("refused at"), null=True, blank=True)
    decided_by = to_person(null=True, blank=True)

    objects = SlipBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch of slips")
        verbose_name_plural = _("batches of slips")
        constraints = [
            models.UniqueConstraint(
                fields=["id", "institution"], name="a_batch_has_one_institution"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("asked_by")),
                name="a_slip_is_agreed_to_by_another",
            ),
            models.CheckConstraint(
                condition=Q(
                    agreed_at__isnull=True, refused_at__isnull=True, decided_by__isnull=True
                )
                | Q(agreed_at__isnull=False, refused_at__isnull=True, decided_by__isnull=False)
                | Q(agreed_at__isnull=True, refused_at__isnull=False, decided_by__isnull=False),
                name="a_slip_is_agreed_to_or_refused_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(needs_another=False)
                | Q(agreed_at__isnull=False)
                | Q(sheets__isnull=True),
                name="no_slip_before_another_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
