"""The families that the demonstration is about, each with its log-in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ejournal.demo.plan.houses import HOUSES
from ejournal.demo.plan.invention import Adult, Card, Invention
from ejournal.demo.plan.staff import TEACHER_PARENT
from people.models import Guardianship, Sex

R = Guardianship.Relation
Guardians = tuple[tuple[Adult, str], ...]
Parts = tuple[Guardians, tuple[Card, ...], str]


def special_families(inv: Invention, school_year: int, today: date) -> Iterator[Parts]:
    """Guardians, children, and the user name of a restricted guardian."""
    yield _siblings(inv, school_year)
    yield _restricted(inv, school_year)
    yield _two_institutions(inv, school_year)
    yield _of_a_teacher(inv, school_year)
    yield _other_institution(inv, school_year)
    yield _guardian(inv, school_year)
    yield _foster(inv, school_year)
    yield _one_parent(inv, school_year)


def _siblings(inv: Invention, year: int) -> Parts:
    mother = inv.adult("Kristīne", "Bērziņa", "mamma")
    father = inv.adult("Jānis", "Bērziņš", "tetis")
    children = (
        _card(inv, year, "a", 0, "Anna", "Bērziņa", Sex.GIRL),
        _card(inv, year, "a", 6, "Kārlis", "Bērziņš", Sex.BOY),
    )
    return ((mother, R.MOTHER), (father, R.FATHER)), children, ""


def _restricted(inv: Invention, year: int) -> Parts:
    mother = inv.adult("Līga", "Šķēle-Ūdre")
    father = inv.adult("Raivis", "Ūdris", "ierobezots")
    child = _card(inv, year, "a", 0, "Madara", "Ūdre", Sex.GIRL)
    return ((mother, R.MOTHER), (father, R.FATHER)), (child,), "ierobezots"


def _two_institutions(inv: Invention, year: int) -> Parts:
    mother = inv.adult("Jeļena", "Ņikitina", "mamma_divas")
    children = (
        _card(inv, year, "a", 1, "Milana", "Ņikitina", Sex.GIRL),
        _card(inv, year, "b", 1, "Ļevs", "Ņikitins", Sex.BOY),
    )
    return ((mother, R.MOTHER),), children, ""


def _of_a_teacher(inv: Invention, year: int) -> Parts:
    """She teaches one group; her child is in another one."""
    father = inv.adult("Gints", "Žagars", "apturets")  # suspended (relations.suspend_one)
    child = _card(inv, year, "a", 8, "Žanete", "Žagare", Sex.GIRL)
    return ((TEACHER_PARENT, R.MOTHER), (father, R.FATHER)), (child,), ""


def _other_institution(inv: Invention, year: int) -> Parts:
    mother = inv.adult("Undīne", "Ģērmane", "mamma_b")
    father = inv.adult("Ģirts", "Ģērmanis")
    child = _card(inv, year, "b", 0, "Jēkabs", "Ģērmanis", Sex.BOY)
    return ((mother, R.MOTHER), (father, R.FATHER)), (child,), ""


def _guardian(inv: Invention, year: int) -> Parts:
    grandmother = inv.adult("Mārīte", "Ērgle")
    child = _card(inv, year, "a", 0, "Ernests", "Bičevskis", Sex.BOY)
    return ((grandmother, R.GUARDIAN),), (child,), ""


def _foster(inv: Invention, year: int) -> Parts:
    woman, man = inv.adult("Aija", "Ābele"), inv.adult("Ainārs", "Ābele")
    children = (
        _card(inv, year, "a", 3, "Īvans", "Volkovs", Sex.BOY),
        _card(inv, year, "a", 9, "Ņina", "Volkova", Sex.GIRL),
    )
    return ((woman, R.FOSTER), (man, R.FOSTER)), children, ""


def _one_parent(inv: Invention, year: int) -> Parts:
    father = inv.adult("Mārtiņš", "Kalniņš-Ļaksa")
    child = _card(inv, year, "a", 0, "Kārlis Gustavs", "Kalniņš-Ļaksa", Sex.BOY)
    return ((father, R.FATHER),), (child,), ""


def _card(
    inv: Invention, year: int, house: str, group: int, first_name: str, last_name: str, sex: str
) -> Card:
    plans = next(h for h in HOUSES if h.key == house).groups
    inv.full_names.add(f"{first_name} {inv.forms_of(last_name)[0]}")
    return Card(
        house, group, first_name, last_name, inv.birth_date(*plans[group].born(year)), sex,
        personal_code=inv.personal_code(),
    )  # fmt: skip
