"""R15: writing a day is told as people say it: taps and texts in a row are one line, each moment is one."""

import pytest
from django.urls import reverse

from activities import operations
from activities.operations import Said
from activities.photos import operations as photos_of_days
from audit.activity.page import page_of
from outbox import grace
from outbox.models import GRACE
from tests.activities import makers, photos
from tests.activities.changing import outcomes
from tests.activities.makers import said
from tests.planning.full import a_full_plan
from tests.rules.test_r15_my_activity import acting, links, told
from tests.world import MONDAY, at

WROTE, BEGAN, CONFIRMED, BACK, CHANGED, NOTED = (
    "rakstīja dienas ierakstu", "sāka dienas ierakstu", "apstiprināja dienas ierakstu",
    "atsauca dienas ieraksta apstiprinājumu", "laboja apstiprinātu dienas ierakstu",
    "rakstīja piezīmi kolēģiem par dienu",
)  # fmt: skip
ADDED, LOOKED, DELETED = (
    "pievienoja dienas foto", "apstiprināja dienas foto", "izdzēsa dienas foto",
)  # fmt: skip
DAY = "Bitītes, 16.11."


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def act(house):
    def done(what):
        with acting(house, house.people.teacher, "teacher") as by:
            return what(by), by

    return done


@pytest.fixture
def log(bees, act):
    return act(lambda by: makers.opened(bees, by))[0]


def test_taps_and_texts_in_a_row_are_one_line(house, bees, log, act):
    plan = a_full_plan(house, bees, MONDAY.replace(day=1), submitted_at=at(8))
    first, own = outcomes(plan)
    entry, _by = act(lambda by: makers.tick(log, f"choice:{first.pk}", by))
    entry.log = log
    act(lambda by: makers.tick(log, f"item:{plan.items.get(kind='walk').pk}", by))
    act(lambda by: makers.tick(log, f"choice:{own.pk}", by))
    act(lambda by: makers.tick(log, f"skill:{entry.pk}:KD", by))
    act(lambda by: operations.save_text(entry=entry, text="Labi", version=0, by=by, at=at(13)))
    _gone, by = act(lambda by: makers.tick(log, f"choice:{first.pk}", by, on=False))
    lines = [line for _day, of_day in page_of(by, 1).days for line in of_day]
    assert [(line.what, line.subject, line.times) for line in lines] == [
        (WROTE, DAY, 6), (BEGAN, DAY, 1),
    ]  # fmt: skip
    assert set(links(by)) == {reverse("activities:day", args=[bees.pk, MONDAY])}


def test_each_moment_of_a_day_is_a_line_of_its_own(log, act):
    act(lambda by: operations.add_entry(log=log, said=said("Tilts"), by=by, at=at(13)))
    act(lambda by: operations.confirm(log=log, by=by, at=at(14)))
    act(lambda by: operations.take_back(log=log, by=by, at=at(14, 0, 30)))
    act(lambda by: operations.confirm(log=log, by=by, at=at(15)))
    grace.release_due(at(15) + GRACE)  # by nobody
    changed = {"entry": makers.entry_of(log), "version": 0}
    act(
        lambda by: operations.change_entry(
            **changed, said=Said("Tornis", "MAT"), reason="Noslēpums", by=by, at=at(16)
        )
    )
    _, by = act(
        lambda by: operations.save_note(log=log, text="Noslēpums", version=0, by=by, at=at(17))
    )
    assert told(by) == [
        f"{what} · {DAY}" for what in (NOTED, CHANGED, CONFIRMED, BACK, CONFIRMED, WROTE, BEGAN)
    ]
    assert "Noslēpums" not in str(told(by))


def test_a_first_tap_that_opens_the_day_is_one_line(bees, act):
    _, by = act(lambda by: makers.written(bees, by))
    assert told(by) == [f"{BEGAN} · {DAY}"]


def test_whoever_left_the_group_reads_what_they_did_without_a_way_to_it(house, log):
    later = house.access(house.people.substitute, "teacher", MONDAY.replace(day=20))
    with acting(house, house.people.substitute, "teacher") as by:
        operations.add_entry(log=log, said=said("Tilts"), by=by, at=at(13))
    assert told(later) == [f"{WROTE} · {DAY}"]
    assert links(later) == [""]


def test_a_photo_is_told_by_what_was_done_to_it(log, act):
    row, _ = act(lambda by: photos.covered(log, by, when=at(14)))
    act(lambda by: photos_of_days.confirm(photo=row, about=photos.SAID, by=by, at=at(15)))
    _, by = act(lambda by: photos_of_days.delete(photo=row, by=by, at=at(16)))
    assert told(by) == [f"{what} · {DAY}" for what in (DELETED, LOOKED, ADDED, BEGAN)]
