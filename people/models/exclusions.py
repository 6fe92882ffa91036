"""Who is kept out of an institution: left (R33), or suspended with a reason (R3)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .institution import Institution
from .periods import Period, PeriodQuerySet, no_overlap, not_backwards


class ExclusionQuerySet(PeriodQuerySet):
    def visible_to(self, access, action):
        """Those who operate the accounts of the house."""
        return self.filter(access.account_rule(action))


class Exclusion(Period):
    """From ``since`` on a person holds no role here: no staff role once they left, none while suspended.

    It acts by its dates alone, at the next request; no job has to run.
    """

    class Kind(models.IntegerChoices):
        LEFT = 1, pgettext_lazy("staff", "left")
        SUSPENDED = 2, _("suspended")

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="exclusions",
    )
    kind = models.IntegerField(_("kind"), choices=Kind)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("entered at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = ExclusionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exclusion")
        verbose_name_plural = _("exclusions")
        constraints = [
            no_overlap(
                "one_exclusion_of_a_kind_at_a_time",
                "user",
                "institution",
                kind="kind",
                message=_("This is already entered for these days."),
            ),
            not_backwards("an_exclusion_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(kind__in=(1, 2)), name="an_exclusion_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind=1) | ~Q(reason=""),
                name="a_suspension_has_a_reason",
                violation_error_message=_("Say why the account is suspended."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"
