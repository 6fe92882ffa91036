"""What was observed, in words; of the youngest in place of letters."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from assessment.models.publication import (
    OfAChildQuerySet,
    Withdrawable,
    of_a_child,
    of_a_house,
)
from outbox.models import SavedSection


class ObservationQuerySet(OfAChildQuerySet):
    def standing(self):
        """Those that say something and were not taken away again."""
        return self.filter(voided_at__isnull=True).exclude(text="")


class Observation(SavedSection, Withdrawable):
    """One of a child and day, saved as it is typed until it is published."""

    institution = of_a_house()
    child = of_a_child(related_name="observations")
    day = models.DateField(_("day"))

    objects = ObservationQuerySet.as_manager()
    trail_in_name = ("day",)
    trail_joins = timedelta(minutes=30)  # saved as it is typed

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ("day", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["child", "day"], condition=Q(voided_at__isnull=True),
                name="one_observation_of_a_child_a_day",
            ),
            SavedSection.saved_by_somebody("an_observation_is_saved_by_somebody"),
            Withdrawable.voided_by_somebody("an_observation_is_taken_away_by_somebody"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.child}, {date_format(self.day, 'SHORT_DATE_FORMAT')}"

    @property
    def trail_name(self) -> str:
        return f"{capfirst(str(self._meta.verbose_name))}, {date_format(self.day, 'SHORT_DATE_FORMAT')}"

    @property
    def trail_url(self) -> str:
        return reverse("assessment:child", args=[self.child_id])
