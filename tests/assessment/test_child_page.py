"""R26: a child as its staff read it; what is taken away; the texts of the day."""

from datetime import date

import pytest

from activities import operations as days
from assessment import operations
from assessment.models import Assessment, Observation, Publication
from people.models import Assignment
from planning.models import PlanChoice
from tests.activities import makers as logs
from tests.assessment import makers
from tests.assessment.staff import LONG, NASTY, observed, of_child, with_idea
from tests.planning.full import a_full_plan
from tests.world import MONDAY, TUESDAY, at

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 13)


@pytest.fixture
def plan(house, bees):
    return a_full_plan(house, bees, MONDAY.replace(day=1), submitted_at=at(8))


def cells(page, area):
    """By skill, as the page counts them."""
    (line,) = [one for one in page.context["coverage"].lines if one.area == area]
    return {cell.skill.value: cell.count for cell in line.cells if cell.count}


def test_what_changed_since_when_and_by_whom(ilze, bees, teacher, anna, counting):
    makers.assessed(bees, teacher, anna, counting, "A", day=FRIDAY)
    makers.assessed(bees, teacher, anna, counting, "T")
    page = ilze.get(of_child(anna))
    (change,) = page.context["changes"]
    told = change.before.row.level, change.after.row.level, change.after.row.day
    assert told == ("A", "T", MONDAY)
    assert f"{teacher.user} · melnraksts" in page.content.decode()


def test_each_outcome_has_its_dated_levels(ilze, bees, teacher, anna, counting):
    makers.assessed(bees, teacher, anna, counting, "S", day=FRIDAY)
    makers.released(bees, teacher, [anna], at(14, day=FRIDAY))
    makers.assessed(bees, teacher, anna, counting, "A")
    (area,) = [one for one in ilze.get(of_child(anna)).context["areas"] if one.outcomes]
    steps = [(step.row.level, step.state) for step in area.outcomes[0].steps]
    assert (area.area, steps) == ("MAT", [("S", "publicēts 13.11."), ("A", "melnraksts")])


def test_skills_are_those_of_what_shows_it(ilze, bees, teacher, anna, counting):
    log = logs.confirmed(bees, teacher, MONDAY, logs.said(skills=["KD", "SA"]))
    row = makers.assessed(bees, teacher, anna, counting)
    entry = logs.entry_of(log).pk
    operations.explain(
        assessment=row, group=bees, comment="", evidence=entry, version=1, by=teacher, at=at(15)
    )
    assert cells(ilze.get(of_child(anna)), "MAT") == {"KD": 1, "SA": 1}


def test_without_what_shows_it_skills_are_those_of_the_months_plan(
    ilze, bees, teacher, anna, counting, plan
):
    makers.assessed(bees, teacher, anna, counting)
    assert cells(ilze.get(of_child(anna)), "MAT") == {"DP": 1}
    PlanChoice.objects.filter(kind="skill").update(voided_at=at(9), voided_by=teacher.user)
    page = ilze.get(of_child(anna))
    lines = {one.area: one.assessed for one in page.context["coverage"].lines}
    assert (cells(page, "MAT"), lines["MAT"]) == ({}, 1)


def test_what_the_group_did_and_nobody_assessed(ilze, bees, teacher, anna, plan):
    outcome = plan.choices.filter(kind="outcome", area="MAT", entry__isnull=False)[0]
    log = logs.opened(bees, teacher)
    logs.tick(log, f"choice:{outcome.pk}", teacher)
    assert ilze.get(of_child(anna)).context["done"] == []  # a draft says nothing yet
    days.confirm(log=log, by=teacher, at=at(14))
    (done,) = ilze.get(of_child(anna)).context["done"]
    assert (done.text, done.days, done.was_away) == (outcome.words, [MONDAY], False)
    makers.assessed(bees, teacher, anna, outcome.entry)
    assert ilze.get(of_child(anna)).context["done"] == []


