"""R24: several teachers write one plan together; nobody overwrites another, and nothing typed is lost."""

import pytest

from audit.rights import event_model_of
from curriculum.models import Specialism
from outbox import writers
from planning.models import PlanSection
from tests.planning.writing import a_draft, complete, place, saves, text_of, typed
from tests.world import at


@pytest.fixture
def plan(house):
    return a_draft(house)


@pytest.fixture
def mara(house, signs_in):
    """The second teacher of the group."""
    house.assign(house.people.other_teacher, house.groups["Bitītes"])
    return signs_in(house.people.other_teacher)


def test_a_section_says_when_it_was_saved_and_by_whom(ilze, plan):
    answer = saves(ilze, plan, "topic", "Ziema nāk ar gaismu")
    assert answer.status_code == 200
    assert "Saglabāts 8:41, Ilze Kalēja" in answer.content.decode()
    assert text_of(plan, "topic") == "Ziema nāk ar gaismu"


def test_the_answer_brings_the_version_and_never_the_text(ilze, plan):
    answer = saves(ilze, plan, "topic", "Ziema").content.decode()
    assert 'name="version-topic" value="1"' in answer
    assert "<input class" not in answer
    assert "<textarea" not in answer


def test_who_was_slower_has_both_texts_and_one_tap_joins_them(ilze, mara, plan):
    saves(mara, plan, "topic", "Sniegs un ledus")
    met = saves(ilze, plan, "topic", "Gaisma")
    assert met.status_code == 409
    assert "Pa šo laiku saglabāja Māra Strode." in met.content.decode()
    assert "Sniegs un ledus" in met.content.decode()
    assert text_of(plan, "topic") == "Sniegs un ledus"
    joined = saves(ilze, plan, "topic", "Gaisma", **{"join-topic": 1})
    assert joined.status_code == 200
    assert text_of(plan, "topic") == "Sniegs un ledus Gaisma"
    assert "<template data-text>" in joined.content.decode()


def test_of_two_tabs_of_ones_own_nobody_else_is_named(ilze, plan):
    saves(ilze, plan, "topic", "Sniegs un ledus")
    met = saves(ilze, plan, "topic", "Gaisma").content.decode()
    assert "Pa šo laiku tas saglabāts jūsu citā cilnē." in met
    assert "Pa šo laiku saglabāja" not in met
    whole = ilze.post(place(plan), typed("topic", "Gaisma"))
    assert whole.status_code == 409
    assert "kāds cits" not in whole.content.decode()


def test_joining_over_a_third_text_asks_again(ilze, mara, plan):
    saves(mara, plan, "content", "Sniegs")
    saves(mara, plan, "content", "Sniegs un ledus", 1)
    met = saves(ilze, plan, "content", "Gaisma", **{"join-content": 1})
    assert met.status_code == 409
    assert text_of(plan, "content") == "Sniegs un ledus"


def test_two_sections_do_not_meet(ilze, mara, plan):
    assert saves(ilze, plan, "topic", "Ziema").status_code == 200
    assert saves(mara, plan, "message", "Gaismu var radīt").status_code == 200


def test_who_else_is_writing_is_told_with_the_answer(ilze, mara, plan):
    saves(mara, plan, "content", "Sniegs")
    answer = saves(ilze, plan, "topic", "Ziema").content.decode()
    assert "Māra Strode" in answer
    assert "Saturs" in answer
    assert "Ilze Kalēja" not in ilze.get(place(plan, "writers")).content.decode()


def test_a_saved_section_is_in_the_trail(ilze, plan):
    saves(ilze, plan, "topic", "Ziema")
    saves(ilze, plan, "topic", "Gaisma", 1)
    row = plan.sections.get(code="topic")
    events = event_model_of(PlanSection).objects.filter(pgh_obj_id=row.pk).order_by("pgh_id")
    assert [event.text for event in events][1:] == ["Ziema", "Gaisma"]


def test_a_specialist_writes_the_parts_of_own_areas(house, signs_in, plan):
    uldis = signs_in(house.people.specialist)
    Specialism.objects.create(
        institution=house.institution, user=house.people.specialist, area="KUL"
    )
    assert saves(uldis, plan, "activities.KUL", "Dziedam").status_code == 200
    assert saves(uldis, plan, "activities.VAL", "Lasām").status_code == 403
    assert saves(uldis, plan, "topic", "Ziema").status_code == 403
    page = uldis.get(place(plan)).content.decode()
    assert 'name="text-activities.KUL"' in page
    assert 'name="text-topic"' not in page
    assert place(plan, "submit") not in page
    assert uldis.post(place(plan, "submit"), {}).status_code == 403


def test_an_assistant_reads(house, signs_in, plan):
    zane = signs_in(house.people.assistant)
    page = zane.get(place(plan))
    assert page.status_code == 200
    assert "<textarea" not in page.content.decode()
    assert saves(zane, plan, "topic", "Ziema").status_code == 403


def test_what_is_missing_is_named_with_the_way_to_it(ilze, house, plan):
    page = ilze.get(place(plan)).content.decode()
    assert "0 no 11 sadaļām" in page
    for anchor in ("topic", "message", "content", "values", "area-VAL", "area-VES"):
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in page
    refused = ilze.post(place(plan, "submit"), typed("topic", "Ziema"))
    assert refused.status_code == 422
    assert text_of(plan, "topic") == "Ziema"  # saved all the same
    plan.refresh_from_db()
    assert not plan.is_submitted


def test_a_complete_plan_is_submitted_and_then_read(ilze, house, plan):
    complete(house, plan)
    answer = ilze.post(place(plan, "submit"), typed("big_question", "Kāpēc ir tumšs?"), follow=True)
    assert answer.redirect_chain[-1][0] == place(plan)
    plan.refresh_from_db()
    assert (plan.submitted_at, plan.submitted_by_id) == (at(8, 41), house.people.teacher.pk)
    assert text_of(plan, "big_question") == "Kāpēc ir tumšs?"
    assert "<textarea" not in answer.content.decode()


def test_late_is_said_and_not_refused(ilze, house, plan, now):
    complete(house, plan)
    now.move_to(at(8, 41, day=plan.month.replace(day=2)), tick=False)
    ilze.force_login(house.people.teacher)  # the session of November is over
    page = ilze.get(place(plan)).content.decode()
    assert "30.11.2026" in page
    assert ilze.post(place(plan, "submit"), {}).status_code == 302
    plan.refresh_from_db()
    assert plan.is_submitted


def test_after_submitting_nothing_is_saved_as_typed(ilze, house, plan):
    complete(house, plan)
    ilze.post(place(plan, "submit"), {})
    met = saves(ilze, plan, "topic", "Gaisma", 1)
    assert met.status_code == 409
    assert "papildiniet plānu" in met.content.decode()
    assert text_of(plan, "topic") == "Te ir topic"


def test_a_form_that_comes_after_submitting_is_offered_as_a_supplement(ilze, house, plan):
    complete(house, plan)
    ilze.post(place(plan, "submit"), {})
    met = ilze.post(place(plan), typed("content", "Vēl viena doma", 1))
    assert met.status_code == 409
    assert "Vēl viena doma" in met.content.decode()
    assert f'action="{place(plan, "amend")}"' in met.content.decode()


def test_who_writes_is_known_to_the_cache_alone(ilze, plan, house):
    """A key of the cache for each plan, of 30 seconds; no row."""
    saves(ilze, plan, "topic", "Ziema")
    heard = writers.others(f"plan/{plan.pk}", person=0, at=at(8, 41))
    assert heard == {"topic": [house.people.teacher.pk]}
