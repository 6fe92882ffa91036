"""R24, R25: a child's first name in a text that all parents will read is shown before it is saved."""

import re

import pytest

from planning import operations
from planning.operations.items import Said
from planning.parts import Choose
from planning.writing.forms import sign_of
from tests.planning.writing import a_draft, complete, place, saves, text_of, typed
from tests.world import at


@pytest.fixture
def plan(house):
    return a_draft(house)


NAMED = "Pasaki Annai, ka gaismu varam radīt."


def test_a_name_is_asked_about_and_nothing_is_saved(ilze, plan):
    asked = saves(ilze, plan, "message", NAMED)
    assert asked.status_code == 422
    assert 'name="named-message"' in asked.content.decode()
    assert "Tas vēl nav saglabāts" in asked.content.decode()
    assert text_of(plan, "message") == ""


def test_one_tap_replaces_it(ilze, plan):
    said = {"named-message": "replace", "asked-message": "anna"}
    answer = saves(ilze, plan, "message", NAMED, **said)
    assert answer.status_code == 200
    assert text_of(plan, "message") == "Pasaki bērnam, ka gaismu varam radīt."
    assert "Pasaki bērnam" in answer.content.decode()  # for the page


def test_one_tap_keeps_it(ilze, plan):
    saves(ilze, plan, "message", NAMED, **{"named-message": "keep", "asked-message": "anna"})
    assert text_of(plan, "message") == NAMED


def test_what_is_saved_already_is_not_asked_about_again(ilze, plan):
    saves(ilze, plan, "message", NAMED, **{"named-message": "keep", "asked-message": "anna"})
    assert saves(ilze, plan, "message", f"{NAMED} Un vēl.", 1).status_code == 200


def test_nor_when_another_name_is_answered_for(ilze, plan):
    saves(ilze, plan, "message", NAMED, **{"named-message": "keep", "asked-message": "anna"})
    said = {"named-message": "replace", "asked-message": "emils"}
    assert saves(ilze, plan, "message", f"{NAMED} Un Emīlam.", 1, **said).status_code == 200
    assert text_of(plan, "message") == f"{NAMED} Un bērnam."


def test_texts_of_staff_are_not_asked_about(ilze, plan):
    assert saves(ilze, plan, "differentiation", "Annai lielāki burti").status_code == 200


def test_items_and_own_outcomes_are_asked_about_too(ilze, plan):
    item = {"item-new-kind": "walk", "item-new-text": "Ejam pie Annas"}
    assert ilze.post(place(plan, "items"), item).status_code == 422
    own = {"own": "VAL", "own-VAL": "Anna stāsta par ziemu"}
    assert ilze.post(place(plan, "choices"), own).status_code == 422
    assert not plan.items.exists()
    assert not plan.choices.exists()


def test_an_own_outcome_that_was_kept_goes_on_being_known(ilze, plan):
    own = {"own": "VAL", "own-VAL": "Anna stāsta", "named-own-VAL": "keep", "asked-own-VAL": "anna"}
    answer = ilze.post(place(plan, "choices"), own).content.decode()
    (added,) = plan.choices.standing()
    assert f'name="kept-own-VAL-{added.pk}" value="anna"' in answer


def test_the_kind_of_an_item_in_own_words_too(ilze, plan):
    item = {
        "item-new-kind": "own",
        "item-new-own_kind": "Annas svētki",
        "item-new-text": "Svinam",
    }
    assert ilze.post(place(plan, "items"), item).status_code == 422
    assert ilze.post(place(plan), item).status_code == 422
    said = {"named-item-new": "replace", "asked-item-new": "anna"}
    assert ilze.post(place(plan, "items"), item | said).status_code == 200
    kept = plan.items.get()
    assert (kept.own_kind, kept.text) == ("Bērna svētki", "Svinam")


def test_who_may_not_write_is_refused_and_asked_about_no_name(signs_in, house, plan):
    colleague = signs_in(house.people.other_teacher)
    assert saves(colleague, plan, "message", NAMED).status_code == 403


def test_what_is_too_long_to_be_saved_is_said_to_be_and_not_read_for_names(ilze, plan):
    answer = saves(ilze, plan, "content", f"{NAMED} " * 3000)  # 100 kB
    assert answer.status_code == 422
    assert "named-content" not in answer.content.decode()


def test_the_whole_form_asks_too(ilze, plan):
    asked = ilze.post(place(plan), typed("message", NAMED))
    assert asked.status_code == 422
    assert NAMED in asked.content.decode()
    assert text_of(plan, "message") == ""


# --- what nobody typed here: taken over from another plan ------------------------------------------
@pytest.fixture
def taken_over(house, plan):
    """Complete, and a text and an item name a child; what its page sends, where nothing was touched."""
    complete(house, plan)
    by = house.access(house.people.teacher, "teacher")
    plan.sections.filter(code="message").update(text=NAMED)
    item = operations.add_item(plan=plan, said=Said("walk", "Ejam pie Annas"), by=by, at=at(8))
    return {
        **typed("message", NAMED, 1), "had-message": sign_of(NAMED), "item": item.pk,
        f"item-{item.pk}-kind": "walk", f"item-{item.pk}-text": item.text,
    }  # fmt: skip


