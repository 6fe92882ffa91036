"""R15: writing a plan is told as people say it: typing and taps in a row are one line, each moment is one."""

import pytest
from django.urls import reverse

from audit.activity.page import page_of
from curriculum.lists import Area
from people.models import Child
from planning import operations
from planning.operations.whole import Whole
from planning.parts import Choose
from tests.planning import makers
from tests.rules.test_r15_my_activity import acting, links, told
from tests.world import at

WROTE, SUBMITTED, BEGAN, AMENDED = (
    "rakstīja mēneša plānu", "iesniedza mēneša plānu", "sāka mēneša plānu",
    "papildināja iesniegtu mēneša plānu",
)  # fmt: skip


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


def writes(house, plan, number: int) -> None:
    """One request: a text or a tap, by turns."""
    with acting(house, house.people.teacher, "teacher") as by:
        said = {"plan": plan, "by": by, "at": at(9)}
        if number % 2:
            operations.save_section(
                code="topic", text=f"Gaisma {number}", version=number // 2, **said
            )
        else:
            operations.choose(kind=Choose.NOT_PLANNED, area=list(Area)[number // 2], **said)


def test_typing_and_taps_in_a_row_are_one_line(house, bees):
    with acting(house, house.people.teacher, "teacher") as by:
        plan = makers.draft(bees, by)
    for number in range(6):
        writes(house, plan, number)
    lines = [line for _day, of_day in page_of(by, 1).days for line in of_day]
    assert [(line.what, line.times) for line in lines] == [(WROTE, 6), (BEGAN, 1)]
    assert {line.subject for line in lines} == {"Bitītes, 2026. gada decembris"}
    assert set(links(by)) == {reverse("planning:plan", args=[bees.pk, plan.month])}


def test_submitting_and_amending_are_lines_of_their_own(house, bees):
    with acting(house, house.people.teacher, "teacher") as by:
        plan = makers.full(bees, by)
    with acting(house, house.people.teacher, "teacher") as by:
        operations.submit(plan=plan, by=by, at=at(10))
    topic = plan.sections.get(code="topic")
    with acting(house, house.people.teacher, "teacher") as by:
        whole = Whole({"topic": ("Ēna", topic.version)})
        operations.amend(plan=plan, whole=whole, reason="Uzsniga", by=by, at=at(11))
    said = [line.partition(":")[0] for line in told(by)]
    assert [next(word for word in (AMENDED, SUBMITTED, BEGAN) if word in line) for line in said] == [
        AMENDED, SUBMITTED, BEGAN,
    ]  # fmt: skip


def test_a_note_names_the_child_to_who_sees_it(house, bees):
    anna: Child = house.children["Bitītes"][0]
    with acting(house, house.people.teacher, "teacher") as by:
        plan = makers.draft(bees, by)
    with acting(house, house.people.teacher, "teacher") as by:
        operations.save_note(plan=plan, child=anna, text="Runā divatā", version=0, by=by, at=at(9))
    noted = told(by)[0]
    assert "Anna" in noted
    assert "divatā" not in "".join(told(by))
