"""The kitchen's page and files: as counted, later changes beside, no child's name, few queries."""

from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse

from attendance.kitchen import counting
from attendance.kitchen.card import card_of
from attendance.kitchen.page import Mode, board_of
from attendance.models import HeadCount
from duties.models import CalendarException
from people import operations as people
from tests.attendance.kitchen import mornings
from tests.attendance.kitchen.mornings import after_nine, change, reported, said
from tests.world import HOLIDAY, MONDAY, TUESDAY, at

PAGE = reverse("attendance:kitchen")
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@pytest.fixture
def nurse(client, house, time_machine):
    time_machine.move_to(at(9, 40), tick=False)
    client.force_login(house.people.nurse, backend=BACKEND)
    return client


@pytest.fixture
def counted(kitchen) -> HeadCount:
    mornings.morning(kitchen)
    count = counting.take(kitchen.institution, MONDAY, at(9, 0, 20))
    assert count
    return count


def board(kitchen, when=None, day=MONDAY):
    return board_of(kitchen.institution, day, at=when or at(9, 40))


def changes(shown) -> set[tuple]:
    names = {group.pk: group.name for group in shown.groups}
    return {(names[key.group], key.band, key.diet, n) for key, n in shown.changes.items()}


# --- what it shows ---------------------------------------------------------------------------------
def test_later_changes_stand_beside_the_count_and_do_not_touch_it(kitchen, counted):
    assert changes(board(kitchen)) == set()
    after_nine(kitchen)
    shown = board(kitchen)
    assert changes(shown) == {("Pūcītes", "older", "L", -1), ("Ezīši", "older", "", 1)}
    assert (shown.total.counted, shown.total.now, shown.added, shown.taken_away) == (6, 6, 1, 1)
    assert shown.changed_at == at(9, 12)
    assert [(row.group.name, row.confirmed_at) for row in shown.silent] == [
        ("Ezīši", "9:12"), ("Pūcītes", "9:10"),
    ]  # fmt: skip


def test_a_late_notice_of_a_silent_group_is_a_difference(kitchen, counted):
    reported(kitchen, "Pūcītes", 2, when=at(9, 30))
    shown = board(kitchen)
    assert changes(shown) == {("Pūcītes", "older", "", -1)}
    assert shown.changed_at == at(9, 30)


def test_a_diet_that_changes_today_is_a_difference_and_tomorrow_it_is_not(kitchen, counted):
    change(kitchen, kitchen.children["Pūcītes"][2], diet_code="B")
    assert changes(board(kitchen)) == {("Pūcītes", "older", "", -1), ("Pūcītes", "older", "B", 1)}
    assert changes(board(kitchen, at(9, day=TUESDAY))) == set()


def test_before_the_cutoff_it_shows_what_has_been_received(kitchen):
    said(kitchen, "Bitītes", 0, when=at(8, 40))
    shown = board(kitchen, at(8, 45))
    assert (shown.mode, shown.total.counted, len(shown.silent)) == (Mode.PREVIEW, 7, 2)


def test_while_the_worker_is_down_it_shows_what_will_be_kept(kitchen):
    mornings.morning(kitchen)
    after_nine(kitchen)
    without = board(kitchen)
    counting.take(kitchen.institution, MONDAY, at(9, 50))
    kept = board(kitchen)
    assert without.head_count is None
    assert without.figures == kept.figures
    assert changes(without) == changes(kept)


@pytest.mark.parametrize("day", [HOLIDAY.replace(day=15), date(2026, 11, 20)])
def test_there_is_nothing_on_days_off_and_days_to_come(kitchen, nurse, day):
    assert board(kitchen, day=day).mode is Mode.OFF
    assert nurse.get(reverse("attendance:kitchen_day", args=[day])).status_code == 200
    for name in ("csv", "xlsx"):
        assert nurse.get(reverse(f"attendance:kitchen_{name}", args=[day])).status_code == 404


def test_a_count_stays_when_the_day_is_called_off_later(kitchen, counted):
    CalendarException.objects.create(institution=kitchen.institution, day=MONDAY, kind="closed")
    shown = board(kitchen)
    assert (shown.total.counted, shown.total.now) == (6, 0)


# --- the page and the files --------------------------------------------------------------------------
def test_no_page_and_no_file_names_a_child(kitchen, counted, nurse):
    names = {c.first_name for group in kitchen.children.values() for c in group} | {mornings.CANARY}
    day = [MONDAY]
    for address in (PAGE, *(reverse(f"attendance:kitchen_{n}", args=day) for n in ("day", "csv"))):
        text = nurse.get(address).content.decode()
        assert "Pūcītes" in text
        assert not [name for name in names if name in text]


def test_the_csv_has_what_was_counted_and_what_changed(kitchen, counted, nurse):
    after_nine(kitchen)
    answer = nurse.get(reverse("attendance:kitchen_csv", args=[MONDAY]))
    lines = answer.content.decode().splitlines()
    assert "Pūcītes;3–6 gadi;L;2;-1;1;nē" in lines
    assert "Ezīši;3–6 gadi;;0;1;1;nē" in lines
    assert "Kopā;;;6;0;6;" in lines
    assert 'filename="edinataji-2026-11-16.csv"' in answer["Content-Disposition"]


@pytest.mark.parametrize("many", [False, True], ids=["few", "many"])
def test_the_page_takes_at_most_fifteen_queries(house, nurse, savepoints_aside, many):
    for place in range(18 if many else 0):
        group = house.group(f"Grupa {place}")
        house.crowd(group, 4, diet_code="L")
    counting.take(house.institution, MONDAY, at(9, 0, 20))
    people.move(
        child=house.children["Bitītes"][0], group=house.groups["Pūcītes"], since=MONDAY, by=house.by
    )
    reported(house, "Bitītes", 1, when=at(9, 10))
    nurse.get(PAGE)
    with savepoints_aside(15):
        assert nurse.get(PAGE).status_code == 200


def test_sending_again_leads_back_and_says_so(kitchen, caterer, counted, nurse):
    caterer()
    HeadCount.objects.update(letter="failed", letter_to="vecs@pasts.test")
    assert "vecs@pasts.test" in nurse.get(PAGE).content.decode()
    answer = nurse.post(reverse("attendance:kitchen_send", args=[MONDAY]), follow=True)
    assert "minūtes laikā" in answer.content.decode()
    assert HeadCount.objects.get().letter == "waiting"


def test_sending_without_an_address_is_refused_in_words(kitchen, counted, nurse):
    answer = nurse.post(reverse("attendance:kitchen_send", args=[MONDAY]))
    assert answer.status_code == 422
    assert "adrese nav norādīta" in answer.content.decode()


# --- the card on Today ---------------------------------------------------------------------------------
def test_the_card_says_how_many_eat_and_how_many_are_silent(kitchen, counted, savepoints_aside):
    access = kitchen.access(kitchen.people.clerk, "clerk")
    assert access.holds("view_kitchen")
    with savepoints_aside(3):
        card = card_of(access, at=at(9, 40))
    assert (card["subtitle"], card["side"]) == ("6 bērni, klusē 2 grupas", None)
    HeadCount.objects.update(letter="failed")
    assert card_of(access, at=at(9, 40))["side"]["tone"] == "bad"


def test_the_card_before_the_count_on_days_off_and_for_others(kitchen):
    assert card_of(kitchen.by, at=at(8))["subtitle"] == "saskaitīs plkst. 9:00"
    assert card_of(kitchen.by, at=at(8, day=HOLIDAY)) is None
    teacher = kitchen.access(kitchen.people.teacher, "teacher")
    assert card_of(teacher, at=at(8)) is None
