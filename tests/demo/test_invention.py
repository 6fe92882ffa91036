"""Inventing people needs neither a clock nor a database, and no one of them exists."""

from datetime import date

import pytest

from ejournal.demo.plan import families
from ejournal.demo.plan.houses import HOUSES
from ejournal.demo.plan.names import DIACRITICS
from people.rules.personal_code import check_digit

DAY = date(2026, 11, 24)


def test_one_day_invents_the_same_people_each_time():
    plan = families.invent(2026, DAY)
    assert plan == families.invent(2026, DAY)
    cards = [card for family in plan for card in family.children]
    assert len(cards) == sum(group.size for house in HOUSES for group in house.groups)
    names = "".join(f"{card.first_name}{card.last_name}" for card in cards)
    assert set(names.casefold()) >= DIACRITICS
    assert any("-" in card.last_name for card in cards)
    assert any(" " in card.first_name for card in cards)
    codes = [card.personal_code for card in cards if card.personal_code]
    assert len(codes) == len(set(codes)) > 100
    assert all(code[0] == "3" and code[1] in "23456789" for code in codes)
    assert all(check_digit(code[:10]) == int(code[10]) for code in codes)
    assert check_digit("3250351178") == 2
    for card in cards:
        age = (date(2026, 9, 1) - card.birth_date).days / 365.25
        assert 1.4 < age < 6.8


@pytest.mark.parametrize("day", [date(2026, 9, 1), date(2028, 2, 29), date(2027, 8, 31)])
def test_any_day_has_a_plan(day):
    year = day.year if day.month >= 9 else day.year - 1
    birthdays = [
        card
        for family in families.invent(year, day)
        for card in family.children
        if (card.birth_date.month, card.birth_date.day) in {(day.month, day.day), (2, 28)}
    ]
    assert birthdays
