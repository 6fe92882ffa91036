"""What a plan holds. Sections have a version each; choices and items are added and voided singly."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from curriculum.lists import Area, Skill
from curriculum.models import Entry
from outbox.clock import ONE_DAY
from outbox.models import SavedSection
from people.models import Child
from people.models.periods import not_backwards
from planning.models.plan import OfAPlanQuerySet, of_a_house, of_a_plan
from planning.models.singly import Planned
from planning.parts import (
    ITEM,
    ITEM_KIND,
    OWN_OUTCOME,
    SECTIONS,
    Choose,
    ItemKind,
    area_of,
)  # fmt: skip


class PlanSection(SavedSection):
    """One written part; its label and whom it is for stand in ``parts.SECTIONS``."""

    institution = of_a_house()
    plan = of_a_plan(related_name="sections")
    code = models.CharField(pgettext_lazy("plan", "section"), max_length=20)

    trail_in_name = ("code",)
    trail_expected = {"text": ""}  # all of them are there from the opening on

    objects = OfAPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("section of a plan")
        verbose_name_plural = _("sections of plans")
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="a_plan_has_a_section_once"),
            models.CheckConstraint(
                condition=Q(code__in=list(SECTIONS)), name="a_section_is_a_known_one"
            ),
            SavedSection.saved_by_somebody("a_section_is_saved_by_somebody"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def trail_name(self) -> str:
        """«Temats»; of an area «Valodu: Aktivitātes»."""
        text = SECTIONS[self.code]
        area = area_of(self.code)
        return f"{Area(area).label}: {text.label}" if area else str(text.label)


class PlanNote(SavedSection):
    """On a single child: read by the group's staff and administration, by no parent ever (R25)."""

    institution = of_a_house()
    plan = of_a_plan(related_name="notes")
    child = models.ForeignKey(
        Child, verbose_name=_("child"), on_delete=models.PROTECT, related_name="plan_notes"
    )

    class Meta:
        verbose_name = _("note on a child in a plan")
        verbose_name_plural = _("notes on children in plans")
        constraints = [
            models.UniqueConstraint(fields=["plan", "child"], name="one_note_on_a_child_in_a_plan"),
            SavedSection.saved_by_somebody("a_note_is_saved_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


_OF_ENTRY = Q(kind__in=["value", "virtue"], area="", entry__isnull=False, skill="", text="")
_OUTCOME = Q(kind="outcome", area__in=Area.values, skill="") & (
    Q(entry__isnull=False, text="") | (Q(entry__isnull=True) & ~Q(text=""))
)
_SKILL = Q(kind="skill", area__in=Area.values, skill__in=Skill.values, entry__isnull=True, text="")
_NOT_PLANNED = Q(kind="not_planned", area__in=Area.values, skill="", entry__isnull=True, text="")


class PlanChoice(Planned):
    """One tap: a value, a virtue; of an area an outcome (or one in own words), a skill, or that it is
    not planned this month."""

    institution = of_a_house()
    plan = of_a_plan(related_name="choices")
    kind = models.CharField(_("kind"), max_length=11, choices=Choose)
    area = models.CharField(_("learning area"), max_length=3, choices=Area, blank=True)
    entry = models.ForeignKey(
        Entry, verbose_name=_("entry of the catalogue"), on_delete=models.PROTECT, null=True,
        blank=True, related_name="+",
    )  # fmt: skip
    skill = models.CharField(_("transversal skill"), max_length=2, choices=Skill, blank=True)
    text = models.CharField(_("in own words"), max_length=OWN_OUTCOME.longest, blank=True)

    class Meta:
        verbose_name = _("choice in a plan")
        verbose_name_plural = _("choices in plans")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "area", "entry", "skill", "text"],
                condition=Q(voided_at__isnull=True),
                nulls_distinct=False,
                name="a_thing_is_chosen_once",
            ),
            models.CheckConstraint(
                condition=reduce(or_, (_OF_ENTRY, _OUTCOME, _SKILL, _NOT_PLANNED)),
                name="a_choice_says_what_is_chosen",
            ),
            Planned.voided_by_somebody("a_choice_is_taken_away_by_somebody"),
            models.UniqueConstraint(
                fields=["id", "institution"], name="a_choice_has_one_institution"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """What was chosen, as the plan says it."""
        if self.entry_id:
            return self.entry.text  # type: ignore[union-attr]
        return self.text or (self.get_skill_display() if self.skill else self.get_kind_display())

    @property
    def trail_name(self) -> str:
        """«Valodu: Sasniedzamie rezultāti: stāsta par piedzīvoto»"""
        whose = [self.get_area_display()] if self.area else []
        said = (*whose, self.get_kind_display(), str(self.words))
        return ": ".join(dict.fromkeys(said))  # «neplānojam» says it by its kind


class PlanItem(Planned):
    """An additional item (R25): of a kind, on a day, over a period, or some time in the month."""

    institution = of_a_house()
    plan = of_a_plan(related_name="items")
    kind = models.CharField(_("kind"), max_length=13, choices=ItemKind)
    own_kind = models.CharField(_("kind in own words"), max_length=ITEM_KIND.longest, blank=True)
    area = models.CharField(_("learning area"), max_length=3, choices=Area, blank=True)
    text = models.CharField(_("text"), max_length=ITEM.longest)
    since = models.DateField(_("from (day)"), null=True, blank=True)
    until = models.DateField(_("until (not included)"), null=True, blank=True)

    class Meta:
        verbose_name = _("item of a plan")
        verbose_name_plural = _("items of plans")
        ordering = ("since", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ItemKind.values), name="an_item_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=(Q(kind="own") & ~Q(own_kind="")) | (~Q(kind="own") & Q(own_kind="")),
                name="an_own_kind_has_a_name",
            ),
            models.CheckConstraint(
                condition=Q(area__in=Area.values) | (Q(area="") & ~Q(kind="process")),
                name="a_process_is_of_a_learning_area",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="an_item_says_something"),
            models.CheckConstraint(
                condition=Q(since__isnull=False, until__isnull=False)
                | Q(since__isnull=True, until__isnull=True),
                name="an_item_has_both_days_or_none",
            ),
            not_backwards("an_item_ends_after_it_begins"),
            Planned.voided_by_somebody("an_item_is_taken_away_by_somebody"),
            models.UniqueConstraint(
                fields=["id", "institution"], name="an_item_has_one_institution"
            ),
        ]
        indexes = [models.Index(fields=["institution", "since"], name="items_by_day")]

    def __str__(self) -> str:
        return self.text

    @property
    def icon(self) -> str:
        return ItemKind(self.kind).icon

    @property
    def kind_words(self) -> str:
        return self.own_kind or str(ItemKind(self.kind).label)

    @property
    def when(self) -> str:
        """«12.12.2026.», «7.12.2026.–11.12.2026.»; empty for some time in the month."""
        if self.since is None or self.until is None:
            return ""
        days = (self.since, self.until - ONE_DAY)
        first, last = (date_format(day, "SHORT_DATE_FORMAT") for day in days)
        return first if first == last else f"{first}–{last}"

    @property
    def trail_name(self) -> str:
        return f"{self.kind_words}: {self.text}"
