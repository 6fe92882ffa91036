"""Pages on which plans are read: what they say of state and time, and how much they ask."""

from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse

from planning.reading.families import family_plans
from planning.reading.teachers import own_months
from tests.planning.full import DECEMBER, a_full_plan
from tests.world import BEGIN, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
NOVEMBER, OCTOBER = date(2026, 11, 1), date(2026, 10, 1)
LATE = at(8, day=date(2026, 12, 1))


@pytest.fixture(autouse=True)
def afternoon(time_machine):
    time_machine.move_to(at(14, 30), tick=False)


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


def page(client, user, name="read", *args):
    client.force_login(user, backend=BACKEND)
    return client.get(reverse(f"planning:{name}", args=args))


def test_a_plan_says_who_submitted_it_and_that_it_was_in_time(house, bees, client):
    a_full_plan(house, bees)
    found = page(client, house.head, "read", bees.pk, DECEMBER).context
    assert found["state"] == "Iesniedza Ilze Kalēja, 16.11.2026. 14:00"
    assert found["due"]["tone"] == "good"


def test_a_late_one_is_called_late(house, bees, client, time_machine):
    a_full_plan(house, bees, submitted_at=LATE)
    time_machine.move_to(at(9, day=date(2026, 12, 1)), tick=False)
    assert page(client, house.head, "read", bees.pk, DECEMBER).context["due"]["tone"] == "soon"


def test_amendments_are_told_to_staff_with_their_reasons_and_to_families_by_the_day(
    house, bees, client
):
    a_full_plan(house, bees, amended="Bērni grib pētīt ledu")
    (told,) = page(client, house.head, "read", bees.pk, DECEMBER).context["amendments"]
    assert told == "16.11.2026. 15:00, Ilze Kalēja: Bērni grib pētīt ledu"
    of_family = page(client, house.people.mother, "read", bees.pk, DECEMBER)
    assert of_family.context["amended"] == "papildināts 16.11."
    assert "Bērni grib pētīt ledu" not in of_family.content.decode()


@pytest.mark.parametrize(
    ("who", "submitted_at", "acts"),
    [
        ("teacher", None, {"write"}), ("teacher", at(14), {"amend"}),
        ("other_teacher", None, set()), ("assistant", at(14), set()), ("head", None, set()),
    ],
)  # fmt: skip
def test_who_writes_is_led_to_writing(house, bees, client, who, submitted_at, acts):
    a_full_plan(house, bees, submitted_at=submitted_at)
    links = page(client, getattr(house.people, who), "read", bees.pk, DECEMBER).context["links"]
    assert set(links) & {"write", "amend"} == acts


def test_a_family_has_the_coming_month_first_then_this_one_then_those_before(house, bees):
    for month in (BEGIN, DECEMBER, OCTOBER, NOVEMBER):
        a_full_plan(house, bees, month)
    found = family_plans(house.access(house.people.mother, "parent"), at(14, 30))
    assert [one.plan.month for one in found["coming"]] == [DECEMBER]
    assert [one.plan.month for one in found["now"]] == [NOVEMBER]
    ((year, plans),) = [(one.label, one.plans) for one in found["before"]]
    assert (year, [one.plan.month for one in plans]) == (
        "2026./2027. mācību gads",
        [OCTOBER, BEGIN],
    )
    assert {one.whose for one in plans} == {"Anna"}  # of two children


@pytest.mark.parametrize(
    ("day", "coming", "over"),
    [(date(2026, 12, 1), 9, 0), (date(2026, 12, 5), 5, 4), (date(2027, 1, 1), 0, 9)],
)
def test_what_is_over_is_not_said_to_be_coming(
    house, bees, client, time_machine, day, coming, over
):  # fmt: skip
    a_full_plan(house, bees)
    time_machine.move_to(at(9, day=day), tick=False)
    found = page(client, house.people.mother, "read", bees.pk, DECEMBER)
    assert (len(found.context["coming"]), len(found.context["over"])) == (coming, over)
    html = found.content.decode()
    assert ("Kas gaidāms" in html, f"Jau bijis: {over}" in html) == (bool(coming), bool(over))


def test_a_teachers_own_months_begin_with_the_coming_one(house, bees):
    a_full_plan(house, bees, NOVEMBER)
    (own,) = own_months(
        house.access(house.people.teacher, "teacher"), house.institution, at(14, 30)
    )
    assert own.group == bees
    assert [(line.month.first, bool(line.topic)) for line in own.lines] == [
        (DECEMBER, False), (NOVEMBER, True),
    ]  # fmt: skip
    assert [line.month.first for line in own.before] == [OCTOBER, BEGIN]
    assert all(line.url for line in own.lines)


def test_an_assistant_opens_only_what_is_there(house, bees):
    a_full_plan(house, bees, NOVEMBER)
    (own,) = own_months(
        house.access(house.people.assistant, "teacher"), house.institution, at(14, 30)
    )
    assert [bool(line.url) for line in own.lines] == [False, True]


def test_the_houses_plans_of_a_month_have_every_group(house, bees, client):
    a_full_plan(house, bees)
    lines = page(client, house.people.other_teacher, "plans_of", DECEMBER).context["lines"]
    assert [(line.group.name, bool(line.url)) for line in lines] == [
        ("Bitītes", True), ("Pūcītes", False),
    ]  # fmt: skip


@pytest.mark.parametrize("years", [["1999-01"], ["0001-01"], ["2100-12"]])
def test_a_month_that_no_journal_has_is_none(house, client, years):
    client.force_login(house.people.teacher, backend=BACKEND)
    for month in years:
        assert client.get(f"/plans/{month}/").status_code == 404


@pytest.mark.parametrize("groups", [1, 12])
def test_pages_ask_the_same_few_questions(
    house, bees, client, groups, django_assert_max_num_queries
):
    for number in range(groups):
        group = house.group(f"Lācēni {number}")
        house.crowd(group, 2)
        house.assign(house.people.teacher, group)
        for month in (OCTOBER, NOVEMBER, DECEMBER):
            a_full_plan(house, group, month)
    plan = a_full_plan(house, bees, amended="Ledus")
    for who, name, args in (
        (house.people.teacher, "plans", []), (house.people.teacher, "plans_of", [DECEMBER]),
        (house.people.teacher, "read", [bees.pk, DECEMBER]), (house.head, "print", [bees.pk, DECEMBER]),
        (house.people.mother, "plans", []), (house.people.mother, "read", [bees.pk, DECEMBER]),
    ):  # fmt: skip
        client.force_login(who, backend=BACKEND)
        with django_assert_max_num_queries(15):
            assert client.get(reverse(f"planning:{name}", args=args)).status_code == 200
    assert plan.pk
