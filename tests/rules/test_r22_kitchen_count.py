"""R22: the kitchen is told what had been received by the cut-off, whenever the count is taken."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection

from attendance.kitchen import counting
from attendance.kitchen.counting import take, take_all
from attendance.kitchen.page import board_of
from attendance.models import HeadCount, HeadCountLine
from duties import operations as duties
from people import operations as people
from tests.attendance import makers
from tests.attendance.kitchen import mornings
from tests.attendance.kitchen.mornings import BABY, after_nine, change, lines, morning, said, tapped
from tests.world import HOLIDAY, MONDAY, TUESDAY, a_house, at

FRIDAY = MONDAY - timedelta(days=3)
SOON, LATE = at(9, 0, 20), at(9, 20)
AT_NINE = {
    ("Bitītes", "older", "", 1, True),  # one of two is away
    ("Bitītes", "younger", "", 1, True),
    ("Pūcītes", "older", "L", 2, False),  # silent: a tap is no confirmation
    ("Pūcītes", "older", "", 1, False),
    ("Ezīši", "older", "B", 1, False),  # silent, one of two reported by nine
}
# Written anew, from the rows alone and in another way: for each child the last word by nine.
_RECKONED = """
    WITH due AS (
        SELECT e.child_id, e.group_id FROM people_enrolment e
        WHERE e.institution_id = %(place)s AND e.since <= %(day)s
          AND (e.until IS NULL OR e.until > %(day)s)
    ), eaters AS (
        SELECT d.child_id, d.group_id, r.first_confirmed_at <= %(nine)s IS TRUE AS received
        FROM due d
        LEFT JOIN attendance_register r ON r.group_id = d.group_id AND r.day = %(day)s
        LEFT JOIN attendance_mark m ON m.child_id = d.child_id AND m.day = %(day)s
        WHERE CASE WHEN r.first_confirmed_at <= %(nine)s THEN m.at_cutoff = 'present'
              ELSE NOT EXISTS (SELECT FROM attendance_absencenotice n
                WHERE n.child_id = d.child_id AND %(day)s >= n.since AND %(day)s < n.until
                  AND n.reported_at <= %(nine)s AND coalesce(n.ended_at, 'infinity') > %(nine)s)
              END
    )
    SELECT g.name,
           CASE WHEN age(%(day)s, c.birth_date) < interval '3 years' THEN 'younger' ELSE 'older' END,
           c.diet_code, count(*), e.received
    FROM eaters e JOIN people_child c ON c.id = e.child_id
    JOIN people_childgroup g ON g.id = e.group_id
    GROUP BY 1, 2, 3, 5
