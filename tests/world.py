"""A small world of two institutions, made by the same operations as the real one.

Monday 16 November 2026 is an ordinary working day; the Wednesday after it is a holiday.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from people import operations
from people.access import Access, role_key
from people.models import (
    Assignment,
    Child,
    ChildGroup,
    Enrolment,
    Guardianship,
    Institution,
    User,
)
from people.operations.adults import members
from people.rules.names import search_key, sort_key
from tests.suite.frozen import laid_down

RIGA = ZoneInfo("Europe/Riga")
MONDAY = date(2026, 11, 16)
TUESDAY = date(2026, 11, 17)
HOLIDAY = date(2026, 11, 18)
SCHOOL_YEAR = 2026
BEGIN = date(2026, 9, 1)
TWO = ("Jancis", "40000000001"), ("Saulstari", "40000000002")  # institutions
PASSWORD = "Garena parole pilnigi izdomata"


def at(hour: int, minute: int = 0, second: int = 0, day: date = MONDAY) -> datetime:
    """A local moment in Rīga."""
    return datetime.combine(day, time(hour, minute, second), tzinfo=RIGA)


@dataclass
class House:
    """One institution and the people in it."""

    institution: Institution
    head: User
    groups: dict[str, ChildGroup] = field(default_factory=dict)
    people: SimpleNamespace = field(default_factory=SimpleNamespace)
    children: dict[str, list[Child]] = field(default_factory=dict)
    _building: Access | None = None  # while the house is built: one for all of it

    def access(self, user: User, role: str, day: date = MONDAY) -> Access:
        return Access(user, day=day, acting_key=role_key(role, self.institution.pk))

    @property
    def by(self) -> Access:
        """Administration, for setting things up."""
        return self._building or self.access(self.head, "admin")

    @contextmanager
    def being_built(self) -> Iterator[None]:
        """Administration is asked once who it is, and passwords are given to all at once."""
        self._building = self.by
        yield
        self._building = None
        people = User.objects.filter(groups__role_group__institution=self.institution)
        User.objects.filter(pk__in=people.values("pk")).update(
            password=_password(), activated_at=at(7)
        )

    def adult(self, role: str, first: str, last: str, **details) -> User:
        user = operations.add_adult(
            institution=self.institution, role=role, first_name=first, last_name=last,
            by=self.by, **details,
        )  # fmt: skip
        user.password = _password()
        if not self._building:
            user.activated_at = at(7)
            user.save(update_fields=["password", "activated_at"])
        return user

    def welcome(self, user: User, role: str) -> None:
        """Somebody known elsewhere belongs here too, as if they had accepted an invitation."""
        members(self.institution, role).user_set.add(user)

    def group(self, name: str, symbol: str = "bitites") -> ChildGroup:
        group = operations.open_group(
            institution=self.institution, name=name, school_year=SCHOOL_YEAR, symbol=symbol,
            by=self.by,
        )  # fmt: skip
        self.groups[name], self.children[name] = group, []
        return group

    def child(self, group: ChildGroup, first: str, last: str, **details) -> Child:
        since = details.pop("since", BEGIN)
        child = operations.add_child(
            institution=self.institution, first_name=first, last_name=last,
            birth_date=details.pop("birth_date", date(2021, 3, 5)), sex="f", by=self.by, **details,
        )  # fmt: skip
        operations.enrol(child=child, group=group, since=since, by=self.by)
        self.children[group.name].append(child)
        return child

    def crowd(self, group: ChildGroup, count: int, last: str = "Kļaviņš", **details) -> list[Child]:
        """So many children at once: for what does not ask how they came."""
        mine = {"institution": self.institution}
        facts = {"birth_date": date(2021, 3, 5), "sex": "m"} | details
        names = [(f"Bērns{n}", last) for n in range(count)]
        children = Child.objects.bulk_create(
            Child(
                **mine, first_name=first, last_name=last, sort_key=sort_key(last, first),
                search_key=search_key(first, last), **facts,
            )
            for first, last in names
        )  # fmt: skip
        Enrolment.objects.bulk_create(
            Enrolment(**mine, child=child, group=group, since=BEGIN) for child in children
        )
        self.children[group.name] += children
        return children

    def guardian(self, child: Child, user: User, relation="mother", **details) -> Guardianship:
        return operations.record_guardianship(
            child=child, user=user, relation=relation, since=BEGIN, by=self.by, **details
        )

    def assign(self, user: User, group: ChildGroup, kind=Assignment.Kind.TEACHER, **dates):
        since = dates.pop("since", BEGIN)
        return operations.assign(
            user=user, group=group, kind=kind, since=since, by=self.by, **dates
        )


_hashed: list[str] = []


def _password() -> str:
    if not _hashed:
        _hashed.append(make_password(PASSWORD))
    return _hashed[0]


def institution(name: str, number: str) -> House:
    place, head = operations.create_institution(
        name=name,
        registration_number=number,
        head_first_name="Dace",
        head_last_name="Rozīte",
        settings={"people.two_step_roles": []},  # their own test sets them
    )
    head.password = _password()
    head.activated_at = at(7)
    head.save(update_fields=["password", "activated_at"])
    return House(place, head)


def a_house(
    name: str = "Jancis", number: str = "40000000001",
    furnish: Callable[[House], object] | None = None,
) -> House:  # fmt: skip
    """Two groups of three children, every role, families of every shape; and what else is wanted."""
    kept_as = f"{name} {furnish.__name__}" if furnish else name
    return laid_down(kept_as, int(number[-2:]), lambda: _furnished(_built(name, number), furnish))


def _furnished(house: House, furnish: Callable[[House], object] | None) -> House:
    if furnish:
        furnish(house)
    return house


def _built(name: str, number: str) -> House:
    house = institution(name, number)
    with house.being_built():
        bees, owls = house.group("Bitītes"), house.group("Pūcītes", "pucites")
        for first, last in (("Anna", "Bērziņa"), ("Emīls", "Balodis"), ("Ģirts", "Žagars")):
            house.child(bees, first, last)
        for first, last in (("Kārlis", "Bērziņš"), ("Elza", "Ķirse"), ("Toms", "Šmits")):
            house.child(owls, first, last)
        _staff(house, bees, owls)
        _families(house)
    return house


def _staff(house: House, bees: ChildGroup, owls: ChildGroup) -> None:
    people, kind = house.people, Assignment.Kind
    people.head = house.head
    people.teacher = house.adult(
        "teacher", "Ilze", "Kalēja", email=f"ilze@{house.institution.slug}.test"
    )
    people.other_teacher = house.adult("teacher", "Māra", "Strode")
    people.assistant = house.adult("teacher", "Zane", "Ābele")
    people.specialist = house.adult("teacher", "Uldis", "Ūdris")
    people.substitute = house.adult("teacher", "Vija", "Ziemele")
    people.former_teacher = house.adult("teacher", "Rita", "Ozola")
    people.nurse = house.adult("nurse", "Māsa", "Liepa")
    people.clerk = house.adult("clerk", "Līga", "Krūma")
    people.superuser = house.adult("superuser", "Sandis", "Virsis")
    house.assign(people.teacher, bees)
    house.assign(people.other_teacher, owls)
    house.assign(people.assistant, bees, kind.ASSISTANT)
    house.assign(people.specialist, bees, kind.SPECIALIST)
    house.assign(people.substitute, bees, kind.SUBSTITUTE, since=MONDAY, until=TUESDAY)
    house.assign(people.former_teacher, bees, until=MONDAY)


def _families(house: House) -> None:
    people = house.people
    anna, emils, girts = house.children["Bitītes"]
    karlis = house.children["Pūcītes"][0]
    people.mother = house.adult("parent", "Kristīne", "Bērziņa")
    people.father = house.adult("parent", "Jānis", "Bērziņš")
    people.other_parent = house.adult("parent", "Laura", "Ķirse")
    people.restricted = house.adult("parent", "Guntis", "Balodis")
    people.former_parent = house.adult("parent", "Aija", "Žagare")
    for child in (anna, karlis):
        house.guardian(child, people.mother)
        house.guardian(child, people.father, "father")
    house.guardian(house.children["Pūcītes"][1], people.other_parent)
    limited = house.guardian(emils, people.restricted, "father")
    operations.restrict(
        guardianship=limited, document="Lēmums 7", issuer="Bāriņtiesa", since=BEGIN, by=house.by
    )
    house.guardian(girts, people.former_parent, until=MONDAY)


def verified_email(user: User) -> None:
    """A confirmed address, the person's own or an invented one: letters go to no other."""
    own = {"email": user.email or f"{user.username}@pasts.test", "verified": True}
    EmailAddress.objects.update_or_create(user=user, primary=True, defaults=own)