def test_of_an_absent_child_it_is_said(ilze, house, bees, teacher, anna, plan):
    from tests.browser.scenes import confirmed as register

    outcome = plan.choices.filter(kind="outcome", area="MAT", entry__isnull=False)[0]
    log = logs.opened(bees, teacher)
    logs.tick(log, f"choice:{outcome.pk}", teacher)
    days.confirm(log=log, by=teacher, at=at(14))
    register(house, house.people.teacher, away={0: None})
    page = ilze.get(of_child(anna))
    assert [one.was_away for one in page.context["done"]] == [True]
    assert "bērns nebija klāt" in page.content.decode()


def test_the_page_asks_the_same_however_much_is_in_it(
    ilze, bees, teacher, anna, plan, savepoints_aside
):
    outcomes = [one for area in ("MAT", "VAL", "SOC") for one in makers.outcomes(area)]
    for day, level in ((FRIDAY, "S"), (MONDAY, "T")):
        cells = [makers.cell(anna, one, level) for one in outcomes]
        makers.painted(bees, teacher, *cells, day=day)
    observed(bees, teacher, anna)
    makers.released(bees, teacher, [anna])
    makers.assessed(bees, teacher, anna, makers.outcomes("DAB")[0])
    with_idea(bees, teacher, anna, when=at(16))
    logs.confirmed(bees, teacher)
    ilze.get(of_child(anna))
    with savepoints_aside(15):
        ilze.get(of_child(anna))


def test_an_empty_page_says_so(ilze, anna):
    page = ilze.get(of_child(anna))
    assert "Šajā mācību gadā vēl nekas nav vērtēts" in page.content.decode()


def test_last_year_is_a_page_of_its_own(ilze, anna):
    assert ilze.get(of_child(anna), {"year": "2025"}).context["idea"] is None
    for wrong in ("0", "abcd", "99999", "२०२५"):
        assert ilze.get(of_child(anna), {"year": wrong}).status_code == 404


@pytest.mark.parametrize("name", ["child", "preview"])
def test_another_groups_child_is_not_found(ilze, house, other_house, name):
    for child in (house.children["Pūcītes"][0], other_house.children["Bitītes"][0]):
        assert ilze.get(of_child(child, name)).status_code == 404


def test_administration_reads_and_writes_nothing(client, house, bees, teacher, anna, counting):
    makers.assessed(bees, teacher, anna, counting)
    client.force_login(house.people.head)
    page = client.get(of_child(anna))
    assert (page.status_code, page.context["idea"], page.context["may_publish"]) == (
        200, None, False,
    )  # fmt: skip
    typed = {"text-idea": "Skaitiet", "version-idea": "0"}
    for name in ("child", "idea", "publish_child", "take_back_child"):
        assert client.post(of_child(anna, name), typed).status_code == 403
    assert not Publication.objects.exists()


@pytest.mark.parametrize("who", ["assistant", "nurse", "mother"])
def test_who_does_not_assess_has_no_such_page(client, house, anna, who):
    client.force_login(getattr(house.people, who))
    assert client.get(of_child(anna)).status_code in (403, 404)


def test_a_specialist_reads_all_and_takes_away_own_areas_only(
    client, bees, teacher, music, anna, counting, singing
):
    theirs = makers.assessed(bees, teacher, anna, counting)
    own = makers.assessed(bees, music, anna, singing)
    client.force_login(music.user)
    page = client.get(of_child(anna))
    assert (len([one for one in page.context["areas"] if one.outcomes]), page.context["idea"]) == (
        2, None,
    )  # fmt: skip
    assert client.post(of_child(anna, "mark", theirs.pk)).status_code == 403
    assert client.post(of_child(anna, "mark", own.pk)).status_code == 302
    assert client.post(of_child(anna, "publish_child")).status_code == 403
    assert Assessment.objects.standing().get() == theirs


@pytest.mark.parametrize(("who", "is_told"), [("teacher", True), ("head", True), ("music", False)])
def test_who_its_guardians_are_is_told_to_whom_it_is_shown_elsewhere(
    client, house, bees, teacher, music, anna, counting, who, is_told
):
    makers.assessed(bees, teacher, anna, counting)
    makers.released(bees, teacher, [anna])
    client.force_login(music.user if who == "music" else getattr(house.people, who))
    page = client.get(of_child(anna))
    assert bool(page.context["readers"]) is is_told
    assert (str(house.people.mother) in page.content.decode()) is is_told


