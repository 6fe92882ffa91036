"""R26: what parents will see is looked at, then published; for a minute it can be taken back."""

import re
from datetime import date

import pytest
from django.conf import settings

from assessment import operations
from assessment.models import Assessment, Publication
from assessment.publishing.words import TAKEN_BACK
from outbox import grace
from people.acting import FIELD
from tests.assessment import makers
from tests.assessment.staff import (
    NASTY,
    looked_at,
    observed,
    of_child,
    of_group,
    publishes,
    publishes_one,
    with_idea,
)
from tests.people.test_sign_in import kept_form, sign_in
from tests.world import at

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 13)


def counts(page):
    return [(one["n"], str(one["of"])) for one in page.context["counts"]]


def test_what_parents_will_see_is_counted(ilze, bees, teacher, anna, emils, counting, singing):
    makers.assessed(bees, teacher, anna, counting, "S", day=FRIDAY)
    makers.released(bees, teacher, [anna], at(14, day=FRIDAY))
    makers.assessed(bees, teacher, anna, counting, "A")
    makers.assessed(bees, teacher, anna, singing)
    observed(bees, teacher, emils)
    page = ilze.get(of_group(bees, "publish"))
    assert [one.child for one in page.context["ready"]] == [emils, anna]
    assert counts(page) == [
        (2, "bērniem ir kas jauns"), (2, "vērtējumi, augstāki nekā iepriekš: 1"),
        (1, "novērojums"), (1, "bērnam nav nekā jauna"),
    ]  # fmt: skip
    assert "Publicēt 2 bērniem" in page.content.decode()


def test_one_tap_publishes_for_all_who_are_ticked(ilze, bees, teacher, anna, emils, counting):
    for child in (anna, emils):
        makers.assessed(bees, teacher, child, counting)
    page = ilze.get(of_group(bees, "publish")).content.decode()
    assert page.count(" checked") == 2
    assert publishes(ilze, bees, anna).status_code == 302
    assert [one.child for one in Publication.objects.all()] == [anna]


def test_within_the_minute_all_of_it_is_taken_back(
    ilze, bees, teacher, anna, emils, counting, time_machine
):
    for child in (anna, emils):
        makers.assessed(bees, teacher, child, counting)
    publishes(ilze, bees, anna, emils)
    waiting = ilze.get(of_group(bees, "publish")).context["waiting"]
    assert (waiting["seconds"], waiting["children"]) == (60, "2 bērniem")
    page = ilze.get(of_group(bees, "publish")).content.decode()
    assert "Ko vecāki ieraudzīs</h2>" not in page  # nobody: all of it is in its minute
    time_machine.move_to(at(13, 52, 59), tick=False)
    answer = ilze.post(of_group(bees, "take_back"), follow=True)
    assert [str(said) for said in answer.context["messages"]] == [str(TAKEN_BACK)]
    assert not Publication.objects.filter(published_at__isnull=False).exists()
    assert Assessment.objects.unpublished().count() == 2


def test_after_the_minute_it_stays_and_parents_see_it(
    ilze, bees, teacher, mother, anna, counting, time_machine
):
    makers.assessed(bees, teacher, anna, counting)
    publishes(ilze, bees, anna)
    seen = Assessment.objects.visible_to(mother, "view_assessment")
    assert not seen.exists()
    time_machine.move_to(at(13, 53), tick=False)
    refused = ilze.post(of_group(bees, "take_back"))
    assert (refused.status_code, len(refused.context["notes"])) == (409, 1)
    grace.release_due(at(13, 53, 1))
    assert seen.exists()
    assert ilze.get(of_group(bees, "publish")).context["waiting"] is None


def test_from_the_childs_page_it_goes_for_this_child(ilze, bees, teacher, anna, emils, counting):
    for child in (anna, emils):
        makers.assessed(bees, teacher, child, counting)
    assert publishes_one(ilze, anna).status_code == 302
    page = ilze.get(of_child(anna))
    assert (page.context["waits"]["seconds"], page.context["new"]) == (60, "")
    assert ilze.post(of_child(anna, "take_back_child")).status_code == 302
    assert ilze.get(of_child(anna)).context["new"] == "1 vērtējums"


