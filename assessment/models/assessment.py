"""How far a child is in one outcome on one day."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from activities.models import DayEntry, DayPhoto
from assessment.models.publication import (
    OfAChildQuerySet,
    Withdrawable,
    of_a_child,
    of_a_house,
)
from curriculum.models import Entry
from people.models.to_person import to_person

COMMENT = 1_000  # signs


class Level(models.TextChoices):
    """R26's four letters, in the order of growth; what has none was not assessed."""

    BEGUN = "S", pgettext_lazy("level", "has begun to learn")
    GOES_ON = "T", pgettext_lazy("level", "goes on learning")
    LEARNED = "A", pgettext_lazy("level", "has learned")
    IN_DEPTH = "P", pgettext_lazy("level", "has learned in depth")

    @property
    def rank(self) -> int:
        """To tell higher from lower; never to be summed up or compared between children."""
        return list(type(self)).index(self)


class AssessmentQuerySet(OfAChildQuerySet):
    def standing(self):
        """Those that were not taken away again."""
        return self.filter(voided_at__isnull=True)


class Assessment(Withdrawable):
    """One of a child, outcome and day: the same day overwrites, another day adds one, so that a level may
    go down. Its version says whether a page knows what stands here."""

    institution = of_a_house()
    child = of_a_child(related_name="assessments")
    outcome = models.ForeignKey(
        Entry, verbose_name=_("learning outcome"), on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField(_("day"))
    level = models.CharField(_("level"), max_length=1, choices=Level)
    comment = models.CharField(_("comment"), max_length=COMMENT, blank=True)
    evidence = models.ForeignKey(
        DayEntry, verbose_name=_("what shows it"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    photo = models.ForeignKey(
        DayPhoto, verbose_name=_("photo that shows it"), on_delete=models.PROTECT, null=True,
        blank=True, related_name="+",
    )  # fmt: skip
    assessed_at = models.DateTimeField(_("assessed at"))
    assessed_by = to_person(verbose_name=_("assessed by"))
    version = models.PositiveIntegerField(_("version"), default=1)

    objects = AssessmentQuerySet.as_manager()
    trail_in_name = ("day",)

    class Meta:
        verbose_name = pgettext_lazy("of a child", "assessment")
        verbose_name_plural = _("assessments")
        ordering = ("day", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["child", "outcome", "day"], condition=Q(voided_at__isnull=True),
                name="an_outcome_is_assessed_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(level__in=Level.values), name="a_level_is_one_of_four"
            ),
            Withdrawable.voided_by_somebody("an_assessment_is_taken_away_by_somebody"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["institution", "day"], name="assessments_of_a_day"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.child}, {date_format(self.day, 'SHORT_DATE_FORMAT')}"

    @property
    def is_explained(self) -> bool:
        """Something is said of it, or shows it."""
        return bool(self.comment or self.evidence_id or self.photo_id)

    @property
    def trail_name(self) -> str:
        return f"{self.outcome}, {date_format(self.day, 'SHORT_DATE_FORMAT')}"

    @property
    def trail_url(self) -> str:
        return reverse("assessment:child", args=[self.child_id])
