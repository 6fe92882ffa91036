"""A photo on its way through the gate (R27): received, covered by a worker, looked at by who took it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.models.columns import of_a_house, of_a_person
from documents.models.file import KIND, StoredFile
from documents.photos.refusals import Reason

WHOLE = 10_000  # boxes are kept in ten-thousandths of the sides: the same in every size


def _boxes(**facts: object) -> models.JSONField:
    """[[left, top, right, bottom], …]"""
    return models.JSONField(default=list, blank=True, **facts)  # type: ignore[arg-type]


class Photo(models.Model):
    """``kind`` says whose it is, as a stored file's does. Nobody sees it before its owner's row says so.

    ``found`` by the detector and ``own`` by a person's finger are covered for good in the only copies
    there are; ``wanted`` is what a finger asked for last.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("photo", "waiting to be covered")
        READY = "ready", pgettext_lazy("photo", "covered")
        REFUSED = "refused", pgettext_lazy("photo", "refused")
        FAILED = "failed", pgettext_lazy("photo", "could not be covered")
        REMOVED = "removed", pgettext_lazy("photo", "removed")

    institution = of_a_house()
    kind = models.CharField(_("kind"), max_length=60)
    key = models.CharField(max_length=32)  # the sender's, so that sent again it is the same photo
    digest = models.CharField(
        max_length=64, blank=True, db_default=""
    )  # SHA-256 of what came by it
    made_by = of_a_person(verbose_name=_("made by"))
    received_at = models.DateTimeField(_("received at"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, blank=True)
    original = models.OneToOneField(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="original_of"
    )
    found, own, wanted = _boxes(), _boxes(), _boxes()
    next_try_at = models.DateTimeField()  # while a worker is at it, when that is given up
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)  # a code, never a text

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        constraints = [
            models.UniqueConstraint(fields=["id", "institution"], name="a_photo_has_one_institution"),
            models.UniqueConstraint(fields=["made_by", "key"], name="a_photo_is_received_once"),
            models.CheckConstraint(
                condition=Q(kind__regex=KIND) & Q(key__regex=r"^[0-9a-f]{32}$"),
                name="a_photos_kind_and_key_are_codes",
            ),
            models.CheckConstraint(
                condition=Q(state="refused", reason__in=Reason.values)
                | Q(state__in=["waiting", "ready", "failed", "removed"], reason=""),
                name="a_photo_is_refused_for_a_known_reason",
            ),
            models.CheckConstraint(
                condition=Q(original__isnull=True) | Q(state__in=["waiting", "failed"]),
                name="an_original_goes_once_its_photo_is_covered",
            ),
            models.CheckConstraint(
                condition=Q(wanted=[]) | Q(state__in=["waiting", "failed"]),
                name="what_is_to_be_covered_waits",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(state="waiting"), name="photos_to_cover"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def is_failed(self) -> bool:
        return self.state == self.State.FAILED

    @property
    def places(self) -> list[list[int]]:
        """All that is covered."""
        return [*self.found, *self.own]

    @property
    def has_no_detector(self) -> bool:
        """It waits until faces can be looked for again."""
        return self.is_waiting and self.error == NO_DETECTOR


NO_DETECTOR = "no_detector"


class PhotoCopy(models.Model):
    """One size and format of a covered photo; there is nothing else of it."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="copies")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="copy")
    long_side = models.PositiveSmallIntegerField()  # that was asked for: a small photo stays small
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("copy of a photo")
        verbose_name_plural = _("copies of photos")
        constraints = [
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="a_copy_has_sides")
        ]

    def __str__(self) -> str:
        return f"#{self.photo_id}, {self.long_side}"
