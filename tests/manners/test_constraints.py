"""Each constraint on reports refuses what it is for."""

import pytest

from tests.constraints import constraints_of, refused_by
from tests.manners.makers import decided, report
from tests.world import at


def two_open(house) -> None:
    decided(house)
    for _ in range(2):
        report(house)


BREAKS = {
    "what_was_reported_is_a_code": [lambda a: report(a, kind="Annas foto")],
    "the_reason_of_a_report_is_known": [lambda a: report(a, reason="ugly")],
    "a_report_is_decided_whole_or_not_at_all": [
        lambda a: decided(a, outcome="burnt"),
        lambda a: decided(a, decided_at=None),
        lambda a: decided(a, decided_at=at(8)),
        lambda a: decided(a, decided_by=None),
        lambda a: report(a, decided_at=at(10)),
        lambda a: report(a, decided_by=a.head),
        lambda a: report(a, answer="Paldies"),
    ],
    "one_open_report_of_a_thing": [two_open],
}


@pytest.mark.parametrize(("name", "nth"), [(n, i) for n in BREAKS for i in range(len(BREAKS[n]))])
def test_it_refuses(house, name, nth):
    with refused_by(name):
        BREAKS[name][nth](house)


def test_every_constraint_is_among_them(db):
    assert constraints_of("manners") == set(BREAKS)


def test_what_was_decided_can_be_reported_anew(house):
    decided(house)
    decided(house)
    assert report(house).outcome == ""
