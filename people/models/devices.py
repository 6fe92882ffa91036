"""Browsers that somebody signed in on, and the PINs of those that a group room shares."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .institution import Institution
from .to_person import to_person


class Device(models.Model):
    """A browser that somebody signed in on; known again by a cookie, of which only a digest is kept."""

    key_digest = models.CharField(max_length=64, unique=True, editable=False)
    label = models.CharField(_("device"), max_length=80, blank=True)
    first_seen_at = models.DateTimeField(_("first seen"))
    # the shared computer of a group room
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    shared_as = models.CharField(_("name"), max_length=60, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = to_person(null=True, blank=True)

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        constraints = [
            models.CheckConstraint(
                condition=Q(shared_at__isnull=True)
                | Q(institution__isnull=False, shared_by__isnull=False),
                name="a_shared_device_is_somewhere",
            )
        ]

    def __str__(self) -> str:
        return self.shared_as or self.label or f"#{self.pk}"


class DeviceUse(models.Model):
    """One person on one device: since when, and on a shared one the PIN of their own."""

    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="uses")
    user = to_person("device_uses")
    first_seen_at = models.DateTimeField(_("first seen"))
    last_seen_at = models.DateTimeField(_("last seen"))
    signed_in_at = models.DateTimeField(_("signed in in full"))  # a PIN is good only after one
    pin = models.CharField(max_length=128, blank=True)  # a password hash
    pin_failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("use of a device")
        verbose_name_plural = _("uses of devices")
        constraints = [
            models.UniqueConstraint(
                fields=["device", "user"], name="one_use_of_a_device_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.device_id} #{self.user_id}"