def goes_to(page: str, code: str, answer: str) -> str:
    """Where a browser without script sends the form by this button."""
    (button,) = re.findall(rf'<button[^>]*name="named-{code}" value="{answer}"[^>]*>', page)
    (form,) = re.findall(r'<form[^>]*id="plan"[^>]*>', page)
    (address,) = re.findall(r'formaction="([^"]*)"', button) or re.findall(
        r'action="([^"]*)"', form
    )
    return address


def is_submitted(plan) -> bool:
    plan.refresh_from_db()
    return plan.is_submitted


def test_before_parents_read_it_it_is_asked_about_at_its_place(ilze, plan, taken_over):
    asked = ilze.post(place(plan, "submit"), taken_over)
    assert asked.status_code == 422
    page = asked.content.decode()
    assert 'name="named-message"' in page
    assert "Tas vēl nav saglabāts" not in page
    assert f'name="named-item-{taken_over["item"]}"' in page
    (field,) = re.findall(r'<textarea[^>]*name="text-message"[^>]*>', page)
    assert "data-unsaved" not in field  # it stands in the plan: nothing is to be sent again
    assert not is_submitted(plan)


def test_of_two_lines_sent_without_script_it_is_known_that_they_are_saved(ilze, plan, taken_over):
    lines = f"{NAMED}\nUn vēl."
    plan.sections.filter(code="message").update(text=lines)
    item = f"item-{taken_over['item']}"
    plan.items.update(text="Annas\nputni")
    sent = {
        "text-message": lines.replace("\n", "\r\n"), f"{item}-text": "Annas\r\nputni",
        "had-message": sign_of(lines),
    }  # fmt: skip
    page = ilze.post(place(plan, "submit"), taken_over | sent).content.decode()
    assert f'name="named-{item}"' in page
    assert 'name="named-message"' in page
    assert "Tas vēl nav saglabāts" not in page


def test_a_draft_that_is_only_saved_is_not(ilze, plan, taken_over):
    assert ilze.post(place(plan), taken_over).status_code == 302


def test_without_script_the_answers_go_with_the_form(ilze, plan, taken_over):
    item = f"item-{taken_over['item']}"
    page = ilze.post(place(plan, "submit"), taken_over).content.decode()
    first = {f"named-{item}": "keep", f"asked-{item}": "anna"}
    page = ilze.post(goes_to(page, item, "keep"), taken_over | first).content.decode()
    assert f'name="kept-{item}" value="anna"' in page
    then = {f"kept-{item}": "anna", "named-message": "replace", "asked-message": "anna"}
    last = goes_to(page, "message", "replace")
    assert ilze.post(last, taken_over | then).status_code == 302
    assert is_submitted(plan)
    assert text_of(plan, "message") == "Pasaki bērnam, ka gaismu varam radīt."
    assert plan.items.standing().get().text == "Ejam pie Annas"


def test_with_script_each_is_answered_by_itself(ilze, plan, taken_over):
    said = {"named-message": "replace", "asked-message": "anna"}
    answer = saves(ilze, plan, "message", NAMED, 1, **said)
    assert "Pasaki bērnam" in answer.content.decode()
    item = f"item-{taken_over['item']}"
    kept = {f"named-{item}": "keep", f"asked-{item}": "anna"}
    answer = ilze.post(place(plan, "items"), taken_over | kept)
    now = plan.items.standing().get()
    assert f'name="kept-item-{now.pk}" value="anna"' in answer.content.decode()
    form = {
        **typed("message", text_of(plan, "message"), 2), "item": now.pk, f"kept-item-{now.pk}": "anna",
        f"item-{now.pk}-kind": "walk", f"item-{now.pk}-text": now.text,
    }  # fmt: skip
    assert ilze.post(place(plan, "submit"), form).status_code == 302
    assert is_submitted(plan)


def test_an_item_answered_for_is_shown_in_its_new_words_until_all_are(ilze, plan, taken_over):
    item = f"item-{taken_over['item']}"
    said = {f"named-{item}": "replace", f"asked-{item}": "anna"}
    page = ilze.post(place(plan, "submit"), taken_over | said).content.decode()
    assert re.search(rf'<textarea[^>]*name="{item}-text"[^>]*>\s*Ejam pie bērna<', page)
    assert plan.items.standing().get().text == "Ejam pie Annas"


# --- what the page that is sent does not know ---------------------------------------------------------
def test_a_button_alone_asks_about_all_that_stands(ilze, plan, taken_over):
    asked = ilze.post(place(plan, "submit"))
    assert asked.status_code == 422
    assert 'name="named-message"' in asked.content.decode()
    assert f'name="named-item-{taken_over["item"]}"' in asked.content.decode()
    assert not is_submitted(plan)


