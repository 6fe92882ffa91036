"""A child of one institution."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .institution import Institution


class Sex(models.TextChoices):
    GIRL = "f", _("girl")
    BOY = "m", _("boy")


class Stage(models.IntegerChoices):
    """Vecumposmi: of a child, not of a group, which may be mixed. Learning outcomes are laid down by them."""

    FIRST = 1, pgettext_lazy("stage", "1½–3 years")
    SECOND = 2, pgettext_lazy("stage", "3–5 years")
    THIRD = 3, pgettext_lazy("stage", "5–6 years")


class ChildQuerySet(models.QuerySet["Child"]):
    def visible_to(self, access, action):
        """Staff see children of their groups or institution today; guardians see their own."""
        return self.filter(access.child_rule(action))


class Child(models.Model):
    """A child's card. A guest elsewhere has a second card; the guardian is the bridge."""

    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.PROTECT,
        related_name="children",
    )
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    birth_date = models.DateField(_("birth date"))
    sex = models.CharField(_("sex"), max_length=1, choices=Sex)
    personal_code = models.CharField(  # noqa: DJ001 – NULL: none is known
        _("personal code"),
        max_length=11,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{11}\Z", _("A personal code has 11 digits."))],
    )
    warning = models.CharField(
        _("operational warning"),
        max_length=120,
        blank=True,
        help_text=_("What the group's staff must know at once, without a diagnosis."),
    )
    diet_code = models.CharField(_("diet code"), max_length=10, blank=True)
    compulsory_override = models.BooleanField(
        _("compulsory preparation"), null=True, blank=True, help_text=_("Empty: by age.")
    )
    stage_override = models.PositiveSmallIntegerField(
        _("age stage"), choices=Stage, null=True, blank=True, help_text=_("Empty: by age.")
    )
    sort_key = models.CharField(max_length=400, db_collation="C", editable=False)
    search_key = models.CharField(max_length=200, editable=False)

    objects = ChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("child")
        verbose_name_plural = _("children")
        ordering = ("sort_key",)
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "personal_code"],
                name="one_child_per_personal_code",
                violation_error_message=_("Another child here has this personal code."),
            ),
            models.CheckConstraint(
                condition=Q(personal_code__regex=r"^[0-9]{11}$"),
                name="a_personal_code_is_eleven_digits",
            ),
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="a_sex_is_a_known_one"),
            models.CheckConstraint(
                condition=Q(stage_override__in=Stage.values), name="an_age_stage_is_known"
            ),
            models.UniqueConstraint(
                fields=["id", "institution"], name="a_child_has_one_institution"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def masked_code(self) -> str:
        """The personal code as shown to those who need not know it."""
        return f"******-*{self.personal_code[-4:]}" if self.personal_code else ""
