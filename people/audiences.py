"""What concerns one's own account: a kind of notification that nobody switches off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from outbox.clock import portal_day
from outbox.models import Mode, Notification
from outbox.registry import Kind, Shown
from people.access.acting import is_kept_out
from people.models import Role


class OfOwnAccount(Kind):
    """Told at once, in any role, as long as the person gets in at all."""

    roles = frozenset(Role.values)
    modes = (Mode.AT_ONCE,)

    def rows(self, user: Any) -> QuerySet:
        """What the notifications may be about: the person's own."""
        raise NotImplementedError

    def shown(self, row: Any) -> Shown:
        raise NotImplementedError

    def present(
        self, notifications: Iterable[Notification], access: Any, at: datetime
    ) -> dict[int, Shown]:
        told = list(notifications)
        found = self.rows(access.user).in_bulk([n.subject_id for n in told])
        return {n.pk: self.shown(found[n.subject_id]) for n in told if n.subject_id in found}

    def wanted(self, notification: Notification, at: datetime) -> bool:
        return not is_kept_out(notification.person, portal_day(at))
