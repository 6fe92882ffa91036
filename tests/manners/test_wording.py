"""What is shown of a text that is asked about: the words in their surroundings (R18)."""

import pytest

from manners.speech import Finder, Match, Word
from manners.wording import Minded, answer_to, sign_of, unanswered

FINDER = Finder([Word("varn", Match.STEM, 2), Word("zagat", Match.STEM, 3)])
MUCH = "Bērni gāja uz mežu. " * 20


def minded(text: str) -> Minded:
    return Minded("Teksts", text, tuple(FINDER.found(text)), "text")


def shown(text: str) -> str:
    return "".join(f"[{piece}]" if is_word else piece for piece, is_word in minded(text).pieces)


@pytest.mark.parametrize("text", ["Tu, vārna!", "vārna", "Vārna un žagata.", "Tu,\nvārna"])
def test_of_a_short_text_all_is_shown(text):
    assert shown(text).replace("[", "").replace("]", "") == text


def test_of_a_long_one_what_stands_around_the_words():
    said = shown(f"{MUCH}Tu, vārna! {MUCH}Un žagata. {MUCH}")
    assert said.count(" … ") == 3
    assert "mežu. Tu, [vārna]! Bērni" in said
    assert "mežu. Un [žagata]. Bērni" in said
    assert len(said) < 400


def test_an_answer_knows_its_words_in_any_disguise():
    answer = answer_to([minded("Vārna, vārna"), minded("žagata")])
    assert unanswered([minded("V Ā R N A")], answer) != []  # another sign: it is asked about anew
    assert unanswered([minded("vārna"), minded("VAARNA")], answer) == []
    assert unanswered([minded("vārnai")], answer)
    assert unanswered([minded("vārna")], "")


def test_it_is_as_grave_as_its_gravest_word():
    assert (minded("vārna").severity, minded("vārna, žagata").severity) == (2, 3)
    assert minded("vārna, žagata, vārna").words == ["vārna", "žagata"]


def test_the_sign_is_of_the_texts():
    one, other = minded("vārna"), minded("Vārna")
    assert sign_of([one]) != sign_of([other])
    assert sign_of([one, other]) == sign_of([other, one])
