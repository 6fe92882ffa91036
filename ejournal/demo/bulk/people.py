"""Institutions, adults and children of the bulk demonstration."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from duties.calendar.school_year import first_day
from ejournal.demo.bulk.scale import Scale
from ejournal.demo.logins import PASSWORD
from ejournal.demo.plan import names
from people.access.grants import sync_roles
from people.models import (
    Assignment,
    Child,
    ChildGroup,
    Enrolment,
    Guardianship,
    Institution,
    Role,
    RoleGroup,
    User,
)
from people.models.child import Sex
from people.models.group import Symbol
from people.rules.names import search_key, sort_key

_DIETS = ("", "", "", "", "", "", "", "", "", "A1", "A2", "B")
_WARNED = 0.04
_TWO_GUARDIANS = 0.75
_OLDEST = 6


@dataclass
class House:
    """One institution with its people; groups by school year, children and guardians by group."""

    number: int
    institution: Institution
    rng: random.Random
    staff: dict[str, User] = field(default_factory=dict)
    teachers: list[list[User]] = field(default_factory=list)
    groups: dict[int, list[ChildGroup]] = field(default_factory=dict)
    children: list[list[Child]] = field(default_factory=list)
    guardians: dict[int, list[User]] = field(default_factory=dict)  # by child


@cache
def _password() -> str:
    """Hashed once: it is one password, and hashing is slow on purpose."""
    return make_password(PASSWORD)


def found(scale: Scale) -> list[Institution]:
    """The institutions with their roles."""
    made = Institution.objects.bulk_create(
        Institution(
            name=f"Pirmsskola Nr. {number + 1}", slug=f"pirmsskola-{number + 1}",
            registration_number=f"4899{number + 1:06}", head="Anna Kalniņa",
            settings={"people.two_step_roles": []},  # whoever tries it has no second step
        )
        for number in range(scale.institutions)
    )  # fmt: skip
    sync_roles()
    return made


def settle(house: House, scale: Scale) -> None:
    """Everybody who belongs to the house, from the first day of its first school year."""
    sizes = scale.groups_of(house.number)
    _hire(house, len(sizes))
    for year in scale.school_years:
        house.groups[year] = _open_groups(house, year, len(sizes))
        _assign(house, year)
    house.children = _split(_children(house, scale), sizes)
    _enrol(house, scale)
    _guard(house, scale)


def _hire(house: House, groups: int) -> None:
    office = {role: _adult(house, role) for role in ("admin", "nurse", "clerk", "superuser")}
    rooms = [[_adult(house, f"teacher{n}{one}") for one in "ab"] for n in range(groups)]
    everybody = [*office.values(), *(user for room in rooms for user in room)]
    _save_adults(everybody)
    for role, user in office.items():
        _join(house, role, [user])
    _join(house, Role.TEACHER, [user for room in rooms for user in room])
    house.staff, house.teachers = office, rooms


def _adult(house: House, name: str, *, woman: bool = True) -> User:
    first = house.rng.choice(names.WOMEN if woman else names.MEN)
    last = house.rng.choice(names.SURNAMES)[woman]
    username = f"n{house.number + 1}.{name}"
    return User(
        username=username, email=f"{username}@pasts.example", first_name=first, last_name=last,
        sort_key=sort_key(last, first), search_key=search_key(last, first), password=_password(),
        activated_at=timezone.now(),
    )  # fmt: skip


def _save_adults(users: list[User]) -> None:
    User.objects.bulk_create(users)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=str(user.email), primary=True, verified=True)
        for user in users
    )


def _join(house: House, role: str, users: Iterable[User]) -> None:
    group = RoleGroup.objects.get(institution=house.institution, role=role).group_id
    member = User.groups.through
    member.objects.bulk_create(member(user=user, group_id=group) for user in users)


def _open_groups(house: House, year: int, count: int) -> list[ChildGroup]:
    symbols, before = list(Symbol), house.groups.get(year - 1, [None] * count)
    return ChildGroup.objects.bulk_create(
        ChildGroup(
            institution=house.institution, name=name, school_year=year,
            symbol=symbols[number % len(symbols)], sort_key=sort_key(name, ""),
            continues=before[number],
        )
        for number, name in enumerate(f"{number + 1}. grupa" for number in range(count))
    )  # fmt: skip


def _assign(house: House, year: int) -> None:
    Assignment.objects.bulk_create(
        Assignment(
            institution=house.institution, user=user, group=group,
            since=first_day(year), until=first_day(year + 1),
        )
        for group, room in zip(house.groups[year], house.teachers, strict=True)
        for user in room
    )  # fmt: skip


def _children(house: House, scale: Scale) -> Iterator[Child]:
    """Of each group by age, the oldest first; they have their whole time together."""
    sizes = scale.groups_of(house.number)
    for number, size in enumerate(sizes):
        for _ in range(size):
            yield _child(house, born_since(house, scale, number))


def born_since(house: House, scale: Scale, number: int) -> date:
    """The first day on which a child of the n-th group may be born."""
    groups = len(scale.groups_of(house.number))
    age = _OLDEST - number * 4 // max(1, groups - 1)
    return date(scale.school_years[-1] - age, 1, 1)


def _child(house: House, since: date) -> Child:
    rng, girl = house.rng, house.rng.random() < 0.5
    first = rng.choice(names.GIRLS if girl else names.BOYS)
    last = rng.choice(names.SURNAMES)[girl]
    return Child(
        institution=house.institution, first_name=first, last_name=last,
        birth_date=since + timedelta(days=rng.randrange(365)), sex=Sex.GIRL if girl else Sex.BOY,
        diet_code=rng.choice(_DIETS), warning="Zvanīt māsai" if rng.random() < _WARNED else "",
        sort_key=sort_key(last, first), search_key=search_key(last, first),
    )  # fmt: skip


def _split(children: Iterable[Child], sizes: tuple[int, ...]) -> list[list[Child]]:
    made = iter(Child.objects.bulk_create(children))
    return [[next(made) for _ in range(size)] for size in sizes]


def _enrol(house: House, scale: Scale) -> None:
    Enrolment.objects.bulk_create(
        Enrolment(
            institution=house.institution, child=child, group=group,
            since=first_day(year), until=first_day(year + 1),
        )
        for year in scale.school_years
        for group, children in zip(house.groups[year], house.children, strict=True)
        for child in children
    )  # fmt: skip


def _guard(house: House, scale: Scale) -> None:
    R = Guardianship.Relation
    for child in (child for room in house.children for child in room):
        two = house.rng.random() < _TWO_GUARDIANS
        mother = _adult(house, f"mother{child.pk}")
        father = [_adult(house, f"father{child.pk}", woman=False)] if two else []
        house.guardians[child.pk] = [mother, *father]
    everybody = [user for pair in house.guardians.values() for user in pair]
    _save_adults(everybody)
    _join(house, Role.PARENT, everybody)
    Guardianship.objects.bulk_create(
        Guardianship(
            institution=house.institution, child_id=child, user=user, since=scale.beginning,
            relation=R.FATHER if number else R.MOTHER,
        )
        for child, pair in house.guardians.items()
        for number, user in enumerate(pair)
    )  # fmt: skip