def test_within_the_minute_nothing_more_is_published(ilze, bees, teacher, anna, counting, singing):
    makers.assessed(bees, teacher, anna, counting)
    publishes_one(ilze, anna)
    makers.assessed(bees, teacher, anna, singing)
    refused = ilze.post(of_child(anna, "publish_child"))
    assert (refused.status_code, len(refused.context["notes"])) == (409, 1)
    assert ilze.post(of_group(bees, "publish"), {"child": [anna.pk]}).status_code == 409


def test_one_whose_minute_is_over_keeps_nobody_from_being_taken_back(
    ilze, bees, teacher, anna, emils, counting
):
    """The beat has not come by."""
    for child, when in ((anna, at(13, 50)), (emils, at(13, 51, 30))):
        makers.assessed(bees, teacher, child, counting)
        makers.published(bees, teacher, [child], when)
    assert ilze.post(of_group(bees, "take_back")).status_code == 302
    (stays,) = Publication.objects.filter(published_at__isnull=False)
    assert stays.child == anna


# --- what was looked at -------------------------------------------------------------------------
def adds_a_mark(bees, by, child):
    makers.assessed(bees, by, child, makers.outcomes("KUL")[0])


def assesses_anew(bees, by, child):
    makers.assessed(bees, by, child, makers.outcomes()[0], "A", version=1)


def explains(bees, by, child):
    row = child.assessments.get()
    operations.explain(
        assessment=row, group=bees, comment=NASTY, evidence=None, version=1, by=by, at=at(13)
    )


def takes_away(bees, by, child):
    operations.take_away(assessment=child.assessments.get(), group=bees, by=by, at=at(13))


@pytest.mark.parametrize(
    "does", [adds_a_mark, assesses_anew, explains, takes_away, observed, with_idea]
)
def test_what_a_colleague_did_meanwhile_is_looked_at_first(
    ilze, bees, teacher, colleague, anna, emils, counting, does
):
    for child in (anna, emils):
        makers.assessed(bees, teacher, child, counting)
    group, one = of_group(bees, "publish"), of_child(anna, "publish_child")
    before = looked_at(ilze.get(group))
    assert before[f"looked-{anna.pk}"] == looked_at(ilze.get(of_child(anna)))[f"looked-{anna.pk}"]
    does(bees, colleague, anna)
    for place in (group, one):
        refused = ilze.post(place, before | {"child": [anna.pk, emils.pk]})
        (note,) = refused.context["notes"]
        assert (refused.status_code, "Anna Bērziņa: pa šo laiku" in note) == (409, True)
    assert not Publication.objects.filter(published_at__isnull=False).exists()
    assert not Assessment.objects.filter(publication__isnull=False).exists()
    assert publishes(ilze, bees, anna, emils).status_code == 302


@pytest.mark.parametrize("does", [observed, with_idea])
def test_own_words_typed_beside_the_button_are_looked_at(
    ilze, bees, teacher, colleague, anna, counting, does
):
    makers.assessed(bees, colleague, anna, counting)
    before = looked_at(ilze.get(of_child(anna)))
    does(bees, teacher, anna)
    assert ilze.post(of_child(anna, "publish_child"), before).status_code == 302


def test_a_page_that_knows_nothing_publishes_nothing(ilze, bees, teacher, anna, counting):
    makers.assessed(bees, teacher, anna, counting)
    assert ilze.post(of_child(anna, "publish_child")).status_code == 409
    assert ilze.post(of_group(bees, "publish"), {"child": [anna.pk]}).status_code == 409
    assert not Publication.objects.exists()


def test_shown_again_the_page_ticks_nobody_who_was_left_out(
    ilze, bees, teacher, colleague, anna, emils, counting
):
    for child in (anna, emils):
        makers.assessed(bees, teacher, child, counting)
    before = looked_at(ilze.get(of_group(bees, "publish")))
    adds_a_mark(bees, colleague, anna)
    again = ilze.post(of_group(bees, "publish"), before | {"child": [anna.pk]})
    assert again.context["left_out"] == [emils.pk]
    assert again.content.decode().count(" checked") == 1


