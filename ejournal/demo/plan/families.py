"""Families of the demonstration: a pure plan for one school year, the same for the same day."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from ejournal.demo.plan.houses import HOUSES, House
from ejournal.demo.plan.invention import Adult, Card, Invention
from ejournal.demo.plan.special_families import special_families
from people.models import Guardianship

R = Guardianship.Relation

WARNINGS = (
    "Riekstu alerģija: nedot riekstus, zvanīt māsai",
    "Bišu dzēliens: tūlīt zvanīt 113 un māsai",
    "Piena olbaltums: ēd tikai savu porciju",
    "Lieto brilles: noņemt pirms miega",
    "Inhalators pie māsas: elpas trūkumā saukt māsu",
    "Krampju risks drudzī: zvanīt māsai jau no 37,8",
)
DIETS = ("A1", "A2", "B", "G")

# how often a family is of a kind
KINDS = (("two", 74), ("mother", 17), ("father", 3), ("guardian", 3), ("foster", 2), ("alone", 1))


@dataclass(frozen=True)
class Family:
    """Who answers for whom. ``restricted`` is the user name of one whom a document restricts."""

    guardians: tuple[tuple[Adult, str], ...]
    children: tuple[Card, ...]
    restricted: str = ""


def invent(
    school_year: int, today: date, usernames: Iterable[str] = (), adults: int = 0
) -> list[Family]:
    """All families of both institutions, special ones first; no reading of clock or database.

    :param usernames: taken already
    :param adults: how many there are already; their number is part of phones and e-mails
    """
    source = random.Random(f"demo {today}")  # noqa: S311 – not a secret
    invention = Invention(source, usernames=set(usernames), adults=adults)
    special = [Family(*parts) for parts in special_families(invention, school_year, today)]
    ordinary = _with_birthdays(_ordinary(invention, special, school_year), today)
    return _with_warnings([*special, *ordinary], invention.rng)


def _ordinary(invention: Invention, special: list[Family], school_year: int) -> list[Family]:
    """One family for each place that is left; some have a child in an older group already."""
    taken = Counter((c.house, c.group) for family in special for c in family.children)
    families: list[Family] = []
    for house, number, free in _places(taken):
        born = house.groups[number].born(school_year)
        for _place in range(free):
            birth_date = invention.birth_date(*born)
            elder = _elder(families, house.key, birth_date, invention.rng)
            if elder is None:
                families.append(_family(invention, house.key, number, birth_date))
            else:
                families[elder] = _with_another(
                    families[elder], invention, house.key, number, birth_date
                )
    return families


def _places(taken: Counter[tuple[str, int]]) -> Iterator[tuple[House, int, int]]:
    for house in HOUSES:
        for number, group in enumerate(house.groups):
            yield house, number, group.size - taken[house.key, number]


def _family(invention: Invention, house: str, group: int, birth_date: date) -> Family:
    names = invention.surname()
    kinds, weights = zip(*KINDS, strict=True)
    kind = invention.rng.choices(kinds, weights)[0]
    card = invention.card(house, group, birth_date, names)
    return Family(_guardians(invention, kind, names), (card,))


def _guardians(invention: Invention, kind: str, names) -> tuple[tuple[Adult, str], ...]:
    other = invention.surname() if kind in ("guardian", "foster") else names
    mother, father = (lambda: invention.woman(other)), (lambda: invention.man(other))
    if kind == "two":
        return (mother(), R.MOTHER), (father(), R.FATHER)
    if kind == "foster":
        return (mother(), R.FOSTER), (father(), R.FOSTER)
    if kind == "guardian":
        return ((mother(), R.GUARDIAN),)
    if kind == "alone":  # nobody has been recorded yet
        return ()
    return ((mother(), R.MOTHER),) if kind == "mother" else ((father(), R.FATHER),)


def _elder(families: list[Family], house: str, birth_date: date, rng: random.Random) -> int | None:
    """A family whose child is at least a year apart, now and then."""
    if rng.random() > 0.13:
        return None
    fitting = [
        place
        for place, family in enumerate(families)
        if len(family.children) == 1
        and len(family.guardians) == 2
        and family.children[0].house == house
        and abs((family.children[0].birth_date - birth_date).days) > 365
    ]
    return rng.choice(fitting) if fitting else None


def _with_another(
    family: Family, invention: Invention, house: str, group: int, birth_date: date
) -> Family:
    """A sister or brother bears the first child's surname, in the form of the own sex."""
    names = invention.forms_of(family.children[0].last_name)
    card = invention.card(house, group, birth_date, names)
    return replace(family, children=(*family.children, card))


def _with_birthdays(families: list[Family], today: date) -> list[Family]:
    """An only child of the first group, and of every fourth one, has a birthday today."""
    waiting = {(house.key, n) for house in HOUSES for n in range(0, len(house.groups), 4)}
    celebrated = []
    for family in families:
        cards = list(family.children)
        for place, card in enumerate(cards):
            if (card.house, card.group) in waiting and len(cards) == 1:
                waiting.discard((card.house, card.group))
                cards[place] = replace(card, birth_date=_same_day(card.birth_date, today))
        celebrated.append(replace(family, children=tuple(cards)))
    return celebrated


def _same_day(birth_date: date, today: date) -> date:
    try:
        return birth_date.replace(month=today.month, day=today.day)
    except ValueError:  # 29 February
        return birth_date.replace(month=2, day=28)


def _with_warnings(families: list[Family], rng: random.Random) -> list[Family]:
    def noted(number: int, card: Card) -> Card:
        if number % 23 == 12:  # the first one in the first group
            warning = WARNINGS[number // 23 % len(WARNINGS)]
            return replace(card, warning=warning, diet_code=DIETS[number // 23 % len(DIETS)])
        return replace(card, diet_code=rng.choice(DIETS)) if rng.random() < 0.04 else card

    numbered = iter(range(10_000))
    return [
        replace(family, children=tuple(noted(next(numbered), card) for card in family.children))
        for family in families
    ]
