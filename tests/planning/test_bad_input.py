"""What nobody should send, and what is kept of it."""

from datetime import date

import pytest
from django.urls import reverse

from curriculum.models import Entry
from duties.calendar.school_year import first_day
from duties.models import Closure
from planning import operations
from planning.models import MonthPlan
from planning.operations.items import Said
from tests.planning.writing import an_entry, place, saves, text_of, typed
from tests.world import SCHOOL_YEAR, a_house, at

NASTY = '<script>alert(1)</script><p hx-get="/admin/">{{ 7|add:7 }}{% debug %}</p>'


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "26-12", "2026-12-01"])
def test_no_such_month_is_no_such_page(ilze, house, month):
    group = house.groups["Bitītes"].pk
    assert ilze.get(f"/groups/{group}/plans/{month}/").status_code == 404


def test_a_month_outside_the_groups_year_is_no_page(ilze, house):
    group = house.groups["Bitītes"].pk
    for month in (date(2026, 8, 1), date(2027, 9, 1), date(1999, 1, 1)):
        assert ilze.get(reverse("planning:plan", args=[group, month])).status_code == 404


def test_what_postgresql_cannot_read_is_no_page(ilze, plan):
    assert ilze.post(place(plan, "section", "\x00")).status_code == 404
    assert ilze.get(reverse("documents:file", args=["\x00"])).status_code == 404


def test_a_group_of_another_house_does_not_exist(ilze, plan):
    other = a_house("Saulstari", "40000000002")
    MonthPlan.objects.filter(pk=plan.pk)
    theirs = reverse("planning:section", args=[other.groups["Bitītes"].pk, plan.month, "topic"])
    assert ilze.post(theirs, typed("topic", "Ziema")).status_code == 404


def test_too_much_text_is_refused_and_the_page_keeps_it(ilze, plan):
    long = "Ziema. " * 15_000
    answer = saves(ilze, plan, "content", long)
    assert answer.status_code == 422
    assert "Ziema" not in answer.content.decode()  # the text on the page is left alone
    whole = ilze.post(place(plan), typed("content", long))
    assert whole.status_code == 422
    assert long.strip() in whole.content.decode()


def test_code_of_any_kind_stays_text(ilze, plan):
    assert saves(ilze, plan, "content", NASTY).status_code == 200
    ilze.post(place(plan, "choices"), {"own": "VAL", "own-VAL": NASTY})
    ilze.post(
        place(plan, "items"),
        {"item-new-kind": "own", "item-new-own_kind": NASTY[:60], "item-new-text": NASTY},
    )
    page = ilze.get(place(plan)).content.decode()
    assert text_of(plan, "content") == NASTY
    assert "<script>alert" not in page
    assert '<p hx-get="/admin/"' not in page
    assert "{{ 7|add:7 }}" in page
    assert "{% debug %}" in page


def test_lines_and_bullets_are_kept(ilze, plan):
    text = "Pētām:\r\n• ledu\r\n\t• sniegu\r\n\r\nUn gaismu."
    saves(ilze, plan, "content", text)
    assert text_of(plan, "content") == "Pētām:\n• ledu\n\t• sniegu\n\nUn gaismu."


def test_an_outcome_retired_meanwhile_is_refused_at_its_place(ilze, plan):
    entry = an_entry()
    Entry.objects.filter(pk=entry.pk).update(last_year=2025)
    token = f"outcome:VAL:{entry.pk}"
    answer = ilze.post(place(plan, "choices"), {"pick": token, "on": "1"})
    assert answer.status_code == 422
    whole = ilze.post(place(plan), {"chosen": token})
    assert whole.status_code == 422
    assert '<details class="area" id="area-VAL" data-needs="Valodu" open>' in whole.content.decode()


def test_what_was_chosen_before_stays_though_it_is_retired(ilze, plan):
    entry = an_entry()
    token = f"outcome:VAL:{entry.pk}"
    ilze.post(place(plan, "choices"), {"pick": token, "on": "1"})
    Entry.objects.filter(pk=entry.pk).update(last_year=2025)
    page = ilze.get(place(plan)).content.decode()
    assert "vairs nav katalogā" in page
    ilze.post(place(plan), {"chosen": token, "had": token})
    assert plan.choices.standing().count() == 1


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "outcome:VAL:x",
        "outcome:XXX:1",
        "value:",
        "own:VAL:9",
        "skill:VAL:ZZ",
        "value::99999999999999999999",
        "\x00",
        "skill:VAL:\x00",
        "outcome:\x00:1",
    ],
)
def test_what_cannot_be_chosen_is_refused(ilze, plan, token):
    answer = ilze.post(place(plan, "choices"), {"pick": token, "on": "1"})
    assert answer.status_code == 422
    assert not plan.choices.exists()


def test_a_note_on_a_child_of_another_group_is_refused(ilze, house, plan):
    owl = house.children["Pūcītes"][0]
    answer = ilze.post(place(plan, "notes", owl.pk), typed(f"note-{owl.pk}", "Piezīme"))
    assert answer.status_code == 422
    assert not plan.notes.exists()


def test_a_version_that_nothing_has_meets_the_text_that_stands(ilze, plan):
    saves(ilze, plan, "topic", "Ziema")
    for version in ("x", "-1", "9" * 30, ""):
        assert saves(ilze, plan, "topic", "Gaisma", version).status_code == 409
    assert text_of(plan, "topic") == "Ziema"


def test_two_tabs_of_one_person_meet_like_two_people(ilze, plan):
    saves(ilze, plan, "topic", "Ziema")
    assert saves(ilze, plan, "topic", "Gaisma", 0).status_code == 409


@pytest.fixture
def walk(house, plan):
    by = house.access(house.people.teacher, "teacher")
    return operations.add_item(plan=plan, said=Said("walk", "Uz parku"), by=by, at=at(8))


@pytest.mark.parametrize("name", ["section", "note", "choices", "items", "gone", "plan", "submit"])
def test_nothing_of_a_sealed_year_is_written_and_it_says_why(ilze, house, plan, walk, name):
    Closure.objects.create(
        institution=house.institution, kind=Closure.Kind.YEAR, since=first_day(SCHOOL_YEAR),
        until=first_day(SCHOOL_YEAR + 1), closed_at=at(8, 30), closed_by=house.head,
    )  # fmt: skip
    child = house.children["Bitītes"][0].pk
    asked = {
        "section": (place(plan, "section", "topic"), typed("topic", "Ziema")),
        "note": (place(plan, "notes", child), typed(f"note-{child}", "Lēnāk")),
        "choices": (place(plan, "choices"), {"pick": "not_planned:VAL:", "on": "1"}),
        "items": (place(plan, "items"), {"item-new-kind": "walk", "item-new-text": "Uz mežu"}),
        "gone": (place(plan, "items"), {"gone": walk.pk}),
        "plan": (place(plan), typed("topic", "Ziema")),
        "submit": (place(plan, "submit"), typed("topic", "Ziema")),
    }
    answer = ilze.post(*asked[name])
    assert answer.status_code == 422
    assert "gads" in answer.content.decode()
    assert text_of(plan, "topic") == ""
    assert [item.text for item in plan.items.standing()] == ["Uz parku"]
    assert not plan.choices.exists()
    assert not plan.notes.exists()


def test_an_item_that_says_the_same_is_no_change(house, walk):
    by = house.access(house.people.teacher, "teacher")
    kept = operations.change_item(item=walk, said=Said("walk", "Uz parku "), by=by, at=at(9))
    assert (kept, kept.voided_at) == (walk, None)
