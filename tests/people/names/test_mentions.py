"""Which words of a text name a child, and what stands there after one tap."""

import unicodedata
from itertools import product

import pytest
from hypothesis import given, strategies

from people.names import names_in, newly_named, replaced
from tests.people.names.kids import kids, written


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Anna", "Vāram putru, lai kanna pilna."), ("Anna", "Kanna pilna. KANNA!"),
        ("Anna", "kam anna dod"), ("Anna", "Annele un Annelei"), ("Toms", "Tomāts. Tomāti dobē."),
        ("Leo", "Leopards un leopardi"), ("Ivo", "Ivonna"), ("Emīls", "Emīlija, Emīlijas, Emīlijai"),
        ("Rita", "Rīta aplis. Rītā, rītu un Rītu."), ("Mila", "Mīļā, Mīļo un Mīļās"),
        ("Marta", "Mārtiņa"), ("Una", "Un viss."), ("Ance", "Dzeram tēju, ancē."),
        ("Mārtiņš", "Mārtiņi, Mārtiņos, Mārtiņiem un Mārtiņdiena"),
        ("Mārtiņš", "Mārtiņu gailis, Mārtiņu tirgus, Mārtiņa diena un Mārtiņu  maskas"),
        ("Miķelis", "Miķeļi, Miķeļos, Miķeļdiena, Miķeļdienas tirgus"),
        ("Jānis", "Jāņi, Jāņu diena, Jāņos, Jāņtārpiņš, Jāņoga"), ("Pēteris", "Pēteros, Pēterdiena"),
        ("Anna", "Annas diena"), ("Katrīna", "Katrīnas diena, Katrīnu dienas"),
        ("Jēkabs", "Jēkabi, Jēkaba dienā, Jēkabpils"), ("Toms", "Toms2 un 1Toms"),
        ("Anna", ""), ("Anna", "<b>&nbsp;</b> 2026 {{ anna }} %s \x00 \ud800"),
        ("J", "J un Ja"), ("de", "De la"), ("王", "王子"), ("", "Anna"), ("-", "- Anna"),
        ("Anna, Bērziņa", "Bērziņa. Bērziņas. Zem bērziņa Bērziņa."),
    ],
)  # fmt: skip
def test_no_child_is_named(name, text):
    assert written(text, name) == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Kārlis", "Karlis, Karla, Karlim un Kārla", ["Karlis", "Karla", "Karlim", "Kārla"]),
        ("Ģirts", "Girts un GIRTA", ["Girts", "GIRTA"]), ("Anna", "(Anna), „Annu”", ["Anna", "Annu"]),
        ("Anna", "<b>Anna</b>\nAnna:Anna_Anna", ["Anna"] * 4), ("Anna", "Tā\xadlāk An\xadna.", ["An\xadna"]),
        ("Rasa", "Rasa zālē. Un rasa pļavā.", ["Rasa"]), ("Anna", "Annas vārda diena", ["Annas"]),
        ("Mārtiņš", "Sveicam Mārtiņu un viesus", ["Mārtiņu"]), ("Emīls", "Emīla diena", ["Emīla"]),
        ("Anna Marija", "Marija, Annai, Annas Marijas", ["Marija", "Annai", "Annas Marijas"]),
        ("Anna-Marija", "Annu-Mariju un Annu\u00a0Mariju", ["Annu-Mariju", "Annu\u00a0Mariju"]),
        ("Kārlis Gustavs", "Gustava lāpa; Kārlim Gustavam", ["Gustava", "Kārlim Gustavam"]),
        ("Anna, Bērziņa", "Annai Bērziņai un Bērziņa Annai", ["Annai Bērziņai", "Bērziņa Annai"]),
        ("Ivars, Bičevskis", "Ivara Bičevska darbs", ["Ivara Bičevska"]),
        ("Elza, Briede", "Briedes un Elzas Briedes", ["Elzas Briedes"]), ("王", "王 un 王", []),
        ("Нина", "Нина", ["Нина"]), ("Анна Ли", "Ли Анна", ["Ли Анна"]), ("李娜", "(李娜)", ["李娜"]),
    ],
)  # fmt: skip
def test_a_child_is_named(name, text, found):
    assert written(text, name) == found


def test_letters_of_two_signs_are_the_same_letters():
    text = unicodedata.normalize("NFD", "Kārļa kaķis")
    (named,) = names_in(text, kids("Kārlis"))
    assert replaced(text, [named]) == unicodedata.normalize("NFD", "kaķis").join(["Bērna ", ""])


