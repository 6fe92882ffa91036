"""Versions of an entry: as it stood at its moments, and in words what became different (R24)."""

from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from attendance.models import Clarification, ClarificationStep
from audit.history import between
from audit.history.telling import told
from audit.history.trail import Deed, Story
from tests.attendance import makers
from tests.audit.sections import TEXT, amended, an_entry, say, written_by
from tests.world import at

OPENED = ("opened_at", "Iesniegts")


@pytest.fixture(autouse=True)
def _sections(monkeypatch):
    monkeypatch.setattr(Clarification, "trail_parts", {"steps": []}, raising=False)
    name = property(lambda step: f"Solis {step.get_kind_display()}")
    monkeypatch.setattr(ClarificationStep, "trail_name", name, raising=False)


def different(version) -> list[tuple]:
    return [
        (telling.kind, [(change.old, change.new) for change in telling.changes])
        for telling in version.differences
    ]


def test_a_version_tells_what_became_different_since_the_one_before(house):
    teacher = house.people.teacher
    with written_by(house, teacher):
        entry = an_entry(house, TEXT, "Otrs")
    with written_by(house, teacher):
        say(entry, 0, TEXT + " mežā")
        moment = amended(house, at(12), reported_by=teacher)
    first, second = between(entry, [(entry, *OPENED), moment])
    assert (first.title, first.at, first.differences) == ("Iesniegts", at(10), [])
    assert (second.title, second.at, second.by, second.role) == (
        "Papildināts 12.00", at(12), teacher, "pedagogs",
    )  # fmt: skip
    assert different(second) == [("update", [(TEXT, TEXT + " mežā")])]


def test_what_was_written_and_taken_back_between_two_versions_is_no_difference(house):
    entry = an_entry(house, "Viens")
    moments = [(entry, *OPENED)]
    for text in ("Divi", "Viens"):
        with written_by(house, house.people.teacher):
            say(entry, 0, text)
    with written_by(house, house.people.teacher):
        moments.append(amended(house, at(12)))
    assert between(entry, moments)[1].differences == []


def test_parts_that_come_and_go(house):
    with written_by(house, house.people.teacher):
        entry = an_entry(house, "Paliek", "Zūd")
    with written_by(house, house.people.teacher):
        entry.steps.get(note="Zūd").delete()
        makers.step(house, clarification=entry, kind="met", note="Nāk klāt")
        moment = amended(house, at(12))
    gone, come = between(entry, [(entry, *OPENED), moment])[1].differences
    assert (gone.subject, gone.kind, gone.changes) == ("Solis zvans vecākiem", "delete", [])
    assert (come.subject, come.kind) == ("Solis saruna ar vecākiem", "insert")
    said = {change.label: change.new for change in come.changes}
    assert said["kas noskaidrots"] == "Nāk klāt"


def test_what_the_name_of_a_part_says_is_not_said_again(house):
    with written_by(house, house.people.teacher):
        entry = an_entry(house)
    with written_by(house, house.people.teacher):
        makers.step(house, clarification=entry, kind="met")
        moment = amended(house, at(12))
    (come,) = between(entry, [(entry, *OPENED), moment])[1].differences
    assert "saruna ar vecākiem" not in [change.new for change in come.changes]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [("stands", "voided", "delete"), ("voided", "stands", "insert"), ("none", "voided", None),
     ("voided", "voided", None)],
)  # fmt: skip
def test_a_voided_part_is_gone(before, after, kind):
    """Of a table without any other field: rows are not voided anywhere yet."""
    table = SimpleNamespace(_meta=SimpleNamespace(concrete_fields=[]))
    rows = {
        "none": None,
        "stands": SimpleNamespace(pgh_label="insert", voided_at=None),
        "voided": SimpleNamespace(pgh_label="update", voided_at=at(9)),
    }
    telling = told(Deed(Story(table, [], "Vērtība"), rows[before], rows[after]))
    assert (telling.kind if telling else None) == kind


def test_somebody_elses_save_between_two_versions_is_told_with_the_later_one(house):
    entry = an_entry(house, "Viens", "Viens")
    with written_by(house, house.people.teacher):
        say(entry, 0, "Divi")
        first = amended(house, at(12), **_another(house, 1))
    with written_by(house, house.people.assistant, "assistant"):
        say(entry, 1, "Trīs")
    with written_by(house, house.people.teacher):
        second = amended(house, at(12), **_another(house, 2))
    _opened, one, two = between(entry, [(entry, *OPENED), first, second])
    assert different(one) == [("update", [("Viens", "Divi")])]
    assert different(two) == [("update", [("Viens", "Trīs")])]


