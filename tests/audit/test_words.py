"""Two texts compared word by word: what was taken out and put in, and nothing else."""

import time

from hypothesis import given
from hypothesis import strategies as st

from audit.history.telling import Change
from audit.history.words import Piece, compared

LONG = " ".join(f"vārds{number}" for number in range(80))


def marked(old: str, new: str) -> str:
    signs = {"same": "{}", "out": "-{}-", "in": "+{}+", "gap": "[…]"}
    return "".join(signs[piece.kind].format(piece.text) for piece in compared(old, new))


def test_one_word_is_one_change():
    old, new = "Rudens lapas krīt lēni.", "Rudens lapas krīt ātri."
    assert marked(old, new) == "Rudens lapas krīt- lēni-+ ātri+."


def test_words_that_come_and_go():
    assert marked("Ejam uz mežu", "Ejam visi kopā uz mežu") == "Ejam+ visi kopā+ uz mežu"
    assert marked("Ejam visi kopā uz mežu", "Ejam uz mežu") == "Ejam- visi kopā- uz mežu"


def test_a_full_stop_alone_is_a_change():
    assert marked("Ejam ārā", "Ejam ārā.") == "Ejam ārā+.+"


def test_a_single_word_between_two_changes_is_read_with_them():
    assert marked("melns un balts", "zaļš un zils") == "-melns un balts-+zaļš un zils+"


def test_lines_that_alone_are_others_are_shown_whole():
    assert compared("viens divi", "viens\ndivi") == [
        Piece("out", "viens divi"),
        Piece("in", "viens\ndivi"),
    ]


def test_of_a_long_text_what_stands_around_the_change():
    found = compared(LONG, LONG.replace("vārds40 ", "jauns "))
    assert [piece.kind for piece in found] == ["gap", "same", "out", "in", "same", "gap"]
    assert (found[1].text.split()[0], found[4].text.split()[-1]) == ("vārds28", "vārds52")


def test_a_short_value_is_shown_whole():
    assert Change("klātbūtne", "ir klāt", "nav klāt").pieces == []
    assert Change("apstiprināts", "", "16.11.2026. 8:38").pieces == []
    assert Change("ziņa", "", LONG).pieces == [Piece("in", LONG)]


def test_the_space_before_a_word_is_not_marked_with_it():
    same, out, into, _ = compared("Ejam uz mežu.", "Ejam pie upes.")
    assert (same.text, out.space, out.body, into.space, into.body) == (
        "Ejam", " ", "uz mežu", " ", "pie upes",
    )  # fmt: skip


TEXTS = st.text("ab .,\nāĀ", max_size=40) | st.lists(st.sampled_from(["un", "vai", "."])).map(
    " ".join
)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_it(old, new):
    """Whatever was typed: nothing is lost and nothing invented but spaces."""
    pieces = compared(old, new)
    if "gap" in {piece.kind for piece in pieces}:
        return
    for kind, text in (("out", old), ("in", new)):
        read = "".join(piece.text for piece in pieces if piece.kind in ("same", kind))
        assert "".join(read.split()) == "".join(text.split())


def test_a_hundred_kilobytes_take_no_time():
    one, other = "a b c d " * 12_500, "b a d c " * 12_500
    began = time.process_time()
    compared(one, other)
    compared(one, one[:50_000] + "jauns " + one[50_000:])
    assert time.process_time() - began < 1
