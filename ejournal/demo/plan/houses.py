"""The two institutions and their groups."""

from dataclasses import dataclass
from datetime import date

from people.models.group import Symbol


@dataclass(frozen=True)
class GroupPlan:
    """``age`` is the one that most children reach in the year in which the school year starts."""

    name: str
    symbol: str
    age: int
    size: int

    def born(self, school_year: int) -> tuple[date, date]:
        """First and last birth date in the group; the youngest group takes those of 18 months."""
        year = school_year - self.age
        last = date(year + 1, 2, 28) if self.age == YOUNGEST else date(year, 12, 31)
        return date(year, 1, 1), last


@dataclass(frozen=True)
class House:
    key: str
    name: str
    slug: str  # what the name makes
    registration_number: str
    address: str
    phone: str
    email: str
    head: tuple[str, str]
    head_username: str
    follows_moved_days: bool
    groups: tuple[GroupPlan, ...]


YOUNGEST = 2

JANCIS = House(
    key="a",
    name="Pirmsskolas izglītības iestāde „Jancis”",
    slug="pirmsskolas-izglitibas-iestade-jancis",
    registration_number="4801000001",
    address="Smilšu iela 2, Vangaži, Ropažu novads, LV-2136",
    phone="+37160000001",
    email="jancis@pirmsskola.example",
    head=("Māra", "Strode"),
    head_username="vaditaja",
    follows_moved_days=False,
    groups=(
        GroupPlan("Bitītes", Symbol.BITITES, 5, 20),
        GroupPlan("Kaķēni", Symbol.KAKENI, 4, 19),
        GroupPlan("Ezīši", Symbol.EZISI, 4, 21),
        GroupPlan("Lācēni", Symbol.LACENI, 5, 20),
        GroupPlan("Pūcītes", Symbol.PUCITES, 6, 24),
        GroupPlan("Taurenīši", Symbol.TAURENISI, 6, 22),
        GroupPlan("Lapsiņas", Symbol.LAPSINI, 3, 20),
        GroupPlan("Pelītes", Symbol.PELITES, 2, 17),
        GroupPlan("Zaķīši", Symbol.ZAKISI, 3, 18),
        GroupPlan("Putniņi", Symbol.PUTNINI, 2, 18),
    ),
)
SAULSTARI = House(
    key="b",
    name="Pirmsskolas izglītības iestāde „Saulstari”",
    slug="pirmsskolas-izglitibas-iestade-saulstari",
    registration_number="4801000002",
    address="„Kalni”, Krimuldas pagasts, Siguldas novads, LV-2144",
    phone="+37160000002",
    email="saulstari@pirmsskola.example",
    head=("Žanna", "Ģēģere"),
    head_username="vaditaja_b",
    follows_moved_days=True,
    groups=(  # the same names as in the other one, so that a leak would be seen
        GroupPlan("Bitītes", Symbol.BITITES, 4, 18),
        GroupPlan("Pūcītes", Symbol.PUCITES, 6, 17),
    ),
)
HOUSES = (JANCIS, SAULSTARI)
