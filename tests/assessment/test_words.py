"""R26: of the youngest it is written what was observed, in place of letters."""

from datetime import date

import pytest

from assessment.models import Observation
from curriculum.lists import Stage
from planning.models import PlanChoice
from tests.assessment import makers
from tests.assessment.staff import LONG, NASTY, observed, of_child, of_group
from tests.planning.full import a_full_plan
from tests.world import MONDAY, TUESDAY, at

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 13)


@pytest.fixture
def code(odeta):
    return f"child-{odeta.pk}"


@pytest.fixture
def offered(house, bees, teacher):
    """An outcome of the first stage in the month's plan."""
    plan = a_full_plan(house, bees, MONDAY.replace(day=1), submitted_at=at(8))
    entry = makers.outcomes("TEH", stage=Stage.FIRST)[0]
    PlanChoice.objects.create(
        institution=house.institution, plan=plan, kind="outcome", area="TEH", entry=entry,
        added_at=at(9), added_by=teacher.user,
    )  # fmt: skip
    return entry


def texts():
    return list(Observation.objects.standing().values_list("day", "text"))


def test_what_is_saved_in_the_list_is_told_in_its_row_and_in_its_head(ilze, bees, odeta, code):
    said = {f"text-{code}": "Būvē torni", f"version-{code}": "0"}
    place = of_child(odeta, "say", MONDAY)
    page = ilze.post(place, said | {"list": "1"}).content.decode()
    assert "novērots 16.11." in page
    assert "novēroti\xa01\xa0no\xa01" in page
    alone = ilze.post(place, said | {f"version-{code}": "1"}).content.decode()
    assert "hx-swap-oob" not in alone.replace('id="writers" hx-swap-oob', "")


def test_without_a_script_it_is_not_promised_that_it_is_saved_as_one_goes(ilze, bees, odeta):
    page = ilze.get(of_group(bees, "words")).content.decode()
    assert '<span class="needs-script">Saglabājas uzreiz.</span>' in page
    assert '<span class="without-script">Saglabājiet ar pogu.</span>' in page


def test_a_day_that_cannot_be_written_has_no_bar(ilze, bees, odeta):
    page = ilze.get(of_group(bees, "words_of", TUESDAY)).content.decode()
    assert 'class="save-bar' not in page


def test_only_the_youngest_stand_there(ilze, bees, odeta):
    page = ilze.get(of_group(bees, "words"))
    assert [row.child for row in page.context["sheet"].rows] == [odeta]


def test_a_group_without_them_says_so(ilze, bees):
    page = ilze.get(of_group(bees, "words"))
    assert "Te nav neviena 1. posma bērna" in page.content.decode()


def test_what_was_planned_for_their_stage_is_offered(ilze, bees, odeta, offered):
    (row,) = ilze.get(of_group(bees, "words")).context["sheet"].rows
    assert [offer.label for offer in row.offers] == [offered.text]


def test_without_script_a_tap_puts_its_sentence_into_the_text(ilze, bees, odeta, code, offered):
    taps = [str(offered.pk), "0", "x"]
    posted = {f"text-{code}": "Priecājas.", f"version-{code}": "0", f"noticed-{code}": taps}
    assert ilze.post(of_group(bees, "words"), posted).status_code == 302
    sentence = f"{offered.text[0].upper()}{offered.text[1:]}."
    assert texts() == [(MONDAY, f"Priecājas. {sentence}")]
    again = {f"text-{code}": texts()[0][1], f"version-{code}": "1", f"noticed-{code}": taps}
    assert ilze.post(of_group(bees, "words"), again).status_code == 302
    assert texts() == [(MONDAY, f"Priecājas. {sentence}")]


def test_a_text_is_saved_as_it_is_typed_and_two_meet(ilze, odeta, code):
    place = of_child(odeta, "say", MONDAY)
    first = ilze.post(place, {f"text-{code}": "Būvē", f"version-{code}": "0"})
    second = ilze.post(place, {f"text-{code}": "Zīmē", f"version-{code}": "0"})
    assert (first.status_code, second.status_code) == (200, 409)
    assert ilze.post(place, {f"text-{code}": "Zīmē", f"join-{code}": "1"}).status_code == 200
    assert texts() == [(MONDAY, "Būvē\n\nZīmē")]


def test_a_lost_answer_blames_no_colleague(ilze, odeta, code):
    place = of_child(odeta, "say", MONDAY)
    ilze.post(place, {f"text-{code}": "Būvē", f"version-{code}": "0"})
    again = {f"text-{code}": "Būvē torni", f"version-{code}": "0", f"unheard-{code}": ["Būvē"]}
    assert ilze.post(place, again).status_code == 200
    assert texts() == [(MONDAY, "Būvē torni")]


