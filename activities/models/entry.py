"""What was done: taken from the plan by a tap, repeated from an earlier day, or written anew."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models.log import OfALogQuerySet, of_a_house, of_a_log
from curriculum.lists import Area, Skill
from outbox.models import SavedSection
from people.access import Access, Action
from people.models import Role
from people.models.singly import Singly, Standing
from planning.models import PlanChoice, PlanItem

TITLE = 200  # signs


class DayEntryQuerySet(Standing, OfALogQuerySet):
    def visible_to(self, access: Access, action: Action):
        """Families what stands: a tap that was taken back in the draft was never said to them."""
        found = super().visible_to(access, action)
        return found.standing() if access.acts_as(Role.PARENT) else found


class DayEntry(SavedSection, Singly):
    """``title`` is what was done, in the words of its day: a plan that is amended later changes nothing
    here. ``text`` tells how it was; it is saved as it is typed. What was ticked away and ticked again is
    the same row, with its text."""

    institution = of_a_house()
    log = of_a_log(related_name="entries")
    area = models.CharField(_("learning area"), max_length=3, choices=Area, blank=True)
    title = models.CharField(_("what was done"), max_length=TITLE)
    skills = ArrayField(
        models.CharField(max_length=2, choices=Skill), verbose_name=_("transversal skills"),
        default=list, blank=True,
    )  # fmt: skip
    choice = models.ForeignKey(
        PlanChoice, verbose_name=_("planned outcome"), on_delete=models.PROTECT, null=True,
        blank=True, related_name="day_entries",
    )  # fmt: skip
    item = models.ForeignKey(
        PlanItem, verbose_name=_("planned item"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="day_entries",
    )  # fmt: skip
    repeats = models.ForeignKey(
        "self", verbose_name=_("repeats"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="+",
    )  # fmt: skip

    objects = DayEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a day")
        verbose_name_plural = _("entries of days")
        ordering = ("added_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["log", "choice"], name="an_outcome_is_ticked_once_a_day"),
            models.UniqueConstraint(fields=["log", "item"], name="an_item_is_ticked_once_a_day"),
            models.UniqueConstraint(fields=["log", "repeats"], name="an_entry_is_repeated_once_a_day"),
            models.CheckConstraint(
                condition=reduce(
                    or_,
                    (
                        Q(choice__isnull=a, item__isnull=b, repeats__isnull=c)
                        for a, b, c in (
                            (True, True, True), (False, True, True), (True, False, True),
                            (True, True, False),
                        )
                    ),
                ),
                name="an_entry_comes_from_one_place",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="an_entry_says_what_was_done"),
            models.CheckConstraint(
                condition=Q(area__in=Area.values)
                | Q(area="", item__isnull=False)
                | Q(area="", repeats__isnull=False),
                name="an_entry_is_of_a_learning_area",
            ),
            models.CheckConstraint(
                condition=Q(skills__contained_by=Skill.values), name="an_entry_has_known_skills"
            ),
            SavedSection.saved_by_somebody("an_entry_is_saved_by_somebody"),
            Singly.voided_by_somebody("an_entry_is_taken_away_by_somebody"),
            models.UniqueConstraint(
                fields=["id", "institution"], name="an_entry_has_one_institution"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """How its text is named in a form."""
        return f"entry-{self.pk}"

    @property
    def is_own(self) -> bool:
        """Written anew, neither planned nor repeated."""
        return not (self.choice_id or self.item_id or self.repeats_id)

    @property
    def icon(self) -> str:
        return Area(self.area).icon if self.area else "star"

    @property
    def of_words(self) -> str:
        """Its learning area; of what the plan has beside the areas its kind."""
        if self.area:
            return self.get_area_display()
        return self.item.kind_words if self.item else ""

    @property
    def skill_words(self) -> list[str]:
        """In the order of the law's list."""
        return [str(skill.label) for skill in Skill if skill.value in self.skills]

    @property
    def trail_name(self) -> str:
        return self.title


class EntryOutcomeQuerySet(Standing, models.QuerySet):
    def visible_to(self, access: Access, action: Action):
        return self.filter(entry__in=DayEntry.objects.visible_to(access, action))


class EntryOutcome(Singly):
    """That an entry touches a planned outcome besides the one that it was ticked for."""

    institution = of_a_house()
    entry = models.ForeignKey(
        DayEntry, verbose_name=_("entry"), on_delete=models.PROTECT, related_name="outcomes"
    )
    choice = models.ForeignKey(
        PlanChoice, verbose_name=_("planned outcome"), on_delete=models.PROTECT, related_name="+"
    )

    objects = EntryOutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome of an entry")
        verbose_name_plural = _("outcomes of entries")
        ordering = ("added_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "choice"], name="an_outcome_is_touched_once_in_an_entry"
            ),
            Singly.voided_by_somebody("an_outcome_is_untouched_by_somebody"),
        ]

    def __str__(self) -> str:
        return str(self.choice)

    @property
    def trail_name(self) -> str:
        return f"{self.entry}: {self.choice}"
