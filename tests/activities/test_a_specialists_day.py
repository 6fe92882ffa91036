"""A specialist ticks what is of own areas: that stands first, and nothing else looks like a box."""

import pytest

from activities.writing.offers import Offers, Row
from outbox.clock import ONE_DAY
from tests.activities import makers
from tests.activities.changing import outcomes
from tests.activities.makers import said, url
from tests.world import MONDAY, at

FRIDAY = MONDAY - ONE_DAY * 3
pytestmark = pytest.mark.django_db


@pytest.fixture
def dziesma(client, music, time_machine):
    time_machine.move_to(at(13, 30), tick=False)
    client.force_login(music.user)
    return client


@pytest.fixture
def friday(bees, plan, teacher):
    """An outcome of the specialist's area was done, one of another area too, and in own words two more."""
    log = makers.written(bees, teacher, FRIDAY, said("Kanons", "KUL"), said("Tilts"))
    for area in ("KUL", "MAT"):
        makers.tick(log, f"choice:{outcomes(plan, area)[0].pk}", teacher)
    return log


def offers(client, bees) -> Offers:
    return client.get(url(bees)).context["sheet"].offers


def titles(rows: list[Row]) -> set[str]:
    return {row.title for row in rows}


def test_all_of_own_areas_stands_first_and_in_no_fold(dziesma, bees, plan, friday):
    found = offers(dziesma, bees)
    mine = {one.words for one in outcomes(plan, "KUL")} | {"Kanons"}
    assert mine <= titles(found.mine)
    assert {row.area for row in found.mine} == {"KUL"}
    assert not any(row.may_write for row in found.every if row not in found.mine)
    text = dziesma.get(url(bees)).content.decode()
    assert text.index("Jūsu mācību jomās") < text.index("Plānots šomēnes")


def test_what_is_of_another_area_has_no_box(dziesma, bees, plan, friday):
    found, text = offers(dziesma, bees), dziesma.get(url(bees)).content.decode()
    assert text.count('class="found-tick"') == text.count('name="chosen"') == len(found.mine)
    assert text.count('class="activity-dot"') == len(found.every) - len(found.mine)


def test_what_only_others_can_do_again_is_not_offered(dziesma, bees, friday):
    assert offers(dziesma, bees).again == []


def test_who_writes_all_of_it_has_no_areas_apart(ilze, bees, friday):
    found = offers(ilze, bees)
    assert (found.mine, titles(found.again)) == ([], {"Kanons", "Tilts"})


def test_what_was_done_already_or_is_planned_for_later_tells_its_day(ilze, bees, plan, friday):
    walk = plan.items.get(kind="walk")
    plan.items.filter(pk=walk.pk).update(since=MONDAY + ONE_DAY, until=MONDAY + ONE_DAY * 2)
    about = {row.title: row.about[-1] for row in offers(ilze, bees).more}
    assert about[outcomes(plan, "MAT")[0].words] == "darīts 13.11."
    assert about[walk.text] == "plānots 17.11."
