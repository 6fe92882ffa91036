"""Each constraint of planning refuses what it is for."""

from datetime import date

import pytest

from planning.models import PlanChoice
from tests.constraints import accepted, constraints_of, refused_by
from tests.planning import rows as make
from tests.planning.writing import an_entry
from tests.suite.frozen import laid_down
from tests.world import MONDAY, TWO, at

OCTOBER = date(2026, 10, 1)


@pytest.fixture
def two(db):
    """Two institutions, each with a plan of its group."""
    return laid_down("two plans", 83, lambda: [make.place(*one) for one in TWO])


def foreign(row):
    """A row of the first institution under a plan of the second."""
    return lambda two: row(two[0], plan=two[1].plan)


def voided(row):
    """Taken away by nobody, at no moment, or before it was added."""
    return [
        lambda two: row(two[0], voided_by=two[0].head),
        lambda two: row(two[0], voided_at=at(10)),
        lambda two: row(two[0], voided_at=at(8), voided_by=two[0].head),
    ]


def outcome(two, **changes):
    return make.choice(two[0], **{"kind": "outcome", "entry": None, "area": "VAL"} | changes)


def marked(two, **changes):
    by = two[0].head
    said = {"is_template": True, "template_said_at": at(10), "template_said_by": by}
    submitted = {"submitted_at": at(9), "submitted_by": by}
    return make.plan(two[0], month=OCTOBER, **submitted | said | changes)


PLAN = {
    "one_plan_of_a_group_and_month": [lambda two: make.plan(two[0])],
    "a_plan_is_of_a_whole_month": [lambda two: make.plan(two[0], month=date(2026, 10, 2))],
    "a_plan_is_submitted_by_somebody": [
        lambda two: make.plan(two[0], month=OCTOBER, submitted_at=at(9)),
        lambda two: make.plan(two[0], month=OCTOBER, submitted_by=two[0].head),
        lambda two: make.plan(two[0], month=OCTOBER, submitted_at=at(7), submitted_by=two[0].head),
    ],
    "a_template_is_submitted_and_marked_by_somebody": [
        lambda two: marked(two, submitted_at=None, submitted_by=None),
        lambda two: marked(two, template_said_by=None),
        lambda two: marked(two, template_said_at=None),
        lambda two: marked(two, template_said_at=None, template_said_by=None),
    ],
    "monthplan_group_of_one_institution": [
        lambda two: make.plan(two[0], month=OCTOBER, group=two[1].groups["Bitītes"])
    ],
    "an_amendment_has_a_reason": [lambda two: make.amendment(two[0], reason="")],
    "planamendment_plan_of_one_institution": [foreign(make.amendment)],
}
SECTIONS = {
    "a_plan_has_a_section_once": [lambda two: [make.section(two[0]), make.section(two[0])]],
    "a_section_is_a_known_one": [lambda two: make.section(two[0], code="weather")],
    "a_section_is_saved_by_somebody": [
        lambda two: make.section(two[0], text="Gaisma"),
        lambda two: make.section(two[0], version=1),
        lambda two: make.section(two[0], version=1, text="Gaisma", saved_at=at(9)),
    ],
    "plansection_plan_of_one_institution": [foreign(make.section)],
    "one_note_on_a_child_in_a_plan": [lambda two: [make.note(two[0]), make.note(two[0])]],
    "a_note_is_saved_by_somebody": [lambda two: make.note(two[0], text="Lēnāk")],
    "plannote_plan_of_one_institution": [foreign(make.note)],
    "plannote_child_of_one_institution": [
        lambda two: make.note(two[0], child=two[1].children["Bitītes"][0])
    ],
}
CHOICES = {
    "a_thing_is_chosen_once": [
        lambda two: [make.choice(two[0]), make.choice(two[0])],
        lambda two: [outcome(two, text="Stāsta"), outcome(two, text="Stāsta")],
        lambda two: [outcome(two, kind="not_planned"), outcome(two, kind="not_planned")],
    ],
    "a_choice_says_what_is_chosen": [
        lambda two: make.choice(two[0], kind="weather"),
        lambda two: make.choice(two[0], entry=None),
        lambda two: make.choice(two[0], area="VAL"),
        lambda two: outcome(two),
        lambda two: outcome(two, text="Stāsta", entry=two[0].value),
        lambda two: outcome(two, text="Stāsta", area="XXX"),
        lambda two: outcome(two, kind="skill"),
        lambda two: outcome(two, kind="skill", skill="XX"),
        lambda two: outcome(two, kind="not_planned", text="Stāsta"),
    ],
    "a_choice_is_taken_away_by_somebody": voided(make.choice),
    "planchoice_plan_of_one_institution": [foreign(make.choice)],
}
ITEMS = {
    "an_item_is_of_a_known_kind": [lambda two: make.item(two[0], kind="weather")],
    "an_own_kind_has_a_name": [
        lambda two: make.item(two[0], kind="own"),
        lambda two: make.item(two[0], own_kind="Izstāde"),
    ],
    "a_process_is_of_a_learning_area": [
        lambda two: make.item(two[0], kind="process"),
        lambda two: make.item(two[0], area="XXX"),
    ],
    "an_item_says_something": [lambda two: make.item(two[0], text="")],
    "an_item_has_both_days_or_none": [
        lambda two: make.item(two[0], until=None),
        lambda two: make.item(two[0], since=None),
    ],
    "an_item_ends_after_it_begins": [lambda two: make.item(two[0], until=MONDAY)],
    "an_item_is_taken_away_by_somebody": voided(make.item),
    "planitem_plan_of_one_institution": [foreign(make.item)],
}
VIOLATIONS = PLAN | SECTIONS | CHOICES | ITEMS
TARGETS = {  # of composite foreign keys: an id is unique by itself
    "a_plan_has_one_institution", "a_choice_has_one_institution", "an_item_has_one_institution",
}  # fmt: skip
# A version below zero is refused before by the constraint on who saved.
IMPLIED = {"planning_plansection_version_check", "planning_plannote_version_check"}


def test_the_list_holds_every_constraint(db):
    assert constraints_of("planning") - TARGETS - IMPLIED == set(VIOLATIONS)


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, number) for name, ways in VIOLATIONS.items() for number in range(len(ways))],
)
def test_what_it_is_for_is_refused(two, name, number):
    with refused_by(name):
        VIOLATIONS[name][number](two)


def test_an_entry_of_another_house_is_chosen_nowhere(two):
    """Laid down by a trigger: an entry of no house is common to all."""
    with refused_by("planchoice_entry_of_one_institution"):
        make.choice(two[0], entry=two[1].value)
    with accepted():
        standing = make.choice(two[0], entry=an_entry("value"))
    with refused_by("planchoice_entry_of_one_institution"):
        PlanChoice.objects.filter(pk=standing.pk).update(entry=two[1].value)


def test_a_submitted_plan_is_marked_and_unmarked_by_somebody(two):
    with accepted():
        marked(two).delete()
        marked(two, is_template=False)


def test_what_was_taken_away_may_be_chosen_again(two):
    with accepted():
        make.choice(two[0], voided_at=at(10), voided_by=two[0].head)
        make.choice(two[0])


def test_items_of_no_day_and_of_every_kind_are_kept(two):
    with accepted():
        make.item(two[0], since=None, until=None)
        make.item(two[0], kind="process", area="VAL")
        make.item(two[0], kind="own", own_kind="Izstāde")
