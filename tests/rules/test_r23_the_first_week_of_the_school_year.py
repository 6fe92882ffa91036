"""R23: 1 September 2026 is a Tuesday: its week begins in the school year before, and is owed all the same."""

from datetime import date

from duties.mine import owed_by_me
from duties.reminders import remind
from outbox.models import Notification
from tests.world import at

MONDAY, CHECKED, LATE = date(2026, 8, 31), date(2026, 9, 7), date(2026, 9, 8)


def told(house, kind, role):
    rows = Notification.objects.filter(kind=kind, role=role, day=MONDAY)
    return set(rows.values_list("group__name", flat=True))


def test_nurse_and_clerk_are_reminded_of_it(house):
    remind(house.institution, at(8, 45, day=CHECKED))
    for role in ("nurse", "clerk"):
        assert told(house, "reminder.weekly_check", role) == {"Bitītes", "Pūcītes"}


def test_a_second_beat_says_nothing_again(house):
    remind(house.institution, at(8, 45, day=CHECKED))
    before = Notification.objects.count()
    remind(house.institution, at(8, 46, day=CHECKED))
    assert Notification.objects.count() == before


def test_it_stands_among_what_the_nurse_owes(house):
    nurse = house.access(house.people.nurse, "nurse", CHECKED)
    found = [
        one for one in owed_by_me(nurse, at=at(9, day=CHECKED)) if one.duty.code == "weekly_check"
    ]
    assert [(owed.group.name, owed.day) for one in found for owed in one.owed] == [
        ("Bitītes", MONDAY),
        ("Pūcītes", MONDAY),
    ]
