"""Ways to a key: one-time links and printed slips, devices of a group room, changed contact data."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from outbox.models.notification import ROLE_LENGTH

from .child import Child
from .institution import Institution
from .relations import Guardianship


def _person(related_name: str = "+", **options) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related_name, **options
    )


class SlipBatch(models.Model):
    """Slips printed together, one per adult: asked for on a page, made by a worker, kept for a day."""

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = _person()
    total = models.PositiveIntegerField(_("slips"))
    done = models.PositiveIntegerField(_("done"), default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField()  # while a worker is at it, when that is given up
    attempts = models.PositiveSmallIntegerField(default=0)
    # encrypted, since it opens accounts; taken away after a day
    sheets = models.BinaryField(null=True, blank=True)

    class Meta:
        verbose_name = _("batch of slips")
        verbose_name_plural = _("batches of slips")
        constraints = [
            models.UniqueConstraint(
                fields=["id", "institution"], name="a_batch_has_one_institution"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class ContactChange(models.Model):
    """New contact data of an adult (R13): who asked, what became of it, what it was before."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("phone")

    user = _person("contact_changes")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    old = models.CharField(_("old"), max_length=254, blank=True)
    new = models.CharField(_("new"), max_length=254, blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = _person()
    done_at = models.DateTimeField(_("in force since"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("dropped at"), null=True, blank=True)

    class Meta:
        verbose_name = _("change of contact data")
        verbose_name_plural = _("changes of contact data")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["email", "phone"]), name="a_contact_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(done_at__isnull=False),
                name="only_a_change_that_was_done_is_undone",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True) | Q(done_at__isnull=True),
                name="what_was_done_is_not_dropped",
            ),
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=Q(done_at__isnull=True, dropped_at__isnull=True),
                name="one_open_change_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class Joining(models.Model):
    """Somebody known elsewhere is asked to belong here too; nothing joins them before they say so.

    The names are as the institution typed them: it learns nothing of the account it asked.
    """

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    user = _person("joinings")
    role = models.CharField(_("role"), max_length=ROLE_LENGTH)
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    child = models.ForeignKey(
        Child, null=True, blank=True, on_delete=models.PROTECT, related_name="joinings"
    )
    relation = models.CharField(
        _("relation"), max_length=10, choices=Guardianship.Relation, blank=True
    )
    is_legal = models.BooleanField(_("legal representative"), default=True)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = _person()
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined at"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation to join")
        verbose_name_plural = _("invitations to join")
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True),
                name="a_joining_is_accepted_or_declined",
            ),
            models.CheckConstraint(
                condition=(Q(role="parent") & Q(child__isnull=False) & ~Q(relation=""))
                | (~Q(role="parent") & Q(child__isnull=True) & Q(relation="")),
                name="a_parent_joins_with_a_child",
            ),
            models.UniqueConstraint(
                fields=["institution", "user", "role", "child"],
                condition=Q(accepted_at__isnull=True, declined_at__isnull=True),
                nulls_distinct=False,
                name="one_open_joining",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} #{self.pk}"


class OneTimeLink(models.Model):
    """A way in that works once. Its token and code are made of it and the portal's key: neither is kept.

    One table for all of them, so that closing an account ends them all.
    """

    class Purpose(models.TextChoices):
        INVITE = "invite", _("invitation")
        RESET = "reset", _("new key")
        JOIN = "join", _("invitation to join")
        CONFIRM_EMAIL = "confirm", _("confirmation of an e-mail")
        UNDO_EMAIL = "undo", _("undoing of a changed e-mail")

    class Carrier(models.TextChoices):
        EMAIL = "email", _("e-mail")
        SLIP = "slip", pgettext_lazy("paper", "slip")

    institution = models.ForeignKey(  # none: the person's own act
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    user = _person("one_time_links")
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose)
    carrier = models.CharField(_("carrier"), max_length=5, choices=Carrier)
    address = models.EmailField(_("e-mail"), blank=True)  # where the letter goes
    nonce = models.CharField(max_length=32, editable=False)
    made_at = models.DateTimeField(_("made at"))
    made_by = _person()
    expires_at = models.DateTimeField(_("good until"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    # its letter
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up at"), null=True, blank=True)
    next_try_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=60, blank=True)
    batch = models.ForeignKey(
        SlipBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="links"
    )
    change = models.ForeignKey(
        ContactChange, null=True, blank=True, on_delete=models.PROTECT, related_name="links"
    )
    joining = models.ForeignKey(
        Joining, null=True, blank=True, on_delete=models.PROTECT, related_name="links"
    )

    class Meta:
        verbose_name = _("one-time link")
        verbose_name_plural = _("one-time links")
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True),
                name="a_link_is_used_or_revoked",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=["invite", "reset", "join", "confirm", "undo"]),
                name="a_links_purpose_is_known",
            ),
            models.CheckConstraint(
                condition=(Q(carrier="email") & ~Q(address=""))
                | (Q(carrier="slip") & Q(address="", sent_at__isnull=True)),
                name="a_letter_has_an_address_and_a_slip_has_none",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="a_link_is_good_for_a_while"
            ),
        ]
        indexes = [
            models.Index(fields=["user", "purpose"], name="links_of_a_person"),
            models.Index(
                fields=["next_try_at"],
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="links_to_send",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} #{self.pk}"


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
    shared_by = _person(null=True, blank=True)

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
    user = _person("device_uses")
    first_seen_at = models.DateTimeField(_("first seen"))
    last_seen_at = models.DateTimeField(_("last seen"))
    signed_in_at = models.DateTimeField(_("signed in in full"))  # a PIN is good only after one
    pin = models.CharField(max_length=128, blank=True)  # a password hash
    pin_failures = models.PositiveSmallIntegerField(default=0)
    failed_sign_ins = models.PositiveSmallIntegerField(
        default=0
    )  # guesses at the password in a row

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