"""


@pytest.fixture
def kitchen(db):
    return a_house(furnish=mornings.a_kitchen)


def taken(house, when=SOON, day=MONDAY) -> HeadCount | None:
    return take(house.institution, day, when)


def reckoned(house) -> set[tuple]:
    with connection.cursor() as cursor:
        asked = {"place": house.institution.pk, "day": MONDAY, "nine": at(9)}
        cursor.execute(_RECKONED, asked)
        return set(cursor.fetchall())


def test_twenty_seconds_or_twenty_minutes_after_nine_the_count_is_the_same(kitchen):
    morning(kitchen)
    at_once = taken(kitchen, SOON)
    assert lines(at_once) == AT_NINE == reckoned(kitchen)
    HeadCountLine.objects.all().delete()
    HeadCount.objects.all().delete()
    after_nine(kitchen)
    later = taken(kitchen, LATE)
    assert lines(later) == AT_NINE == reckoned(kitchen)
    assert (later.cutoff_at, later.taken_at) == (at(9), LATE)


def test_what_changes_after_the_count_does_not_change_it(kitchen):
    morning(kitchen)
    count = taken(kitchen)
    after_nine(kitchen)
    assert taken(kitchen, LATE) is None
    assert lines(count) == AT_NINE


@pytest.mark.parametrize(("second", "received"), [(0, True), (1, False)])
def test_an_entry_at_nine_counts_one_a_second_later_does_not(kitchen, second, received):
    said(kitchen, "Bitītes", 0, 1, 2, when=at(9, 0, second))
    bees = {line for line in lines(taken(kitchen)) if line[0] == "Bitītes"}
    silent = {("Bitītes", "older", "", 2, False), ("Bitītes", "younger", "", 1, False)}
    assert bees == ({("Bitītes", "older", "", 0, True)} if received else silent)


def test_a_group_of_which_nobody_came_was_heard_of(kitchen):
    said(kitchen, "Bitītes", 0, 1, 2, when=at(8))
    assert ("Bitītes", "older", "", 0, True) in lines(taken(kitchen))


def test_a_tap_that_was_never_confirmed_takes_no_meal_away(kitchen):
    tapped(kitchen, "Pūcītes", 0, when=at(8, 30))
    assert ("Pūcītes", "older", "L", 2, False) in lines(taken(kitchen))


def test_a_child_moved_to_a_silent_group_is_counted_once(kitchen):
    said(kitchen, "Bitītes", when=at(8, 40))
    anna = kitchen.children["Bitītes"][0]
    people.move(child=anna, group=kitchen.groups["Pūcītes"], since=MONDAY, by=kitchen.by)
    assert sum(line[3] for line in lines(taken(kitchen))) == 8


def test_a_child_said_absent_and_then_moved_to_a_silent_group_is_not_counted(kitchen):
    said(kitchen, "Bitītes", 0, when=at(8, 40))
    anna = kitchen.children["Bitītes"][0]
    people.move(child=anna, group=kitchen.groups["Pūcītes"], since=MONDAY, by=kitchen.by)
    assert sum(line[3] for line in lines(taken(kitchen))) == 7


def test_a_group_in_quarantine_is_fed_like_any_other(kitchen):
    makers.quarantine(kitchen)
    assert ("Bitītes", "older", "", 2, False) in lines(taken(kitchen))


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (MONDAY.replace(year=2023), "older"),  # three today
        (MONDAY.replace(year=2023, day=17), "younger"),  # three tomorrow
        (date(2019, 1, 1), "older"),
    ],
)
def test_the_age_band_is_that_of_the_day(kitchen, born, band):
    change(kitchen, kitchen.children["Ezīši"][1], birth_date=born)
    assert ("Ezīši", band, "B", 1, False) in lines(taken(kitchen))


def test_three_on_a_day_that_the_year_does_not_have():
    from attendance.kitchen.facts import band_of

    leap = date(2024, 2, 29)
    assert band_of(leap, date(2027, 2, 28), 3) == "younger"
    assert band_of(leap, date(2027, 3, 1), 3) == "older"


def test_the_border_of_ages_is_the_institutions_own(kitchen):
    change(kitchen, kitchen.children["Ezīši"][1], birth_date=MONDAY.replace(year=2023))
    kitchen.institution.settings["kitchen.older_from_years"] = 4
    assert ("Ezīši", "younger", "B", 1, False) in lines(taken(kitchen))
    names = [name for name, _cell in board_of(kitchen.institution, MONDAY, at=LATE).by_band]
    assert names == ["1–3 gadi", "4–6 gadi"]


# --- when it is taken ------------------------------------------------------------------------------
def test_nothing_is_counted_before_entries_of_the_last_moment_are_in(kitchen):
    assert taken(kitchen, at(9) + counting.GRACE - timedelta(microseconds=1)) is None
    assert taken(kitchen, at(9) + counting.GRACE) is not None


@pytest.mark.parametrize("day", [HOLIDAY, MONDAY.replace(day=15)])
def test_nothing_is_counted_on_days_off(kitchen, day):
    assert taken(kitchen, at(9, 30, day=day), day) is None
    assert not HeadCount.objects.exists()


def test_a_group_closed_that_day_is_not_counted(kitchen):
    group = kitchen.groups["Pūcītes"]
    duties.except_day(
        institution=kitchen.institution, day=MONDAY, kind="closed", group=group, by=kitchen.by
    )
    assert {line[0] for line in lines(taken(kitchen))} == {"Bitītes", "Ezīši"}


def test_the_cutoff_is_the_institutions_own(kitchen):
    kitchen.institution.settings["kitchen.cutoff"] = "08:30"
    said(kitchen, "Bitītes", 0, when=at(8, 31))
    count = taken(kitchen, at(8, 31, 30))
    assert count.cutoff_at == at(8, 30)
    assert ("Bitītes", "older", "", 2, False) in lines(count)


def test_all_institutions_are_counted_once(kitchen):
    other = a_house("Saulstari", "40000000002")
    assert take_all(SOON) == 2
    assert take_all(LATE) == 0
    counts = HeadCount.objects.all()
    assert {count.institution_id for count in counts} == {
        kitchen.institution.pk,
        other.institution.pk,
    }
    groups = HeadCountLine.objects.filter(head_count__institution=other.institution)
    assert set(groups.values_list("group__institution", flat=True)) == {other.institution.pk}


def test_what_fails_in_one_keeps_no_other_waiting_and_tells_the_log_ids_only(kitchen, caplog):
    kitchen.institution.settings["kitchen.cutoff"] = mornings.CANARY
    kitchen.institution.save()
    a_house("Saulstari", "40000000002")
    assert take_all(SOON) == 1
    assert f"institution {kitchen.institution.pk} failed" in caplog.text
    assert mornings.CANARY not in caplog.text


def test_a_day_of_which_nobody_asked_is_not_counted_later(kitchen):
    take_all(at(9, 30, day=TUESDAY))
    assert list(HeadCount.objects.values_list("day", flat=True)) == [TUESDAY]


def test_a_day_missed_while_the_worker_was_down_is_counted_later_as_it_was(kitchen):
    """As received at its own cut-off; its letter goes nowhere, for that meal is over."""
    kitchen.institution.settings["kitchen.caterer_email"] = "edinataji@pasts.test"
    kitchen.institution.save()
    take_all(at(9, 30, day=FRIDAY))
    morning(kitchen)
    assert take_all(at(7, 30, day=TUESDAY)) == 1
    missed = HeadCount.objects.get(day=MONDAY)
    assert (missed.cutoff_at, missed.taken_at) == (at(9), at(7, 30, day=TUESDAY))
    assert (missed.letter, missed.next_try_at) == ("none", None)
    assert lines(missed) == AT_NINE
    assert take_all(at(7, 31, day=TUESDAY)) == 0


def test_what_was_missed_is_looked_for_three_days_back(kitchen):
    take_all(at(9, 30, day=FRIDAY - timedelta(days=1)))
    take_all(at(9, 30, day=TUESDAY))
    days = HeadCount.objects.order_by("day").values_list("day", flat=True)
    assert list(days) == [FRIDAY - timedelta(days=1), MONDAY, TUESDAY]


def test_the_number_of_queries_does_not_grow(house, savepoints_aside):
    for place in range(10):
        group = house.group(f"Grupa {place}")
        house.crowd(group, 3, birth_date=BABY)
    with savepoints_aside(16):
        taken(house)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_take_one_count(transactional_db):
    house = a_house(furnish=mornings.a_kitchen)
    together = threading.Barrier(2)

    def work(_worker: int) -> bool:
        together.wait(10)
        try:
            return take(house.institution, MONDAY, SOON) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        assert sorted(workers.map(work, range(2))) == [False, True]
    assert sum(line[3] for line in lines(HeadCount.objects.get())) == 8