def test_in_the_whole_form_each_text_stands_for_itself(ilze, house, bees, teacher, odeta, code):
    bruno = house.child(bees, "Bruno", "Zvejnieks", birth_date=date(2024, 3, 2))
    observed(bees, teacher, odeta, "Smejas")
    posted = {
        f"text-{code}": "Raud", f"version-{code}": "0",
        f"text-child-{bruno.pk}": "Rok smiltis", f"version-child-{bruno.pk}": "0",
    }  # fmt: skip
    page = ilze.post(of_group(bees, "words"), posted)
    text = page.content.decode()
    assert (page.status_code, "Smejas" in text, ">\nRaud</textarea>" in text) == (409, True, True)
    assert {one for _day, one in texts()} == {"Smejas", "Rok smiltis"}


def test_nobody_elses_text_is_touched_by_an_old_page(ilze, bees, teacher, odeta, code):
    """Without script: a colleague wrote since, and here nobody typed."""
    page = ilze.get(of_group(bees, "words")).content.decode()
    had = page.split(f'name="had-{code}" value="')[1].split('"')[0]
    observed(bees, teacher, odeta, "Smejas")
    posted = {f"text-{code}": "", f"version-{code}": "0", f"had-{code}": had}
    assert ilze.post(of_group(bees, "words"), posted).status_code == 302
    assert texts() == [(MONDAY, "Smejas")]


@pytest.mark.parametrize("day", [TUESDAY, date(2025, 11, 3)])
def test_a_day_to_come_or_of_another_year_is_said(ilze, bees, odeta, code, day):
    place = of_group(bees, "words_of", day)
    page = ilze.get(place)
    assert (page.status_code, bool(page.context["sheet"].refusal)) == (200, True)
    posted = {f"text-{code}": "Būvē", f"version-{code}": "0"}
    assert ilze.post(place, posted).status_code == 422
    assert texts() == []


def test_a_hundred_kilobytes_are_refused_and_kept(ilze, bees, odeta, code):
    posted = {f"text-{code}": LONG, f"version-{code}": "0"}
    page = ilze.post(of_group(bees, "words"), posted)
    assert (page.status_code, LONG[:-1] in page.content.decode(), texts()) == (422, True, [])
    assert ilze.post(of_child(odeta, "say", MONDAY), posted).status_code == 422


def test_script_is_shown_as_text(ilze, bees, teacher, odeta):
    observed(bees, teacher, odeta, NASTY, day=FRIDAY)
    observed(bees, teacher, odeta, NASTY)
    text = ilze.get(of_group(bees, "words")).content.decode()
    assert ("<script>alert" in text, text.count("&lt;script&gt;alert(1)")) == (False, 2)


def test_what_parents_were_told_is_typed_over_no_more(ilze, bees, teacher, odeta, code):
    observed(bees, teacher, odeta)
    makers.released(bees, teacher, [odeta])
    page = ilze.get(of_group(bees, "words")).content.decode()
    assert f'name="text-{code}"' not in page
    posted = {f"text-{code}": "Cits", f"version-{code}": "1"}
    assert ilze.post(of_child(odeta, "say", MONDAY), posted).status_code == 422
    assert texts() == [(MONDAY, "Būvē torni")]


def test_another_childs_name_is_asked_about(ilze, bees, anna, odeta, code):
    posted = {f"text-{code}": f"Odeta būvē, {anna.first_name} skatās", f"version-{code}": "0"}
    page = ilze.post(of_group(bees, "words"), posted)
    assert (page.status_code, f'name="named-{code}"' in page.content.decode()) == (422, True)
    (row,) = page.context["sheet"].rows
    assert [one.name for one in row.part.heard.asked] == [anna.first_name]
    assert ilze.post(
        of_child(odeta, "say", MONDAY),
        posted | {f"named-{code}": "keep", f"asked-{code}": row.part.heard.asked_keys},
    ).status_code == 200  # fmt: skip


@pytest.mark.parametrize("who", ["head", "music"])
def test_who_does_not_write_reads(client, house, bees, teacher, music, odeta, code, who):
    observed(bees, teacher, odeta)
    client.force_login(music.user if who == "music" else house.people.head)
    page = client.get(of_group(bees, "words_of", MONDAY)).content.decode()
    assert ("Būvē torni" in page, f'name="text-{code}"' in page) == (True, False)
    posted = {f"text-{code}": "Cits", f"version-{code}": "1"}
    assert client.post(of_group(bees, "words_of", MONDAY), posted).status_code == 403
    assert client.post(of_child(odeta, "say", MONDAY), posted).status_code == 403


@pytest.mark.parametrize("who", ["assistant", "mother", "other_teacher"])
def test_others_have_no_such_page(client, house, bees, odeta, who):
    client.force_login(getattr(house.people, who))
    assert client.get(of_group(bees, "words")).status_code in (403, 404)


def test_the_page_asks_the_same_for_any_number_of_children(
    ilze, house, bees, teacher, offered, savepoints_aside
):
    crowd = house.crowd(bees, 20, birth_date=date(2024, 5, 1))
    for child in crowd[:5]:
        observed(bees, teacher, child)
    ilze.get(of_group(bees, "words"))
    with savepoints_aside(9):
        page = ilze.get(of_group(bees, "words"))
    assert len(page.context["sheet"].rows) == 20
