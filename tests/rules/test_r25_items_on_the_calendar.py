"""R25: what is planned stands on the calendar's page, with its day or period, for those who see the group."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from duties.calendar import registry
from duties.calendar.registry import CalendarItem
from duties.calendar.school_year import first_day, last_day
from duties.models import Closure
from outbox.clock import ONE_DAY
from people import operations
from people.models import Enrolment
from tests.duties.items import are_the_only_items
from tests.world import HOLIDAY, MONDAY, TUESDAY, House, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
CALENDAR = reverse("duties:calendar")
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture(autouse=True)
def planned(monkeypatch, time_machine):
    time_machine.move_to(at(8, 41), tick=False)
    are_the_only_items(monkeypatch)


def item(house: House, group: str | None, since: date, until: date | None = None) -> Closure:
    """A row of a group of a day, or until another one, both included."""
    return Closure.objects.create(
        institution=house.institution, group=house.groups[group] if group else None, kind=1,
        since=since, until=(until or since) + ONE_DAY, closed_at=at(8), closed_by=house.head,
    )  # fmt: skip


def page(client, user, **asked):
    client.force_login(user, backend=BACKEND)
    return client.get(CALENDAR, asked)


def month(answer, first: date = NOVEMBER):
    return next(one for one in answer.context["months"] if one.first == first)


def lines(answer, first: date = NOVEMBER):
    return [line for fold in month(answer, first).planned for line in fold.items]


def shown(answer, first: date = NOVEMBER) -> list[tuple[str, str]]:
    return [(one.when, one.whose) for one in lines(answer, first)]


def marked(answer, first: date = NOVEMBER) -> list[int]:
    return [day.number for week in month(answer, first).weeks for day in week if day.has_items]


# --- how one is shown ---------------------------------------------------------------------------
def test_an_item_tells_when_what_whose_and_leads_there(house, client):
    item(house, "Bitītes", MONDAY)
    answer = page(client, house.people.teacher)
    (one,) = lines(answer)
    assert (one.when, one.text, one.whose) == ("pr 16.11.", "Mācību ekskursija", "Bitītes")
    assert (one.icon, one.symbol, one.url) == ("walk", "bitites", reverse("duties:ladder"))
    html = " ".join(answer.content.decode().split())
    assert '<a class="item" href="/closures/">' in html
    assert "<b>pr 16.11.</b> Mācību ekskursija" in html
    assert "img/groups/bitites" in html


def test_a_period_is_one_line_and_marks_each_of_its_days(house, client):
    item(house, "Bitītes", MONDAY, FRIDAY)
    answer = page(client, house.people.teacher)
    assert shown(answer) == [("16.11.–20.11.", "Bitītes")]
    assert marked(answer) == [16, 17, 18, 19, 20]
    assert answer.content.decode().count(" data-items") == 5


def test_a_period_over_a_months_end_stands_in_both_and_marks_its_days_in_each(house, client):
    item(house, "Bitītes", date(2026, 11, 30), date(2026, 12, 2))
    answer = page(client, house.people.teacher)
    for first, days in ((NOVEMBER, [30]), (DECEMBER, [1, 2])):
        assert shown(answer, first) == [("30.11.–2.12.", "Bitītes")]
        assert marked(answer, first) == days


def test_a_holiday_keeps_its_look_and_its_name_beside_an_item(house, client):
    item(house, None, HOLIDAY)
    november = month(page(client, house.head))
    (day,) = [one for week in november.weeks for one in week if one.number == HOLIDAY.day]
    assert (day.look, day.has_items) == ("special", True)
    assert [one.text for one in november.entries] == ["Latvijas Republikas Proklamēšanas diena"]
    assert [line.whose for fold in november.planned for line in fold.items] == [""]


def test_they_stand_in_the_order_of_days_whatever_app_has_them(house, client):
    def of_another_app(access, institution, since, until):
        return [CalendarItem(TUESDAY, TUESDAY, "Svinības", "star")]

    registry.register(of_another_app)
    item(house, "Pūcītes", HOLIDAY)
    item(house, "Pūcītes", MONDAY)
    item(house, "Bitītes", MONDAY)
    assert shown(page(client, house.head)) == [
        ("pr 16.11.", "Bitītes"),
        ("pr 16.11.", "Pūcītes"),
        ("ot 17.11.", ""),
        ("tr 18.11.", "Pūcītes"),
    ]


def test_apps_are_asked_for_the_school_year_that_is_shown(house, client):
    asked = []
    registry.register(lambda *about: asked.append(about[1:]) or [])
    page(client, house.people.teacher)
    client.get(reverse("duties:calendar_of", args=[2024]))
    assert asked == [(house.institution, first_day(year), last_day(year)) for year in (2026, 2024)]


def test_text_is_text(house, client):
    Closure.objects.filter(pk=item(house, "Bitītes", MONDAY).pk).update(
        reason="<img src=x onerror=alert(1)>", reopened_at=at(8), reopened_by=house.head
    )
    assert "<img src=x" not in page(client, house.people.teacher).content.decode()


# --- a long list ----------------------------------------------------------------------------------
def folds(answer, first: date = NOVEMBER) -> list[tuple[str, bool]]:
    return [(fold.title, fold.is_open) for fold in month(answer, first).planned]


def test_many_of_another_month_are_folded_and_of_this_one_what_is_over(house, client):
    for n in range(6):
        item(house, "Bitītes", MONDAY + ONE_DAY * (n - 2))
        item(house, "Bitītes", DECEMBER + ONE_DAY * n)
    answer = page(client, house.people.teacher)
    assert folds(answer) == [("Jau bijis: 2", False), ("Ieplānots: 4", True)]
    assert folds(answer, DECEMBER) == [("Ieplānots: 6", False)]
    assert answer.content.decode().count('month-items" open>') == 1


def test_what_lasts_until_today_is_not_over(house, client):
    for n in range(6):
        item(house, "Bitītes", NOVEMBER + ONE_DAY * n, MONDAY)
    assert folds(page(client, house.people.teacher)) == [("Ieplānots: 6", True)]


def test_a_few_need_no_folding(house, client):
    for n in range(5):
        item(house, "Bitītes", DECEMBER + ONE_DAY * n)
        item(house, "Bitītes", MONDAY + ONE_DAY * (n - 2))
    answer = page(client, house.people.teacher)
    assert folds(answer) == [("Jau bijis: 2", True), ("Ieplānots: 3", True)]
    assert folds(answer, DECEMBER) == [("Ieplānots: 5", True)]


def test_nothing_of_a_month_that_is_over_is_planned(house, client):
    october = date(2026, 10, 1)
    for n in range(6):
        item(house, "Bitītes", october + ONE_DAY * n)
    assert folds(page(client, house.people.teacher), october) == [("Jau bijis: 6", False)]


def test_what_was_written_down_today_is_not_planned(house, client):
    def records(access, institution, since, until):
        return [CalendarItem(MONDAY, MONDAY, "Dienas ieraksts", "notebook", is_record=True)]

    registry.register(records)
    item(house, "Bitītes", MONDAY)
    answer = page(client, house.people.teacher)
    assert folds(answer) == [("Jau bijis: 1", True), ("Ieplānots: 1", True)]


# --- who sees which ---------------------------------------------------------------------------------
def test_staff_see_those_of_their_groups_by_the_items_own_right(house, client):
    for group in house.groups:
        item(house, group, MONDAY)
    for who, whose in (
        ("head", ["Bitītes", "Pūcītes"]), ("teacher", ["Bitītes"]), ("other_teacher", ["Pūcītes"]),
        ("former_teacher", []), ("superuser", []),
    ):  # fmt: skip
        assert [name for _when, name in shown(page(client, getattr(house.people, who)))] == whose


def test_a_parent_sees_those_of_the_groups_of_all_own_children(house, client):
    house.group("Lācēni")
    for group in house.groups:
        item(house, group, MONDAY)
    mother, other = house.people.mother, house.people.other_parent
    assert [name for _when, name in shown(page(client, mother))] == ["Bitītes", "Pūcītes"]
    assert [name for _when, name in shown(page(client, other))] == ["Pūcītes"]


def test_of_a_child_that_moves_within_the_month_each_groups_own_days(house, client):
    elza = house.children["Pūcītes"][1]
    operations.move(child=elza, group=house.groups["Bitītes"], since=TUESDAY, by=house.by)
    for group in house.groups:
        for day in (MONDAY, TUESDAY):
            item(house, group, day)
    assert shown(page(client, house.people.other_parent)) == [
        ("pr 16.11.", "Pūcītes"),
        ("ot 17.11.", "Bitītes"),
    ]


def test_while_a_child_stays_elsewhere_it_is_that_groups_days(house, client):
    operations.enrol(
        child=house.children["Pūcītes"][1], group=house.groups["Bitītes"], since=TUESDAY,
        until=HOLIDAY, kind=Enrolment.Kind.TEMPORARY, by=house.by,
    )  # fmt: skip
    for group in house.groups:
        for day in (MONDAY, TUESDAY, HOLIDAY):
            item(house, group, day)
    assert shown(page(client, house.people.other_parent)) == [
        ("pr 16.11.", "Pūcītes"),
        ("ot 17.11.", "Bitītes"),
        ("tr 18.11.", "Pūcītes"),
    ]


def test_a_guardian_who_may_not_know_where_the_child_is_sees_nothing_of_its_group(house, client):
    item(house, "Bitītes", MONDAY)
    answer = page(client, house.people.restricted)
    assert (answer.status_code, shown(answer), marked(answer)) == (200, [], [])


def test_a_parent_of_two_houses_sees_those_of_the_house_that_is_shown(house, other_house, client):
    mother = house.people.mother
    other_house.welcome(mother, "parent")
    other_house.guardian(other_house.children["Bitītes"][0], mother)
    item(house, "Bitītes", MONDAY)
    item(other_house, "Bitītes", TUESDAY)
    for one, when in ((house, "pr 16.11."), (other_house, "ot 17.11.")):
        assert shown(page(client, mother, house=one.institution.pk)) == [(when, "Bitītes")]


@pytest.mark.parametrize("items", [0, 120])
def test_the_page_asks_the_same_few_questions_however_many_there_are(
    house, client, items, savepoints_aside
):
    for n in range(items // 2):
        for group in house.groups:
            item(house, group, NOVEMBER + ONE_DAY * n)
    for user in (house.head, house.people.mother):
        client.force_login(user, backend=BACKEND)
        with savepoints_aside(15):
            assert len(lines(client.get(CALENDAR))) == items // 2
