"""Edges of the weekly check: days of no such week, notes of no day, weeks with nothing to check."""

from datetime import timedelta

import pytest

from attendance.check.conflicts import Kind
from duties.operations import except_day
from tests.attendance import makers as make
from tests.attendance.check.test_pages import BACKEND, url
from tests.attendance.check.weeks import DAYS, FRI, MON, THU, TUE, WED, a_week
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
