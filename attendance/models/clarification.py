"""A child of compulsory age stays away and nobody knows why: what administration does about it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models import Child, Institution

from .notice import OfAChildQuerySet


class ClarificationQuerySet(OfAChildQuerySet):
    def open(self):
        return self.filter(closed_at__isnull=True)


class Clarification(models.Model):
    """A task of the deputy head, from the day the absence passed the threshold until it is explained."""

    class Outcome(models.TextChoices):
        EXPLAINED = "explained", _("the reason is known")
        RETURNED = "returned", _("the child came back")
        HANDED_OVER = "handed_over", _("handed over to the municipality")

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    child = models.ForeignKey(
        Child, verbose_name=_("child"), on_delete=models.PROTECT, related_name="clarifications"
    )
    since = models.DateField(_("absent since"))
    opened_at = models.DateTimeField(_("opened at"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)

    objects = ClarificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("clarification of an absence")
        verbose_name_plural = _("clarifications of absences")
        ordering = ("-since", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["child", "since"], name="one_clarification_of_an_absence"
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(closed_at__isnull=True),
                name="one_open_clarification_of_a_child",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, outcome="")
                | Q(
                    closed_at__isnull=False,
                    closed_at__gte=F("opened_at"),
                    closed_by__isnull=False,
                    outcome__in=["explained", "returned", "handed_over"],
                ),
                name="a_closed_clarification_has_an_outcome",
            ),
            models.UniqueConstraint(
                fields=["id", "institution"], name="a_clarification_has_one_institution"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child}: {self.since}"

    @property
    def trail_name(self) -> str:
        return str(self.child)


class ClarificationStep(models.Model):
    """One thing that was done to find out. Never changed afterwards."""

    class Kind(models.TextChoices):
        CALLED = "called", _("called the parents")
        WROTE = "wrote", _("wrote to the parents")
        MET = "met", _("met the parents")
        NOTIFIED = "notified", _("informed the municipality's education board")
        SOCIAL = "social", _("informed the social service")
        OTHER = "other", _("something else")

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    clarification = models.ForeignKey(Clarification, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(_("step"), max_length=10, choices=Kind)
    day = models.DateField(_("day"))
    note = models.CharField(_("what came of it"), max_length=500, blank=True)
    taken_at = models.DateTimeField(_("entered at"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("step of a clarification")
        verbose_name_plural = _("steps of clarifications")
        ordering = ("day", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["called", "wrote", "met", "notified", "social", "other"]),
                name="a_step_is_a_known_one",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
