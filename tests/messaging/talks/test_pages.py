"""The pages of the staff: a draft is written, shared, supplemented; what is bad is said at its place."""

import html

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from messaging.models import Talk
from messaging.talks import operations
from messaging.talks.year.page import year_of
from outbox import grace
from outbox.clock import ONE_DAY
from people.models import SensitiveRead
from tests.messaging.talks import makers
from tests.world import MONDAY, TUESDAY, at

SCRIPT = '<script>alert(1)</script><a href="javascript:x" hx-get="/zzz/">{{ 7|add:7 }}</a>'


def url(name, *args):
    return reverse(f"messaging:{name}", args=args)


def text(answer) -> str:
    return html.unescape(answer.content.decode())


@pytest.fixture
def talk(anna, teacher, mother):
    return makers.ready(anna, teacher, [mother.user])


# --- a new one ------------------------------------------------------------------------------------
def test_a_tap_at_a_child_begins_a_talk_of_today(ilze, anna, bees):
    assert anna.last_name in text(ilze.get(url("choose_talk", bees.pk)))
    answer = ilze.post(url("new_talk", anna.pk))
    talk = Talk.objects.get()
    assert answer.url == url("talk", talk.pk)
    assert (talk.child, talk.day) == (anna, MONDAY)
    page = text(ilze.get(answer.url))
    for name in ("Kristīne Bērziņa", "Jānis Bērziņš", "Ilze Kalēja", "Uldis Ūdris"):
        assert name in page


def test_the_childs_card_has_the_tap_for_who_may(ilze, signs_in, house, anna):
    card = reverse("people:child", args=[anna.pk])
    assert url("new_talk", anna.pk) in text(ilze.get(card))
    for person in (house.head, house.people.assistant, house.people.mother):
        assert url("new_talk", anna.pk) not in text(signs_in(person).get(card))


def test_the_group_leads_to_its_talks(ilze, signs_in, house, bees):
    page = reverse("group", args=[bees.pk])
    assert url("talks", bees.pk) in text(ilze.get(page))
    assert url("talks", bees.pk) not in text(signs_in(house.people.nurse).get(page))


# --- written --------------------------------------------------------------------------------------
def test_a_tap_says_who_will_see_it_now(ilze, anna, teacher, mother, house):
    talk = makers.opened(anna, teacher)
    hers = {"pick": f"guardian:{mother.user.pk}", "on": "1"}
    answer = ilze.post(url("talk_ticks", talk.pk), hers)
    assert answer.status_code == 200
    assert [str(one.person) for one in answer.context["sight"].seen_by] == ["Kristīne Bērziņa"]
    ilze.post(url("talk_ticks", talk.pk), hers | {"on": ""})
    assert not talk.participants.guardians().exists()
    stranger = {"pick": f"guardian:{house.people.other_parent.pk}", "on": "1"}
    assert ilze.post(url("talk_ticks", talk.pk), stranger).status_code == 422


def test_a_text_is_saved_as_it_is_typed(ilze, anna, teacher):
    talk = makers.opened(anna, teacher)
    there = url("talk_text", talk.pk, "content")
    assert ilze.post(there, {"text-content": "Viens", "version-content": "0"}).status_code == 200
    stale = ilze.post(there, {"text-content": "Divi", "version-content": "0"})
    assert stale.status_code == 409
    assert "Viens" in text(stale)
    assert talk.sections.get(code="content").text == "Viens"
    assert ilze.post(url("talk_text", talk.pk, "other"), {}).status_code == 404


