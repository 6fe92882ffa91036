"""The catalogue: outcomes, values and virtues by code and school year, and what a house leaves out."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from curriculum.lists import Area, Stage
from people.access import Access, Action
from people.models import Institution
from people.models.to_person import to_person

CODE = r"^[A-Za-z0-9][A-Za-z0-9_.-]*$"


def of_the_house(access: Access, action: Action) -> Q:
    """Rows of the house acted in, by a right of the catalogue; whatever else is held gives none of them."""
    is_of_it = action in (Action.VIEW_CATALOGUE, Action.MANAGE_CATALOGUE)
    houses = Institution.objects.filter(access.institution_rule(action))
    return Q(institution__in=houses if is_of_it else houses.none())


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, access: Access, action: Action):
        """The common ones and the house's own; for who manages the catalogue only its own can be changed."""
        own = of_the_house(access, action)
        is_reader = access.holds(action) and action == Action.VIEW_CATALOGUE
        return self.filter(own | Q(institution__isnull=True) if is_reader else own)

    def of_year(self, year: int):
        """Worded for a school year."""
        return self.filter(Q(last_year__isnull=True) | Q(last_year__gte=year), first_year__lte=year)

    def of_house(self, institution: Institution | int):
        return self.filter(Q(institution=institution) | Q(institution__isnull=True))

    def in_use(self, institution: Institution | int, year: int):
        """What can be chosen in a house in a school year: its own word goes before the common one."""
        own = Entry.objects.of_year(year).filter(institution=institution, code=OuterRef("code"))
        hidden = Hidden.objects.filter(
            institution=institution, code=OuterRef("code"), first_year__lte=year
        )
        worded_here = Q(institution__isnull=False) | ~Exists(own)
        return self.of_house(institution).of_year(year).filter(worded_here, ~Exists(hidden))

    def of_code(self, institution: Institution | int, code: str):
        """Wordings of a code, the house's own before the common ones, the newest first of each. The first
        without a last year is the one that stands."""
        rows = self.of_house(institution).filter(code=code)
        return rows.order_by(F("institution").asc(nulls_last=True), "-pk")

    def in_order(self):
        return self.order_by("kind", "area", "stage", "number", "code", "pk")


class Entry(models.Model):
    """One wording of one code. A new wording is a new row of the same code, so that what was chosen
    keeps the words of its time. Without an institution it is the portal's common one."""

    class Kind(models.TextChoices):
        OUTCOME = "outcome", pgettext_lazy("catalogue", "learning outcome")
        VALUE = "value", pgettext_lazy("catalogue", "value")
        VIRTUE = "virtue", pgettext_lazy("catalogue", "virtue")

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    code = models.CharField(pgettext_lazy("catalogue", "code"), max_length=30)
    area = models.CharField(_("learning area"), max_length=3, choices=Area, blank=True)
    stage = models.PositiveSmallIntegerField(_("age stage"), choices=Stage, null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.CharField(pgettext_lazy("catalogue", "text"), max_length=300)
    first_year = models.PositiveSmallIntegerField(_("first school year"))
    last_year = models.PositiveSmallIntegerField(_("last school year"), null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the catalogue")
        verbose_name_plural = _("catalogue")
        ordering = ("kind", "area", "stage", "number", "code")
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "code"],
                condition=Q(last_year__isnull=True),
                nulls_distinct=False,
                name="one_standing_wording_of_a_code",
                violation_error_message=_("There is an entry with this code."),
            ),
            models.CheckConstraint(
                # of NULL nothing can be said to be in a list, and a check passes what it cannot say
                condition=Q(
                    kind="outcome",
                    area__in=Area.values,
                    stage__in=Stage.values,
                    stage__isnull=False,
                )
                | Q(kind__in=["value", "virtue"], area="", stage__isnull=True),
                name="only_an_outcome_has_an_area_and_a_stage",
                violation_error_message=_(
                    "An outcome has a learning area and an age stage, others none."
                ),
            ),
            models.CheckConstraint(condition=Q(code__regex=CODE), name="a_code_is_plain"),
            models.CheckConstraint(condition=~Q(text=""), name="an_entry_says_something"),
            # one less than the first: worded anew within its first year
            models.CheckConstraint(
                condition=Q(last_year__isnull=True) | Q(last_year__gte=F("first_year") - 1),
                name="an_entry_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class OfAHouseQuerySet(models.QuerySet):
    def visible_to(self, access: Access, action: Action):
        return self.filter(of_the_house(access, action))


class Hidden(models.Model):
    """A house does not use a code from a school year on: the common catalogue stays what it is."""

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    code = models.CharField(pgettext_lazy("catalogue", "code"), max_length=30)
    first_year = models.PositiveSmallIntegerField(_("from the school year"))

    objects = OfAHouseQuerySet.as_manager()

    class Meta:
        verbose_name = _("hidden entry of the catalogue")
        verbose_name_plural = _("hidden entries of the catalogue")
        constraints = [
            models.UniqueConstraint(fields=["institution", "code"], name="a_code_is_hidden_once"),
            models.CheckConstraint(condition=Q(code__regex=CODE), name="a_hidden_code_is_plain"),
        ]

    def __str__(self) -> str:
        return self.code


class Specialism(models.Model):
    """A learning area that a specialist teaches in a house: in plans of own groups its parts are theirs."""

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    user = to_person("specialisms", verbose_name=_("person"))
    area = models.CharField(_("learning area"), max_length=3, choices=Area)

    objects = OfAHouseQuerySet.as_manager()

    class Meta:
        verbose_name = _("specialist's learning area")
        verbose_name_plural = _("specialists' learning areas")
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "user", "area"], name="a_specialist_has_an_area_once"
            ),
            models.CheckConstraint(
                condition=Q(area__in=Area.values), name="a_specialists_area_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_area_display()}"
