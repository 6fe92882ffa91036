"""R22: whether a child is still ill is asked on the morning after an answer that it is ill, too."""

from datetime import timedelta

import pytest

from attendance import at_home
from attendance.models import AbsenceNotice
from attendance.notices import operations
from attendance.notices.questions import ask_all
from tests.rules.test_r22_attendance_by_nine import save
from tests.rules.test_r22_parents_report import mother, report
from tests.world import MONDAY, TUESDAY, at

FRIDAY = MONDAY - timedelta(days=3)
EARLY = at(7, 1)


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


def ill_by_answer_on_friday(house, anna):
    save(house, 0, day=FRIDAY)
    by = mother(house, FRIDAY)
    operations.reply(child=anna, day=FRIDAY, choice="ill", by=by, at=at(9, 5, day=FRIDAY))


def test_after_an_answer_that_it_is_ill_it_is_asked_too(house, anna):
    ill_by_answer_on_friday(house, anna)
    assert ask_all(EARLY) == 2
    (kid,) = [kid for kid in at_home.today(mother(house), at=EARLY) if kid.child == anna]
    assert kid.question == "still_ill"
    assert not AbsenceNotice.objects.exists()


@pytest.mark.parametrize("how", ["came", "returns", "older", "told"])
def test_after_an_answer_it_is_not_asked_of_who_came_or_was_spoken_for(house, anna, how):
    ill_by_answer_on_friday(house, anna)
    friday = mother(house, FRIDAY)
    if how == "came":
        save(house, day=FRIDAY, when=at(10, day=FRIDAY))
    elif how == "returns":
        operations.reply(
            child=anna, day=FRIDAY, choice="on_the_way", by=friday, at=at(9, 9, day=FRIDAY)
        )
    elif how == "told":
        report(house, anna, when=at(12, day=FRIDAY))
    morning = at(7, 1, day=TUESDAY) if how == "older" else EARLY
    today = mother(house, morning.date())
    (kid,) = [kid for kid in at_home.today(today, at=morning) if kid.child == anna]
    assert (ask_all(morning), kid.question) == (0, "")
