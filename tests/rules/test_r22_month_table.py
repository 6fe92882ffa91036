"""R22: the month table says what the confirmed registers say, each child's day once."""

from collections import Counter
from datetime import date

import pytest
from django.db import connection

from attendance.register.operations import draft
from duties.calendar.days import Month
from duties.models import CalendarException
from people import operations as people
from people.whose_day import belonging_of, children_due
from tests.attendance.months.month import (
    NOVEMBER,
    WORKING,
    all_taken,
    first_of_december,
    row_of,
    signs,
    table,
    taken,
)
from tests.world import MONDAY, TUESDAY, at

RECKONED = """
    SELECT c.first_name, r.day, m.presence, coalesce(m.reason, '') FROM attendance_mark m
    JOIN attendance_register r ON r.id = m.register_id
    JOIN people_child c ON c.id = m.child_id
    JOIN people_childgroup g ON g.id = r.group_id
    WHERE g.name = %s AND r.first_confirmed_at IS NOT NULL
      AND r.day >= '2026-11-01' AND r.day < '2026-12-01'
"""


def reckoned(group: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(RECKONED, [group])
        return cursor.fetchall()


def kind(presence: str, reason: str) -> str:
    if presence == "present":
        return "present"
    return {"illness": "illness", "": "unexcused", "unexcused": "unexcused"}.get(reason, "excused")


@pytest.mark.parametrize("group", ["Bitītes", "Pūcītes"])
def test_the_table_agrees_with_raw_sql(house, group):
    all_taken(house)
    shown, rows = table(house, group), reckoned(group)
    assert shown.totals == Counter(kind(presence, reason) for _n, _d, presence, reason in rows)
    for row in shown.rows:
        mine = [one for one in rows if one[0] == row.child.first_name]
        assert row.totals == Counter(kind(presence, reason) for _n, _d, presence, reason in mine)
    present = Counter(day for _n, day, presence, _r in rows if presence == "present")
    written = {column.day: column.present for column in shown.columns if column.present is not None}
    assert written == {day: present[day] for day in WORKING}


def test_signs_are_the_institutions_codes(house):
    house.institution.settings["attendance.code.illness"] = "SL"
    house.institution.save()
    all_taken(house)
    shown = table(house)
    emils, girts, anna = (signs(shown, row_of(shown, n)) for n in ("Emīls", "Ģirts", "Anna"))
    assert {day for day, sign in emils.items() if sign == "SL"} == {2, 9, 16, 23, 30}
    assert (girts[9], anna[10], anna[11]) == ("N", "NA", "•")
    assert shown.working_days == 20


def test_a_child_who_came_later_is_present_with_a_sign_of_its_own(house):
    from attendance.models import Mark

    all_taken(house, [MONDAY])
    Mark.objects.filter(child=house.children["Bitītes"][0], day=MONDAY).update(arrived_at="10:15")
    shown = table(house)
    assert signs(shown, row_of(shown, "Anna"))[16] == "K"
    assert shown.rows[row_of(shown, "Anna")].totals["present"] == 1


def test_drafts_are_not_counted(house):
    child = house.children["Bitītes"][0]
    draft(
        group=house.groups["Bitītes"], day=MONDAY, child_id=child.pk, absent=True,
        by=house.access(house.people.teacher, "teacher"), at=at(8, 30),
    )  # fmt: skip
    shown = table(house)
    assert signs(shown, row_of(shown, "Anna"))[16] == "?"
    assert not shown.totals


def test_a_day_owed_and_not_confirmed_is_named(house):
    all_taken(house, [day for day in WORKING if day != MONDAY])
    shown = table(house)
    assert shown.unconfirmed == [MONDAY]
    assert {signs(shown, place)[16] for place in range(3)} == {"?"}


def test_days_to_come_are_empty(house):
    all_taken(house, [MONDAY])
    shown = table(house, when=at(12))
    assert {signs(shown, 0)[day] for day in (17, 19, 30)} == {""}
    assert max(shown.unconfirmed) < MONDAY


def test_a_temporary_group_counts_the_childs_day_and_the_own_group_says_so(house):
    anna, owls = house.children["Bitītes"][0], house.groups["Pūcītes"]
    people.enrol(child=anna, group=owls, since=MONDAY, until=TUESDAY, kind=2, by=house.by)
    house.children["Pūcītes"].append(anna)
    taken(house, "Pūcītes", MONDAY)
    house.children["Pūcītes"].remove(anna)
    all_taken(house, [day for day in WORKING if day != MONDAY])
    taken(house, "Bitītes", MONDAY)
    own, guest = table(house), table(house, "Pūcītes")
    assert signs(own, row_of(own, "Anna"))[16] == "/"
    assert signs(guest, row_of(guest, "Anna")) == {day.day: "–" for day in WORKING} | {16: "•"}
    assert own.rows[row_of(own, "Anna")].totals.total() == 19
    assert guest.rows[row_of(guest, "Anna")].totals.total() == 1


def test_a_child_who_moved_is_in_each_group_on_its_own_days(house):
    anna = house.children["Bitītes"][0]
    people.move(child=anna, group=house.groups["Pūcītes"], since=MONDAY, by=house.by)
    old, new = table(house), table(house, "Pūcītes")
    before = {day.day for day in WORKING if day < MONDAY}
    assert {d for d, sign in signs(old, row_of(old, "Anna")).items() if sign == "?"} == before
    assert {d for d, sign in signs(new, row_of(new, "Anna")).items() if sign == "–"} == before


def test_a_mark_on_a_day_that_was_closed_later_is_still_counted(house):
    all_taken(house)
    CalendarException.objects.create(  # no operation of ours does it any more
        institution=house.institution, day=MONDAY, kind="closed", note="Avārija"
    )
    shown = table(house)
    assert shown.working_days == 19
    assert signs(shown, row_of(shown, "Anna"))[16] == "•"
    assert shown.totals.total() == len(reckoned("Bitītes"))
    assert next((one.day, one.off) for one in shown.days_off) == (MONDAY, "Avārija")


def test_whose_a_day_is_agrees_with_the_register(house):
    """The same question asked of one day in SQL and of a whole month in Python."""
    anna, emils, _girts = house.children["Bitītes"]
    owls = house.groups["Pūcītes"]
    people.enrol(
        child=anna, group=owls, since=MONDAY, until=date(2026, 11, 20), kind=2, by=house.by
    )
    people.move(child=emils, group=owls, since=TUESDAY, by=house.by)
    groups = list(house.groups.values())
    belonging = belonging_of(groups, NOVEMBER, Month(NOVEMBER).until)
    for group in groups:
        for day in WORKING:
            owned = {child for child in belonging.stays if belonging.owner(child, day) == group.pk}
            assert owned == {child.pk for child in children_due(group, day)}


def test_the_table_of_a_month_nobody_has_begun(house):
    shown = table(house, when=first_of_december(), month=date(2027, 1, 1))
    assert not shown.totals
    assert shown.unconfirmed == []