def test_without_script_the_form_goes_whole(ilze, anna, teacher, mother):
    talk = makers.opened(anna, teacher)
    answer = ilze.post(url("talk", talk.pk), {
        "chosen": [f"guardian:{mother.user.pk}", f"staff:{teacher.user.pk}", "subject:care"],
        "had": [f"staff:{teacher.user.pk}"], "name-new": "Logopēde", "own-new": "Pārcelšanās",
        "day": (MONDAY - ONE_DAY * 3).isoformat(), "text-content": "Runājām", "version-content": "0",
        "text-house": "Mums", "version-house": "0", "agreed-text": "Josla",
        "agreed-who": str(teacher.user.pk), "agreed-due_on": TUESDAY.isoformat(),
    })  # fmt: skip
    assert answer.status_code == 302
    talk.refresh_from_db()
    assert talk.day == MONDAY - ONE_DAY * 3
    people = {str(one) for one in talk.participants.standing()}
    assert people == {"Kristīne Bērziņa", "Ilze Kalēja", "Logopēde"}
    assert talk.subjects.standing().count() == 2
    assert dict(talk.sections.values_list("code", "text")) == {
        "content": "Runājām",
        "house": "Mums",
    }
    assert talk.actions.get().due_on == TUESDAY


def test_what_is_wrong_is_said_at_its_place_and_all_is_kept(ilze, anna, teacher):
    talk = makers.opened(anna, teacher)
    answer = ilze.post(url("talk", talk.pk), {
        "chosen": ["subject:care"], "had": [], "name-new": "a" * 101, "day": "2026-13-45",
        "text-content": "Runājām", "version-content": "0", "agreed-text": "Josla", "adds": "1",
    })  # fmt: skip
    assert answer.status_code == 422
    page = text(answer)
    for typed in ("a" * 101, "Runājām", "Josla"):
        assert typed in page
    assert not talk.subjects.standing().exists()


def test_another_writers_text_is_not_overwritten_by_the_whole_form(ilze, talk, teacher):
    form = {"text-content": "Cits", "version-content": "0"}
    answer = ilze.post(url("talk", talk.pk), form)
    assert answer.status_code == 409
    assert makers.SAID in text(answer)
    assert "Cits" in text(answer)


def test_something_agreed_is_taken_away(ilze, talk, teacher):
    action = makers.agreed(talk, teacher)
    assert ilze.post(url("talk", talk.pk), {"gone": action.pk}).status_code == 302
    assert not talk.actions.standing().exists()


# --- shared ---------------------------------------------------------------------------------------
def test_sharing_says_what_is_missing_and_keeps_what_was_typed(ilze, anna, teacher):
    talk = makers.opened(anna, teacher)
    form = {"text-content": "Runājām", "version-content": "0"}
    answer = ilze.post(url("share_talk", talk.pk), form)
    assert answer.status_code == 422
    assert [one.anchor for one in answer.context["places"]] == ["participants", "subjects"]
    assert "Runājām" in text(answer)


def test_who_will_see_it_is_who_stood_on_the_page(ilze, anna, teacher, mother, father):
    """A colleague who took part too added the other parent meanwhile."""
    talk = makers.ready(anna, teacher, [mother.user, father.user])
    hers, mine = f"guardian:{mother.user.pk}", f"staff:{teacher.user.pk}"
    form = {"chosen": [hers, mine, "subject:behaviour"], "had": [hers, mine, "subject:behaviour"]}
    answer = ilze.post(url("share_talk", talk.pk), form)
    assert answer.status_code == 409
    talk.refresh_from_db()
    assert not talk.is_shared
    form["chosen"] += [f"guardian:{father.user.pk}"]
    assert ilze.post(url("share_talk", talk.pk), form).status_code == 302


def test_that_somebody_else_read_it_is_kept(ilze, signs_in, house, talk):
    ilze.get(url("talk", talk.pk))
    assert not SensitiveRead.objects.exists()
    signs_in(house.head).get(url("talk", talk.pk))
    read = SensitiveRead.objects.get()
    assert (read.what, read.child, read.person) == ("talk", talk.child, house.head)


