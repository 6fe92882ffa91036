"""What concerns one's own account: a kind of notification that nobody switches off."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from outbox.kinds import Kind
from outbox.models import Mode, Notification
from people.access.roles import is_kept_out
from people.models import Role


class OfOwnAccount(Kind):
    """Told at once, in any role, as long as the person gets in at all."""

    roles = frozenset(Role.values)
    modes = (Mode.AT_ONCE,)

    def wanted(self, notification: Notification, at: datetime) -> bool:
        return not is_kept_out(notification.person, timezone.localdate(at))
