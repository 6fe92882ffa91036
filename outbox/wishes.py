"""How people want to be told, asked when something is put into the outbox and again when it goes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from outbox import registry
from outbox.hours import after_quiet, goes_out_at
from outbox.models import Hours, Mode, Notification, Preference


@dataclass(frozen=True)
class Wishes:
    """Of the people and kinds of some notifications."""

    chosen: dict[tuple[int, str, str], Preference] = field(default_factory=dict)
    hours: dict[int, Hours] = field(default_factory=dict)

    @classmethod
    def about(cls, notifications: Iterable[Notification]) -> Wishes:
        """Two queries."""
        told = list(notifications)
        people, codes = {n.person_id for n in told}, {n.kind for n in told}
        chosen = Preference.objects.filter(person__in=people, kind__in=codes)
        return cls(
            {(row.person_id, row.kind, row.channel): row for row in chosen},
            {row.person_id: row for row in Hours.objects.filter(person__in=people)},
        )

    def preference(self, told: Notification, channel: str) -> Preference:
        chosen = self.chosen.get((told.person_id, told.kind, channel))
        return registry.get(told.kind).preference(channel, chosen)

    def wants(self, told: Notification, channel: str) -> bool:
        return self.preference(told, channel).mode != Mode.NEVER

    def goes_out_at(self, told: Notification, channel: str, at: datetime) -> datetime:
        """The moment for what arises ``at``."""
        wish = self.preference(told, channel)
        return goes_out_at(
            at, mode=wish.mode, hours=self._hours(told), despite_quiet=wish.despite_quiet,
            zone=told.institution.time_zone,
        )  # fmt: skip

    def after_quiet(self, told: Notification, channel: str, at: datetime) -> datetime:
        """``at``, or the end of the quiet hours it lies in."""
        if self.preference(told, channel).despite_quiet:
            return at
        return after_quiet(at, self._hours(told), told.institution.time_zone)

    def _hours(self, told: Notification) -> Hours:
        return self.hours.get(told.person_id) or Hours()
