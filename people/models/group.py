"""A group of children in one school year."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.rules.days import FIRST_DAY, LAST_DAY

from .institution import Institution


class Symbol(models.TextChoices):
    """The face of a group; a drawing of the same name lies in ``static/img/groups``."""

    BITITES = "bitites", _("bees")
    KAKENI = "kakeni", _("kittens")
    EZISI = "ezisi", _("hedgehogs")
    LACENI = "laceni", _("bears")
    PUCITES = "pucites", _("owls")
    TAURENISI = "taurenisi", _("butterflies")
    LAPSINI = "lapsini", _("foxes")
    PELITES = "pelites", _("mice")
    ZAKISI = "zakisi", _("hares")
    PUTNINI = "putnini", _("birds")


FIRST_MONTH = 9  # of a school year (R22)


def school_year_of(day: date) -> int:
    """The year in which the school year of the day starts."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def year_label(school_year: int) -> str:
    """«2026./2027.»: as a school year is written wherever it is"""
    return f"{school_year}./{school_year + 1}."


class ChildGroupQuerySet(models.QuerySet["ChildGroup"]):
    def visible_to(self, access, action):
        """Groups of the institutions where the role allows it, and those assigned today."""
        return self.filter(access.group_rule(action))

    def of_year(self, school_year: int):
        return self.filter(school_year=school_year)


class ChildGroup(models.Model):
    """A group in one school year (``school_year`` = the year in which it starts)."""

    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.PROTECT,
        related_name="child_groups",
    )
    name = models.CharField(_("name"), max_length=60)
    school_year = models.PositiveSmallIntegerField(_("school year"))
    symbol = models.CharField(_("symbol"), max_length=12, choices=Symbol, default=Symbol.BITITES)
    continues = models.ForeignKey(
        "self", verbose_name=_("continues the group of the year before"), on_delete=models.PROTECT,
        null=True, blank=True, related_name="continued_by",
    )  # fmt: skip
    sort_key = models.CharField(max_length=200, db_collation="C", editable=False)

    objects = ChildGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ("-school_year", "sort_key")
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "school_year", "name"],
                name="one_group_of_a_name_per_school_year",
                violation_error_message=_("There is a group of this name in this school year."),
            ),
            # the target of composite foreign keys: no row can join two institutions
            models.UniqueConstraint(
                fields=["id", "institution"], name="a_group_has_one_institution"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.school_year and not FIRST_DAY.year <= self.school_year < LAST_DAY.year:
            raise ValidationError({"school_year": _("There is no such school year.")})
        if self.continues and self.school_year and not self._follows(self.continues):
            raise ValidationError({"continues": _("Choose a group of the school year before.")})

    def _follows(self, other: ChildGroup) -> bool:
        """It is of the year before, in the same house."""
        is_here = other.institution_id == self.institution_id
        return is_here and other.school_year == self.school_year - 1
