"""A plan, and what became of it: opened, submitted, amended, marked as a template."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from duties.calendar.days import Month
from people.access import Access, Action, by_month
from people.models import ChildGroup, Institution, Role
from people.models.to_person import to_person

of_a_house = partial(
    models.ForeignKey, Institution, verbose_name=_("institution"), on_delete=models.PROTECT,
    related_name="+",
)  # fmt: skip


class MonthPlanQuerySet(models.QuerySet["MonthPlan"]):
    def visible_to(self, access: Access, action: Action):
        """Staff by the group; families what was submitted, of months in which the group answers for
        a child of theirs (R4)."""
        if access.acts_as(Role.PARENT):
            return self.submitted().filter(access.family_rule(action, by_month))
        return self.filter(group__in=access.groups(action))

    def with_place(self):
        """Whose it is, and who submitted it: in the same query."""
        return self.select_related("group__institution", "institution", "submitted_by")

    def submitted(self):
        return self.filter(submitted_at__isnull=False)

    def templates(self):
        """Those that administration offers to begin from."""
        return self.filter(is_template=True)


class MonthPlan(models.Model):
    """One group's month. A draft until it is submitted; afterwards it is amended with a reason (R25)."""

    institution = of_a_house()
    group = models.ForeignKey(
        ChildGroup, verbose_name=_("group"), on_delete=models.PROTECT, related_name="plans"
    )
    month = models.DateField(_("month"))  # its first day
    continues_before = models.BooleanField(_("continues the month before"), default=False)
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = to_person(verbose_name=_("opened by"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    submitted_by = to_person(verbose_name=_("submitted by"), null=True, blank=True)
    is_template = models.BooleanField(_("the institution's template"), default=False)
    template_said_at = models.DateTimeField(_("marked or unmarked at"), null=True, blank=True)
    template_said_by = to_person(verbose_name=_("marked or unmarked by"), null=True, blank=True)

    objects = MonthPlanQuerySet.as_manager()
    trail_parts = {"sections": [], "choices": ["entry"], "items": [], "amendments": []}
    trail_joins = timedelta(minutes=30)  # saved as it is typed

    class Meta:
        verbose_name = _("month plan")
        verbose_name_plural = _("month plans")
        ordering = ("-month", "group__sort_key")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "month"], name="one_plan_of_a_group_and_month"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="a_plan_is_of_a_whole_month"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(
                    submitted_at__isnull=False,
                    submitted_at__gte=F("opened_at"),
                    submitted_by__isnull=False,
                ),
                name="a_plan_is_submitted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(
                    is_template=False, template_said_at__isnull=True, template_said_by__isnull=True
                )
                | Q(
                    submitted_at__isnull=False,
                    template_said_at__isnull=False,
                    template_said_by__isnull=False,
                ),
                name="a_template_is_submitted_and_marked_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["id", "institution"], name="a_plan_has_one_institution"
            ),
        ]
        indexes = [models.Index(fields=["institution", "month"], name="plans_of_a_month")]

    def __str__(self) -> str:
        return f"{self.group}, {self.when.title}"

    @property
    def when(self) -> Month:
        return Month(self.month)

    @property
    def trail_url(self) -> str:
        return reverse("planning:read", args=[self.group_id, self.month])

    @property
    def trail_versions(self) -> list[tuple[models.Model, str, str]]:
        """The plan as it was submitted, and after each amendment (R25)."""
        amendments = ((amendment, "at", amendment.reason) for amendment in self.amendments.all())
        return [(self, "submitted_at", str(_("Submitted"))), *amendments]

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None


of_a_plan = partial(
    models.ForeignKey, MonthPlan, verbose_name=_("month plan"), on_delete=models.PROTECT
)


class OfAPlanQuerySet(models.QuerySet):
    def visible_to(self, access: Access, action: Action):
        return self.filter(plan__in=MonthPlan.objects.visible_to(access, action))


class PlanAmendment(models.Model):
    """That a submitted plan was supplemented or restructured, and why (R25). What changed is in the trail."""

    institution = of_a_house()
    plan = of_a_plan(related_name="amendments")
    at = models.DateTimeField(_("at"))
    by = to_person(verbose_name=_("by"))
    reason = models.CharField(_("reason"), max_length=300)

    objects = OfAPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("amendment of a plan")
        verbose_name_plural = _("amendments of plans")
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="an_amendment_has_a_reason"),
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def trail_name(self) -> str:
        return str(_("Amendment"))
