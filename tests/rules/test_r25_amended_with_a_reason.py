"""R25: a submitted plan may be supplemented and restructured, with a reason, in one act."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from curriculum.lists import Area
from curriculum.models import Entry, Specialism
from planning import operations
from planning.models import PlanAmendment
from planning.operations.items import Said
from planning.operations.submitting import Incomplete
from planning.operations.whole import Conflicts, Whole
from planning.parts import Choose
from tests.world import at

NOVEMBER = date(2026, 11, 1)
REASON = "Bērni paši izdomāja sniega pili"
NEEDED = {"topic": ("Gaisma", 0), "message": ("Sveiks!", 0), "content": ("Sveces", 0)}


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def draft(house, teacher):
    group = house.groups["Bitītes"]
    return operations.open_plan(group=group, month=NOVEMBER, by=teacher, at=at(8))


@pytest.fixture
def plan(house, draft, teacher):
    value = Entry.objects.create(
        institution=house.institution, kind="value", code="value.own", text="draudzība",
        first_year=2026,
    )  # fmt: skip
    chosen = [{"kind": Choose.VALUE, "entry": value.pk}]
    chosen += [{"kind": Choose.NOT_PLANNED, "area": area.value} for area in Area]
    whole = Whole(texts=NEEDED, chosen=chosen)
    operations.write(plan=draft, whole=whole, by=teacher, at=at(8))
    return operations.submit(plan=draft, by=teacher, at=at(9))


@pytest.fixture
def amend(plan, teacher):
    def amend(by=teacher, reason=REASON, **parts):
        return operations.amend(plan=plan, whole=Whole(**parts), reason=reason, by=by, at=at(10))

    return amend


def text_of(plan, code):
    return plan.sections.get(code=code).text


def test_texts_choices_and_items_are_amended_in_one_act_with_one_reason(plan, teacher, amend):
    amend(
        texts={"content": ("Sveces un sniegs", 1)},
        chosen=[{"kind": Choose.OUTCOME, "area": "DAB", "text": "Pēta sniegu"}],
        items_added=[Said("walk", "Pils celšana", since=date(2026, 11, 20))],
    )
    said = plan.amendments.get()
    assert (said.at, said.by, said.reason) == (at(10), teacher.user, REASON)
    assert text_of(plan, "content") == "Sveces un sniegs"
    assert set(plan.choices.standing().filter(area="DAB").values_list("kind", flat=True)) == {
        "outcome"
    }
    assert plan.items.get().text == "Pils celšana"


@pytest.mark.parametrize("reason", ["", " \n\x00 ", "x" * 301])
def test_without_a_reason_of_up_to_300_signs_nothing_is_amended(plan, amend, reason):
    with pytest.raises(ValidationError) as refused:
        amend(reason=reason, texts={"content": ("Sniegs", 1)})
    assert list(refused.value.message_dict) == ["reason"]
    assert text_of(plan, "content") == "Sveces"


def test_a_reason_of_300_signs_is_kept_whole(amend):
    assert amend(reason="x" * 300, texts={"content": ("Sniegs", 1)}).reason == "x" * 300


def test_where_nothing_changes_there_is_no_amendment(amend):
    with pytest.raises(ValidationError) as refused:
        amend(texts={"content": (" Sveces\r\n", 0)})
    assert list(refused.value.message_dict) == [""]
    assert not PlanAmendment.objects.exists()


def test_whoever_amends_second_gets_both_texts_and_changes_nothing(plan, amend):
    amend(texts={"content": ("Sniegs", 1)})
    with pytest.raises(Conflicts) as met:
        amend(texts={"content": ("Ledus", 1), "topic": ("Ziema", 1)})
    assert met.value.stale["content"].joined == "Sniegs\n\nLedus"
    assert plan.amendments.count() == 1
    assert text_of(plan, "topic") == "Gaisma"


def test_what_submitting_needs_cannot_be_amended_away(plan, amend):
    with pytest.raises(Incomplete) as refused:
        amend(texts={"topic": ("", 1)})
    assert [one.anchor for one in refused.value.missing] == ["topic"]
    assert text_of(plan, "topic") == "Gaisma"


def test_notes_on_children_need_no_reason_and_are_no_amendment(house, plan, amend):
    child = house.children["Bitītes"][0]
    assert amend(reason="", notes={child.pk: ("Lēnāk", 0)}) is None
    assert plan.notes.get().text == "Lēnāk"
    assert not plan.amendments.exists()


def test_a_draft_is_not_amended(draft, teacher):
    whole = Whole(texts={"topic": ("Ziema", 0)})
    with pytest.raises(ValidationError) as refused:
        operations.amend(plan=draft, whole=whole, reason=REASON, by=teacher, at=at(10))
    assert refused.value.code == "draft"
    assert text_of(draft, "topic") == ""


def test_a_specialist_amends_own_areas_with_a_reason(house, plan, amend):
    music = house.people.specialist
    Specialism.objects.create(institution=house.institution, user=music, area="KUL")
    by = house.access(music, "teacher")
    with pytest.raises(PermissionDenied):
        amend(by=by, texts={"content": ("Dziesmas", 1)})
    amend(by=by, texts={"activities.KUL": ("Dziesmas", 0)})
    assert plan.amendments.get().by == music


@pytest.mark.parametrize("who", ["assistant", "other_teacher", "former_teacher", "head"])
def test_nobody_else_amends(house, amend, who):
    role = "admin" if who == "head" else "teacher"
    by = house.access(getattr(house.people, who), role)
    with pytest.raises(PermissionDenied):
        amend(by=by, texts={"content": ("Sniegs", 1)})
