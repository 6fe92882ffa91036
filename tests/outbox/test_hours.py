"""When something goes out, on any day of a year with both clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from outbox.models import Hours, Mode
from outbox.wishes import goes_out_at
from tests.world import RIGA

ZONES = ["Europe/Riga", "Atlantic/Azores", "UTC"]
AUTUMN, SPRING = date(2026, 10, 25), date(2027, 3, 28)  # 3:00–4:00 comes twice, or not at all
SHORT, LONG = timedelta(hours=25), timedelta(hours=50)

times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 10, 30, 59]))
hours = st.builds(Hours, quiet_since=times, quiet_until=times, digest_at=times)
moments = st.builds(
    lambda day, minutes: datetime.combine(day, time(), UTC) + timedelta(minutes=minutes),
    st.sampled_from([AUTUMN, SPRING]) | st.dates(date(2026, 9, 1), date(2027, 8, 31)),
    st.integers(-360, 360) | st.integers(0, 1440),
)
zones = st.sampled_from(ZONES)
modes = st.sampled_from([Mode.AT_ONCE, Mode.DIGEST])
any_time = given(at=moments, hours=hours, mode=modes, zone=zones)
NIGHTS = (
    example(at=datetime(2026, 10, 25, 0, 10, tzinfo=UTC), hours=Hours(quiet_until=time(3, 30)),
            mode=Mode.AT_ONCE, zone="Europe/Riga"),
    example(at=datetime(2026, 10, 25, 1, 10, tzinfo=UTC), hours=Hours(quiet_until=time(3, 30)),
            mode=Mode.AT_ONCE, zone="Europe/Riga"),
    example(at=datetime(2027, 3, 28, 0, 10, tzinfo=UTC), hours=Hours(quiet_until=time(3, 30)),
            mode=Mode.AT_ONCE, zone="Europe/Riga"),
    example(at=datetime(2027, 3, 28, 0, 10, tzinfo=UTC),
            hours=Hours(quiet_since=time(4), quiet_until=time(3, 30)),
            mode=Mode.AT_ONCE, zone="Europe/Riga"),
)  # fmt: skip


def on_the_nights_too(test):
    for one in NIGHTS:
        test = one(test)
    return any_time(test)


def minutes(local: time) -> int:
    return local.hour * 60 + local.minute


def is_quiet(moment: datetime, hours: Hours, zone: str) -> bool:
    """Counted round the clock, unlike the code: how far from the beginning, how long in all."""
    since = minutes(hours.quiet_since)
    length = (minutes(hours.quiet_until) - since) % 1440
    return (minutes(moment.astimezone(ZoneInfo(zone)).time()) - since) % 1440 < length


def is_that_time(moment: datetime, wanted: time, zone: str) -> bool:
    """At that local time, or what it becomes on the day that has no such hour."""
    there = ZoneInfo(zone)
    local = moment.astimezone(there)
    that = datetime.combine(local.date(), wanted, there).astimezone(UTC).astimezone(there)
    return local.time() == that.time()


# --- any moment, anybody's hours --------------------------------------------------------------------
@on_the_nights_too
def test_never_in_quiet_hours(at, hours, mode, zone):
    moment = goes_out_at(at, mode=mode, hours=hours, despite_quiet=False, zone=zone)
    assert not is_quiet(moment, hours, zone)


@on_the_nights_too
def test_never_before_its_cause_and_never_lost_from_sight(at, hours, mode, zone):
    for despite in (True, False):
        moment = goes_out_at(at, mode=mode, hours=hours, despite_quiet=despite, zone=zone)
        assert at <= moment <= at + (SHORT if despite or mode == Mode.AT_ONCE else LONG) + SHORT


@on_the_nights_too
def test_at_once_is_at_once_unless_it_is_quiet(at, hours, mode, zone):
    moment = goes_out_at(at, mode=Mode.AT_ONCE, hours=hours, despite_quiet=False, zone=zone)
    if is_quiet(at, hours, zone):
        assert is_that_time(moment, hours.quiet_until, zone)
    else:
        assert moment == at
    assert goes_out_at(at, mode=Mode.AT_ONCE, hours=hours, despite_quiet=True, zone=zone) == at


@on_the_nights_too
def test_the_summary_comes_at_its_time_or_when_the_quiet_hours_end(at, hours, mode, zone):
    moment = goes_out_at(at, mode=Mode.DIGEST, hours=hours, despite_quiet=False, zone=zone)
    ends = (hours.digest_at, hours.quiet_until)
    assert any(is_that_time(moment, wanted, zone) for wanted in ends)
    anyway = goes_out_at(at, mode=Mode.DIGEST, hours=hours, despite_quiet=True, zone=zone)
    assert is_that_time(anyway, hours.digest_at, zone)
    assert at < anyway <= moment


@on_the_nights_too
def test_where_the_moment_was_written_down_changes_nothing(at, hours, mode, zone):
    facts = {"mode": mode, "hours": hours, "despite_quiet": False, "zone": zone}
    there, here = (goes_out_at(when, **facts) for when in (at.astimezone(RIGA), at))
    assert there.timestamp() == here.timestamp()


@any_time
def test_equal_ends_are_no_quiet_hours(at, hours, mode, zone):
    hours.quiet_until = hours.quiet_since
    facts = {"mode": mode, "hours": hours, "zone": zone}
    assert goes_out_at(at, despite_quiet=False, **facts) == goes_out_at(
        at, despite_quiet=True, **facts
    )


# --- in so many words ---------------------------------------------------------------------------------
def local(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=RIGA)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (local(16, 19, 59), local(16, 19, 59)),
        (local(16, 20), local(17, 7)),
        (local(17, 6, 59), local(17, 7)),
        (local(17, 7), local(17, 7)),
        (local(24, 23, month=10), local(25, 7, month=10)),  # nine hours of that night
    ],
)
def test_the_night_of_who_chose_nothing(at, expected):
    facts = {"mode": Mode.AT_ONCE, "despite_quiet": False, "zone": "Europe/Riga"}
    assert goes_out_at(at, hours=Hours(), **facts) == expected


@pytest.mark.parametrize(
    ("at", "expected"), [(local(16, 16, 59), local(16, 17)), (local(16, 17), local(17, 17))]
)
def test_the_summary_of_who_chose_nothing(at, expected):
    facts = {"mode": Mode.DIGEST, "despite_quiet": False, "zone": "Europe/Riga"}
    assert goes_out_at(at, hours=Hours(), **facts) == expected


def test_in_the_hour_that_comes_twice_nobody_waits_for_tomorrow():
    """Quiet until half past three: told at ten past three, either time, it goes out at half past."""
    for at in (
        datetime(2026, 10, 25, 0, 10, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 10, tzinfo=UTC),
    ):
        moment = goes_out_at(
            at, mode=Mode.AT_ONCE, hours=Hours(quiet_until=time(3, 30)), despite_quiet=False,
            zone="Europe/Riga",
        )  # fmt: skip
        assert moment == at + timedelta(minutes=20)
