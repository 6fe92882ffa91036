"""A stored file: ids, moments and codes; whose it is says its kind."""

from __future__ import annotations

from datetime import datetime
from secrets import token_hex

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from documents.models.columns import of_a_house, of_a_person

_NAME_BYTES = 20  # of chance: nobody comes by a name by guessing
KIND = r"^[a-z]+(\.[a-z_]+)+$"
ORIGINAL = "documents.original"  # a photo as it came: opens to nobody, lies apart, is in no backup


def random_name() -> str:
    return token_hex(_NAME_BYTES)


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def to_open(self, at: datetime) -> StoredFileQuerySet:
        """Those that lie here ready; to whom one opens is asked of its kind."""
        lasts = Q(expires_at=None) | Q(expires_at__gt=at)
        return self.filter(lasts, state=StoredFile.State.READY)


class StoredFile(models.Model):
    """What is known of a file; its bytes lie in the storage ``files`` under its random name.

    The row is there before the bytes and after them, so that nothing lies in the storage unknown.
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        PROCESSING = "processing", _("processing")
        READY = "ready", _("ready")
        REMOVED = "removed", _("removed")

    class Source(models.TextChoices):
        """Who made it (R21): who puts what is others' into the journal says of whom it is."""

        PORTAL = "portal", _("made by the portal")
        OURS = "ours", _("made by the institution's staff")
        OTHERS = "others", _("taken from elsewhere")

    institution = of_a_house()
    name = models.CharField(max_length=2 * _NAME_BYTES, default=random_name, unique=True)
    kind = models.CharField(_("kind"), max_length=60)  # where it comes from and who may see it
    state = models.CharField(_("state"), max_length=10, choices=State)
    content_type = models.CharField(max_length=100)
    shown_as = models.CharField(
        max_length=80
    )  # what it is called once saved: says nothing of a person
    digest = models.CharField(max_length=64)  # SHA-256 of the content, as are its bytes counted
    size = models.PositiveBigIntegerField(_("size"))
    is_sealed = models.BooleanField(default=False)  # lies encrypted by the portal's key
    source = models.CharField(
        _("source"), max_length=8, choices=Source, default=Source.PORTAL, db_default=Source.PORTAL
    )
    made_at = models.DateTimeField(_("made at"))
    made_by = of_a_person(verbose_name=_("made by"))
    expires_at = models.DateTimeField(_("kept until"), null=True, blank=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            models.UniqueConstraint(
                fields=["id", "institution"], name="a_file_has_one_institution"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["received", "processing", "ready", "removed"])
                & Q(source__in=["portal", "ours", "others"]),
                name="a_files_state_and_source_are_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__regex=KIND) & Q(shown_as__regex=r"^[a-z0-9-]+\.[a-z0-9]+$"),
                name="a_file_is_called_after_nobody",
            ),
            models.CheckConstraint(
                condition=Q(name__regex=r"^[0-9a-f]{40}$") & Q(digest__regex=r"^[0-9a-f]{64}$"),
                name="a_file_has_a_random_name_and_a_digest",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("made_at")),
                name="a_file_is_kept_for_a_while",
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"], condition=~Q(state="removed"), name="files_by_their_end"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @property
    def sort(self) -> str:
        """As people call it: «PDF»."""
        return self.shown_as.rpartition(".")[2].upper()
