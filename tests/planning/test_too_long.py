"""What is longer than fits is never cut: it is said how much there is, and the page keeps all of it."""

import pytest

from planning.models import PlanItem
from tests.planning.writing import a_draft, place, saves, text_of, typed

TOO_LONG = "vārds " * 113 + "beigas"  # 684 signs


@pytest.fixture
def plan(house):
    return a_draft(house)


def test_no_field_of_the_page_cuts_what_is_pasted(ilze, plan):
    assert "maxlength" not in ilze.get(place(plan)).content.decode()


def test_a_line_that_is_too_long_says_how_long_it_is_and_saves_nothing(ilze, plan):
    answer = saves(ilze, plan, "topic", TOO_LONG)
    assert answer.status_code == 422
    assert "Te ir 684 zīmes, ietilpst 200." in answer.content.decode()
    assert text_of(plan, "topic") == ""


def test_the_whole_form_keeps_it_to_the_last_word(ilze, plan):
    answer = ilze.post(place(plan), typed("topic", TOO_LONG) | {"own-VAL": TOO_LONG})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count(f'value="{TOO_LONG}"') == 2
    assert "Te ir 684 zīmes, ietilpst 200." in page
    assert "Te ir 684 zīmes, ietilpst 300." in page


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("text", TOO_LONG * 2, "Te ir 1368 zīmes, ietilpst 1000."),
        ("own_kind", TOO_LONG, "Te ir 684 zīmes, ietilpst 60."),
    ],
)
def test_an_item_is_refused_whole_and_nothing_of_it_is_cut(ilze, plan, field, text, said):
    item = {"item-new-kind": "own", "item-new-text": "Ciemos", "item-new-own_kind": "Ciemiņi"}
    asked = item | {f"item-new-{field}": text}
    for answer in (ilze.post(place(plan, "items"), asked), ilze.post(place(plan), asked)):
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert text in answer.content.decode()
    assert not PlanItem.objects.filter(plan=plan).exists()