def test_what_a_colleague_took_over_meanwhile_is_asked_about(ilze, plan, taken_over, own):
    old = typed("message", "Te ir message", 0) | {"had-message": sign_of("Te ir message")}
    page = ilze.post(place(plan, "submit"), old).content.decode()
    assert NAMED in page
    assert 'name="named-message"' in page
    assert re.search(rf'value="own:VAL:{own.pk}" checked autocomplete', page)  # nothing is unticked
    then = {
        "kept-message": "anna", f"kept-item-{taken_over['item']}": "anna",
        f"named-own-VAL-{own.pk}": "keep", f"asked-own-VAL-{own.pk}": "anna",
    }  # fmt: skip
    assert ilze.post(place(plan, "submit"), old | then).status_code == 302
    assert text_of(plan, "message") == NAMED


def test_of_a_plan_that_was_submitted_meanwhile_nothing_is_asked(ilze, house, plan, taken_over):
    operations.submit(plan=plan, by=house.access(house.people.teacher, "teacher"), at=at(8))
    answer = ilze.post(place(plan, "submit"), taken_over)
    assert answer.status_code == 409
    assert "named-message" not in answer.content.decode()


def test_a_child_of_any_group_is_asked_about_at_last(ilze, house, plan):
    complete(house, plan)
    house.child(house.groups["Pūcītes"], "Kārlis", "Ozols")
    assert saves(ilze, plan, "message", "Kārļa dziesma", 1).status_code == 200
    asked = ilze.post(place(plan, "submit"))
    assert asked.status_code == 422
    assert 'name="asked-message" value="karlis"' in asked.content.decode()
    kept = {"named-message": "keep", "asked-message": "karlis"}
    assert ilze.post(place(plan, "submit"), kept).status_code == 302


# --- outcomes in own words, which have no field -----------------------------------------------------
@pytest.fixture
def own(house, plan):
    """Taken over like the rest."""
    if not plan.choices.exists():
        complete(house, plan)
    return operations.choose(
        plan=plan, kind=Choose.OUTCOME.value, area="VAL", text="Runā ar Annu",
        by=house.access(house.people.teacher, "teacher"), at=at(8),
    )  # fmt: skip


def answered(own, answer: str) -> dict[str, str]:
    return {f"named-own-VAL-{own.pk}": answer, f"asked-own-VAL-{own.pk}": "anna"}


def outcomes(plan) -> list[str]:
    chosen = plan.choices.standing().filter(kind=Choose.OUTCOME)
    return [choice.text for choice in chosen]


def test_an_outcome_in_own_words_is_asked_about_at_last(ilze, plan, own):
    asked = ilze.post(place(plan, "submit"))
    assert asked.status_code == 422
    page = asked.content.decode()
    assert "Tas vēl nav saglabāts" not in page
    assert re.search(r'<details class="area" id="area-VAL"[^>]* open>', page)
    assert goes_to(page, f"own-VAL-{own.pk}", "keep") == place(plan, "submit")
    assert not is_submitted(plan)


@pytest.mark.parametrize(
    ("answer", "says"), [("keep", "Runā ar Annu"), ("replace", "Runā ar bērnu")]
)
def test_it_is_kept_or_exchanged(ilze, plan, own, answer, says):
    assert ilze.post(place(plan, "submit"), answered(own, answer)).status_code == 302
    assert outcomes(plan) == [says]
    assert is_submitted(plan)


def test_or_taken_away(ilze, plan, own):
    sent = {"had": f"own:VAL:{own.pk}", "chosen": "not_planned:VAL:"}
    assert ilze.post(place(plan, "submit"), sent).status_code == 302
    assert outcomes(plan) == []


def test_or_ticked_again(ilze, house, plan, own):
    by = house.access(house.people.teacher, "teacher")
    operations.drop(choice=own, by=by, at=at(8))
    asked = ilze.post(place(plan, "submit"), {"chosen": f"own:VAL:{own.pk}"})
    assert asked.status_code == 422
    page = asked.content.decode()
    assert f'name="named-own-VAL-{own.pk}"' in page
    assert re.search(rf'value="own:VAL:{own.pk}" checked data-unsaved', page)


def test_the_page_remembers_what_was_exchanged_until_all_is_answered(ilze, plan, taken_over, own):
    page = ilze.post(place(plan, "submit"), answered(own, "replace")).content.decode()
    assert "Runā ar bērnu" in page
    sent = dict(
        re.findall(r'type="hidden" name="((?:asked|named)-own-[^"]+)" value="([^"]*)"', page)
    )
    assert sent == answered(own, "replace")
    kept = {"kept-message": "anna", f"kept-item-{taken_over['item']}": "anna"}
    assert ilze.post(place(plan, "submit"), sent | kept).status_code == 302
    assert outcomes(plan) == ["Runā ar bērnu"]
