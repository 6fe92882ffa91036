"""A group's page: who sees it, and what of its children, staff and days stands there for whom."""

from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from activities import operations as days
from ejournal.group.people import age_on, birthday_from
from people import operations
from people.models import Assignment, Child
from tests.activities import makers
from tests.browser import scenes
from tests.planning.full import a_full_plan
from tests.world import HOLIDAY, MONDAY, TUESDAY, House, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
NOVEMBER, BEFORE_NOVEMBER = date(2026, 11, 1), at(12, day=date(2026, 10, 30))
ASSESSMENT = ("Vērtēšana", "Izaugsmes kopsavilkumi")  # the lines of those who see it
TALKS = "Individuālās sarunas ar vecākiem"
STAFF_OF_THE_BEES = ("teacher", "assistant", "specialist", "substitute", "nurse", "clerk", "head")
OTHERS = (
    "other_teacher", "former_teacher", "superuser", "mother", "father", "restricted", "other_parent",
)  # fmt: skip


@pytest.fixture
def opened(house, client):
    """``opened(who, group)``: a group's page, on Monday at 8:41 unless another moment is said."""

    def _open(who: str, group: str = "Bitītes", when=None):
        client.force_login(getattr(house.people, who), backend=BACKEND)
        with time_machine.travel(when or at(8, 41), tick=False):
            return client.get(reverse("group", args=[house.groups[group].pk]))

    return _open


def lines(answer) -> dict[str, dict]:
    """By title, of all headings."""
    return {line["title"]: line for one in answer.context["sections"] for line in one.lines}


def main_of(answer) -> str:
    return answer.content.decode().partition("<main")[2]


def rename(child: Child, **facts) -> None:
    Child.objects.filter(pk=child.pk).update(**facts)


# --- who sees it --------------------------------------------------------------------------------
@pytest.mark.parametrize("who", STAFF_OF_THE_BEES)
def test_the_groups_staff_and_the_office_see_it(opened, who):
    assert opened(who).status_code == 200


@pytest.mark.parametrize("who", OTHERS)
def test_to_the_others_and_to_parents_there_is_none(opened, who):
    assert opened(who).status_code == 404


def test_a_substitute_loses_it_at_midnight(opened):
    assert opened("substitute", when=at(23, 59)).status_code == 200
    assert opened("substitute", when=at(0, 1, day=TUESDAY)).status_code == 404


# --- the register of today, the week's check, the month -----------------------------------------
def test_the_register_of_today_and_how_far_it_is(house, opened):
    line = lines(opened("teacher"))["Apmeklējums šodien"]
    assert line["subtitle"] == "vēl nav atzīmēts"
    assert line["url"] == reverse("attendance:register", args=[house.groups["Bitītes"].pk, MONDAY])
    scenes.confirmed(house, house.people.teacher, away={1: None})
    line = lines(opened("teacher"))["Apmeklējums šodien"]
    assert (line["subtitle"], line["due"]["text"]) == ("klāt 2, nav 1", "laikā")


def test_on_a_holiday_it_says_why_there_is_none(opened):
    line = lines(opened("teacher", when=at(8, 41, day=HOLIDAY)))["Apmeklējums šodien"]
    assert "Proklamēšanas" in line["subtitle"]
    assert line["due"] is None


@pytest.mark.parametrize("who", ["nurse", "clerk", "head"])
def test_who_checks_or_oversees_the_house_has_the_week_at_hand(house, opened, client, who):
    found = lines(opened(who))["Nedēļas pārbaude"]
    assert found["subtitle"] == "2.11.–8.11."  # the first of the newest that waits
    with time_machine.travel(at(8, 41), tick=False):
        assert client.get(found["url"]).status_code == 200


@pytest.mark.parametrize(
    ("who", "own"),
    [
        ("teacher", {"Mēneša plāns", *ASSESSMENT, TALKS}), ("assistant", {"Mēneša plāni"}),
        ("specialist", {"Mēneša plāni", *ASSESSMENT, TALKS}),
        ("substitute", {"Mēneša plāns", *ASSESSMENT, TALKS}),
    ],
)  # fmt: skip
def test_the_others_have_no_line_that_would_be_refused(opened, who, own):
    always = {
        "Apmeklējums šodien", "Dienas ieraksts", "Grupas nedēļa", "Mēneša tabele", "Pārklājums",
    }  # fmt: skip
    assert set(lines(opened(who))) == always | own


def test_the_plan_of_the_month_and_whether_it_was_submitted(house, opened):
    line = lines(opened("teacher"))["Mēneša plāns"]
    assert line["url"] == reverse("planning:plan", args=[house.groups["Bitītes"].pk, NOVEMBER])
    assert line["due"]["tone"] == "bad"
    a_full_plan(house, house.groups["Bitītes"], NOVEMBER, submitted_at=BEFORE_NOVEMBER)
    assert lines(opened("teacher"))["Mēneša plāns"]["due"]["tone"] == "good"


