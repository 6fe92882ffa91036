"""Every test there was has its place in the map, and is where the map says or has a reason."""

import pytest

from tests.suite.ids import (
    MAP,
    THERE_WERE,
    WHOLE,
    Id,
    Now,
    faults,
    looked_for,
    read,
    whole,
    written,
)

OLD = ["tests/a.py::test_x", "tests/a.py::test_y[1]", "tests/a.py::test_y[2]", "tests/b.py::test_z"]
IDS = [Id.of(text) for text in OLD]
X, ONE, TWO, Z = IDS


def today(*texts: str, **tiers: str) -> dict:
    found: dict = {}
    for one in map(Id.of, texts):
        found.setdefault(one.place, {})[one.parameters] = tiers.get(one.test, "everyday")
    return found


def missed(found: dict, now: dict) -> list[str]:
    return [fault for fault in faults(found, now) if not fault.startswith("the map has")]


def test_the_map_has_every_test_there_was():
    found = read(MAP.read_text())
    assert (len(found), whole(found)) == (THERE_WERE, WHOLE)
    assert written(found) == MAP.read_text()


def test_a_line_left_out_is_noticed():
    found = read(MAP.read_text())
    found.popitem()
    assert any(fault.startswith("the map has") for fault in faults(found, {}))


def test_what_is_written_is_read_again():
    found = {
        X: Now("tests/c.py::test_x"), ONE: Now("tests/c.py::test_y"),
        TWO: Now("tests/c.py::test_y", "deep:races"), Z: Now("gone", reason="its page is gone"),
    }  # fmt: skip
    assert read(written(found)) == found


def test_what_moved_is_found_by_its_name_and_parameters():
    now = today("tests/c.py::test_x", "tests/a.py::test_y[1]", "tests/c.py::test_y[2]", OLD[3])
    found = looked_for({one: Now(one.place) for one in IDS}, now)
    assert [found[one].place for one in IDS] == [
        "tests/c.py::test_x", "tests/a.py::test_y", "tests/c.py::test_y", "tests/b.py::test_z",
    ]  # fmt: skip
    assert missed(found, now) == []


def test_its_tier_is_what_the_markers_say():
    now = today(*OLD, test_x="slow")
    as_it_was = {one: Now(one.place) for one in IDS}
    assert missed(as_it_was, now) == ["tests/a.py::test_x : is slow, not everyday"]
    assert looked_for(as_it_was, now)[X].tier == "slow"


@pytest.mark.parametrize(
    ("now", "well"),
    [
        (Now("?"), False),
        (Now("gone"), False),
        (Now("gone", reason="so"), True),
        (Now("tests/a.py::test_y"), False),
        (Now("tests/a.py::test_y", reason="asked there"), True),
        (Now("tests/a.py::test_y", "slow", reason="asked there"), False),
    ],
)
def test_what_is_not_found_needs_a_reason(now, well):
    found = {one: Now(one.place) for one in IDS} | {X: now}
    assert (missed(found, today(*OLD[1:])) == []) is well
    assert looked_for(found, today(*OLD[1:]))[X].reason == now.reason


def test_of_two_of_one_name_none_is_taken():
    found = looked_for({Z: Now(Z.place)}, today("tests/c.py::test_z", "tests/d.py::test_z"))
    assert found[Z].place == "?"
