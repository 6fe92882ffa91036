"""Without a script: a page of an outcome, and one of a single child in it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from activities.photos import operations as of_photos
from activities.photos.operations import About
from assessment import operations
from assessment.models import Assessment
from curriculum.lists import Stage
from tests.activities import makers as days
from tests.activities import photos
from tests.assessment import grid, makers
from tests.assessment.grid import sent
from tests.world import MONDAY, TUESDAY, at

pytestmark = pytest.mark.django_db


def levels(child):
    return list(Assessment.objects.standing().filter(child=child).values_list("level", flat=True))


def column(bees, outcome, day=MONDAY):
    return grid.url(bees, "outcome", day, outcome.pk)


def posted(*cells: tuple, **more: str) -> dict[str, str]:
    """:param cells: child, outcome, level that was there, level now, version"""
    found = dict(more)
    for child, outcome, had, level, version in cells:
        found[f"had-{child.pk}"] = sent(child, outcome, had, version)
        found[f"cell-{child.pk}"] = sent(child, outcome, level, version)
    return found


def test_levels_of_all_children_are_saved_at_once(ilze, bees, anna, emils, counting):
    cells = (anna, counting, "", "T", 0), (emils, counting, "", "A", 0)
    answer = ilze.post(column(bees, counting), posted(*cells), follow=True)
    assert (levels(anna), levels(emils)) == (["T"], ["A"])
    assert "Saglabāts 13:52, vecāki to vēl neredz" in answer.content.decode()


def test_what_nobody_touched_is_left_to_a_colleague(ilze, bees, colleague, anna, emils, counting):
    makers.assessed(bees, colleague, anna, counting, "P")
    cells = (anna, counting, "", "", 0), (emils, counting, "", "A", 0)
    assert ilze.post(column(bees, counting), posted(*cells)).status_code == 302
    assert (levels(anna), levels(emils)) == (["P"], ["A"])


def test_a_colleagues_level_is_shown_beside_ones_own_and_replaced_by_the_next_save(
    ilze, bees, colleague, anna, counting
):
    makers.assessed(bees, colleague, anna, counting, "P")
    answer = ilze.post(column(bees, counting), posted((anna, counting, "", "T", 0)))
    html = answer.content.decode()
    assert (answer.status_code, levels(anna)) == (409, ["P"])
    assert "Pa to laiku vērtēja Māra Strode 13:00: P, apguvis padziļināti." in html
    assert f'value="{sent(anna, counting, "T", 1)}" checked' in html
    ilze.post(column(bees, counting), posted((anna, counting, "P", "T", 1)))
    assert levels(anna) == ["T"]


def test_what_was_refused_is_said_at_the_child_and_kept(ilze, bees, teacher, anna, emils, counting):
    makers.assessed(bees, teacher, anna, counting, "A")
    makers.published(bees, teacher, [anna])
    cells = (anna, counting, "A", "T", 1), (emils, counting, "", "S", 0)
    answer = ilze.post(column(bees, counting), posted(*cells))
    html = answer.content.decode()
    assert (answer.status_code, levels(anna), levels(emils)) == (422, ["A"], ["S"])
    assert "Vērtējiet no jauna citā dienā" in html
    assert f'value="{sent(anna, counting, "T", 1)}" checked' in html


def test_of_another_stage_it_is_asked_once(ilze, bees, anna):
    younger = makers.outcomes(stage=Stage.SECOND)[0]
    cell = anna, younger, "", "T", 0
    answer = ilze.post(column(bees, younger), posted(cell))
    assert answer.status_code == 422
    assert 'name="any"' in answer.content.decode()
    assert ilze.post(column(bees, younger), posted(cell, any="any")).status_code == 302
    assert levels(anna) == ["T"]


def test_what_names_no_cell_is_refused(ilze, bees, anna, counting):
    answer = ilze.post(column(bees, counting), {f"cell-{anna.pk}": "1:2"})
    assert (answer.status_code, levels(anna)) == (422, [])


def test_of_a_day_to_come_there_is_none(ilze, bees, counting):
    assert ilze.get(column(bees, counting, TUESDAY)).status_code == 404


def test_a_value_is_no_outcome(ilze, bees, counting):
    value = type(counting).objects.filter(kind="value", institution=None)[0]
    assert ilze.get(column(bees, value)).status_code == 404


def test_administration_reads_it_and_saves_nothing(signs_in, house, bees, anna, counting):
    head = signs_in(house.people.head)
    assert 'type="radio"' not in head.get(column(bees, counting)).content.decode()
    cell = posted((anna, counting, "", "T", 0))
    assert head.post(column(bees, counting), cell).status_code == 403


# --- one child in it ------------------------------------------------------------------------------
def cell(bees, child, outcome, name="cell", day=MONDAY):
    return grid.url(bees, name, day, child.pk, outcome.pk)


@pytest.fixture
def row(bees, teacher, anna, counting):
    return makers.assessed(bees, teacher, anna, counting, "T")


def test_its_history_tells_day_level_and_author(ilze, bees, teacher, anna, counting, row):
    makers.assessed(bees, teacher, anna, counting, "A", day=MONDAY.replace(day=2))
    html = ilze.get(cell(bees, anna, counting)).content.decode()
    for said in ("turpina apgūt", "apguvusi", "2.11.2026.", "16.11.2026. · Ilze Kalēja"):
        assert said in html


def test_comment_and_evidence_are_saved(ilze, bees, teacher, anna, counting, row):
    entry = days.entry_of(days.written(bees, teacher, MONDAY))
    said = {"comment": "Skaita pirkstus", "evidence": entry.pk, "version": 1}
    assert ilze.post(cell(bees, anna, counting), said).status_code == 302
    row.refresh_from_db()
    assert (row.comment, row.evidence, row.version) == ("Skaita pirkstus", entry, 2)


def test_another_childs_name_in_a_comment_is_asked_about(ilze, bees, anna, emils, counting, row):
    said = {"comment": "Anna palīdz Emīlam", "evidence": "", "version": 1}
    answer = ilze.post(cell(bees, anna, counting), said)
    assert answer.status_code == 422
    assert "Vai tas ir bērna vārds?" in answer.content.decode()
    answers = {"named-comment": "replace", "asked-comment": answer.context["heard"].asked_keys}
    assert ilze.post(cell(bees, anna, counting), said | answers).status_code == 302
    row.refresh_from_db()
    assert row.comment == "Anna palīdz bērnam"


def test_an_entry_of_another_group_shows_nothing(ilze, house, bees, anna, counting, row):
    other = house.access(house.people.other_teacher, "teacher")
    entry = days.entry_of(days.written(house.groups["Pūcītes"], other, MONDAY))
    said = {"comment": "", "evidence": entry.pk, "version": 1}
    assert ilze.post(cell(bees, anna, counting), said).status_code == 422


# --- a photo of it --------------------------------------------------------------------------------
@pytest.fixture
def day(bees, teacher):
    return days.confirmed(bees, teacher, MONDAY)


@pytest.fixture
def photo(day, teacher):
    return photos.photo(day, teacher, About("Torņi no klučiem"), when=at(13))


def explained(**more) -> dict:
    return {"comment": "", "evidence": "", "version": 1} | more


def test_a_photo_is_chosen_among_those_of_the_groups_days(ilze, bees, anna, counting, row, photo):
    html = ilze.get(cell(bees, anna, counting)).content.decode()
    assert f'name="photo" value="{photo.pk}"' in html
    assert 'alt="Torņi no klučiem"' in html
    answer = ilze.post(cell(bees, anna, counting), explained(photo=photo.pk))
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.photo, row.evidence, row.version) == (photo, None, 2)
    html = ilze.get(cell(bees, anna, counting)).content.decode()
    assert f'value="{photo.pk}" checked' in html
    assert 'class="evidence-photo"' in html
    for name in ("child", "mark"):
        place = [anna.pk] if name == "child" else [anna.pk, row.pk]
        page = ilze.get(reverse(f"assessment:{name}", args=place)).content.decode()
        assert 'class="evidence-photo"' in page


def test_without_photos_nothing_is_asked(ilze, bees, anna, counting, row):
    assert 'name="photo"' not in ilze.get(cell(bees, anna, counting)).content.decode()
    assert ilze.post(cell(bees, anna, counting), explained()).status_code == 302


def test_it_goes_with_an_entry_of_its_day_only(ilze, bees, teacher, anna, counting, row, photo):
    same = days.entry_of(photo.log)
    said = explained(photo=photo.pk, evidence=same.pk)
    assert ilze.post(cell(bees, anna, counting), said).status_code == 302
    other = days.entry_of(days.written(bees, teacher, MONDAY - timedelta(days=3)))
    said = explained(photo=photo.pk, evidence=other.pk, version=2)
    answer = ilze.post(cell(bees, anna, counting), said)
    assert answer.status_code == 422
    assert "Foto ir no citas dienas nekā ieraksts." in answer.content.decode()


def test_what_cannot_be_seen_cannot_be_chosen(
    ilze, house, bees, teacher, colleague, day, anna, counting, row, photo
):
    of_photos.hide(photo=photo, by=teacher, at=at(14))
    other = house.access(house.people.other_teacher, "teacher")
    strange = days.confirmed(house.groups["Pūcītes"], other, MONDAY)
    refused = [
        photo, photos.covered(day, teacher, when=at(13)), photos.photo(strange, other, when=at(13)),
        photos.photo(days.written(bees, teacher, TUESDAY), teacher, when=at(13, day=TUESDAY)),
    ]  # fmt: skip
    for one in refused:
        answer = ilze.post(cell(bees, anna, counting), explained(photo=one.pk))
        assert answer.status_code == 422
        with pytest.raises(ValidationError) as why:
            operations.explain(
                assessment=row, group=bees, comment="", evidence=None, photo=one.pk, version=1,
                by=teacher, at=at(14),
            )  # fmt: skip
        assert why.value.error_dict.keys() == {"photo"}


def test_one_that_is_reported_meanwhile_stays_chosen_and_is_not_shown(
    ilze, bees, teacher, anna, counting, row, photo
):
    ilze.post(cell(bees, anna, counting), explained(photo=photo.pk))
    of_photos.hide(photo=photo, by=teacher, at=at(14))
    html = ilze.get(cell(bees, anna, counting)).content.decode()
    assert "izvēlētais foto, tagad paslēpts" in html
    assert "Torņi no klučiem" not in html
    said = explained(comment="Vēl", photo=photo.pk, version=2)
    assert ilze.post(cell(bees, anna, counting), said).status_code == 302
    row.refresh_from_db()
    assert (row.comment, row.photo) == ("Vēl", photo)


def test_a_level_taken_away_and_given_again_has_no_photo(bees, teacher, anna, counting, row, photo):
    operations.explain(
        assessment=row, group=bees, comment="", evidence=None, photo=photo.pk, version=1,
        by=teacher, at=at(14),
    )  # fmt: skip
    makers.painted(bees, teacher, makers.cell(anna, counting, "", 2))
    makers.painted(bees, teacher, makers.cell(anna, counting, "A", 0))
    assert Assessment.objects.standing().get(child=anna).photo is None


@pytest.mark.parametrize("count", [1, 12])
def test_photos_cost_the_page_two_questions(
    ilze, bees, teacher, day, anna, counting, row, savepoints_aside, count
):
    for _n in range(count):
        one = photos.photo(day, teacher, when=at(13))
    Assessment.objects.update(photo=one)
    ilze.get(cell(bees, anna, counting))
    with savepoints_aside(15):
        assert ilze.get(cell(bees, anna, counting)).status_code == 200


def test_too_long_a_comment_is_kept_and_said(ilze, bees, anna, counting, row):
    said = {"comment": "a" * 1001, "evidence": "", "version": 1}
    answer = ilze.post(cell(bees, anna, counting), said)
    assert answer.status_code == 422
    assert "a" * 1001 in answer.content.decode()


def test_whoever_is_late_keeps_what_was_typed(ilze, bees, colleague, anna, counting, row):
    operations.explain(
        assessment=row, group=bees, comment="Kolēģes", evidence=None, version=1, by=colleague,
        at=at(13, 30),
    )  # fmt: skip
    said = {"comment": "Mans", "evidence": "", "version": 1}
    answer = ilze.post(cell(bees, anna, counting), said)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Kolēģes" in html
    assert "Mans</textarea>" in html
    assert 'name="version" value="2"' in html


def test_a_draft_is_taken_away_without_a_reason(ilze, bees, anna, counting, row):
    ilze.post(cell(bees, anna, counting, "remove_cell"))
    assert levels(anna) == []


def test_what_parents_read_is_taken_away_with_a_reason(ilze, bees, teacher, anna, counting, row):
    makers.released(bees, teacher, [anna], at(13))
    remove = cell(bees, anna, counting, "remove_cell")
    answer = ilze.post(remove, {"reason": " "})
    assert (answer.status_code, levels(anna)) == (422, ["T"])
    assert "Norādiet, kāpēc tas tiek noņemts." in answer.content.decode()
    ilze.post(remove, {"reason": "Cits bērns"})
    assert levels(anna) == []


def test_published_it_is_explained_no_more(ilze, bees, teacher, anna, counting, row):
    makers.published(bees, teacher, [anna])
    said = {"comment": "Vēl", "evidence": "", "version": 1}
    assert ilze.post(cell(bees, anna, counting), said).status_code == 409
    row.refresh_from_db()
    assert row.comment == ""


def test_a_specialist_reads_other_areas_and_writes_own(signs_in, bees, music, anna, counting, row):
    client = signs_in(music.user)
    page = cell(bees, anna, counting)
    assert "textarea" not in client.get(page).content.decode()
    assert client.post(page, {"comment": "x", "version": 1}).status_code == 403
    assert client.post(cell(bees, anna, counting, "remove_cell")).status_code == 403


def test_a_child_of_another_group_is_none(ilze, house, bees, counting):
    stranger = house.children["Pūcītes"][0]
    assert ilze.get(cell(bees, stranger, counting)).status_code == 404