def test_a_child_is_meant_whose_name_it_is_most_nearly():
    children = kids("Anna", "Anna Marija", "Māra", "Mara", "Anna")
    named = names_in("Anna, Anna Marija, Mara", children)
    assert [(one.name, one.children) for one in named] == [
        ("Anna", {1, 5}), ("Anna Marija", {2}), ("Māra", {3, 4}),
    ]  # fmt: skip


def test_two_children_side_by_side_are_two():
    assert written("Dežuranti: Anna Toms Elza", "Anna", "Toms", "Elza") == ["Anna", "Toms", "Elza"]
    assert written("Annas Kārļa", "Anna, Ozola", "Kārlis, Ozols") == ["Annas", "Kārļa"]


def test_a_surname_like_a_first_name_hides_nobody():
    assert written("Karla darbs", "Kārlis, Ozols", "Ivars, Karls") == ["Karla"]
    (named,) = names_in("Adams smejas", kids("Ivars, Adams", "Adams, Ozols"))
    assert named.children == {2}


def test_only_what_the_saved_text_had_not_is_new():
    children = kids("Anna", "Toms")
    assert newly_named("Annas zīmējums", "Annai un Tomam", children)[0].name == "Toms"
    assert newly_named("Anna un Toms", "Tomam un Annai", children) == []


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Anna zīmē. Palīdzam Annai.", "Bērns zīmē. Palīdzam bērnam."),
        ("Šodien Annas darbs", "Šodien bērna darbs"), ("– Annu redz visi", "– Bērnu redz visi"),
        ("SVEICAM ANNU!", "SVEICAM BĒRNU!"), ("Ejam.\nAnnas rīts", "Ejam.\nBērna rīts"),
        ("Teica: „Anna!” un Kārli gaida", "Teica: „bērns!” un bērnu gaida"),
        ("Ar Annu Bērziņu un Kārli Gustavu", "Ar bērnu un bērnu"),
        ("Karla", "Bērna"), ("Bez nevienas kannas", "Bez nevienas kannas"),
    ],
)  # fmt: skip
def test_one_tap_replaces_all(text, after):
    children = kids("Anna, Bērziņa", "Kārlis Gustavs")
    assert replaced(text, names_in(text, children)) == after


def test_only_the_names_given_are_replaced():
    children = kids("Anna", "Toms")
    anna, _toms = names_in("Anna, Toms, Anna", children)
    assert replaced("Anna, Toms, Anna", [anna]) == "Bērns, Toms, bērns"


NAMES = ("Anna Marija, Bērziņa", "Anna", "Kārlis, Ozols", "Leo", "Mārtiņš", "Ilze", "Jānis Krišs")
pieces = strategies.sampled_from(
    ["Anna", "Annas", "Marijai", "Kārļa", "Karla", "Mārtiņu", "Mārtiņi", "gailis", "Bērziņas", "Ozola",
     "Leo", "Ilzi", "JĀŅA", "Krišam", "kanna", "diena", "<b>", "&amp;", "2", "_", "\n", " ", "-", ". "]
) | strategies.text(max_size=5)  # fmt: skip
texts = strategies.lists(pieces, max_size=30).map("".join)


@given(text=texts)
def test_after_one_tap_no_name_is_left_and_nothing_else_is_changed(text):
    children = kids(*NAMES)
    named = names_in(text, children)
    places = sorted(place for one in named for place in one.mentions)
    after = replaced(text, named)
    assert names_in(after, children) == []
    at = 0
    for before, place in zip([0, *(one.end for one in places)], places, strict=False):
        assert text[place.start : place.end] == place.written
        untouched = text[before : place.start]
        assert after[at:].startswith(untouched + place.instead)
        at += len(untouched) + len(place.instead)
    assert after[at:] == text[places[-1].end if places else 0 :]


@given(text=strategies.text(max_size=60), name=strategies.text(max_size=12))
def test_no_text_and_no_name_is_too_strange(text, name):
    replaced(text, names_in(text, kids(name, *NAMES)))


def test_a_name_said_without_end_is_many_places():
    places = written("Anna " * 20_000, "Anna")
    assert "".join(places).count("Anna") == 20_000
    assert max(map(len, places)) < 80  # or its work would grow by the square


def test_words_between_do_not_matter():
    for before, after in product(("", "Un ", "«", "3. "), ("", ".", "»", " un viņa")):
        assert written(f"{before}Annai{after}", "Anna") == ["Annai"]
