"""How a day stands to its hour is told of a day that owes a log, and of no other."""

import pytest

from duties.models import CalendarException
from tests.activities import makers
from tests.activities.makers import url
from tests.world import HOLIDAY, MONDAY, TUESDAY

SATURDAY = MONDAY.replace(day=14)
OF_THE_YEAR_BEFORE = MONDAY.replace(month=6)

pytestmark = pytest.mark.django_db


def due(client, bees, day=MONDAY):
    return client.get(url(bees, day=day)).context["due"]


@pytest.mark.parametrize("day", [TUESDAY, HOLIDAY, SATURDAY, OF_THE_YEAR_BEFORE])
def test_a_day_that_owes_no_log_has_no_hour(ilze, bees, day):
    assert due(ilze, bees, day) is None
    half_an_entry = {"own-title": "Tilts", "own-text": "Lai turas"}
    assert ilze.post(url(bees, day=day), half_an_entry).context["due"] is None


def test_a_draft_of_a_day_that_was_given_off_afterwards_has_none(ilze, house, bees, teacher):
    makers.written(bees, teacher)
    assert due(ilze, bees)["due_at"]
    CalendarException.objects.create(institution=house.institution, day=MONDAY, kind="closed")
    assert due(ilze, bees) is None


def test_of_a_holiday_to_come_it_is_told_that_it_is_one(ilze, bees):
    told = [ilze.get(url(bees, day=day)).context["refusal"] for day in (TUESDAY, HOLIDAY)]
    assert told[0] == "Šī diena vēl nav pienākusi."
    assert told[1] == "Latvijas Republikas Proklamēšanas diena"
