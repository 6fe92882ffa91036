"""What tells parents can be taken back for a minute: nobody sees it before it is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

GRACE = timedelta(seconds=60)


class Graced(models.Model):
    """``released_at`` is when the minute was over and it was told; what it is counted from, the app
    above names (``said``). Visibility is this fact of the row, never the clock (``outbox.grace``)."""

    said: str  # the field with the moment of the tap, empty while nothing was said

    released_at = models.DateTimeField(_("shown to parents at"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def said_at(self) -> datetime | None:
        return getattr(self, self.said)

    @property
    def is_released(self) -> bool:
        return self.released_at is not None

    def can_be_taken_back(self, at: datetime) -> bool:
        """It is said, the minute runs, and nobody was told."""
        return self.said_at is not None and not self.is_released and at < self.said_at + GRACE

    @classmethod
    def released_after(cls, said: str, name: str) -> models.CheckConstraint:
        """Not before its minute was over."""
        return models.CheckConstraint(
            condition=Q(released_at__isnull=True)
            | Q(**{f"{said}__isnull": False, "released_at__gte": F(said) + GRACE}),
            name=name,
        )
