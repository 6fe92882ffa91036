"""Ways to a key: one-time links and printed slips, contact data that change, preschools that ask to join."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.models import Job
from outbox.models.notification import ROLE_LENGTH

from .child import Child
from .institution import Institution
from .relations import Guardianship
from .to_person import to_person


class SlipBatchQuerySet(models.QuerySet):
    def visible_to(self, access, action):
        """Those who operate the accounts of the house."""
        return self.filter(access.account_rule(action))


class SlipBatch(models.Model):
    """Slips printed together, one per adult: asked for on a page, printed by a job.

    One that opens more than whoever asks may see has no job until another person has agreed (R35).
    """

    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = to_person()
    total = models.PositiveIntegerField(_("slips"))
    job = models.OneToOneField(
        Job, null=True, blank=True, on_delete=models.PROTECT, related_name="slips"
    )
    needs_another = models.BooleanField(_("another person is to agree"), default=False)
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
    refused_at = models.DateTimeField(_("refused at"), null=True, blank=True)
    decided_by = to_person(null=True, blank=True)

    objects = SlipBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch of slips")
        verbose_name_plural = _("batches of slips")
        constraints = [
            models.UniqueConstraint(
                fields=["id", "institution"], name="a_batch_has_one_institution"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("asked_by")),
                name="a_slip_is_agreed_to_by_another",
            ),
            models.CheckConstraint(
                condition=Q(
                    agreed_at__isnull=True, refused_at__isnull=True, decided_by__isnull=True
                )
                | Q(agreed_at__isnull=False, refused_at__isnull=True, decided_by__isnull=False)
                | Q(agreed_at__isnull=True, refused_at__isnull=False, decided_by__isnull=False),
                name="a_slip_is_agreed_to_or_refused_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(needs_another=False) | Q(agreed_at__isnull=False) | Q(job__isnull=True),
                name="no_slip_before_another_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class ContactChange(models.Model):
    """New contact data of an adult (R13): who asked, what became of it, what it was before."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("phone")
        NAME = "name", _("name")  # «last, first»

    user = to_person("contact_changes")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    old = models.CharField(_("old"), max_length=254, blank=True)
    new = models.CharField(_("new"), max_length=254, blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = to_person()
    done_at = models.DateTimeField(_("in force since"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("dropped at"), null=True, blank=True)

    class Meta:
        verbose_name = _("change of contact data")
        verbose_name_plural = _("changes of contact data")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["email", "phone", "name"]), name="a_contact_kind_is_known"
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
    user = to_person("joinings")
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
    asked_by = to_person()
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
    user = to_person("one_time_links")
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose)
    carrier = models.CharField(_("carrier"), max_length=5, choices=Carrier)
    address = models.EmailField(_("e-mail"), blank=True)  # where the letter goes
    nonce = models.CharField(max_length=32, editable=False)
    made_at = models.DateTimeField(_("made at"))
    made_by = to_person()
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
