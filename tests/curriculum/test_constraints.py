"""Each constraint of the catalogue's tables refuses what it is for."""

import pytest

from curriculum.models import Entry
from tests.constraints import constraints_of, refused_by
from tests.curriculum.makers import hidden, row, specialism


def common(**changes) -> Entry:
    facts = {"kind": "value", "code": "value.new", "text": "jauna", "first_year": 2026}
    return Entry.objects.create(**facts | changes)


BREAKS = {
    "one_standing_wording_of_a_code": lambda house: [row(house) for _ in range(2)],
    "only_an_outcome_has_an_area_and_a_stage": lambda house: row(house, kind="value"),
    "a_code_is_plain": lambda house: row(house, code="<b>"),
    "an_entry_says_something": lambda house: row(house, text=""),
    "an_entry_ends_after_it_begins": lambda house: row(house, last_year=2024),
    "a_code_is_hidden_once": lambda house: [hidden(house) for _ in range(2)],
    "a_hidden_code_is_plain": lambda house: hidden(house, code="a b"),
    "a_specialist_has_an_area_once": lambda house: [specialism(house) for _ in range(2)],
    "a_specialists_area_is_known": lambda house: specialism(house, area="XXX"),
    "curriculum_entry_stage_check": lambda house: row(house, stage=-1),
    "curriculum_entry_number_check": lambda house: row(house, number=-1),
    "curriculum_entry_first_year_check": lambda house: row(house, first_year=-1),
    "curriculum_entry_last_year_check": lambda house: row(house, first_year=0, last_year=-1),
    "curriculum_hidden_first_year_check": lambda house: hidden(house, first_year=-1),
}


@pytest.mark.parametrize("name", BREAKS)
def test_it_refuses(house, name):
    with refused_by(name):
        BREAKS[name](house)


@pytest.mark.parametrize(
    "facts",
    [{"kind": "outcome"}, {"kind": "outcome", "area": "VAL"}, {"kind": "outcome", "stage": 1},
     {"kind": "poem"}, {"stage": 1}],
    ids=str,
)  # fmt: skip
def test_a_place_is_whole_or_none(db, facts):
    with refused_by("only_an_outcome_has_an_area_and_a_stage"):
        common(**facts)


def test_the_common_catalogue_has_one_standing_wording_of_a_code_too(db):
    with refused_by("one_standing_wording_of_a_code"):
        common(code="value.family")


def test_every_constraint_is_among_them(db):
    assert constraints_of("curriculum") == set(BREAKS)
