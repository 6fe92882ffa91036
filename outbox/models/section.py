"""A text that several people write and that is saved as it is typed: each section a row of its own."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SavedSection(models.Model):
    """Of an owner that the app above names. Its version says whether a page knows what stands here.

    The rows of an owner are made with it, so that a save is one UPDATE (``outbox.sections``).
    """

    text = models.TextField(_("text"), blank=True)
    version = models.PositiveIntegerField(_("version"), default=0)
    saved_at = models.DateTimeField(_("saved at"), null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("saved by"), on_delete=models.PROTECT, null=True,
        blank=True, related_name="+",
    )  # fmt: skip

    class Meta:
        abstract = True

    @classmethod
    def saved_by_somebody(cls, name: str) -> models.CheckConstraint:
        """What was written has an author and a moment."""
        return models.CheckConstraint(
            condition=Q(version=0, text="", saved_at__isnull=True, saved_by__isnull=True)
            | Q(version__gt=0, saved_at__isnull=False, saved_by__isnull=False),
            name=name,
        )
