"""A house laid down again is the one that was built: every row of every table, and every object."""

import pytest
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from audit.models import ChildEvent
from people.models import Child, User
from people.operations.adults import make_adult
from tests.matrix.stage import build
from tests.suite import frozen
from tests.suite.database import FREE, empty, rows
from tests.world import House, a_house

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(frozen, "_kept", {})


def facts(house: House) -> list[dict]:
    """Of every object the house holds, in order."""
    held = [house.institution, house.head, *house.groups.values(), *vars(house.people).values()]
    held += [child for children in house.children.values() for child in children]
    assert all(isinstance(one, models.Model) for one in held)
    aside = {"_state", "_django_version"}  # the latter is written by the pickle
    return [{k: v for k, v in vars(one).items() if k not in aside} for one in held]


def built(make=a_house, told=facts) -> tuple[set, list[dict]]:
    """What one built by operations leaves; then it is taken back."""
    with transaction.atomic():
        made = make()
        found = rows(), told(made)
        transaction.set_rollback(True)
    return found


def test_a_copy_is_row_by_row_what_was_built():
    of_the_built, objects = built()
    assert len(of_the_built) > 250
    copied = a_house()
    assert rows() == of_the_built
    assert facts(copied) == objects
    assert list(vars(copied)) == list(vars(a_house("Saulstari", "40000000002")))


def test_the_stage_of_the_matrix_is_row_by_row_what_was_built():
    def told(stage):
        return [facts(stage.first), facts(stage.second)]

    of_the_built, objects = built(build, told)
    assert len(of_the_built) > 700
    copied = build()
    assert rows() == of_the_built
    assert told(copied) == objects


def test_a_copy_takes_few_questions():
    built()
    with CaptureQueriesContext(connection) as asked:
        a_house()
    assert len(asked) <= 10


def test_objects_of_a_copy_are_its_own():
    built()
    with transaction.atomic():
        first = a_house()
        first.people.mother.first_name = "Cita"
        first.children["Bitītes"].clear()
        transaction.set_rollback(True)
    second = a_house()
    assert second.people.mother.first_name == "Kristīne"
    assert len(second.children["Bitītes"]) == 3
    assert second.head is second.people.head


def test_what_comes_after_has_higher_keys_and_is_in_the_trail():
    built()
    house = a_house()
    kept = set(Child.objects.values_list("pk", flat=True))
    added = house.child(house.groups["Bitītes"], "Zita", "Jauna")
    assert max(kept) < FREE <= added.pk
    assert ChildEvent.objects.filter(pgh_obj_id=added.pk).count() == 1
    assert ChildEvent.objects.filter(pgh_obj_id__in=kept).count() == len(kept)


def test_two_houses_stand_beside_one_another():
    built()
    a_house()
    a_house("Saulstari", "40000000002")
    assert len(frozen._kept) == 2
    assert User.objects.filter(pk__gte=FREE).count() == 0


def test_among_rows_of_its_own_a_test_gets_a_house_built():
    built()
    make_adult(first_name="Ilze", last_name="Ezera")
    assert a_house().head.pk > FREE


@pytest.mark.django_db(transaction=True)
def test_after_all_is_emptied_it_can_be_laid_down_again():
    of_migrating = rows()
    a_house()
    before = rows()
    empty()
    assert rows() == of_migrating
    a_house()
    assert rows() == before


def laid_upon_twice(build) -> list[set]:
    """Rows after it was made, and after it was made again where the same stood."""
    found = []
    for _ in range(2):
        with transaction.atomic():
            frozen.laid_upon("something", build)
            found.append(rows())
            transaction.set_rollback(True)
    return found


def test_what_stands_on_a_house_is_laid_down_again_on_the_very_same():
    house, made = a_house(), []
    for group in ("Zvirbuļi", "Lācīši"):
        before, many = rows(), len(made)
        first, second = laid_upon_twice(lambda: made.append(house.group("Gulbīši")))
        assert first == second > before
        assert len(made) == many + 1
        house.group(group)


def test_what_changes_a_row_is_made_each_time():
    house, made = a_house(), []

    def another_name() -> None:
        made.append(type(house.institution).objects.update(name=f"Jancis {len(made)}"))

    first, second = laid_upon_twice(another_name)
    assert len(made) == 2
    assert first != second
