"""What a day is offered (R27): what is planned for it, what stayed unticked, what the last days did."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from activities.models import DayEntry
from activities.writing.offers import Offers, Plan, Row, offers_of
from outbox.clock import ONE_DAY
from people.models import ChildGroup
from planning.reach import ALL
from tests.activities import makers
from tests.activities.changing import outcomes
from tests.activities.makers import said
from tests.world import MONDAY

FRIDAY = MONDAY - ONE_DAY * 3
pytestmark = pytest.mark.django_db


def offered(group: ChildGroup, day: date) -> Offers:
    entries = DayEntry.objects.standing().filter(log__group=group, log__day=day)
    return offers_of(group, day, Plan(group, day), ALL, entries)


def found(group: ChildGroup, day: date, token: str) -> tuple[str, Row]:
    """Under which heading, and how."""
    (one,) = (
        (name, row)
        for name, rows in vars(offered(group, day)).items()
        for row in rows
        if row.token == token
    )
    return one


def test_an_item_stands_on_its_day_and_unticked_is_offered_again(bees, plan):
    walk = plan.items.get(kind="walk")
    token = f"item:{walk.pk}"
    assert found(bees, walk.since - ONE_DAY, token)[0] == "more"
    assert found(bees, walk.since, token)[0] == "today"
    heading, row = found(bees, MONDAY, token)
    assert (heading, row.left) == ("left", f"bija plānots {walk.since.day}.11.")


def test_an_item_that_was_done_is_not_left(bees, plan, teacher):
    walk = plan.items.get(kind="walk")
    makers.tick(makers.opened(bees, teacher, FRIDAY), f"item:{walk.pk}", teacher)
    assert found(bees, FRIDAY, f"item:{walk.pk}")[0] == "left"  # ticked there
    assert found(bees, MONDAY, f"item:{walk.pk}")[0] == "more"


def test_an_outcome_is_offered_until_it_is_done_and_then_folded(bees, plan, teacher):
    token = f"choice:{outcomes(plan)[0].pk}"
    assert found(bees, MONDAY, token)[0] == "outcomes"
    friday = makers.opened(bees, teacher, FRIDAY)
    makers.tick(friday, token, teacher)
    assert [found(bees, day, token)[0] for day in (FRIDAY, MONDAY)] == ["outcomes", "more"]
    makers.tick(friday, token, teacher, on=False)
    assert found(bees, MONDAY, token)[0] == "outcomes"


def test_own_words_of_the_last_week_are_done_again_by_a_tap(bees, teacher):
    for day in (FRIDAY - ONE_DAY * 7, FRIDAY):
        makers.written(bees, teacher, day, said(f"Tilts {day.day}.", skills=["KD"]))
    (row,) = offered(bees, MONDAY).again
    assert row.title == f"Tilts {FRIDAY.day}."
    entry = makers.tick(makers.opened(bees, teacher), row.token, teacher)
    assert (entry.title, entry.area, entry.skills, entry.text) == (row.title, "MAT", ["KD"], "")
    assert found(bees, MONDAY, row.token)[1].entry == entry


def test_what_is_older_or_anothers_is_not_done_again(house, bees, teacher):
    old = makers.written(bees, teacher, FRIDAY - ONE_DAY * 7)
    other = house.access(house.people.other_teacher, "teacher")
    theirs = makers.written(house.groups["Pūcītes"], other, FRIDAY)
    today = makers.opened(bees, teacher)
    for log in (old, theirs):
        with pytest.raises(ValidationError) as refused:
            makers.tick(today, f"again:{makers.entry_of(log).pk}", teacher)
        assert refused.value.code == "earlier"
    assert offered(bees, MONDAY).again == []