def test_shared_it_can_be_taken_back_and_then_only_be_supplemented(ilze, talk, now):
    assert ilze.post(url("share_talk", talk.pk), {}).status_code == 302
    assert url("take_back_talk", talk.pk) in text(ilze.get(url("talk", talk.pk)))
    now.move_to(at(13, 53, 30), tick=False)
    assert ilze.post(url("take_back_talk", talk.pk)).status_code == 409
    grace.release_due(at(13, 53, 30))
    assert ilze.post(url("add_to_talk", talk.pk), {"addition": "Vēl"}).status_code == 302
    page = text(ilze.get(url("talk", talk.pk)))
    assert "Vēl" in page
    assert makers.HOUSE in page
    late = ilze.post(url("talk", talk.pk), {"text-content": "Cits", "version-content": "1"})
    assert late.status_code == 409
    assert "Cits" in text(late)


def test_taken_back_in_its_minute_it_is_a_draft(ilze, talk, now):
    ilze.post(url("share_talk", talk.pk), {})
    now.move_to(at(13, 52, 40), tick=False)
    assert ilze.post(url("take_back_talk", talk.pk)).status_code == 302
    assert ilze.get(url("talk", talk.pk)).context["sheet"]


def test_what_was_agreed_is_done(ilze, talk, teacher):
    action = makers.agreed(talk, teacher)
    operations.share(talk=talk, by=teacher, at=at(13, 30))
    settle = url("settle_action", talk.pk, action.pk)
    assert ilze.post(settle, {"state": "done"}).status_code == 302
    assert talk.actions.get().state == "done"
    assert ilze.post(settle, {"state": "x"}).status_code == 409


def test_finished_without_sharing_and_deleted(ilze, talk, bees, anna, teacher):
    assert ilze.post(url("finish_talk", talk.pk), {}).url == url("talks", bees.pk)
    talk.refresh_from_db()
    assert talk.finished_at
    draft = makers.opened(anna, teacher)
    assert ilze.post(url("delete_talk", draft.pk)).url == url("talks", bees.pk)
    assert ilze.get(url("talk", draft.pk)).status_code == 404


# --- the list -------------------------------------------------------------------------------------
def test_the_list_begins_with_what_is_to_be_finished(house, anna, teacher, mother, bees):
    emils = house.children["Bitītes"][1]
    old = makers.released(anna, teacher, [mother.user], day=MONDAY - ONE_DAY * 10,
                          when=at(13, day=MONDAY - ONE_DAY * 8))  # fmt: skip
    draft, finished = makers.opened(emils, teacher), makers.opened(emils, teacher)
    operations.finish(talk=finished, by=teacher, at=at(13, 5))
    year = year_of(bees, teacher, at=at(14))
    assert {line.talk for line in year.waiting} == {old, draft}
    assert {line.talk for line in year.past} == {finished}
    assert [str(child) for child in year.silent] == ["Ģirts Žagars"]
    operations.acknowledge(talk=old, by=mother, at=at(14))
    assert {line.talk for line in year_of(bees, teacher, at=at(14)).waiting} == {draft}


def test_what_was_agreed_comes_near(talk, teacher, bees):
    makers.agreed(talk, teacher, "Tālu", MONDAY + ONE_DAY * 60)
    makers.agreed(talk, teacher, "Drīz", MONDAY + ONE_DAY * 3)
    assert [one.text for one in year_of(bees, teacher, at=at(14)).actions] == ["Drīz"]


@pytest.mark.parametrize("wanted", ["berzina", "ANNA", "kristine berzina"])
def test_a_talk_is_found_without_diacritics(talk, teacher, bees, wanted):
    assert [line.talk for line in year_of(bees, teacher, at=at(14), wanted=wanted).lines] == [talk]
    assert not year_of(bees, teacher, at=at(14), wanted="nekas tāds").lines


def test_a_talk_is_found_by_its_subject(ilze, talk, teacher, bees):
    operations.set_subjects(talk=talk, kinds=[], own=["Pārcelšanās"], by=teacher, at=at(13))
    assert "Bērziņa Anna" in text(ilze.get(url("talks", bees.pk), {"q": "parcelsanas"}))