def test_the_log_of_today_and_how_far_it_is(house, opened):
    bees, teacher = house.groups["Bitītes"], house.access(house.people.teacher, "teacher")

    def shown(when):
        line = lines(opened("head", when=when))["Dienas ieraksts"]
        return line["subtitle"], line["due"]["text"]

    assert shown(at(8, 41)) == ("vēl nav iesākts", "vēl 10 h 19 min")
    log = makers.written(bees, teacher, when=at(13, 20))
    assert shown(at(13, 30)) == ("melnraksts kopš 13:20", "vēl 5 h 30 min")
    assert shown(at(19, 0, 1)) == ("melnraksts kopš 13:20", "termiņš bija 19:00")
    days.confirm(log=log, by=teacher, at=at(19, 41))
    assert shown(at(19, 42)) == ("apstiprināts 19:41", "pēc termiņa")
    line = lines(opened("teacher"))["Dienas ieraksts"]
    assert line["url"] == reverse("activities:day", args=[bees.pk, MONDAY])


def test_on_a_holiday_there_is_no_log_but_the_week(house, opened):
    found = lines(opened("teacher", when=at(8, 41, day=HOLIDAY)))
    assert "Dienas ieraksts" not in found
    week = found["Grupas nedēļa"]
    assert week["subtitle"] == "16.11.–20.11."
    assert week["url"] == reverse("activities:week", args=[house.groups["Bitītes"].pk, MONDAY])


@pytest.mark.parametrize("who", ["nurse", "clerk"])
def test_who_does_not_read_days_has_no_line_of_them(opened, who):
    assert not {"Dienas ieraksts", "Grupas nedēļa"} & set(lines(opened(who)))


def test_every_line_opens_for_whoever_is_given_it(opened, client):
    for who in STAFF_OF_THE_BEES:
        for line in lines(opened(who)).values():
            with time_machine.travel(at(8, 41), tick=False):
                assert client.get(line["url"]).status_code == 200, (who, line["title"])


def test_of_another_school_year_the_nearest_month_and_no_register(house, opened, client):
    old = operations.open_group(
        institution=house.institution, name="Vecās bites", school_year=2025, symbol="bitites",
        by=house.by,
    )  # fmt: skip
    house.groups[old.name] = old
    answer = opened("head", old.name)
    assert "Apmeklējums šodien" not in lines(answer)
    table = lines(answer)["Mēneša tabele"]
    assert table["subtitle"].endswith("augusts")
    assert answer.context["subtitle"] == "2025./2026. mācību gads"
    with time_machine.travel(at(8, 41), tick=False):
        assert client.get(table["url"]).status_code == 200


def test_nobodys_sex_is_guessed_of_staff_and_of_the_head(house, opened):
    assert "Skolotājs/skolotāja ·" in opened("teacher").content.decode()
    house.institution.head = "Māra Strode"
    assert "Iestādes vadītājs/vadītāja: Māra Strode" in house.institution.heading


# --- children -----------------------------------------------------------------------------------
def test_children_in_latvian_order_with_their_age(opened):
    shown = [(str(line.child), line.years) for line in opened("teacher").context["children"]]
    assert shown == [
        ("Emīls Balodis", "5 gadi"),
        ("Anna Bērziņa", "5 gadi"),
        ("Ģirts Žagars", "5 gadi"),
    ]


@pytest.mark.parametrize(
    ("who", "sees"),
    [("teacher", True), ("assistant", True), ("substitute", True), ("nurse", True), ("head", True),
     ("specialist", False), ("clerk", False)],
)  # fmt: skip
def test_a_warning_is_for_those_who_may_see_warnings(house, opened, who, sees):
    rename(house.children["Bitītes"][0], warning="Riekstu alerģija")
    assert ("Riekstu alerģija" in main_of(opened(who))) is sees


def test_of_the_card_no_more_than_name_birthday_and_warning(house, opened):
    rename(house.children["Bitītes"][0], personal_code="01010112345", diet_code="BG")
    for who in STAFF_OF_THE_BEES:
        shown = main_of(opened(who))
        assert not [
            secret for secret in ("12345", "BG", "Kristīne", "Lēmums 7") if secret in shown
        ], who


def test_a_guest_is_here_and_says_until_when(house, opened):
    guest = house.children["Pūcītes"][0]
    operations.enrol(
        child=guest, group=house.groups["Bitītes"], since=MONDAY, until=TUESDAY, kind=2, by=house.by
    )
    notes = {str(line.child): line.note for line in opened("teacher").context["children"]}
    assert notes["Kārlis Bērziņš"] == "uz laiku, līdz 16.11.2026."
    assert notes["Anna Bērziņa"] == ""
    assert "Kārlis" not in main_of(opened("other_teacher", "Pūcītes"))


