"""A first name in a text for all parents is asked about before the text is saved."""

import pytest
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from people.names import hear
from tests.people.names.kids import kids

CHILDREN = kids("Anna", "Toms", "Anna Marija")


def heard(text: str, saved: str = "", **posted: str):
    fields = {name.replace("_", "-"): value for name, value in posted.items()}
    return hear("content", saved=saved, text=text, posted=fields, roll=CHILDREN)


def keys(result) -> tuple[str, str]:
    return result.asked_keys, result.kept_keys


def test_a_name_is_asked_about_and_the_text_stays_as_typed():
    first = heard("Annas un Toma zīmējumi")
    assert (first.text, *keys(first)) == ("Annas un Toma zīmējumi", "anna,toms", "")
    assert first.changes == [("Annas", "Bērna"), ("Toma", "bērna")]


def test_a_text_without_names_is_not_asked_about():
    assert not heard("Zīmējam kannu").asked


def test_one_tap_replaces_what_was_asked_about():
    after = heard("Anna un Toms", named_content="replace", asked_content="anna,toms")
    assert (after.text, after.asked) == ("Bērns un bērns", ())


def test_what_is_kept_is_saved_as_typed():
    after = heard("Anna un Toms", named_content="keep", asked_content="anna,toms")
    assert (after.text, *keys(after)) == ("Anna un Toms", "", "anna,toms")


@pytest.mark.parametrize("answer", ["keep", "replace"])
def test_an_answer_is_for_the_names_that_were_shown(answer):
    """Another was typed between the question and the answer."""
    after = heard("Anna un Toms", named_content=answer, asked_content="anna")
    assert after.asked_keys == "toms"


@pytest.mark.parametrize("answer", ["keep", "replace"])
def test_an_answer_to_nothing_answers_nothing(answer):
    after = heard("Anna un Toms", named_content=answer)
    assert (after.text, after.asked_keys) == ("Anna un Toms", "anna,toms")


def test_saving_without_an_answer_asks_again():
    after = heard("Anna un Toms", asked_content="anna,toms")
    assert (after.text, *keys(after)) == ("Anna un Toms", "anna,toms", "")


def test_an_answer_to_another_text_is_none_to_this():
    after = heard("Anna", named_message="keep", asked_message="anna", kept_message="anna")
    assert after.asked_keys == "anna"


def test_what_was_kept_stays_kept_until_the_text_is_saved():
    """Another section of the same form was asked about meanwhile."""
    after = heard("Anna un Toms", kept_content="anna,nobody")
    assert keys(after) == ("toms", "anna")


def test_what_the_saved_text_has_is_not_asked_again():
    assert not heard("Annai un Annas", saved="Anna").asked


@pytest.mark.parametrize("strange", ["", ",", ",,", "\x00", "anna\n", "a" * 100_000, "," * 100_000])
def test_strange_answers_are_no_answers(strange):
    after = heard("Anna", named_content=strange, asked_content=strange, kept_content=strange)
    assert (after.text, after.asked_keys) == ("Anna", "anna")


def test_it_hears_a_posted_form():
    posted = MultiValueDict({"named-content": ["keep"], "asked-content": ["anna"]})
    assert not hear("content", saved="", text="Anna", posted=posted, roll=CHILDREN).asked


def component(result) -> str:
    return render_to_string("components/child_named.html", {"heard": result})


def test_the_question_shows_what_is_written_and_sends_what_is_heard():
    page = component(heard("Anna Marija un Tomam", kept_content="toms"))
    assert "Anna Marija" in page
    assert "Tomam" not in page
    for name, value in (
        ("named-content", "replace"), ("named-content", "keep"),
        ("asked-content", "anna marija"), ("kept-content", "toms"),
    ):  # fmt: skip
        assert f'name="{name}" value="{value}"' in page


def test_nothing_is_shown_when_nothing_is_asked():
    assert component(heard("Zīmējam")).strip() == ""
    assert "button" not in component(heard("Anna", kept_content="anna"))
