"""What a person was shown, and when first: the one mark of having read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Seen(models.Model):
    """``kind`` and ``subject``: which thing, as its app names it. Acknowledged is more than shown: the
    person said so."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=40)
    subject = models.BigIntegerField(_("subject"))
    first_at = models.DateTimeField(_("first shown at"))
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)

    class Meta:
        verbose_name = _("what was seen")
        verbose_name_plural = _("what was seen")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "subject"], name="a_thing_is_seen_first_once"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | Q(acknowledged_at__gte=F("first_at")),
                name="a_thing_is_seen_before_it_is_acknowledged",
            ),
        ]
        indexes = [models.Index(fields=["kind", "subject"], name="seen_by_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
