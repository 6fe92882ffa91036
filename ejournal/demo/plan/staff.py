"""Who works in the two institutions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from ejournal.demo.plan.houses import House
from ejournal.demo.plan.invention import Adult, Invention
from people.models import Assignment, Role

K = Assignment.Kind

TEACHER_PARENT = Adult(
    "Inga", "Žagare", "pedagogs_vecaks", "inga.zagare@pasts.example", "+37120001003"
)
SUBSTITUTE = "skolotaja2"
SUBSTITUTED_GROUP = 2  # its number in the first institution


@dataclass(frozen=True)
class Post:
    """An adult's work: a role, or (role teacher) places in groups by their numbers."""

    adult: Adult
    role: str = Role.TEACHER
    kind: int = K.TEACHER
    groups: tuple[int, ...] = ()


_OFFICE = {
    "a": (
        ("virslietotajs", "Andris", "Vītols", Role.SUPERUSER),
        ("masa", "Vita", "Liepiņa", Role.NURSE),
        ("lietvede", "Sanita", "Šmite", Role.CLERK),
    ),
    "b": (("masa_b", "Zinta", "Ūsiņa", Role.NURSE),),
}
_TEACHERS = {  # by institution and number of the group
    ("a", 0): ("skolotaja", "Ilze", "Kalēja"),
    ("a", 1): ("skolotaja2", "Dace", "Rozīte"),
    ("b", 0): ("skolotaja_b", "Ingūna", "Vējiņa"),
}
_TEACHER_PARENTS_GROUP = ("a", 3)


def posts(house: House) -> Iterator[Post]:
    """Office, two teachers and an assistant in each group, music in all."""
    seed = random.Random(f"staff {house.key}")  # noqa: S311 – not a secret
    invention = Invention(seed, adults=5000 if house.key == "a" else 6000)
    for username, first_name, last_name, role in _OFFICE[house.key]:
        yield Post(_known(invention, house, username, first_name, last_name), role=role)
    for number in range(len(house.groups)):
        yield Post(_first_teacher(invention, house, number), groups=(number,))
        yield Post(_someone(invention, house), groups=(number,))
        yield Post(_someone(invention, house), kind=K.ASSISTANT, groups=(number,))
    if house.key == "a":
        music = _known(invention, house, "muzika", "Laima", "Cīrule")
        everywhere = tuple(range(len(house.groups)))
        yield Post(music, kind=K.SPECIALIST, groups=everywhere)


def _first_teacher(invention: Invention, house: House, number: int) -> Adult:
    if (house.key, number) == _TEACHER_PARENTS_GROUP:
        return TEACHER_PARENT
    named = _TEACHERS.get((house.key, number))
    return _known(invention, house, *named) if named else _someone(invention, house)


def _someone(invention: Invention, house: House) -> Adult:
    adult = invention.woman(invention.surname())
    return _at(house, adult, f"{house.key}.{adult.username}")


def _known(
    invention: Invention, house: House, username: str, first_name: str, last_name: str
) -> Adult:
    return _at(house, invention.adult(first_name, last_name, username), username)


def _at(house: House, adult: Adult, username: str) -> Adult:
    domain = house.email.partition("@")[2]
    return Adult(
        adult.first_name, adult.last_name, username,
        email=f"{username}@{house.key}.{domain}", phone=adult.phone,
    )  # fmt: skip