# --- a closed door ------------------------------------------------------------------------------
def test_what_waited_at_a_closed_door_is_looked_at_again(
    client, house, bees, teacher, anna, counting, now
):
    """Its minute, counted from the tap, would be over: parents would see it at once."""
    makers.assessed(bees, teacher, anna, counting)
    for place in (of_group(bees, "publish"), of_child(anna, "publish_child")):
        client.force_login(teacher.user, backend=settings.AUTHENTICATION_BACKENDS[0])
        page = client.get(of_group(bees, "publish"))
        role = re.search(rf'name="{FIELD}" value="([^"]+)"', page.content.decode())[1]
        posted = looked_at(page) | {"child": [anna.pk], FIELD: role}
        resume = kept_form(client, place, posted)
        now.shift(120)
        page = sign_in(client, teacher.user.username, resume=resume)
        (note,) = page.context["notes"]
        assert (page.status_code, page.context["tone"]) == (409, "own")
        assert str(note).startswith("Vēl nav publicēts.")
        assert not Publication.objects.exists()
    assert publishes_one(client, anna).status_code == 302


def test_who_is_ticked_must_be_of_the_group(ilze, house, bees, teacher, anna, counting):
    makers.assessed(bees, teacher, anna, counting)
    foreign = house.children["Pūcītes"][0].pk
    for posted in ([anna.pk, foreign], ["x"], [anna.pk, ""]):
        assert ilze.post(of_group(bees, "publish"), {"child": posted}).status_code == 404
    assert ilze.post(of_group(bees, "publish"), {}).status_code == 422
    assert not Publication.objects.exists()


@pytest.mark.parametrize("who", ["head", "assistant", "music", "other_teacher", "mother"])
def test_only_the_groups_teachers_publish(client, house, bees, teacher, music, anna, counting, who):
    makers.assessed(bees, teacher, anna, counting)
    client.force_login(music.user if who == "music" else getattr(house.people, who))
    posted = {"child": [anna.pk]}
    for place in (of_group(bees, "publish"), of_group(bees, "take_back"),
                  of_child(anna, "publish_child")):  # fmt: skip
        assert client.post(place, posted).status_code in (403, 404)
    assert client.get(of_group(bees, "publish")).status_code in (403, 404)
    assert not Publication.objects.exists()


def test_a_group_with_nothing_new_says_so(ilze, bees):
    page = ilze.get(of_group(bees, "publish")).content.decode()
    assert "Nekā jauna, ko publicēt" in page


def test_an_idea_alone_waits_for_what_it_goes_with(ilze, bees, teacher, anna):
    with_idea(bees, teacher, anna)
    page = ilze.get(of_group(bees, "publish"))
    assert page.context["ready"] == []
    assert "tā aizies kopā ar vērtējumu" in page.content.decode()


def test_script_in_an_idea_is_shown_as_text(ilze, bees, teacher, anna, counting):
    makers.assessed(bees, teacher, anna, counting)
    with_idea(bees, teacher, anna, NASTY)
    text = ilze.get(of_group(bees, "publish")).content.decode()
    assert ("<script>alert" in text, "&lt;script&gt;alert(1)" in text) == (False, True)


def test_the_preview_is_what_the_parents_read_afterwards(
    ilze, client, house, bees, teacher, anna, counting, singing
):
    """One template, one reading: the same content before and after."""
    makers.assessed(bees, teacher, anna, counting, "A")
    makers.assessed(bees, teacher, anna, singing, "S")
    observed(bees, teacher, anna)
    with_idea(bees, teacher, anna)
    before = ilze.get(of_child(anna, "preview"))
    makers.released(bees, teacher, [anna], at(13, 30))
    client.force_login(house.people.mother)
    after = client.get("/growth/")
    shown = []
    for page in (before, after):
        growth = page.context["growth"]
        shown.append(
            (
                [(part.heading, [one.text for one in part.outcomes]) for part in growth.parts],
                [row.text for row in growth.observed], growth.idea, growth.title,
            )
        )  # fmt: skip
    assert shown[0] == shown[1]
    assert shown[0][2] == "Skaitiet pakāpienus"


def test_the_page_asks_the_same_for_any_number_of_children(
    ilze, house, bees, teacher, counting, savepoints_aside
):
    crowd = house.crowd(bees, 20)
    makers.painted(bees, teacher, *(makers.cell(child, counting) for child in crowd))
    ilze.get(of_group(bees, "publish"))
    with savepoints_aside(9):
        page = ilze.get(of_group(bees, "publish"))
    assert len(page.context["ready"]) == 20
