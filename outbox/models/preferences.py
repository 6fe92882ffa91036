"""How a person wants to be told. No row means the kind's own default."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Mode(models.TextChoices):
    AT_ONCE = "at_once", _("at once")
    DIGEST = "digest", _("in the daily summary")
    NEVER = "never", pgettext_lazy("letters", "no")


class Preference(models.Model):
    """One kind by one channel: at once, in the daily summary, or not; also in quiet hours or not."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    kind = models.CharField(_("kind"), max_length=60)
    channel = models.CharField(_("channel"), max_length=10)
    mode = models.CharField(_("when"), max_length=10, choices=Mode)
    despite_quiet = models.BooleanField(_("also in quiet hours"), default=False)

    class Meta:
        verbose_name = _("notification setting")
        verbose_name_plural = _("notification settings")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "channel"], name="one_preference_by_kind_and_channel"
            ),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="a_mode_is_a_known_one"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel}: {self.mode}"


class Hours(models.Model):
    """A person's quiet hours (equal ends: none) and the time of the daily summary, local."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    quiet_since = models.TimeField(_("quiet since"), default=time(20))
    quiet_until = models.TimeField(_("quiet until"), default=time(7))
    digest_at = models.TimeField(_("daily summary at"), default=time(17))

    class Meta:
        verbose_name = _("hours of notifications")
        verbose_name_plural = _("hours of notifications")

    def __str__(self) -> str:
        return f"{self.quiet_since} – {self.quiet_until}"