def test_next_birthdays_today_first(house, opened):
    anna, emils, girts = house.children["Bitītes"]
    rename(anna, birth_date=date(2020, 11, 24))
    rename(emils, birth_date=date(2021, 11, 15))  # yesterday: in a year
    rename(girts, birth_date=date(2021, 11, 16))
    found = [
        (one["child"].first_name, one["text"]) for one in opened("teacher").context["birthdays"]
    ]
    assert found == [
        ("Ģirts", "šodien · aprit 5 gadi"), ("Anna", "24. novembris · aprit 6 gadi"),
        ("Emīls", "15. novembris · aprit 6 gadi"),
    ]  # fmt: skip


def test_a_birthday_of_29_february_is_the_28th_in_other_years():
    born = date(2020, 2, 29)
    assert birthday_from(born, date(2027, 1, 1)) == date(2027, 2, 28)
    assert birthday_from(born, date(2027, 3, 1)) == date(2028, 2, 29)
    assert (age_on(born, date(2027, 2, 28)), age_on(born, date(2027, 3, 1))) == (6, 7)


# --- staff --------------------------------------------------------------------------------------
def test_staff_with_their_days_the_former_left_out(opened):
    found = [
        (str(one.assignment.user), one.assignment.kind, one.days)
        for one in opened("teacher").context["staff"]
    ]
    assert found == [
        ("Ilze Kalēja", Assignment.Kind.TEACHER, "no 1.09.2026."),
        ("Zane Ābele", Assignment.Kind.ASSISTANT, "no 1.09.2026."),
        ("Uldis Ūdris", Assignment.Kind.SPECIALIST, "no 1.09.2026."),
        ("Vija Ziemele", Assignment.Kind.SUBSTITUTE, "16.11.2026."),
    ]


def test_who_comes_later_is_told_but_not_among_those_of_today(house, opened):
    house.assign(
        house.people.other_teacher, house.groups["Bitītes"], Assignment.Kind.TEACHER, since=TUESDAY
    )
    answer = opened("head")
    assert "no 17.11.2026." in [one.days for one in answer.context["staff"]]
    assert answer.context["subtitle"] == "3 bērni · Ilze Kalēja"


def test_who_has_left_works_here_no_more(house, opened):
    operations.leave(user=house.people.assistant, since=MONDAY, by=house.by, at=at(8))
    assert "Zane Ābele" not in main_of(opened("head"))


@pytest.mark.parametrize(
    ("who", "has"), [("head", True), ("clerk", True), ("nurse", False), ("teacher", False)]
)
def test_a_colleagues_card_is_a_way_for_those_who_may_open_it(house, opened, client, who, has):
    card = reverse("people:adult_key", args=[house.people.assistant.pk])
    assert (f'href="{card}"' in main_of(opened(who))) is has
    with time_machine.travel(at(8, 41), tick=False):
        assert (client.get(card).status_code == 200) is has


# --- ways in and out ----------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["today", "attendance:groups"])
def test_where_a_group_is_named_one_gets_to_its_page(house, client, name):
    client.force_login(house.people.teacher, backend=BACKEND)
    with time_machine.travel(at(8, 41), tick=False):
        shown = client.get(reverse(name)).content.decode()
    assert f'href="{reverse("group", args=[house.groups["Bitītes"].pk])}"' in shown


def test_the_menu_says_that_one_is_in_the_journal(opened):
    (here,) = [one["url"] for one in opened("teacher").context["shell"].places if one["current"]]
    assert here == reverse("attendance:groups")


# --- the empty, the large, the long -------------------------------------------------------------
def test_a_group_with_nobody_in_it(house, opened):
    house.group("Ezīši", "ezisi")
    answer = opened("head", "Ezīši")
    assert (answer.context["children"], answer.context["birthdays"], answer.context["staff"]) == (
        [],
        [],
        [],
    )
    shown = main_of(answer)
    assert "Šodien grupā bērnu nav" in shown
    assert "Ar grupu vēl neviens nestrādā" in shown


@pytest.mark.parametrize("who", ["teacher", "head", "nurse"])
@pytest.mark.parametrize("count", [3, 40])
def test_it_asks_the_same_few_questions(house, client, who, count, savepoints_aside):
    group = house.groups[_group_of(house, count)]
    client.force_login(getattr(house.people, who), backend=BACKEND)
    with time_machine.travel(at(8, 41), tick=False), savepoints_aside(15):
        answer = client.get(reverse("group", args=[group.pk]))
    assert len(answer.context["children"]) == count


def _group_of(house: House, count: int) -> str:
    return scenes.a_large_group(house, count) if count > 3 else "Bitītes"
