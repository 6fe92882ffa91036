"""Dated facts: who is where, who works with whom, whose child it is."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .child import Child
from .exclusions import Exclusion
from .group import ChildGroup
from .institution import Institution
from .periods import InstitutionalPeriodQuerySet, Period, no_overlap, not_backwards


class Enrolment(Period):
    """A child belongs to a group. A temporary one lies over the permanent one and goes before it."""

    class Kind(models.IntegerChoices):
        PERMANENT = 1, _("permanent")
        TEMPORARY = 2, _("temporary")

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    child = models.ForeignKey(
        Child, verbose_name=_("child"), on_delete=models.PROTECT, related_name="enrolments"
    )
    group = models.ForeignKey(
        ChildGroup, verbose_name=_("group"), on_delete=models.PROTECT, related_name="enrolments"
    )
    kind = models.IntegerField(_("kind"), choices=Kind, default=Kind.PERMANENT)

    objects = InstitutionalPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            no_overlap(
                "a_child_is_in_one_group_at_a_time",
                "child",
                kind="kind",
                message=_("The child is in another group in this period."),
            ),
            not_backwards("an_enrolment_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(kind__in=(1, 2)), name="an_enrolment_kind_is_known"),
        ]
        indexes = [models.Index(fields=["group", "since", "until"], name="enrolments_of_a_group")]

    def __str__(self) -> str:
        return f"{self.child} → {self.group}"


class Assignment(Period):
    """An adult works with a group; what they may do there depends on the kind and on the day."""

    class Kind(models.IntegerChoices):
        TEACHER = 1, pgettext_lazy("assignment", "teacher")
        ASSISTANT = 2, pgettext_lazy("assignment", "assistant")
        SPECIALIST = 3, pgettext_lazy("assignment", "specialist")
        SUBSTITUTE = 4, pgettext_lazy("assignment", "substitute")

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="assignments",
    )
    group = models.ForeignKey(
        ChildGroup, verbose_name=_("group"), on_delete=models.PROTECT, related_name="assignments"
    )
    kind = models.IntegerField(_("kind"), choices=Kind, default=Kind.TEACHER)

    objects = InstitutionalPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            no_overlap(
                "one_assignment_of_a_kind_at_a_time",
                "user",
                "group",
                kind="kind",
                message=_("This person has such an assignment in this period."),
            ),
            not_backwards("an_assignment_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(kind__in=(1, 2, 3, 4)), name="an_assignment_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.group}"


class GuardianshipQuerySet(InstitutionalPeriodQuerySet):
    def counting_on(self, day):
        """Those in force of people whom the house of the child has not suspended that day (R3)."""
        suspended = Exclusion.objects.on(day).filter(
            kind=Exclusion.Kind.SUSPENDED,
            user=OuterRef("user"),
            institution=OuterRef("institution"),
        )
        return self.on(day).filter(~Exists(suspended))


class Guardianship(Period):
    """An adult answers for a child. Both parents see everything unless a document says otherwise."""

    class Relation(models.TextChoices):
        MOTHER = "mother", _("mother")
        FATHER = "father", _("father")
        GUARDIAN = "guardian", _("guardian")
        FOSTER = "foster", _("foster family")
        HOST = "host", _("host family")
        ORPHANS_COURT = "court", _("orphan's court")
        CARE_HOME = "care_home", _("head of a care home")
        AUTHORISED = "authorised", _("authorised person")

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    child = models.ForeignKey(
        Child, verbose_name=_("child"), on_delete=models.PROTECT, related_name="guardianships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="guardianships",
    )
    relation = models.CharField(_("relation"), max_length=10, choices=Relation)
    is_legal = models.BooleanField(_("legal representative"), default=True)

    objects = GuardianshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("guardianship")
        verbose_name_plural = _("guardianships")
        constraints = [
            no_overlap(
                "one_guardianship_of_a_child_at_a_time",
                "child",
                "user",
                message=_("This person is already recorded for this child."),
            ),
            not_backwards("a_guardianship_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["id", "institution"], name="a_guardianship_has_one_institution"
            ),
            models.CheckConstraint(
                condition=Q(
                    relation__in=[
                        "mother", "father", "guardian", "foster",
                        "host", "court", "care_home", "authorised",
                    ]
                ),
                name="a_relation_is_a_known_one",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.user} → {self.child}"


SCOPES = ("whereabouts", "messages", "photos", "contacts", "pick_up", "journal")


class RestrictionQuerySet(InstitutionalPeriodQuerySet):
    def forbidding_to_fetch(self, day):
        """By which the child is not handed over to the guardian that day."""
        return self.on(day).filter(pick_up=True)


class Restriction(Period):
    """What a guardian may not see or do, by a document in force (court, police, orphan's court)."""

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    guardianship = models.ForeignKey(
        Guardianship,
        verbose_name=_("guardianship"),
        on_delete=models.PROTECT,
        related_name="restrictions",
    )
    document = models.CharField(_("document"), max_length=200)
    issuer = models.CharField(_("issuer"), max_length=200)
    # of the document; the restriction stays until somebody ends it
    valid_until = models.DateField(_("valid until (last day)"), null=True, blank=True)
    whereabouts = models.BooleanField(_("whereabouts"), default=True)
    messages = models.BooleanField(_("messages"), default=True)
    photos = models.BooleanField(_("photos"), default=True)
    contacts = models.BooleanField(_("contacts"), default=True)
    pick_up = models.BooleanField(_("pick-up"), default=True)
    # marks of assessment and what is written of how the child learns
    journal = models.BooleanField(_("assessment"), default=True)

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        verbose_name = _("restriction")
        verbose_name_plural = _("restrictions")
        constraints = [
            not_backwards("a_restriction_ends_after_it_begins"),
            models.CheckConstraint(
                condition=reduce(or_, (Q(**{scope: True}) for scope in SCOPES)),
                name="a_restriction_restricts_something",
                violation_error_message=_("Choose what is restricted."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guardianship}: {self.document}"