def test_a_specialists_list_holds_own_talks_and_no_figures_of_others(
    talk, music, anna, mother, bees
):
    own = makers.ready(anna, music, [mother.user])
    year = year_of(bees, music, at=at(14))
    assert [line.talk for line in year.lines] == [own]
    assert not year.silent


# --- bad input ------------------------------------------------------------------------------------
def test_whatever_is_typed_is_shown_as_it_is(ilze, anna, teacher, mother, signs_in):
    talk = makers.opened(anna, teacher)
    form = {
        "chosen": [f"guardian:{mother.user.pk}", "subject:care"], "name-new": SCRIPT[:100],
        "own-new": SCRIPT[:60], "text-content": SCRIPT, "version-content": "0",
        "text-house": SCRIPT, "version-house": "0", "agreed-text": SCRIPT, "agreed-name": "<b>Es</b>",
    }  # fmt: skip
    assert ilze.post(url("talk", talk.pk), form).status_code == 302
    for _look in range(2):
        page = ilze.get(url("talk", talk.pk)).content.decode()
        assert "<script>alert" not in page
        assert 'hx-get="/zzz/"' not in page
        assert "<b>Es</b>" not in page
        assert "{{ 7|add:7 }}" in page
        operations.share(talk=talk, by=teacher, at=at(13, 40))
    grace.release_due(at(13, 52))
    ilze.post(url("add_to_talk", talk.pk), {"addition": SCRIPT})
    assert "<script>alert" not in ilze.get(url("talk", talk.pk)).content.decode()


def test_too_long_and_empty_and_strange_signs(ilze, anna, teacher):
    talk = makers.opened(anna, teacher)
    there = url("talk_text", talk.pk, "content")
    long = {"text-content": "ā" * 500_000, "version-content": "0"}
    assert ilze.post(there, long).status_code in (400, 413, 422)
    strange = "A\u200bn\u0430 \u202e\u0000 \U0001f41d"
    ok = {"text-content": strange, "version-content": "0"}
    assert ilze.post(there, ok).status_code == 200
    assert talk.sections.get(code="content").text == strange.replace("\x00", "")
    for pick in ("", "guardian:", "guardian:x", "subject:own", "x:1", "staff:-1", "name:999999"):
        assert ilze.post(url("talk_ticks", talk.pk), {"pick": pick, "on": "1"}).status_code in (
            200,
            422,
        )
    assert {str(one) for one in talk.participants.standing()} == {"Ilze Kalēja"}


def test_a_guardian_of_another_child_takes_no_part(talk, teacher, house):
    with pytest.raises(ValidationError):
        operations.set_participants(
            talk=talk, guardians=[house.people.other_parent.pk], staff=[], by=teacher, at=at(14)
        )


# --- costs ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("many", [1, 12])
def test_the_list_asks_the_same_for_one_and_for_many(
    ilze, house, bees, teacher, mother, anna, savepoints_aside, many
):
    for _number in range(many):
        talk = makers.ready(anna, teacher, [mother.user])
        makers.agreed(talk, teacher, due_on=TUESDAY)
    ilze.get(url("talks", bees.pk))
    with savepoints_aside(15):
        assert ilze.get(url("talks", bees.pk)).status_code == 200


def test_the_pages_of_a_talk_ask_little(ilze, talk, teacher, mother, savepoints_aside):
    for number in range(5):
        makers.agreed(talk, teacher, f"Josla {number}")
    ilze.get(url("talk", talk.pk))
    with savepoints_aside(15):
        assert ilze.get(url("talk", talk.pk)).status_code == 200
    with savepoints_aside(15):
        ilze.post(url("talk_ticks", talk.pk), {"pick": "subject:care", "on": "1"})
    with savepoints_aside(14):
        ilze.post(
            url("talk_text", talk.pk, "content"), {"text-content": "Vēl", "version-content": "1"}
        )
    operations.share(talk=talk, by=teacher, at=at(13, 40))
    grace.release_due(at(13, 52))
    with savepoints_aside(17):
        assert ilze.get(url("talk", talk.pk)).status_code == 200
