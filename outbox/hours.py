"""When something goes out: at once, after the quiet hours, or with the daily summary."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from outbox.models import Hours, Mode


def goes_out_at(
    at: datetime, *, mode: str, hours: Hours, despite_quiet: bool, zone: str
) -> datetime:
    """The moment for a notification that arises ``at``. Delays the telling, never the cause."""
    moment = _next(at, hours.digest_at, zone) if mode == Mode.DIGEST else at
    return moment if despite_quiet else after_quiet(moment, hours, zone)


def after_quiet(at: datetime, hours: Hours, zone: str) -> datetime:
    """The moment itself, or the end of the quiet hours it lies in."""
    while _is_quiet(at, hours, zone):
        at = _next(at, hours.quiet_until, zone)
    return at


def _is_quiet(at: datetime, hours: Hours, zone: str) -> bool:
    since, until = hours.quiet_since, hours.quiet_until
    now = at.astimezone(ZoneInfo(zone)).time()
    if since <= until:
        return since <= now < until
    return now >= since or now < until  # over midnight


def _next(at: datetime, wanted: time, zone: str) -> datetime:
    """The first such local time strictly after a moment; in the hour that comes twice, either one."""
    day = at.astimezone(ZoneInfo(zone)).date()
    moments = (
        datetime.combine(day + timedelta(days), wanted.replace(fold=fold), ZoneInfo(zone))
        for days in (0, 1)
        for fold in (0, 1)
    )
    return next(moment for local in moments if (moment := local.astimezone(UTC)) > at)
