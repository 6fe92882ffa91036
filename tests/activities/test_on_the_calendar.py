"""Days on the calendar: that they are there, to those who read them; never what they say (R4, R27)."""

import pytest
from django.conf import settings
from django.urls import reverse

from outbox.clock import ONE_DAY
from people import operations
from people.models import Enrolment
from tests.activities import makers
from tests.activities.makers import said
from tests.world import MONDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
FRIDAY, CANARY = MONDAY - ONE_DAY * 3, "Kanārijputniņš"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_monday(time_machine):
    time_machine.move_to(at(15), tick=False)


@pytest.fixture
def shown(client):
    """Addresses of days' logs on the calendar of somebody."""

    def _shown(user) -> list[str]:
        client.force_login(user, backend=BACKEND)
        answer = client.get(reverse("duties:calendar"))
        assert CANARY not in answer.content.decode()
        found = (fold.items for month in answer.context["months"] for fold in month.planned)
        return [one.url for items in found for one in items if one.text == "Dienas ieraksts"]

    return _shown


def test_a_family_is_led_to_its_day_in_the_feed(house, bees, teacher, shown):
    log = makers.released(bees, teacher, FRIDAY, said(CANARY))
    assert shown(house.people.mother) == [f"{reverse('activities:feed')}#day-{log.pk}"]


def test_nothing_of_it_before_its_minute_is_over(house, bees, teacher, shown):
    makers.confirmed(bees, teacher, FRIDAY, said(CANARY))
    assert shown(house.people.mother) == []


def test_nothing_of_a_draft_for_anybody(house, bees, teacher, shown):
    makers.written(bees, teacher, FRIDAY, said(CANARY))
    for user in (house.people.mother, house.people.teacher, house.head):
        assert shown(user) == []


def test_staff_are_led_to_the_day_of_groups_they_work_with(house, bees, teacher, music, shown):
    makers.confirmed(bees, teacher, FRIDAY, said(CANARY))
    day = reverse("activities:day", args=[bees.pk, FRIDAY])
    for user in (house.people.teacher, house.people.assistant, music.user):
        assert shown(user) == [day]
    for user in (house.people.other_teacher, house.people.nurse, house.head):
        assert shown(user) == []


def test_a_guardian_who_may_not_know_where_the_child_is_sees_none(house, bees, teacher, shown):
    makers.released(bees, teacher, FRIDAY, said(CANARY))
    assert shown(house.people.restricted) == []
    assert shown(house.people.other_parent) == []


def test_while_a_child_stays_elsewhere_it_is_that_groups_day(house, bees, teacher, shown):
    operations.enrol(
        child=house.children["Pūcītes"][1], group=bees, since=FRIDAY, until=MONDAY,
        kind=Enrolment.Kind.TEMPORARY, by=house.by,
    )  # fmt: skip
    theirs = makers.released(bees, teacher, FRIDAY, said(CANARY))
    makers.released(bees, teacher, MONDAY, said(CANARY))
    assert shown(house.people.other_parent) == [f"{reverse('activities:feed')}#day-{theirs.pk}"]