def test_an_unpublished_one_is_taken_away_without_a_reason(ilze, bees, teacher, anna, counting):
    row = makers.assessed(bees, teacher, anna, counting)
    assert 'name="reason"' not in ilze.get(of_child(anna, "mark", row.pk)).content.decode()
    assert ilze.post(of_child(anna, "mark", row.pk)).status_code == 302
    assert not Assessment.objects.standing().exists()


def test_a_published_one_goes_with_a_reason_only(ilze, bees, teacher, anna, counting):
    row = makers.assessed(bees, teacher, anna, counting)
    note = observed(bees, teacher, anna)
    makers.released(bees, teacher, [anna])
    for name, one in (("mark", row), ("observation", note)):
        place = of_child(anna, name, one.pk)
        assert "(nav obligāti)" not in ilze.get(place).content.decode()
        refused = ilze.post(place, {"reason": " "})
        assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["reason"])
        assert ilze.post(place, {"reason": LONG}).status_code == 422
        assert ilze.post(place, {"reason": "Cits bērns"}).status_code == 302
        one.refresh_from_db()
        assert (one.void_reason, one.voided_by) == ("Cits bērns", teacher.user)
        assert "Cits bērns" in ilze.get(place).content.decode()


def test_a_published_idea_for_home_is_taken_away_at_its_page(ilze, bees, teacher, anna, counting):
    makers.assessed(bees, teacher, anna, counting)
    with_idea(bees, teacher, anna)
    (told,) = makers.released(bees, teacher, [anna])
    place = of_child(anna, "told_idea", told.pk)
    assert place in ilze.get(of_child(anna)).content.decode()
    refused = ilze.post(place, {"reason": " "})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["reason"])
    assert ilze.post(place, {"reason": "Cits bērns"}).status_code == 302
    assert "Cits bērns" in ilze.get(place).content.decode()
    assert place not in ilze.get(of_child(anna)).content.decode()


def test_an_idea_in_its_minute_stands_with_what_was_published(ilze, bees, teacher, anna, counting):
    makers.assessed(bees, teacher, anna, counting)
    with_idea(bees, teacher, anna, "Skaitiet pakāpienus")
    makers.published(bees, teacher, [anna])
    page = ilze.get(of_child(anna))
    assert page.context["waits"]["idea"] == "Skaitiet pakāpienus"
    assert "Skaitiet pakāpienus" in page.content.decode()


def test_an_idea_that_waits_has_no_page_yet(ilze, bees, teacher, anna):
    draft = with_idea(bees, teacher, anna)
    assert ilze.get(of_child(anna, "told_idea", draft.pk)).status_code == 404


def test_what_is_of_another_child_is_not_found(ilze, bees, teacher, anna, emils, counting):
    row = makers.assessed(bees, teacher, emils, counting)
    note = observed(bees, teacher, emils)
    assert ilze.post(of_child(anna, "mark", row.pk)).status_code == 404
    assert ilze.get(of_child(anna, "observation", note.pk)).status_code == 404
    assert Assessment.objects.standing().exists()


def test_the_idea_is_saved_as_it_is_typed_and_two_meet(ilze, anna):
    first = ilze.post(of_child(anna, "idea"), {"text-idea": "Skaitiet", "version-idea": "0"})
    second = ilze.post(of_child(anna, "idea"), {"text-idea": "Mēriet", "version-idea": "0"})
    assert (first.status_code, second.status_code) == (200, 409)
    assert "Skaitiet" in second.content.decode()
    joined = {"text-idea": "Mēriet", "join-idea": "1"}
    assert ilze.post(of_child(anna, "idea"), joined).status_code == 200
    assert Publication.objects.get().text == "Skaitiet\n\nMēriet"


def test_without_script_both_texts_go_at_once(ilze, anna):
    code = f"child-{anna.pk}"
    posted = {
        "text-idea": "Skaitiet", "version-idea": "0", f"text-{code}": "Būvē torni",
        f"version-{code}": "0",
    }  # fmt: skip
    assert ilze.post(of_child(anna), posted).status_code == 302
    assert (Publication.objects.get().text, Observation.objects.get().text) == (
        "Skaitiet", "Būvē torni",
    )  # fmt: skip


