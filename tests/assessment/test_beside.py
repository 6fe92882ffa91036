"""R28, R26: what was assessed of a child lately stands beside what is written of a talk, by its address."""

from datetime import date

import pytest

from assessment import operations
from tests.assessment import makers
from tests.assessment.staff import NASTY, observed, of_child
from tests.world import MONDAY

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 13)
PART = {"headers": {"HX-Request": "true"}}


def test_the_newest_of_each_area_words_before_letters(ilze, bees, teacher, anna):
    older, newer = makers.outcomes()[:2]
    makers.assessed(bees, teacher, anna, older, "A", day=FRIDAY)
    makers.assessed(bees, teacher, anna, newer, "T")
    observed(bees, teacher, anna, "Būvē torni līdz griestiem")
    page = ilze.get(of_child(anna, "beside"))
    (only,) = page.context["areas"]
    assert (only.row.outcome, only.row.level, only.row.day) == (newer, "T", MONDAY)
    text = page.content.decode()
    assert text.index("Būvē torni") < text.index(newer.text)


def test_what_is_older_than_three_months_is_not_lately(ilze, bees, teacher, anna, counting):
    row = makers.assessed(bees, teacher, anna, counting)
    type(row).objects.filter(pk=row.pk).update(day=date(2026, 8, 10))
    page = ilze.get(of_child(anna, "beside"))
    assert page.context["areas"] == []
    assert "nekas nav vērtēts" in page.content.decode()


def test_with_script_it_is_a_part_and_without_a_page(ilze, anna):
    part, page = (ilze.get(of_child(anna, "beside"), **how).content for how in (PART, {}))
    assert (b"<main" in part, b"<main" in page) == (False, True)


@pytest.mark.parametrize("who", ["assistant", "nurse", "mother", "other_teacher"])
def test_it_is_of_those_who_see_the_childs_assessment_as_staff(client, house, anna, who):
    client.force_login(getattr(house.people, who))
    assert client.get(of_child(anna, "beside"), **PART).status_code == 404


def test_a_child_of_another_house_is_not_found(ilze, other_house):
    child = other_house.children["Bitītes"][0]
    assert ilze.get(of_child(child, "beside"), **PART).status_code == 404


def test_script_in_it_is_shown_as_text(ilze, bees, teacher, anna, counting):
    row = makers.assessed(bees, teacher, anna, counting)
    said = {"comment": NASTY, "evidence": None, "version": 1, "by": teacher, "at": row.assessed_at}
    operations.explain(assessment=row, group=bees, **said)
    observed(bees, teacher, anna, NASTY)
    text = ilze.get(of_child(anna, "beside")).content.decode()
    assert "<script>alert" not in text
    assert text.count("{{ 7|add:7 }}") == 2


def test_it_asks_the_same_however_much_there_is(ilze, bees, teacher, anna, savepoints_aside):
    makers.painted(
        bees, teacher, *(makers.cell(anna, one) for a in ("MAT", "VAL") for one in makers.outcomes(a))
    )  # fmt: skip
    observed(bees, teacher, anna)
    ilze.get(of_child(anna, "beside"), **PART)
    with savepoints_aside(8):
        ilze.get(of_child(anna, "beside"), **PART)
