"""Today of those who look after the whole house: the silent before the done, and a tap that reminds."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from duties import mine, registry
from duties.operations import ask
from ejournal.today import cards
from people.access import Action
from people.models import Assignment
from tests.browser.scenes import confirmed
from tests.duties.periods import Weekly
from tests.world import HOLIDAY, MONDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]

TODAY = reverse("today")
LAST_WEEK, BEFORE_LAST = MONDAY - timedelta(days=7), MONDAY - timedelta(days=14)


@pytest.fixture
def open_today(client):
    def _open(user, when):
        client.force_login(user, backend=BACKEND)
        with time_machine.travel(when, tick=False):
            return client.get(TODAY)

    return _open


@pytest.fixture
def ten(house):
    """Ten groups with children; one teacher for the new ones."""
    for number in range(8):
        group = house.group(f"Grupa {number}")
        house.child(group, "Anna", "Kalna")
        house.assign(house.people.other_teacher, group, Assignment.Kind.TEACHER)
    return house


def parts(answer) -> list[str]:
    return [part["text"] for part in answer.context["house"]["parts"]]


def test_the_house_in_one_sentence(ten, open_today):
    names = list(ten.groups)
    confirmed(ten, ten.people.teacher, names[0], when=at(8, 30))
    for name in names[1:8]:
        confirmed(ten, ten.people.other_teacher, name, when=at(8, 40))
    confirmed(ten, ten.people.other_teacher, names[8], when=at(9, 0, 1))
    answer = open_today(ten.head, at(9, 12))
    assert answer.context["house"]["title"] == "10 grupu"
    assert parts(answer) == ["8 apstiprinātas", "1 pēc termiņa", "1 klusē"]
    assert [line["title"] for line in answer.context["silent"]] == [names[9]]
    assert len(answer.context["done"]) == 9


def test_before_nine_nobody_is_silent_yet(house, open_today):
    assert parts(open_today(house.head, at(8, 41))) == ["0 apstiprinātu", "2 vēl nav"]


def test_a_tap_reminds_and_says_when(house, client):
    client.force_login(house.head, backend=BACKEND)
    form = {"duty": "attendance", "day": str(MONDAY), "group": house.groups["Bitītes"].pk}
    with time_machine.travel(at(9, 12), tick=False):
        answer = client.post(reverse("duties:ask"), form, follow=True)
    lines = {line["title"]: line for line in answer.context["silent"]}
    assert (lines["Bitītes"]["asked"], lines["Bitītes"]["may_ask"]) == ("Atgādināts 9:12", False)
    assert (lines["Pūcītes"]["asked"], lines["Pūcītes"]["may_ask"]) == ("", True)


def test_after_ten_minutes_it_may_be_tapped_again(house, open_today):
    groups = [house.groups["Bitītes"]]
    ask(duty=registry.get("attendance"), groups=groups, day=MONDAY, by=house.by, at=at(9, 12))
    answer = open_today(house.head, at(9, 22))
    line = next(line for line in answer.context["silent"] if line["title"] == "Bitītes")
    assert (line["asked"], line["may_ask"]) == ("Atgādināts 9:12", True)


@pytest.mark.parametrize("role", ["nurse", "clerk"])
def test_who_does_not_oversee_sees_the_silent_without_the_tap(house, open_today, role):
    answer = open_today(getattr(house.people, role), at(9, 12))
    assert len(answer.context["silent"]) == 2
    assert reverse("duties:ask") not in answer.content.decode()


def test_on_a_holiday_nothing_is_due(house, open_today):
    answer = open_today(house.head, at(9, 12, day=HOLIDAY))
    assert answer.context["house"] is None
    assert "Proklamēšanas" in answer.context["why_off"]


def test_the_superuser_is_told_what_there_is_to_do_here(house, open_today):
    answer = open_today(house.people.superuser, at(9, 12))
    shown = answer.content.decode()
    assert reverse("duties:calendar") in shown
    assert "Bitītes" not in shown


class CheckedByTheNurse(Weekly):
    action = Action.CORRECT_ATTENDANCE


@pytest.fixture
def weekly(house, monkeypatch):
    """The only duty of the house: the week before last is done, last week is due today."""
    bees, owls = house.groups.values()
    duty = CheckedByTheNurse({("weekly", g.pk, BEFORE_LAST): at(8) for g in (bees, owls)})
    duty.now = at(9)
    monkeypatch.setattr(registry, "_registry", {duty.code: duty})
    return duty


def test_the_nurse_is_told_what_is_hers_of_any_duty(house, weekly):
    (found,) = mine.owed_by_me(house.access(house.people.nurse, "nurse"), at=at(9))
    assert found.owed[0].day == LAST_WEEK
    assert {one.group.name for one in found.owed} == {"Bitītes", "Pūcītes"}
    assert mine.in_words(found, at(9))["subtitle"] == "9. novembris · 2 grupas"
    assert mine.owed_by_me(house.by, at=at(9)) == []


def test_what_has_a_card_is_not_told_twice(house, weekly):
    nurse = house.access(house.people.nurse, "nurse")
    assert mine.owed_by_me(nurse, at=at(9), besides={"weekly"}) == []


def test_cards_are_asked_in_order_and_the_silent_left_out(house):
    said = ({"title": "Pirmā"}, None, {"title": "Otrā", "url": "/x/"})
    spoken = tuple((lambda access, *, at, days, line=line: line) for line in said)
    lines = cards.of(spoken, house.by, at(9), None)
    assert [(line["title"], line["url"]) for line in lines] == [("Pirmā", ""), ("Otrā", "/x/")]


def test_what_was_done_is_not_owed_any_more(house, weekly):
    bees, owls = house.groups.values()
    weekly.book["weekly", bees.pk, LAST_WEEK] = at(8)
    (found,) = mine.owed_by_me(house.access(house.people.nurse, "nurse"), at=at(9))
    assert [one.group for one in found.owed] == [owls]


@pytest.mark.parametrize("role", ["head", "nurse", "clerk", "superuser"])
@pytest.mark.parametrize("groups", [2, 20])
def test_today_asks_the_same_few_questions(house, client, role, groups, savepoints_aside):
    for number in range(groups - 2):
        house.child(house.group(f"Grupa {number}"), "Anna", "Kalna")
    client.force_login(getattr(house.people, role), backend=BACKEND)
    with time_machine.travel(at(9, 12), tick=False), savepoints_aside(15):
        assert client.get(TODAY).status_code == 200


# --- what comes below the first screen, in a part of its own --------------------------------------
FURTHER = reverse("further")


@pytest.fixture
def open_further(client):
    def _open(user, **headers):
        client.force_login(user, backend=BACKEND)
        with time_machine.travel(at(9, 12), tick=False):
            return client.get(FURTHER, headers=headers)

    return _open


@pytest.mark.parametrize("role", ["head", "nurse", "clerk", "superuser"])
def test_today_asks_for_its_further_cards_and_leads_to_them_without_script(house, open_today, role):
    shown = open_today(getattr(house.people, role), at(9, 12)).content.decode()
    assert f'hx-get="{FURTHER}" hx-trigger="load"' in shown
    assert f'<a class="tap" href="{FURTHER}">' in shown
    assert reverse("attendance:kitchen") not in shown.partition("<main")[2]


def test_the_part_is_a_part_and_the_address_a_page(house, open_further):
    part = open_further(house.head, **{"HX-Request": "true"}).content.decode()
    page = open_further(house.head).content.decode()
    for shown in (part, page):
        assert f'href="{reverse("attendance:kitchen")}"' in shown
    assert "<main" not in part
    assert "<main" in page


def test_a_part_with_nothing_to_say_is_empty_and_its_page_says_so(house, open_further, monkeypatch):
    monkeypatch.setattr(cards, "FURTHER", ())
    assert open_further(house.head, **{"HX-Request": "true"}).content.strip() == b""
    assert "Nekas cits negaida" in open_further(house.head).content.decode()


@pytest.mark.parametrize("who", ["teacher", "mother", "former_parent"])
def test_whoever_has_another_today_has_no_such_part(house, open_further, open_today, who):
    person = getattr(house.people, who)
    assert open_further(person).status_code == 404
    assert FURTHER not in open_today(person, at(9, 12)).content.decode()


@pytest.mark.parametrize("role", ["head", "nurse"])
@pytest.mark.parametrize("groups", [2, 20])
def test_the_part_has_a_budget_of_its_own(house, client, role, groups, savepoints_aside):
    for number in range(groups - 2):
        house.child(house.group(f"Grupa {number}"), "Anna", "Kalna")
    client.force_login(getattr(house.people, role), backend=BACKEND)
    with time_machine.travel(at(9, 12), tick=False), savepoints_aside(15):
        assert client.get(FURTHER).status_code == 200
