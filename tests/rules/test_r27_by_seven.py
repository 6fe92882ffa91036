"""R27: the day's log is confirmed by 19:00 of its working day; later it is late and never refused."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from activities import operations
from activities.duties import DayLogBySeven
from activities.models import DayLog, LateReason
from duties import calendar, registry
from duties.models import CalendarException, Closure
from duties.operations import close, except_day
from duties.registry import Status
from duties.reminders import remind
from outbox.models import Notification
from people import operations as people
from tests.activities import makers
from tests.activities.makers import said
from tests.world import HOLIDAY, MONDAY, SCHOOL_YEAR, TUESDAY, at

FRIDAY = MONDAY - timedelta(days=3)
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)  # Sundays on which the clock is changed
OWERS_OF_BEES = {"teacher", "substitute"}


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def group_on(house):
    """``group_on(day)``: a group of its school year with a child, a teacher, and that day of work."""

    def _group(day: date):
        group = people.open_group(
            institution=house.institution, name="Ezīši", school_year=SCHOOL_YEAR - (day.month < 9),
            symbol="ezisi", by=house.by,
        )  # fmt: skip
        house.groups[group.name], house.children[group.name] = group, []
        house.child(group, "Anna", "Kalna", since=day)
        house.assign(house.people.teacher, group, since=day)
        if day.weekday() == 6:
            kind = CalendarException.Kind.OPEN
            except_day(institution=house.institution, day=day, kind=kind, by=house.by)
        return group

    return _group


def owed(house, group, day: date):
    days = calendar.around(house.institution, day, calendar.REACH)
    of_day = {"institution": house.institution, "day": day, "calendar": days}
    return registry.owed_by([group], duties=[DayLogBySeven()], **of_day)


def status(house, group, day: date = MONDAY, when: datetime | None = None) -> Status:
    (one,) = owed(house, group, day)
    return one.status(when or at(23, 59, 59, day=day))


def set_up(house, **settings) -> None:
    house.institution.settings |= {f"activities.{name}": value for name, value in settings.items()}
    house.institution.save()


# --- the moment -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (time(18, 59, 59), Status.MET),
        (time(19, 0, 0), Status.MET),
        (time(19, 0, 1), Status.LATE),
        (time(23, 59, 59), Status.LATE),
    ],
)
@pytest.mark.parametrize("day", [MONDAY, SPRING, date(2026, 3, 30), AUTUMN, date(2026, 10, 26)])
def test_seven_oclock_is_in_time_and_the_second_after_is_late(
    house, group_on, day, moment, expected
):
    """Also on the Sundays of the clock changes, where a house works, and the Mondays after them."""
    group, when = group_on(day), at(moment.hour, moment.minute, moment.second, day=day)
    by = house.access(house.people.teacher, "teacher", day)
    log = makers.written(group, by, day)
    operations.confirm(log=log, late_reason=LateReason.EVENT, by=by, at=when)
    log.refresh_from_db()
    assert status(house, group, day) is expected
    assert log.late_reason == ("event" if expected is Status.LATE else "")


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        (SPRING - timedelta(days=1), 17),
        (SPRING, 16),
        (AUTUMN - timedelta(days=1), 16),
        (AUTUMN, 17),
    ],
)
def test_it_is_seven_by_the_clock_of_the_house(house, day, hour):
    due_at = DayLogBySeven().due_at(house.institution, day)
    assert due_at.astimezone(UTC) == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def test_what_is_not_confirmed_is_open_until_seven_and_then_overdue(house, bees, teacher):
    makers.written(bees, teacher)
    assert status(house, bees, when=at(19)) is Status.OPEN
    assert status(house, bees, when=at(19, 0, 1)) is Status.OVERDUE


def test_a_log_taken_back_within_its_minute_and_confirmed_after_seven_is_late(house, bees, teacher):
    log = makers.confirmed(bees, teacher, when=at(18, 59, 40))
    assert status(house, bees) is Status.MET
    operations.take_back(log=log, by=teacher, at=at(18, 59, 58))
    assert status(house, bees) is Status.OVERDUE
    operations.confirm(log=log, late_reason=LateReason.OTHER, by=teacher, at=at(19, 0, 10))
    assert status(house, bees) is Status.LATE
    assert DayLog.objects.get().late_reason == "other"


def test_the_first_confirmation_counts_and_a_change_is_never_late(house, bees, teacher):
    log = makers.released(bees, teacher, when=at(14))
    operations.change_entry(
        entry=makers.entry_of(log), said=said("Tilts un tornis"), version=0, by=teacher, at=at(20)
    )
    operations.confirm(log=log, by=teacher, at=at(21))
    log.refresh_from_db()
    assert (log.confirmed_at, log.late_reason) == (at(14), "")
    assert status(house, bees) is Status.MET


# --- late is never refused ------------------------------------------------------------------------
def test_a_signed_week_refuses_nothing(house, bees, teacher):
    """The nurse signs on Monday at eight, Friday's log is confirmed at nine: saved, late."""
    nurse, monday = house.access(house.people.nurse, "nurse"), FRIDAY - timedelta(days=4)
    close(
        institution=house.institution, kind=Closure.Kind.WEEK, since=monday, group=bees,
        until=monday + timedelta(days=7), by=nurse, at=at(8),
    )  # fmt: skip
    log = makers.confirmed(bees, teacher, FRIDAY, when=at(9))
    assert DayLog.objects.get(pk=log.pk).confirmed_at == at(9)
    assert status(house, bees, FRIDAY, at(9)) is Status.LATE


