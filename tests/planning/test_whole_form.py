"""Without script the whole form is saved by one button: what was touched, and nothing else."""

from planning import operations
from planning.operations.items import Said
from planning.writing.forms import sign_of
from tests.planning.writing import an_entry, complete, place, text_of, typed
from tests.world import at


def test_everything_is_saved_at_once(ilze, plan):
    value, outcome = an_entry("value"), an_entry()
    sent = typed("topic", "Ziema") | typed("activities.VAL", "Lasām") | {
        "chosen": [f"value::{value.pk}", f"outcome:VAL:{outcome.pk}", "skill:VAL:KD"],
        "own-DAB": "pamana, kā kūst sniegs",
        "item-new-kind": "walk", "item-new-text": "Mežā", "item-new-since": "2026-12-10",
    }  # fmt: skip
    assert ilze.post(place(plan), sent).status_code == 302
    assert (text_of(plan, "topic"), text_of(plan, "activities.VAL")) == ("Ziema", "Lasām")
    assert plan.choices.standing().count() == 4
    assert plan.items.standing().get().kind == "walk"


def test_a_tick_taken_away_is_taken_away(ilze, plan, house):
    value = an_entry("value")
    ilze.post(place(plan), {"chosen": f"value::{value.pk}"})
    ilze.post(place(plan), {"had": f"value::{value.pk}"})
    assert not plan.choices.standing().exists()


def test_a_text_that_nobody_touched_overwrites_nobody(ilze, plan, house):
    by = house.access(house.people.teacher, "teacher")
    operations.save_section(plan=plan, code="topic", text="Ziema", version=0, by=by, at=at(8))
    old = typed("topic", "", 0) | {"had-topic": sign_of("")} | typed("message", "Gaismu var radīt")
    assert ilze.post(place(plan), old).status_code == 302
    assert text_of(plan, "topic") == "Ziema"
    assert text_of(plan, "message") == "Gaismu var radīt"


def test_a_conflict_shows_both_texts_and_is_joined_by_its_button(ilze, plan, house):
    by = house.access(house.people.teacher, "teacher")
    operations.save_section(plan=plan, code="content", text="Sniegs", version=0, by=by, at=at(8))
    sent = typed("content", "Gaisma")
    met = ilze.post(place(plan), sent)
    assert met.status_code == 409
    assert "Sniegs" in met.content.decode()
    assert "Gaisma" in met.content.decode()
    assert ilze.post(place(plan), sent | {"join-content": "1"}).status_code == 302
    assert text_of(plan, "content") == "Sniegs\n\nGaisma"


def test_items_are_changed_and_taken_away(ilze, plan, house):
    who = {"plan": plan, "by": house.access(house.people.teacher, "teacher"), "at": at(8)}
    walk = operations.add_item(said=Said("walk", "Mežā"), **who)
    event = operations.add_item(said=Said("event", "Eglīte"), **who)
    sent = {
        "item": [walk.pk, event.pk], "gone": event.pk, f"item-{walk.pk}-kind": "walk",
        f"item-{walk.pk}-text": "Pļavā", f"item-{event.pk}-kind": "event",
        f"item-{event.pk}-text": "Eglīte",
    }  # fmt: skip
    assert ilze.post(place(plan), sent).status_code == 302
    assert [item.text for item in plan.items.standing()] == ["Pļavā"]


def test_a_wrong_day_is_said_at_its_field_and_everything_is_kept(ilze, plan):
    sent = typed("topic", "Ziema") | {
        "item-new-kind": "walk", "item-new-text": "Mežā", "item-new-since": "2026-11-30",
    }  # fmt: skip
    met = ilze.post(place(plan), sent)
    assert met.status_code == 422
    page = met.content.decode()
    assert 'value="Ziema"' in page
    assert "Tas vēl nav saglabāts." in page
    assert 'id="id_item-new-since_error"' in page
    assert '<a href="#item-new">' in page  # where to look, at the top
    assert not plan.items.exists()


def test_a_submitted_plan_is_supplemented_with_one_reason(ilze, plan, house):
    complete(house, plan)
    operations.submit(plan=plan, by=house.access(house.people.teacher, "teacher"), at=at(8))
    page = ilze.get(place(plan, "amend")).content.decode()
    assert 'name="text-reason"' in page
    assert "hx-post" not in page
    sent = typed("content", "Te ir vairāk", 1)
    assert ilze.post(place(plan, "amend"), sent).status_code == 422
    assert (
        ilze.post(place(plan, "amend"), sent | {"text-reason": "Bērniem patika"}).status_code == 302
    )
    amendment = plan.amendments.get()
    assert (amendment.reason, amendment.by) == ("Bērniem patika", house.people.teacher)
    assert text_of(plan, "content") == "Te ir vairāk"


def test_a_supplement_may_not_take_away_what_is_needed(ilze, plan, house):
    complete(house, plan)
    operations.submit(plan=plan, by=house.access(house.people.teacher, "teacher"), at=at(8))
    sent = typed("topic", "", 1) | {"text-reason": "Kļūda"}
    met = ilze.post(place(plan, "amend"), sent)
    assert met.status_code == 422
    assert "Temats" in met.content.decode()
    assert text_of(plan, "topic") == "Te ir topic"
