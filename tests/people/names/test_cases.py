"""A first name is recognised in every case of the singular."""

import pytest

from ejournal.demo.plan.names import BOYS, GIRLS, MEN, WOMEN
from people.names import names_in, replaced
from tests.people.names.kids import kids, written

# nominative, genitive, dative, accusative, locative; then how one calls, where it is another form
TABLE = [
    ("Anna", "Annas", "Annai", "Annu", "Annā"),
    ("Elza", "Elzas", "Elzai", "Elzu", "Elzā"),
    ("Madara", "Madaras", "Madarai", "Madaru", "Madarā"),
    ("Odrija", "Odrijas", "Odrijai", "Odriju", "Odrijā"),
    ("Ilze", "Ilzes", "Ilzei", "Ilzi", "Ilzē"),
    ("Agnese", "Agneses", "Agnesei", "Agnesi", "Agnesē"),
    ("Šarlote", "Šarlotes", "Šarlotei", "Šarloti", "Šarlotē"),
    ("Ņikita", "Ņikitas", "Ņikitam", "Ņikitu", "Ņikitā"),
    ("Toms", "Toma", "Tomam", "Tomu", "Tomā", "Tom"),
    ("Emīls", "Emīla", "Emīlam", "Emīlu", "Emīlā", "Emīl"),
    ("Ģirts", "Ģirta", "Ģirtam", "Ģirtu", "Ģirtā", "Ģirt"),
    ("Jēkabs", "Jēkaba", "Jēkabam", "Jēkabu", "Jēkabā", "Jēkab"),
    ("Aivars", "Aivara", "Aivaram", "Aivaru", "Aivarā", "Aivar"),
    ("Andrejs", "Andreja", "Andrejam", "Andreju", "Andrejā", "Andrej"),
    ("Matīss", "Matīsa", "Matīsam", "Matīsu", "Matīsā", "Matīs"),
    ("Mārtiņš", "Mārtiņa", "Mārtiņam", "Mārtiņu", "Mārtiņā", "Mārtiņ"),
    ("Kārlis", "Kārļa", "Kārlim", "Kārli", "Kārlī"),
    ("Miķelis", "Miķeļa", "Miķelim", "Miķeli", "Miķelī"),
    ("Jānis", "Jāņa", "Jānim", "Jāni", "Jānī"),
    ("Andris", "Andra", "Andrim", "Andri", "Andrī"),
    ("Pēteris", "Pētera", "Pēterim", "Pēteri", "Pēterī"),
    ("Uģis", "Uģa", "Uģim", "Uģi", "Uģī"),
    ("Artis", "Arta", "Artim", "Arti", "Artī"),
    ("Valdis", "Valda", "Valdim", "Valdi", "Valdī"),
    ("Raivis", "Raivja", "Raivim", "Raivi", "Raivī"),
    ("Francis", "Franča", "Francim", "Franci", "Francī"),
    ("Ansis", "Anša", "Ansim", "Ansi", "Ansī"),
    ("Ingus", "Ingus", "Ingum", "Ingu", "Ingū"),
    ("Leo", "Leo", "Leo", "Leo", "Leo"),
    ("Ivo", "Ivo", "Ivo", "Ivo", "Ivo"),
    ("Renē", "Renē", "Renē", "Renē", "Renē"),
    ("Adam", "Adama", "Adamam", "Adamu", "Adamā", "Adams"),
]  # fmt: skip
NEUTRAL = ("bērns", "bērna", "bērnam", "bērnu", "bērnā", "bērns")
UNDECLINED = {"Leo", "Ivo", "Renē"}


@pytest.mark.parametrize("forms", TABLE, ids=lambda forms: forms[0])
def test_every_case_is_found(forms):
    text = "".join(f"Tā teica {form}. " for form in forms)
    assert written(text, forms[0]) == list(forms)


@pytest.mark.parametrize(
    "forms", [forms for forms in TABLE if forms[0] not in UNDECLINED], ids=lambda forms: forms[0]
)
def test_what_stands_instead_is_in_the_same_case(forms):
    for form, neutral in zip(forms, NEUTRAL, strict=False):
        text, children = f"Un {form} arī.", kids(forms[0])
        if form != "Ingus":  # nominative or genitive
            assert replaced(text, names_in(text, children)) == f"Un {neutral} arī."


@pytest.mark.parametrize("name", ["Ingus", "Leo", "Renē"])
def test_an_unsure_case_is_the_nominative(name):
    text = f"Un {name} arī."
    assert replaced(text, names_in(text, kids(name))) == "Un bērns arī."


# Where the grammar is sure: feminine names in -a and -e, masculine ones in a consonant and -s or -š.
SURE = {"a": ("as", "ai"), "e": ("es", "ei"), "s": ("a", "am"), "š": ("a", "am")}
SOFT = {  # of the rest each is written out
    "Jānis": "Jāņa", "Kārlis": "Kārļa", "Miķelis": "Miķeļa", "Pēteris": "Pētera", "Uģis": "Uģa",
    "Žanis": "Žaņa", "Francis": "Franča", "Mārcis": "Mārča", "Maksis": "Makša",
    "Krišjānis": "Krišjāņa", "Bruno": "Bruno", "Hugo": "Hugo", "Leo": "Leo",
}  # fmt: skip


def genitive_and_dative(word: str) -> tuple[str, str]:
    if word in SOFT:
        return SOFT[word], word[:-1] + "m" if word.endswith("is") else word
    genitive, dative = SURE[word[-1]]
    return word[:-1] + genitive, word[:-1] + dative


@pytest.mark.parametrize("name", GIRLS + BOYS)
def test_every_invented_child_is_found_in_genitive_and_dative(name):
    genitives, datives = zip(*map(genitive_and_dative, name.split()), strict=True)
    of, to = " ".join(genitives), " ".join(datives)
    assert written(f"Skatāmies {of} zīmējumu un palīdzam {to}.", name) == [of, to]


@pytest.mark.parametrize("name", GIRLS + BOYS + WOMEN + MEN)
def test_every_invented_name_is_found_as_it_stands(name):
    assert written(f"Sveicam, {name}!", name) == [name]
    assert written(f"SVEICAM, {name.upper()}!", name) == [name.upper()]


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Anna", ["Anniņa", "Annītes", "Annītei", "Anniņu", "Anniņ"]),
        ("Ilze", ["Ilzīte", "Ilzītes", "Ilzīt"]),
        ("Kārlis", ["Kārlītis", "Kārlīša", "Kārlītim", "Kārlīt"]),
        ("Toms", ["Tomiņš", "Tomiņa", "Tomītis", "Tomiņ"]),
    ],
)
def test_a_child_is_called_by_a_diminutive_too(name, forms):
    assert written(" un ".join(forms), name) == forms
