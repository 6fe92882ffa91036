"""Latvian order and search (domain.md 3.5): stored keys, the same in the database and in Python."""

import random
import unicodedata

import pytest

from people.models import Child
from people.operations import change_child
from people.rules.names import search_key, sort_key
from tests.world import institution

# Surnames in their order; shuffled by the tests. Long vowels are letters of their own, after the
# short ones; y goes with i; the softened consonants follow their hard ones; a hyphen stands before
# every letter.
SURNAMES = [
    "Abele", "Aivars", "Azanda", "Ābele", "Ādams", "Āzis",
    "Balodis", "Bērziņa", "Bērziņš", "Bite",
    "Caune", "Cīrulis", "Čakste", "Dzenis", "Egle", "Egle-Ozola", "Eglīte", "Ērglis",
    "Gailis", "Gulbis", "Ģērmanis", "Ģirts",
    "Ignats", "Yrbe", "Irmejs", "Īve",
    "Jansons", "Kalniņš", "Kļava", "Kūma", "Ķeniņš", "Ķirse",
    "Lapa", "Lūsis", "Ļaksa", "Ļeģeris", "Mežs", "Naglis", "Nīcis", "Ņikitina",
    "Ošs", "Ozols", "Pūce", "Roze", "Saule", "Sūna", "Šmits", "Šūpulis",
    "Tauriņš", "Upe", "Urbis", "Ūdris", "Vanags", "Zīle", "Zvirbulis", "Žagars", "Žube",
]  # fmt: skip


def shuffled(names: list) -> list:
    return random.Random(7).sample(names, len(names))


def test_surnames_stand_in_latvian_order():
    assert sorted(shuffled(SURNAMES), key=lambda name: sort_key(name, "")) == SURNAMES


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Aivars", "Ādams"), ("Azanda", "Āboliņš"), ("Cukurs", "Čakste"), ("Gzis", "Ģēģeris"),
        ("Kūla", "Ķeniņš"), ("Luste", "Ļaksa"), ("Nulle", "Ņikitins"), ("Svece", "Šmits"),
        ("Zvans", "Žagars"), ("Hāns", "Ivars"), ("Irbe", "Yrse"), ("Yrbe", "Irse"),
        ("Izaks", "Īve"), ("Uzulnieks", "Ūdris"), ("Ezis", "Ērglis"), ("Rzis", "Ŗitiņš"),
    ],
)  # fmt: skip
def test_each_letter_stands_after_its_neighbour(first, then):
    assert sort_key(first, "") < sort_key(then, "")


def test_a_shorter_surname_goes_first_and_then_first_names_decide():
    people = [
        ("Bērziņa", "Anna"), ("Bērziņa", "Ādele"), ("Bērziņa", "Čelsija"), ("Bērziņa-Kalna", "Anna"),
        ("Bērziņaite", "Anna"), ("Bērziņš", "Aivars"),
    ]  # fmt: skip
    assert sorted(shuffled(people), key=lambda person: sort_key(*person)) == people


def test_case_and_the_way_a_letter_is_written_do_not_matter():
    composed, taken_apart = "BĒRZIŅŠ", unicodedata.normalize("NFD", "bērziņš")
    assert composed != taken_apart
    assert sort_key(composed, "ĀDAMS") == sort_key(
        taken_apart, unicodedata.normalize("NFD", "ādams")
    )
    assert search_key(composed) == search_key(taken_apart) == "berzins"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("berzins", "Bērziņš"), ("BĒRZIŅŠ", "Bērziņš"), ("kirse", "Ķirse"), ("zile", "Zīle"),
        ("skele udre", "Šķēle-Ūdre"), ("udre", "Šķēle-Ūdre"), ("muller", "Müller"),
        ("cakste", "Čakste"), ("germanis", "Ģērmanis"), ("nikitin", "Ņikitina"),
        ("karlis gustavs", "Kārlis Gustavs"), ("o connor", "O'Connor"), ("strasse", "Straße"),
    ],
)  # fmt: skip
def test_search_ignores_diacritics(typed, name):
    assert search_key(typed) in search_key(name)


@pytest.mark.parametrize(
    "name",
    [
        "Иванов", "Щербакова", "王", "محمد", "Łukasz", "Øystein", "Ñandú", "d'Arc", "", " ", "-",
        "Anna  Marija", "Ī" * 80, "\u200b", "🙂", "3.b",
    ],
)  # fmt: skip
def test_no_name_is_too_foreign(name):
    key = sort_key(name, name)
    assert key == sort_key(name, name)
    assert len(key) <= 400
    assert len(search_key(name, name)) <= 200
    assert "\x00" not in key


def test_other_scripts_come_after_latin_letters():
    names = ["Ābele", "Žube", "Иванов", "Яковлев"]
    assert sorted(shuffled(names), key=lambda name: sort_key(name, "")) == names


def test_letters_of_other_languages_stand_with_their_base():
    names = ["Lapa", "Moller", "Mölmanis", "Momsens"]
    assert sorted(shuffled(names), key=lambda name: sort_key(name, "")) == names


def test_the_database_sorts_as_python_does(db):
    house = institution("Jancis", "40000000001")
    group = house.group("Bitītes")
    for surname in shuffled([*SURNAMES, "Иванов", "O'Connor", "Ozola-Ozoliņa", "Ozola Ozoliņa"]):
        house.child(group, "Anna", surname)
    keys = list(Child.objects.order_by("sort_key").values_list("sort_key", flat=True))
    assert keys == sorted(keys)


def test_the_keys_follow_a_change_of_name(db):
    house = institution("Jancis", "40000000001")
    child = house.child(house.group("Bitītes"), "Anna", "Bērziņa")
    child.last_name = "Ķirse"
    change_child(child=child, by=house.by)
    child.refresh_from_db()
    assert (child.sort_key, child.search_key) == (sort_key("Ķirse", "Anna"), "kirse anna")


def test_the_longest_names_fit_into_their_keys(db):
    """Two names of 80 letters each; some grow when they are taken apart."""
    house = institution("Jancis", "40000000001")
    group = house.group("Bitītes")
    for letter in ("Ķ", "ß", "ﬃ", "ﷺ"):
        child = house.child(group, letter * 80, letter * 80)
        assert Child.objects.get(pk=child.pk).last_name == letter * 80
