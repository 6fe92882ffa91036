"""A form that was posted before, so that sending it again does its work once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Receipt(models.Model):
    """The key a form carried, whose form it was, what it held (a digest) and where it led."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    key = models.CharField(_("key"), max_length=64)
    digest = models.CharField(_("digest"), max_length=64)
    location = models.CharField(_("where it led"), max_length=300, blank=True)
    received_at = models.DateTimeField(_("received at"))

    class Meta:
        verbose_name = _("receipt of a form")
        verbose_name_plural = _("receipts of forms")
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="a_form_is_received_once")
        ]
        indexes = [models.Index(fields=["received_at"], name="receipts_by_age")]

    def __str__(self) -> str:
        return f"{self.key[:8]}…"