def _another(house, nth: int) -> dict:
    return {"child": house.children["Bitītes"][nth]}


def test_two_versions_within_one_second(house):
    """Everything here happens in one transaction, so that the trail has one moment for all of it."""
    entry = an_entry(house, "0")
    moments = [(entry, *OPENED)]
    for number in (1, 2):
        with written_by(house, house.people.teacher):
            moments.append(amended(house, at(12), **_another(house, number)))
            say(entry, 0, str(number))
    assert [different(version) for version in between(entry, moments)] == [
        [], [("update", [("0", "1")])], [("update", [("1", "2")])],
    ]  # fmt: skip


def test_versions_of_one_context_are_told_apart(house):
    """The demonstration is one context and one transaction; each of its acts has a savepoint."""
    moments = []
    with written_by(house, house.head, "admin"):
        entry = an_entry(house, "0")
        for number in (1, 2):
            with transaction.atomic():
                moments.append(amended(house, at(12), **_another(house, number)))
                say(entry, 0, str(number))
    assert [different(version) for version in between(entry, [(entry, *OPENED), *moments])] == [
        [], [("update", [("0", "1")])], [("update", [("1", "2")])],
    ]  # fmt: skip


def test_what_says_that_it_is_a_version_is_no_difference(house):
    """Neither the row that marks it, were it a part, nor the moment itself; what else changed is."""
    with written_by(house, house.people.teacher):
        entry = an_entry(house)
    with written_by(house, house.people.teacher):
        step = makers.step(house, clarification=entry)
    with written_by(house, house.people.teacher):
        entry.closed_at, entry.closed_by, entry.outcome = at(12), house.head, "returned"
        entry.save()
    moments = [(entry, *OPENED), (step, "taken_at", "x"), (entry, "closed_at", "x")]
    assert [different(version) for version in between(entry, moments)] == [
        [], [], [("update", [("", "bērns atgriezās")])],
    ]  # fmt: skip


def test_what_was_received_earlier_and_written_later_knows_what_stood_then(house):
    """A form kept at a closed door: its moment is before a colleague's save, its writing after it."""
    entry = an_entry(house, "Vecs")
    with written_by(house, house.people.assistant, "assistant"):
        say(entry, 0, "Kolēģes")
        later = amended(house, at(12, 5), **_another(house, 1))
    with written_by(house, house.people.teacher):
        kept = amended(house, at(12), **_another(house, 2))
    versions = between(entry, [kept, (entry, *OPENED), later])
    assert [version.at for version in versions] == [at(10), at(12, 5), at(12)]
    assert [different(version) for version in versions] == [
        [],
        [("update", [("Vecs", "Kolēģes")])],
        [],
    ]


@pytest.mark.django_db(transaction=True)
def test_what_a_request_writes_after_its_moment_belongs_to_the_version(house):
    """In transactions of its own, with a colleague's save after all of it."""
    teacher, entry = house.people.teacher, an_entry(house, "Viens", "Viens")
    with written_by(house, teacher):
        first = amended(house, at(12))
        say(entry, 0, "Divi")
    with written_by(house, house.people.assistant, "assistant"):
        say(entry, 0, "Trīs")
    with written_by(house, teacher):
        second = amended(house, at(13), **_another(house, 1))
    versions = between(entry, [(entry, *OPENED), first, second])
    assert [different(version) for version in versions] == [
        [], [("update", [("Viens", "Divi")])], [("update", [("Divi", "Trīs")])],
    ]  # fmt: skip


def test_a_moment_that_has_not_come_is_no_version(house):
    entry = an_entry(house, "Viens")
    assert [one.title for one in between(entry, [(entry, *OPENED), (entry, "closed_at", "x")])] == [
        "Iesniegts"
    ]


def test_the_person_is_the_one_whom_the_row_names(house):
    """The demonstration writes for people: the trail knows the portal itself."""
    entry = an_entry(house)
    with written_by(house, house.head, "admin"):
        moment = amended(house, at(12), reported_by=house.people.mother)
    (version,) = between(entry, [moment])
    assert (version.by, version.role) == (house.people.mother, "")


@pytest.mark.parametrize("many", [1, 3])
def test_versions_cost_the_same_however_many(house, many):
    entry = an_entry(house, *["Viens"] * many * 3)
    moments = [(entry, *OPENED)]
    for number in range(many):
        with written_by(house, house.people.teacher):
            say(entry, number, "Divi")
            moments.append(amended(house, at(12), **_another(house, number)))
    with CaptureQueriesContext(connection) as asked:
        versions = between(entry, moments)
    assert [len(version.differences) for version in versions] == [0] + [1] * many
    assert len(asked) == 4  # the entry, its parts, the moments, the people
