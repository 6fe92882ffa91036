"""Signs on paper: whatever somebody types, a PDF for archives comes out, and no letter becomes another."""

import unicodedata

import pytest

from documents import pdf, signs
from documents.signs import REPLACEMENT, printable
from tests.documents.reading import text_of
from tests.documents.sheets import BLANK, a_sheet

KEPT = {
    "latin": "Łódź, Şahin, Müller, Ñandú, Þór, Čapek",
    "latvian": "Āboliņš Čiekurs Ēvele Ģērmane Īve Ķirsis Ļaksa Ņikita Šmits Ūdre Žagars Ŗ",
    "cyrillic": "Ольга Жукова, Їжак Ґалаґан, Ўладзімір, Ёлка",
    "what is printed": "„Saulīte” – 5 % · № 7 … € ± × − •",
}
FALLS_BACK = {
    "decomposed": (unicodedata.normalize("NFD", "Zanē Bērziņa Ģirts"), "Zanē Bērziņa Ģirts"),
    "fancy letters": ("𝐀𝐧𝐧𝐚 ﬁ Ａ ①", "Anna fi A 1"),
    "typographic spaces": ("5\u2003%\u2007a\u3000b", "5 % a b"),
    "hyphens": ("e\u2010p\u2011asts", "e-p-asts"),
    "line separators": ("a\u2028b\u2029c\x0bd\x85e", "a\nb\nc\nd\ne"),
    "byte order mark": ("\ufeffAnna", "Anna"),
    "controls": ("An\x00na\x07\x1b[1m\x7f", "Anna[1m"),
    "directions": ("\u202eAnna\u202c\u2067x\u2069\u200f", "Annax"),
    "joiners, soft hyphens": ("An\u200dna\u200b\u2060\u00ad", "Anna"),
    "variation selectors": ("Anna\ufe0f\U000e0100", "Anna"),
    "tags": ("Anna\U000e0041\U000e007f", "Anna"),
}
REPLACED = {
    "emoji": ("🙂", 1), "emoji of several": ("👨‍👩‍👧", 1), "emoji with a skin": ("👍🏽", 1),
    "flag": ("🇱🇻", 2), "keycap": ("1️⃣", 1), "chinese": ("王小明", 3), "japanese": ("さくら", 3),
    "korean": ("김", 1), "hebrew": ("שלום", 4), "arabic": ("سلام", 4), "devanagari": ("अ", 1),
    "greek": ("Ωψ", 2), "private use": ("\ue000\U000f0000", 2), "surrogate": ("\ud800", 1),
    "noncharacter": ("\ufffe\U0010ffff\ufdd0", 3), "unassigned": ("\u0378", 1),
    "object": ("\ufffc", 1), "replacement": ("\ufffd", 1), "marks that no font joins": ("a\u20dd", 1),
}  # fmt: skip
CLASSES = 30  # of code points: letters of five kinds, marks, numbers, … not assigned


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_our_fonts_have_is_kept(text):
    assert printable(text) == text


@pytest.mark.parametrize(("text", "printed"), FALLS_BACK.values(), ids=FALLS_BACK)
def test_another_form_of_the_same_is_printed(text, printed):
    assert printable(text) == printed


@pytest.mark.parametrize(("text", "signs"), REPLACED.values(), ids=REPLACED)
def test_what_no_font_has_is_seen_to_be_missing(text, signs):
    assert printable(f"Anna {text}!") == f"Anna {REPLACEMENT * signs}!"


def one_of_each_class() -> dict[str, str]:
    return {unicodedata.category(chr(point)): chr(point) for point in range(0x110000)}


def test_a_sheet_of_every_class_of_code_points_is_printed():
    """One that stayed would make the export fail as a whole."""
    every = one_of_each_class().values()
    assert len(every) == CLASSES
    lines = [*KEPT.values(), *(text for text, _ in [*FALLS_BACK.values(), *REPLACED.values()])]
    lines += [sign + other for sign in every for other in every]
    printed = text_of(pdf.compile(BLANK, a_sheet({"lines": lines})))
    for text in KEPT.values():
        assert text in printed


def test_without_the_replacement_one_emoji_makes_it_fail(monkeypatch):
    monkeypatch.setattr(pdf, "printable", str)
    with pytest.raises(pdf.NotPrinted):
        pdf.compile(BLANK, a_sheet({"lines": ["🙂"]}))


def test_all_weights_of_a_font_have_the_same_signs():
    for name in ("Figtree", "Onest"):
        files = sorted(signs.FONTS.glob(f"{name}-*.ttf"))
        assert len(files) == 3
        assert len({signs._signs_of(file) for file in files}) == 1
