"""How far a notification has come on its way out."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from outbox.models.notification import Notification

_OPERATE = "operate_delivery"  # the only action that sees them (people.access is above this app)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, access, action):
        """Deliveries of the institution where the person operates delivery."""
        own = access.institution if action == _OPERATE and access.holds(action) else None
        return self.filter(notification__institution=own) if own else self.none()

    def due(self, at):
        return self.filter(state=Delivery.State.WAITING, next_try_at__lte=at)


class Delivery(models.Model):
    """One notification by one channel. Those of one ``letter`` go out together, as one.

    A claim moves ``next_try_at`` ahead: if the claiming process dies, the row is due again then.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        SKIPPED = "skipped", _("not needed any more")
        DEAD = "dead", _("given up")

    notification = models.ForeignKey(
        Notification,
        verbose_name=_("notification"),
        on_delete=models.CASCADE,
        related_name="deliveries",
    )
    channel = models.CharField(_("channel"), max_length=10)
    letter = models.UUIDField(_("letter"), default=uuid.uuid4)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField(_("due at"))  # since when it should have gone out
    next_try_at = models.DateTimeField(_("next try"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("last error"), max_length=40, blank=True)  # a code, no server's text
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(
                fields=["notification", "channel"], name="one_delivery_by_a_channel"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at__isnull=True)
                | Q(state__in=["sent", "skipped", "dead"], settled_at__isnull=False),
                name="a_delivery_waits_or_is_settled",
            ),
            models.CheckConstraint(
                condition=Q(error__regex=r"^[a-z0-9 _-]*$"), name="an_error_is_a_code"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"], condition=Q(state="waiting"), name="deliveries_due"
            ),
            models.Index(fields=["letter"], name="deliveries_of_a_letter"),
            models.Index(
                fields=["settled_at"], condition=~Q(state="waiting"), name="deliveries_settled"
            ),
            models.Index(fields=["settled_at"], condition=Q(state="dead"), name="deliveries_dead"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} #{self.pk}: {self.state}"
