"""How many eat: what had been received at the cut-off, kept as it was (R22)."""

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from people.access import Access, Action
from people.models import ChildGroup, Institution


class HeadCountQuerySet(models.QuerySet["HeadCount"]):
    def visible_to(self, access: Access, action: Action):
        """The kitchen's right only: what concerns a house otherwise says nothing of its meals."""
        if action != Action.VIEW_KITCHEN:
            return self.none()
        return self.filter(institution__in=Institution.objects.visible_to(access, action))


class HeadCount(models.Model):
    """One institution's count of one day. Whenever it is taken, it says what was known at the cut-off."""

    class Letter(models.TextChoices):
        NONE = "none", _("not sent")  # nobody has given the caterer's address
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        FAILED = "failed", _("not delivered")

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField(_("day"))
    cutoff_at = models.DateTimeField(_("cut-off"))
    taken_at = models.DateTimeField(_("taken at"))
    letter = models.CharField(_("letter"), max_length=7, choices=Letter, default=Letter.NONE)
    letter_to = models.EmailField(_("caterer's address"), blank=True)
    letter_name = models.UUIDField(
        null=True, blank=True
    )  # of the Message-ID, from the first try on
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try at"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    objects = HeadCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("head count")
        verbose_name_plural = _("head counts")
        constraints = [
            models.UniqueConstraint(fields=["institution", "day"], name="one_head_count_of_a_day"),
            models.CheckConstraint(
                condition=models.Q(letter__in=["none", "waiting", "sent", "failed"]),
                name="a_letter_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_at__gte=models.F("cutoff_at")),
                name="a_head_count_is_taken_after_the_cutoff",
            ),
            models.UniqueConstraint(
                fields=["id", "institution"], name="a_head_count_has_one_institution"
            ),
        ]

    def __str__(self) -> str:
        return date_format(self.day, "SHORT_DATE_FORMAT")


class HeadCountLine(models.Model):
    """How many of one group, age band and diet code. ``received``: the group had confirmed by then."""

    class Band(models.TextChoices):
        YOUNGER = "younger", _("1–2 years")
        OLDER = "older", _("3–6 years")

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    head_count = models.ForeignKey(HeadCount, on_delete=models.PROTECT, related_name="lines")
    group = models.ForeignKey(
        ChildGroup, verbose_name=_("group"), on_delete=models.PROTECT, related_name="+"
    )
    band = models.CharField(_("age band"), max_length=7, choices=Band)
    diet_code = models.CharField(_("diet code"), max_length=10, blank=True)
    children = models.PositiveSmallIntegerField(_("children"))
    received = models.BooleanField(_("received by the cut-off"))

    class Meta:
        verbose_name = _("line of a head count")
        verbose_name_plural = _("lines of head counts")
        constraints = [
            models.UniqueConstraint(
                fields=["head_count", "group", "band", "diet_code"],
                name="one_line_of_a_group_band_and_diet",
            ),
            models.CheckConstraint(
                condition=models.Q(band__in=["younger", "older"]), name="an_age_band_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.children}"
