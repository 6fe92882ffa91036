"""How a child's family is reached beside its accounts: addresses, and those who may fetch the child."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .child import Child
from .institution import Institution
from .periods import Period, PeriodQuerySet, not_backwards


class Address(models.Model):
    """A child's declared or actual address, in its parts."""

    class Kind(models.IntegerChoices):
        DECLARED = 1, pgettext_lazy("address", "declared")
        ACTUAL = 2, pgettext_lazy("address", "actual")

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    child = models.ForeignKey(
        Child, verbose_name=_("child"), on_delete=models.PROTECT, related_name="addresses"
    )
    kind = models.IntegerField(_("kind"), choices=Kind)
    street = models.CharField(_("street, house and flat, or farmstead"), max_length=80)
    town = models.CharField(_("town or village"), max_length=40, blank=True)
    parish = models.CharField(_("parish"), max_length=40, blank=True)
    municipality = models.CharField(_("municipality"), max_length=40, blank=True)
    postcode = models.CharField(
        _("postcode"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^LV-[0-9]{4}\Z", _("Write the postcode like LV-2136."))],
    )

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["child", "kind"], name="one_address_of_a_kind_for_a_child"
            ),
            models.CheckConstraint(condition=Q(kind__in=(1, 2)), name="an_address_kind_is_known"),
            models.CheckConstraint(
                condition=Q(postcode="") | Q(postcode__regex=r"^LV-[0-9]{4}$"),
                name="a_postcode_is_latvian",
            ),
        ]

    def __str__(self) -> str:
        parts = (self.street, self.town, self.parish, self.municipality, self.postcode)
        return ", ".join(part for part in parts if part)


class PickUpQuerySet(PeriodQuerySet):
    def visible_to(self, access, action):
        """Those of the children on whom the action is allowed."""
        return self.filter(child__in=Child.objects.visible_to(access, action))


class PickUpPerson(Period):
    """Somebody without an account who may fetch the child, as its parents have asked in writing."""

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    child = models.ForeignKey(
        Child, verbose_name=_("child"), on_delete=models.PROTECT, related_name="pick_up_people"
    )
    name = models.CharField(pgettext_lazy("person", "name"), max_length=160)
    relation = models.CharField(_("who it is to the child"), max_length=60, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)  # of a minor

    objects = PickUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("pick-up person")
        verbose_name_plural = _("pick-up persons")
        constraints = [not_backwards("a_pick_up_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.name
