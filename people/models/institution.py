"""An institution."""

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class InstitutionQuerySet(models.QuerySet["Institution"]):
    def visible_to(self, access, action):
        return self.filter(access.institution_rule(action))


class Institution(models.Model):
    """A preschool (R1). Everything in the journal belongs to exactly one."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    registration_number = models.CharField(_("registration number"), max_length=20, unique=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    head = models.CharField(pgettext_lazy("person", "head"), max_length=200, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Riga")
    # when something to be acknowledged was last published; a session asks again after it
    papers_changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    settings = models.JSONField(_("settings"), default=dict, blank=True)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def heading(self) -> list[str]:
        """Whose a sheet or a file is, line by line (R1). What is not known is left out."""
        number, head = gettext("reg. no."), gettext("Head of the institution")
        lines = [
            [f"{number} {self.registration_number}", self.address],
            [self.phone, self.email, f"{head}: {self.head}" if self.head else ""],
        ]
        return [self.name, *filter(None, (" · ".join(filter(None, line)) for line in lines))]
