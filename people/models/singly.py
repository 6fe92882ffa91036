"""Rows of a list that several people write: each is added and taken away by itself, none is deleted."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.to_person import to_person


class Standing:
    """Of a queryset of such rows."""

    def standing(self: Any) -> Any:
        """Those that were not taken away again."""
        return self.filter(voided_at__isnull=True)


class Singly(models.Model):
    """Who may see or write it says the app above."""

    added_at = models.DateTimeField(_("added at"))
    added_by = to_person(verbose_name=_("added by"))
    voided_at = models.DateTimeField(_("taken away at"), null=True, blank=True)
    voided_by = to_person(verbose_name=_("taken away by"), null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def voided_by_somebody(cls, name: str) -> models.CheckConstraint:
        return models.CheckConstraint(
            condition=Q(voided_at__isnull=True, voided_by__isnull=True)
            | Q(voided_at__isnull=False, voided_at__gte=F("added_at"), voided_by__isnull=False),
            name=name,
        )
