"""How much of something a person has used in an hour."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .to_person import to_person


class Used(models.Model):
    """``number`` things of a kind in the hour that began at ``hour`` (people/quotas.py)."""

    person = to_person()
    kind = models.CharField(_("kind"), max_length=30)
    hour = models.DateTimeField(_("hour"))
    number = models.PositiveIntegerField(_("number"))

    class Meta:
        verbose_name = _("use of a quota")
        verbose_name_plural = _("uses of quotas")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "hour"], name="one_count_of_a_kind_an_hour"
            )
        ]
        indexes = [models.Index(fields=["hour"], name="uses_by_age")]

    def __str__(self) -> str:
        return f"{self.kind} #{self.person_id}"
