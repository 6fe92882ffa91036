"""What the page and its saves cost: a constant number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.models import Specialism
from manners.wordlist.in_use import finder_of
from outbox import writers
from planning import operations
from planning.operations.items import Said
from tests.planning.writing import complete, place, saves
from tests.world import at


def queries(act) -> list[str]:
    """Savepoints of the test's own transaction aside."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return [one["sql"] for one in captured if "SAVEPOINT" not in one["sql"]]


@pytest.fixture(autouse=True)
def word_list(house):
    """At hand, as nearly always: one more query where it is not."""
    finder_of([house.institution.pk])


@pytest.fixture
def uldis(house, signs_in):
    Specialism.objects.create(
        institution=house.institution, user=house.people.specialist, area="KUL"
    )
    return signs_in(house.people.specialist)


def test_the_page_opens_in_at_most_fifteen(ilze, plan):
    assert len(queries(lambda: ilze.get(place(plan)))) <= 15


def test_as_many_with_much_in_the_plan(ilze, house, plan):
    before = len(queries(lambda: ilze.get(place(plan))))
    complete(house, plan)
    by = house.access(house.people.teacher, "teacher")
    for number in range(12):
        said = Said("walk", f"Pastaiga {number}")
        operations.add_item(plan=plan, said=said, by=by, at=at(8))
    house.crowd(house.groups["Bitītes"], 20)
    assert len(queries(lambda: ilze.get(place(plan)))) == before


@pytest.mark.parametrize(
    ("code", "text"), [("content", "Pētām sniegu"), ("differentiation", "Burti")]
)
def test_a_section_is_saved_in_at_most_eight(ilze, plan, code, text):
    saves(ilze, plan, code, text)
    asked = queries(lambda: saves(ilze, plan, code, f"{text} un ledu", 1))
    assert len(asked) <= 8, "\n".join(asked)


def test_no_more_while_a_colleague_writes(ilze, house, plan):
    writers.note(f"plan/{plan.pk}", "topic", person=house.people.other_teacher.pk, at=at(8, 41))
    asked = queries(lambda: saves(ilze, plan, "content", "Pētām sniegu"))
    assert len(asked) <= 8, "\n".join(asked)


def test_a_specialists_too(uldis, plan):
    asked = queries(lambda: saves(uldis, plan, "activities.KUL", "Dziedam"))
    assert len(asked) <= 8, "\n".join(asked)


def test_submitting_asks_about_much_in_as_many(ilze, house, plan):
    complete(house, plan)
    said = {"plan": plan, "by": house.access(house.people.teacher, "teacher"), "at": at(8)}
    operations.add_item(said=Said("walk", "Ejam pie Annas"), **said)
    operations.choose(kind="outcome", area="VAL", text="Runā ar Annu", **said)
    before = len(queries(lambda: ilze.post(place(plan, "submit"))))
    for number in range(12):
        operations.add_item(said=Said("walk", f"Ejam pie Annas {number}"), **said)
        operations.choose(kind="outcome", area="MAT", text=f"Skaita ar Annu {number}", **said)
    house.crowd(house.groups["Pūcītes"], 20)
    assert len(queries(lambda: ilze.post(place(plan, "submit")))) == before