# --- who owes it ----------------------------------------------------------------------------------
def test_a_day_off_and_a_group_without_children_owe_nothing(house, bees):
    assert owed(house, bees, MONDAY)
    assert owed(house, bees, HOLIDAY) == []
    assert owed(house, house.group("Tukšie"), MONDAY) == []
    except_day(institution=house.institution, group=bees, day=TUESDAY, kind="closed", by=house.by)
    assert owed(house, bees, TUESDAY) == []
    assert owed(house, house.groups["Pūcītes"], TUESDAY)


# --- reminders ------------------------------------------------------------------------------------
def told(house, kind: str, when: datetime) -> set[tuple[str, str]]:
    """Who is told by this minute's beat, and of which group."""
    before = set(Notification.objects.values_list("pk", flat=True))
    remind(house.institution, when)
    names = {user.pk: name for name, user in vars(house.people).items()}
    rows = Notification.objects.filter(kind=f"{kind}.day_log", day=MONDAY).exclude(pk__in=before)
    return {
        (names[row.person_id], row.group.name if row.group else "")
        for row in rows.select_related("group")
    }


BEES = {(who, "Bitītes") for who in OWERS_OF_BEES}
ALL = BEES | {("other_teacher", "Pūcītes")}


def test_half_an_hour_before_those_who_owe_are_reminded(house):
    assert told(house, "reminder", at(18, 29)) == set()
    assert told(house, "reminder", at(18, 30)) == ALL
    assert told(house, "reminder", at(18, 31)) == set()


def test_who_has_confirmed_is_not(house, bees, teacher):
    makers.confirmed(bees, teacher)
    assert told(house, "reminder", at(18, 30)) == ALL - BEES


def test_late_is_told_and_then_administration(house):
    assert told(house, "overdue", at(19)) == set()
    assert told(house, "overdue", at(19, 0, 1)) == ALL
    assert told(house, "overdue", at(19, 15, 1)) == {("head", "")}


@pytest.mark.parametrize("when", [time(18, 30), time(19, 0, 1), time(19, 15, 1)])
def test_nobody_hears_of_a_day_off(house, when):
    moment = at(when.hour, when.minute, when.second, day=HOLIDAY)
    remind(house.institution, moment)
    assert not Notification.objects.filter(kind__endswith=".day_log", day=HOLIDAY).exists()


def test_the_institution_sets_the_hour_and_the_reminder(house, bees, teacher):
    set_up(house, due="17:30", remind_before=60)
    assert told(house, "reminder", at(16, 29)) == set()
    assert told(house, "reminder", at(16, 30)) == ALL
    makers.confirmed(bees, teacher, when=at(17, 30, 1))
    assert status(house, bees) is Status.LATE
    assert told(house, "overdue", at(17, 30, 1)) == ALL - BEES
