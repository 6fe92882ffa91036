"""Edges of the weekly check: days of no such week, notes of no day, weeks with nothing to check."""

from datetime import timedelta

import pytest
from django.urls import reverse

from attendance.check.rules import Kind
from attendance.models import Register
from duties.operations import except_day
from tests.attendance import makers as make
from tests.attendance.check.test_pages import BACKEND, url
from tests.attendance.check.weeks import DAYS, FRI, MON, THU, TUE, WED, WEEK, a_week
from tests.world import at


@pytest.fixture
def nurse(client, house, time_machine):
    time_machine.move_to(at(10), tick=False)
    client.force_login(house.people.nurse, backend=BACKEND)
    return client


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-11-16"])
@pytest.mark.parametrize("name", ["check_reasons", "check_settle"])
def test_a_day_outside_the_week_of_the_page_is_refused(nurse, house, name, day):
    a_week(house)
    child = house.children["Bitītes"][0].pk
    form = {"absence": f"{child}:{day}:unknown", "says": "family",
            "settle": f"{child}:{day}:unknown:family"}  # fmt: skip
    answer = nurse.post(url(house, name), form)
    assert answer.status_code == 422
    assert "Atveriet lapu vēlreiz" in answer.content.decode()


@pytest.mark.parametrize(
    ("since", "until"), [("0001-01-01", "0001-01-01"), (str(TUE), str(TUE)), (str(WED), str(MON))]
)
def test_a_doctors_note_of_no_day_is_refused(nurse, house, since, until):
    a_week(house, {TUE: {0: "illness"}})
    child = house.children["Bitītes"][0].pk
    form = {"child": child, "since": since, "until": until, "seen_on": str(FRI)}
    assert nurse.post(url(house, "doctors_note"), form).status_code == 422


def test_a_week_with_nothing_to_check_has_no_button(nurse, house):
    for day in DAYS:
        except_day(institution=house.institution, day=day, kind="closed", by=house.by)
    text = nurse.get(url(house)).content.decode()
    assert "Parakstīt nedēļu" not in text
    assert "Šajā nedēļā nav ko pārbaudīt." in text


def test_a_notice_that_ended_before_a_groups_own_day_off_is_still_compared(nurse, house):
    """The group was closed on Friday: its last day before the week is Thursday, the house's Friday."""
    bees, thursday = house.groups["Bitītes"], THU - timedelta(weeks=1)
    except_day(
        institution=house.institution, group=bees, day=thursday + timedelta(days=1), kind="closed",
        by=house.by,
    )  # fmt: skip
    make.notice(house, since=thursday, until=thursday + timedelta(days=1), reason="illness",
                reported_at=at(7, day=thursday))  # fmt: skip
    a_week(house, {MON: {0: None}})
    page = nurse.get(url(house))
    kinds = [conflict.kind for conflict in page.context["sheet"].line.conflicts]
    assert kinds == [Kind.ENDED_BUT_ABSENT]


def values_of(thing) -> dict:
    """As ``values()`` gives them."""
    return {field.attname: getattr(thing, field.attname) for field in thing._meta.concrete_fields}


@pytest.fixture
def of_the_owls(house):
    """One of each thing that stands on a page of the check, of another group than the page's."""
    a_week(house, {TUE: {0: "illness"}}, group="Pūcītes")
    owls = house.groups["Pūcītes"]
    owl = {"child": house.children["Pūcītes"][0]}
    register = house.register = Register.objects.get(group=owls, day=TUE)
    return {
        "unsee_doctors_note": make.doctors_note(house, since=TUE, until=WED, seen_on=FRI, **owl),
        "answer_request": make.request(house, register=register, day=TUE, **owl),
        "end_quarantine": make.quarantine(house, group=owls, since=MON, until=FRI),
    }


@pytest.mark.parametrize("whose", ["another group's", "nobody's"])
@pytest.mark.parametrize("act", ["unsee_doctors_note", "answer_request", "end_quarantine"])
def test_what_is_not_of_the_pages_group_is_not_found(nurse, house, of_the_owls, act, whose):
    pk = of_the_owls[act].pk if whose == "another group's" else 987_654_321
    address = reverse(f"attendance:{act}", args=[WEEK, house.groups["Bitītes"].pk, pk])
    form = {"granted": "yes", "asked_at": at(12).isoformat()}
    assert nurse.post(address, form).status_code == 404
    rows = type(of_the_owls[act]).objects
    assert list(rows.values()) == [values_of(of_the_owls[act])]


@pytest.mark.parametrize("whose", ["another institution's", "nobody's"])
def test_a_doctors_note_of_a_foreign_child_is_refused_as_one_of_nobody(
    nurse, house, other_house, whose
):
    a_week(house, {TUE: {0: "illness"}})
    foreign = other_house.children["Bitītes"][0].pk
    child = foreign if whose == "another institution's" else 987_654_321
    form = {"child": child, "since": str(TUE), "until": str(WED), "seen_on": str(FRI)}
    answer = nurse.post(url(house, "doctors_note"), form)
    assert answer.status_code == 422
    assert "slimības dēļ" in answer.content.decode()
