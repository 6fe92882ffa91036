"""Who read what of special protection about which child: written by the page, never changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from outbox.models.notification import ROLE_LENGTH

from .child import Child
from .institution import Institution


class SensitiveRead(models.Model):
    """One person has read one kind of protected data about one child."""

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    child = models.ForeignKey(
        Child, verbose_name=_("child"), on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    role = models.CharField(_("role"), max_length=ROLE_LENGTH)  # in which it was read
    what = models.CharField(_("what"), max_length=30)  # a code: «health_note»
    read_at = models.DateTimeField(_("read at"))

    class Meta:
        verbose_name = _("read of protected data")
        verbose_name_plural = _("reads of protected data")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(what__regex=r"^[a-z_]+$"), name="a_read_holds_no_text"
            )
        ]
        indexes = [models.Index(fields=["child", "read_at"], name="reads_about_a_child")]

    def __str__(self) -> str:
        return f"{self.what} #{self.child_id}"
