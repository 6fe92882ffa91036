"""What parents are shown of one child, at one moment; until then it is what is being made ready for them."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from outbox.models import Graced, SavedSection
from people.access import Access, Action
from people.models import Child, Institution, Role
from people.models.to_person import to_person

of_a_house = partial(
    models.ForeignKey, Institution, verbose_name=_("institution"), on_delete=models.PROTECT,
    related_name="+",
)  # fmt: skip
of_a_child = partial(models.ForeignKey, Child, verbose_name=_("child"), on_delete=models.PROTECT)


class OfAChildQuerySet(models.QuerySet):
    """A child's history goes with the child: staff see it by the group of today, families their own."""

    def visible_to(self, access: Access, action: Action):
        mine = self.filter(child__in=Child.objects.visible_to(access, action))
        return mine.shown_to_families() if access.acts_as(Role.PARENT) else mine

    def shown_to_families(self):
        """What was published, its minute over, and not taken away since."""
        return self.filter(publication__released_at__isnull=False, voided_at__isnull=True)

    def unpublished(self):
        """Parents were told nothing of it; what waits for its minute is published."""
        return self.filter(publication__isnull=True)


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, access: Access, action: Action):
        mine = self.filter(child__in=Child.objects.visible_to(access, action))
        return mine.released() if access.acts_as(Role.PARENT) else mine

    def released(self):
        """The minute in which it could be taken back is over."""
        return self.filter(released_at__isnull=False)

    def draft(self):
        return self.filter(published_at__isnull=True)


class Voidable(models.Model):
    """What can be taken away: it stays in the history."""

    voided_at = models.DateTimeField(_("taken away at"), null=True, blank=True)
    voided_by = to_person(verbose_name=_("taken away by"), null=True, blank=True)
    void_reason = models.CharField(_("why it is taken away"), max_length=300, blank=True)

    class Meta:
        abstract = True


class Publication(Graced, SavedSection, Voidable):
    """Its ``text`` is one idea for home, saved as it is typed. A child has one draft at most.

    ``voided_at``: of the idea, which parents read no more; what was published with it stands.
    """

    said = "published_at"

    institution = of_a_house()
    child = of_a_child(related_name="publications")
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_by = to_person(verbose_name=_("published by"), null=True, blank=True)

    objects = PublicationQuerySet.as_manager()
    trail_parts: dict[str, list[str]] = {"assessments": ["outcome"], "observations": []}
    trail_joins = timedelta(minutes=30)  # its idea is saved as it is typed

    class Meta:
        verbose_name = _("published assessment")
        verbose_name_plural = _("published assessments")
        ordering = ("-published_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["child"], condition=Q(published_at__isnull=True),
                name="one_publication_is_made_ready_of_a_child",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="it_is_published_by_somebody",
            ),
            Graced.released_after("published_at", "it_is_shown_after_its_minute"),
            SavedSection.saved_by_somebody("an_idea_for_home_is_saved_by_somebody"),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by__isnull=True, void_reason="")
                | Q(
                    ~Q(text=""), ~Q(void_reason=""), voided_at__isnull=False,
                    voided_by__isnull=False, published_at__isnull=False,
                ),
                name="an_idea_for_home_is_taken_away_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["id", "institution"], name="a_publication_has_one_institution"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["published_at"], name="publications_in_grace",
                condition=Q(published_at__isnull=False, released_at__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        day = date_format(self.published_at, "SHORT_DATE_FORMAT") if self.published_at else "–"
        return f"{self.child}, {day}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_told(self) -> bool:
        """Parents were told of it, or will be once its minute is over."""
        return self.is_published

    @property
    def idea(self) -> str:
        """For home, unless it was taken away."""
        return "" if self.voided_at else self.text

    @property
    def trail_url(self) -> str:
        return reverse("assessment:child", args=[self.child_id])


class Withdrawable(Voidable):
    """What is written of a child and can be taken away: of what parents read with a reason, else without."""

    publication = models.ForeignKey(
        Publication, verbose_name=_("published assessment"), on_delete=models.PROTECT, null=True,
        blank=True, related_name="%(class)ss",
    )  # fmt: skip

    class Meta:
        abstract = True

    @property
    def is_told(self) -> bool:
        """The same: with its publication."""
        return self.publication_id is not None

    @classmethod
    def voided_by_somebody(cls, name: str) -> models.CheckConstraint:
        """By somebody; once it is published with a reason too."""
        said = Q(publication__isnull=True) | ~Q(void_reason="")
        return models.CheckConstraint(
            condition=Q(voided_at__isnull=True, voided_by__isnull=True, void_reason="")
            | Q(said, voided_at__isnull=False, voided_by__isnull=False),
            name=name,
        )
