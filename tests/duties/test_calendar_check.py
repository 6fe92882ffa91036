"""Each July the calendar of the coming school year is looked through; the house owes it, no group does."""

from collections import Counter
from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duties import registry
from duties.calendar import Calendar, card
from duties.models import CalendarCheck
from duties.operations import check_calendar, except_day
from duties.registry import Status
from duties.reminders import remind
from outbox import registry as outbox_registry
from outbox.models import Notification
from tests.duties.expectation import days, local
from tests.world import at

JULY_1, JULY_31, AUGUST_2 = date(2027, 7, 1), date(2027, 7, 31), date(2027, 8, 2)
SEPTEMBER = date(2027, 9, 1)
MANAGERS = {("head", "admin"), ("superuser", "superuser")}


@pytest.fixture(autouse=True)
def only_the_calendar(monkeypatch):
    monkeypatch.setattr(registry, "_registry", {"calendar": registry.get("calendar")})


def owed(house):
    (one,) = registry.owed_by(
        house.groups.values(), institution=house.institution, day=SEPTEMBER, calendar=Calendar(),
        duties=[registry.get("calendar")],
    )  # fmt: skip
    return one


def told(house) -> Counter:
    names = {user.pk: name for name, user in vars(house.people).items()}
    rows = Notification.objects.filter(kind__endswith=".calendar")
    return Counter((n.kind, n.occasion, names[n.person_id], n.role, n.created_at) for n in rows)


def summer(house) -> None:
    for day in days(date(2027, 6, 28), date(2027, 8, 6)):
        for beat in (time(7, 59, 59), time(8), time(12)):
            remind(house.institution, local(day, beat))
            assert remind(house.institution, local(day, beat)) == 0


def wanted(*leads) -> Counter:
    return Counter(
        (kind, occasion, person, role, local(day, time(8)))
        for kind, occasion, day in leads
        for person, role in MANAGERS
    )


def test_a_summer_of_reminders_each_exactly_once(house):
    except_day(institution=house.institution, day=date(2027, 7, 30), kind="closed", by=house.by)
    summer(house)
    assert told(house) == wanted(
        ("reminder.calendar", "month", JULY_1),
        ("reminder.calendar", "1_days", date(2027, 7, 29)),  # the last day on which anybody works
        ("overdue.calendar", "late", AUGUST_2),
    )


def test_what_was_looked_through_is_told_no_more_and_settled(house):
    remind(house.institution, at(8, day=JULY_1))
    check_calendar(
        institution=house.institution, school_year=2027, by=house.by, at=at(9, day=JULY_1)
    )
    summer(house)
    assert told(house) == wanted(("reminder.calendar", "month", JULY_1))
    assert not Notification.objects.unread().filter(kind__endswith=".calendar").exists()


def test_two_houses_of_one_person_are_told_apart(house, other_house):
    other_house.welcome(house.head, "admin")
    for one in (house, other_house):
        remind(one.institution, at(8, day=JULY_1))
    mine = Notification.objects.filter(person=house.head, kind="reminder.calendar")
    assert set(mine.values_list("institution", "group")) == {
        (house.institution.pk, None), (other_house.institution.pk, None)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("now", "status"),
    [
        (at(0, day=JULY_1), Status.OPEN),
        (at(23, 59, 59, day=JULY_31), Status.OPEN),
        (at(0, day=date(2027, 8, 1)), Status.OVERDUE),
    ],
)
def test_it_is_due_by_the_end_of_july(house, now, status):
    assert owed(house).status(now) is status


def test_the_first_look_counts_and_twice_is_harmless(house):
    for hour in (9, 10):
        check_calendar(
            institution=house.institution, school_year=2027, by=house.by, at=at(hour, day=JULY_1)
        )
    assert CalendarCheck.objects.get().checked_at == at(9, day=JULY_1)
    assert owed(house).status(at(12, day=AUGUST_2)) is Status.MET


def test_nobody_looks_before_july(house):
    with pytest.raises(ValidationError):
        check_calendar(
            institution=house.institution, school_year=2027, by=house.by,
            at=at(23, 59, 59, day=date(2027, 6, 30)),
        )  # fmt: skip
    assert not CalendarCheck.objects.exists()


@pytest.mark.parametrize("role", ["teacher", "nurse", "clerk"])
def test_only_who_manages_the_calendar_looks(house, role):
    by = house.access(getattr(house.people, role), role, JULY_1)
    with pytest.raises(PermissionDenied):
        check_calendar(institution=house.institution, school_year=2027, by=by, at=at(9, day=JULY_1))


def test_its_card_stands_until_somebody_has_looked(house):
    head = house.access(house.head, "admin", JULY_1)
    check_calendar(institution=house.institution, school_year=2026, by=head, at=at(9))
    assert card.card_of(head, at=at(23, 59, day=date(2027, 6, 30))) is None
    shown = card.card_of(head, at=at(8, day=JULY_1))
    assert shown["subtitle"] == "2027./2028. mācību gads"
    assert shown["url"].endswith("/calendar/2027/")
    assert shown["due"]["tone"] == ""
    assert card.card_of(head, at=at(8, day=AUGUST_2))["due"]["tone"] == "bad"
    check_calendar(institution=house.institution, school_year=2027, by=head, at=at(9, day=AUGUST_2))
    assert card.card_of(head, at=at(10, day=AUGUST_2)) is None


@pytest.mark.parametrize("role", ["teacher", "nurse", "clerk", "parent"])
def test_its_card_is_for_those_who_manage_the_calendar(house, role):
    person = house.people.mother if role == "parent" else getattr(house.people, role)
    assert card.card_of(house.access(person, role, JULY_1), at=at(8, day=JULY_1)) is None


def test_a_reminder_of_the_house_leads_to_its_calendar(house):
    remind(house.institution, at(8, day=JULY_1))
    told = Notification.objects.get(kind="reminder.calendar", role="superuser")
    access = house.access(house.people.superuser, "superuser", JULY_1)
    kind = outbox_registry.get(told.kind)
    (shown,) = kind.present([told], access, at(9, day=JULY_1)).values()
    assert shown.url.endswith("/calendar/2027/")
    assert kind.wanted(told, at(9, day=JULY_1))
    check_calendar(institution=house.institution, school_year=2027, by=access, at=at(9, day=JULY_1))
    assert not kind.wanted(told, at(9, day=JULY_1))


def test_who_left_the_role_is_told_nothing_of_the_house(house):
    remind(house.institution, at(8, day=JULY_1))
    told = Notification.objects.get(kind="reminder.calendar", role="superuser")
    told.role = "nurse"
    access = house.access(house.people.nurse, "nurse", JULY_1)
    kind = outbox_registry.get(told.kind)
    assert kind.present([told], access, at(9, day=JULY_1)) == {}
    assert not kind.wanted(told, at(9, day=JULY_1))
