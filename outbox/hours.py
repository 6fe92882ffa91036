"""When something goes out: at once, after the quiet hours, or with the daily summary."""

from datetime import UTC, datetime, time

from outbox.clock import ONE_DAY, local_day, local_time, moment
from outbox.models import Hours, Mode


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