@pytest.mark.parametrize("version", ["0", "-1", "", "x", "9" * 40])
def test_a_version_that_nobody_knows_overwrites_nothing(ilze, bees, teacher, anna, version):
    with_idea(bees, teacher, anna, "Skaitiet")
    posted = {"text-idea": "Cits", "version-idea": version}
    assert ilze.post(of_child(anna, "idea"), posted).status_code == 409
    page = ilze.post(of_child(anna), posted)
    assert (page.status_code, Publication.objects.get().text) == (409, "Skaitiet")
    assert ">\nCits</textarea>" in page.content.decode()


def test_a_hundred_kilobytes_are_refused_and_kept_on_the_page(ilze, anna):
    code = f"child-{anna.pk}"
    posted = {"text-idea": LONG, f"text-{code}": LONG, f"version-{code}": "0", "version-idea": "0"}
    page = ilze.post(of_child(anna), posted)
    assert (page.status_code, page.content.decode().count(LONG[:-1])) == (422, 2)
    assert not Publication.objects.filter(text__contains="Lietus").exists()
    assert not Observation.objects.exclude(text="").exists()


def test_script_in_each_field_is_shown_as_text(ilze, bees, teacher, anna, counting):
    row = makers.assessed(bees, teacher, anna, counting)
    operations.explain(
        assessment=row, group=bees, comment=NASTY, evidence=None, version=1, by=teacher, at=at(13)
    )
    observed(bees, teacher, anna, NASTY, day=FRIDAY)
    with_idea(bees, teacher, anna, NASTY)
    note = observed(bees, teacher, anna, NASTY)
    places = [of_child(anna), of_child(anna, "preview"), of_child(anna, "mark", row.pk),
              of_child(anna, "observation", note.pk)]  # fmt: skip
    for place in places:
        text = ilze.get(place).content.decode()
        assert ("<script>alert" in text, "&lt;script&gt;alert(1)" in text) == (False, True)
        assert "{{ 7|add:7 }}" in text


def test_another_childs_name_is_asked_about_and_the_own_is_not(ilze, anna, emils):
    own = {"text-idea": f"{anna.first_name} lai skaita", "version-idea": "0"}
    assert ilze.post(of_child(anna, "idea"), own).status_code == 200
    other = {"text-idea": f"{emils.first_name} lai skaita", "version-idea": "1"}
    asked = ilze.post(of_child(anna, "idea"), other)
    assert (asked.status_code, "Šo tekstu lasīs bērna vecāki." in asked.content.decode()) == (
        422, True,
    )  # fmt: skip
    whole = ilze.post(of_child(anna), other)
    assert (whole.status_code, b'name="named-idea"' in whole.content) == (422, True)
    kept = other | {"named-idea": "replace", "asked-idea": emils.first_name.lower()}
    keys = whole.context["idea"].heard.asked_keys
    assert ilze.post(of_child(anna, "idea"), kept | {"asked-idea": keys}).status_code == 200
    assert Publication.objects.get().text == "Bērns lai skaita"


@pytest.mark.parametrize("name", ["say"])
def test_a_day_to_come_or_of_another_year_is_refused(ilze, anna, name):
    code = f"child-{anna.pk}"
    posted = {f"text-{code}": "Būvē", f"version-{code}": "0"}
    for day in (TUESDAY, date(2025, 11, 3)):
        assert ilze.post(of_child(anna, name, day), posted).status_code == 422
    assert not Observation.objects.exclude(text="").exists()


def test_the_substitute_writes_as_the_teacher_does(client, house, bees, anna, time_machine):
    time_machine.move_to(at(13, 30), tick=False)
    person = house.adult("teacher", "Vija", "Vieta")
    house.assign(person, bees, Assignment.Kind.SUBSTITUTE)
    client.force_login(person)
    posted = {"text-idea": "Skaitiet", "version-idea": "0"}
    assert client.post(of_child(anna, "idea"), posted).status_code == 200
