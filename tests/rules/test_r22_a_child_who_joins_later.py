"""R22: nothing is said to be done while a child of the group is not marked, and the child can be marked."""

import re

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from attendance.kitchen import counting
from attendance.models import Mark, Register
from attendance.overview import of_day
from attendance.register.operations import Answer, confirm
from people import operations as people
from tests.activities import makers as days
from tests.attendance import makers
from tests.attendance.test_register_page import acting_token, url
from tests.browser.scenes import confirmed, tapped
from tests.planning import makers as plans
from tests.world import MONDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
TODAY = reverse("today")
ONE, TWO = "1 bērns vēl nav atzīmēts", "2 bērni vēl nav atzīmēti"
DONE = "Šodien viss ir izdarīts"


@pytest.fixture
def confirmed_bees(house):
    """Confirmed in time by the teacher, who owes nothing else."""
    confirmed(house, house.people.teacher)
    group, teacher = house.groups["Bitītes"], house.access(house.people.teacher, "teacher")
    plans.submitted(group, teacher, plans.NOVEMBER)
    return house


@pytest.fixture
def day_is_written(confirmed_bees):
    """Nothing is owed later today either."""
    house = confirmed_bees
    by = house.access(house.people.teacher, "teacher")
    days.confirmed(house.groups["Bitītes"], by, when=at(8, 40))


@pytest.fixture
def bees(confirmed_bees):
    """Then two children are entered into the group."""
    house = confirmed_bees
    for first in ("Līva", "Rūta"):
        house.child(house.groups["Bitītes"], first, "Vītola")
    return house


@pytest.fixture
def shows(client):
    def _shows(user, address: str = TODAY, when=None) -> str:
        client.force_login(user, backend=BACKEND)
        with time_machine.travel(when or at(9, 30), tick=False):
            return client.get(address).content.decode()

    return _shows


def newcomers(house):
    return house.children["Bitītes"][-2:]


def marked(client, house, *absent, **more):
    client.force_login(house.people.teacher, backend=BACKEND)
    ids = [child.pk for child in newcomers(house)]
    body = {
        "version": Register.objects.get().version,
        "child": ids,
        "absent": [ids[n] for n in absent],
    }
    with time_machine.travel(at(9, 40), tick=False):
        return client.post(url(house), body | {"acting": acting_token(client, house)} | more)


def test_todays_done_waits_for_every_child(bees, shows):
    page = shows(bees.people.teacher)
    assert DONE not in page
    assert f"Bitītes · {TWO}" in page  # the one thing to do, with the way to the register
    assert f'class="btn btn-primary btn-wide" href="{url(bees)}"' in page


@pytest.mark.usefixtures("day_is_written")
def test_once_they_are_marked_it_is_done(bees, shows, client):
    assert marked(client, bees, 0).status_code == 302
    assert DONE in shows(bees.people.teacher)
    assert TWO not in shows(bees.people.teacher)


@pytest.mark.parametrize("who", ["head", "nurse", "clerk"])
def test_the_house_is_not_told_that_all_is_confirmed(bees, shows, who):
    confirmed(bees, bees.people.other_teacher, "Pūcītes")
    page = shows(getattr(bees.people, who))
    assert "viss ir apstiprināts" not in page
    assert page.count(TWO) == 2  # among the figures, and at the group
    assert "Apstiprināts, bet nav atzīmēti visi bērni" in page


def test_the_house_is_told_so_when_nobody_is_missing(house, shows):
    for who, group in ((house.people.teacher, "Bitītes"), (house.people.other_teacher, "Pūcītes")):
        confirmed(house, who, group)
    assert "viss ir apstiprināts" in shows(house.head)


@pytest.mark.parametrize("name", ["attendance:groups", "group"])
def test_lists_of_groups_say_it_in_place_of_in_time(bees, shows, name):
    args = [bees.groups["Bitītes"].pk] if name == "group" else []
    page = shows(bees.people.teacher, reverse(name, args=args))
    assert TWO in page
    assert "laikā" not in page


def test_the_register_asks_for_them_alone(bees, shows):
    page = shows(bees.people.teacher, url(bees))
    assert page.count('name="child"') == page.count('type="checkbox"') == 2
    for child in newcomers(bees):
        assert f'id="absent-{child.pk}"' in page
    assert f'<h2 id="unmarked-title">{TWO}</h2>' in page
    assert "laikā" not in page
    assert f"klāt 3, nav 0 · {TWO} · Ilze Kalēja" in page  # the bar
    assert f"{url(bees)}?edit" in page


def test_marking_them_leaves_the_others_as_they_were(bees, client):
    before = dict(Mark.objects.values_list("child", "presence"))
    marked(client, bees, 1)
    after = dict(Mark.objects.values_list("child", "presence"))
    here, away = (child.pk for child in newcomers(bees))
    assert after == before | {here: "present", away: "absent"}


def test_the_first_confirmation_stays_what_the_duty_asks(bees, client, shows):
    marked(client, bees)
    assert Register.objects.get().first_confirmed_at == at(8, 38)
    assert "laikā" in shows(bees.people.teacher)


def test_whom_a_parent_reported_is_ticked_already(bees, shows):
    makers.notice(bees, nth=-2)
    page = shows(bees.people.teacher, url(bees))
    assert re.search(rf'id="absent-{newcomers(bees)[0].pk}"[^>]* checked', page)


def test_who_may_not_write_reads_that_they_are_not_marked(bees, shows):
    page = shows(bees.head, url(bees))
    assert page.count("vēl nav atzīmēts<") == 2
    assert 'name="child"' not in page


def test_another_groups_draft_is_no_mark(house, shows):
    """Anna was tapped by the bees and moved to the owls, whose register was confirmed before."""
    confirmed(house, house.people.other_teacher, "Pūcītes")
    tapped(house, house.people.teacher, 0)
    people.move(
        child=house.children["Bitītes"][0], group=house.groups["Pūcītes"], since=MONDAY, by=house.by
    )
    assert ONE in shows(house.people.other_teacher)
    page = shows(house.people.other_teacher, url(house, group="Pūcītes"))
    assert f'<h2 id="unmarked-title">{ONE}</h2>' in page


@pytest.mark.usefixtures("day_is_written")
def test_who_left_the_group_is_missed_by_nobody(confirmed_bees, shows):
    house = confirmed_bees
    people.move(
        child=house.children["Bitītes"][0], group=house.groups["Pūcītes"], since=MONDAY, by=house.by
    )
    assert DONE in shows(house.people.teacher)


def test_a_child_not_marked_is_fed_like_one_of_a_silent_group(bees):
    count = counting.take(bees.institution, MONDAY, at(9, 0, 20))
    assert sum(line.children for line in count.lines.filter(group=bees.groups["Bitītes"])) == 5


def test_the_overview_asks_as_much_as_before(bees, django_assert_num_queries):
    access = bees.access(bees.people.teacher, "teacher")
    of_day(access, at=at(9))
    with django_assert_num_queries(4):
        (line,) = of_day(access, at=at(9))
    assert (line.children, line.present, line.unmarked) == (5, 3, 2)


def test_a_colleague_who_marks_the_same_child_otherwise_is_shown_both(bees, client):
    old = Register.objects.get().version
    who = bees.access(bees.people.assistant, "teacher")
    seen = [Answer(newcomers(bees)[0].pk, True)]
    confirm(group=bees.groups["Bitītes"], day=MONDAY, answers=seen, by=who, at=at(9, 35))
    assert marked(client, bees, version=old).status_code == 409
