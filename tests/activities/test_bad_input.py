"""What nobody should send of a day, and what is kept of it (R27)."""

import pytest
from django.core.exceptions import ValidationError

from activities import operations
from planning.models import PlanChoice
from tests.activities import makers
from tests.activities.changing import change, done_on, outcomes, reasons
from tests.activities.makers import said
from tests.planning.full import a_full_plan
from tests.world import MONDAY, at

NASTY = "<script>alert(1)</script>{{ 7|add:7 }}{% debug %}"
LONG = "Lietus. " * 12_800  # 100 kB
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["title", "text", "reason"])
def test_a_hundred_kilobytes_are_refused_at_their_field(bridge, teacher, name):
    told = {"title": "Tornis"} | {name: LONG}
    with pytest.raises(ValidationError) as refused:
        change(bridge, teacher, told.pop("reason", ""), **told)
    assert list(refused.value.message_dict) == [name]
    bridge.refresh_from_db()
    assert (bridge.title, bridge.text, reasons()) == ("Tilts", "No klučiem", [])


def test_a_hundred_kilobytes_are_refused_of_texts_saved_as_typed(bees, log, teacher):
    draft = makers.written(bees, teacher, MONDAY.replace(day=13))
    common = {"text": LONG, "version": 0, "by": teacher, "at": at(20)}
    with pytest.raises(ValidationError):
        operations.save_note(log=log, **common)
    with pytest.raises(ValidationError):
        operations.save_text(entry=makers.entry_of(draft), **common)


def test_script_in_every_field_is_kept_as_text(log, bridge, teacher):
    changed = change(bridge, teacher, NASTY, title=NASTY, text=NASTY)
    added = operations.add_entry(log=log, said=said(NASTY, text=NASTY), by=teacher, at=at(20))
    note = operations.save_note(log=log, text=NASTY, version=0, by=teacher, at=at(20))
    kept = [changed.title, changed.text, added.title, added.text, note.text, *reasons()]
    assert set(kept) == {NASTY}


@pytest.mark.parametrize(
    ("differs", "field"),
    [({"title": " \x00 "}, "title"), ({"area": "XXX"}, "area"), ({"area": ""}, "area"),
     ({"skills": ["KD", "XX"]}, "skills")],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(bridge, teacher, differs, field):
    with pytest.raises(ValidationError) as refused:
        change(bridge, teacher, **differs)
    assert list(refused.value.message_dict) == [field]


def test_another_groups_outcome_is_refused(house, bridge, teacher):
    theirs = a_full_plan(house, house.groups["Pūcītes"], MONDAY.replace(day=1), submitted_at=at(8))
    foreign = outcomes(theirs)[0]
    for act in (
        lambda: change(bridge, teacher, outcomes=[foreign.pk]),
        lambda: operations.add_entry(
            log=bridge.log, said=said(outcomes=[foreign.pk]), by=teacher, at=at(20)
        ),
    ):
        with pytest.raises(ValidationError) as refused:
            act()
        assert refused.value.code == "planned"
    assert done_on(foreign) is None
    assert bridge.log.entries.count() == 2


def test_long_words_of_the_plan_are_ticked_as_far_as_they_fit(bees, teacher, plan):
    choice = outcomes(plan)[1]
    PlanChoice.objects.filter(pk=choice.pk).update(text="Skaita " * 42)
    entry = makers.tick(makers.opened(bees, teacher), f"choice:{choice.pk}", teacher)
    assert (len(entry.title), entry.title[-1]) == (200, "…")
