"""How people want to be told, and so when something goes out: at once, after the quiet hours, or with the
daily summary. Asked when it is put into the outbox and again when it goes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from outbox import registry
from outbox.clock import ONE_DAY, local_day, local_time, moment
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


def goes_out_at(
    at: datetime, *, mode: str, hours: Hours, despite_quiet: bool, zone: str
) -> datetime:
    """The moment for a notification that arises ``at``. Delays the telling, never the cause."""
    arising = _next(at, hours.digest_at, zone) if mode == Mode.DIGEST else at
    return arising if despite_quiet else after_quiet(arising, hours, zone)


def after_quiet(at: datetime, hours: Hours, zone: str) -> datetime:
    """The moment itself, or the end of the quiet hours it lies in."""
    while _is_quiet(at, hours, zone):
        at = _next(at, hours.quiet_until, zone)
    return at


def _is_quiet(at: datetime, hours: Hours, zone: str) -> bool:
    since, until = hours.quiet_since, hours.quiet_until
    now = local_time(at, zone)
    if since <= until:
        return since <= now < until
    return now >= since or now < until  # over midnight


def _next(at: datetime, wanted: time, zone: str) -> datetime:
    """The first such local time strictly after a moment; in the hour that comes twice, either one."""
    today = local_day(at, zone)
    moments = (
        moment(day, wanted.replace(fold=fold), zone).astimezone(UTC)
        for day in (today, today + ONE_DAY)
        for fold in (0, 1)
    )
    return next(one for one in moments if one > at)
