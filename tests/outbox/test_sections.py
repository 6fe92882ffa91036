"""Sections saved as they are typed: the version says whether a page knows what stands there."""

from datetime import date

import pytest

from outbox.sections import Stale, joined, save
from planning import operations
from tests.world import at


@pytest.fixture
def section(house):
    """Of a plan, for any owner has its own kind of them."""
    by = house.access(house.people.teacher, "teacher")
    month = {"group": house.groups["Bitītes"], "month": date(2026, 12, 1)}
    return operations.open_plan(**month, by=by, at=at(8)).sections.get(code="topic")


@pytest.fixture
def saved(house, section):
    def _save(text: str, version: int, unheard=(), by=house.people.teacher):
        row = type(section).objects.get(pk=section.pk)
        return save(row, text=text, version=version, by=by, at=at(9), unheard=unheard)

    return _save


def test_a_save_follows_the_version_its_page_knows(saved, house):
    first = saved("Ziema", 0)
    assert (first.version, first.text, first.saved_by) == (1, "Ziema", house.people.teacher)
    assert saved("Ziema nāk", 1).version == 2


def test_over_another_version_nothing_is_written(saved, section):
    saved("Ziema", 0)
    with pytest.raises(Stale) as refused:
        saved("Gaisma", 0)
    section.refresh_from_db()
    assert (section.text, section.version) == ("Ziema", 1)
    assert (refused.value.standing.text, refused.value.text) == ("Ziema", "Gaisma")


def test_the_same_text_again_changes_nothing(saved):
    saved("Ziema", 0)
    assert saved("Ziema", 0).version == 1


def test_what_was_sent_before_without_an_answer_is_known(saved):
    saved("Zie", 0)  # its answer was lost
    assert saved("Ziema", 0, unheard=["Zie"]).version == 2


def test_of_several_that_were_not_answered_any_may_stand(saved):
    saved("Zie", 0)
    assert saved("Ziema nāk", 0, unheard=["Zie", "Ziema"]).text == "Ziema nāk"


def test_a_colleagues_text_is_not_taken_for_an_unheard_one(saved, house):
    saved("Gaisma", 0, by=house.people.other_teacher)
    with pytest.raises(Stale):
        saved("Ziema", 0, unheard=["Zie"])


@pytest.mark.parametrize(
    ("theirs", "mine", "both"),
    [
        ("Ziema", "Gaisma", "Ziema\n\nGaisma"),
        ("Ziema", "Ziema nāk", "Ziema nāk"),
        ("Ziema nāk", "Ziema", "Ziema nāk"),
        ("", "Gaisma", "Gaisma"),
        ("Ziema", "", "Ziema"),
    ],
)
def test_joined_texts_lose_nothing(theirs, mine, both):
    assert joined(theirs, mine) == both
