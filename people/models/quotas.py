"""What is counted of a person: how much of something they used in an hour, how often somebody guessed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .devices import DeviceUse
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


class Guesses(models.Model):
    """Tries at a door in a row, since its owner came in; on each of their own devices apart
    (people/sign_in/guesses.py)."""

    person = to_person()
    door = models.CharField(_("door"), max_length=20)
    device_use = models.ForeignKey(
        DeviceUse, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    number = models.PositiveIntegerField(_("number"), default=0)
    last_at = models.DateTimeField(_("last at"))

    class Meta:
        verbose_name = _("guesses")
        verbose_name_plural = _("guesses")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "door", "device_use"], nulls_distinct=False,
                name="guesses_at_a_door_are_counted_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.door} #{self.person_id}"
