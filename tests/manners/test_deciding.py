"""Deciding: once, by administration; the reporter and the author hear what came of it, and no more."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from manners import operations
from manners.models import Report
from messaging.notifications.inbox import shown
from outbox import registry as outbox
from outbox.models import Notification
from people.access import Access
from tests.manners.conftest import reported, sees
from tests.world import MONDAY, at


@pytest.fixture
def said(entry, mother) -> Report:
    return reported(entry, mother)


def decide(house, report, outcome="stands", **more) -> Report:
    facts = {"answer": "Paldies!", "by": house.by, "at": at(11)}
    return operations.decide(report=report, outcome=outcome, **facts | more)


@pytest.mark.parametrize(("outcome", "act", "is_seen"), [
    ("stands", "shown", True), ("given_back", "given back", True), ("removed", "removed", False),
])  # fmt: skip
def test_the_apps_own_act_is_done(house, kind, said, entry, father, outcome, act, is_seen):
    made = decide(house, said, outcome)
    assert kind.done == [("hidden", "Kristīne"), (act, "Dace")]
    assert sees(entry, father) is is_seen
    assert (made.outcome, made.answer) == (outcome, "Paldies!")
    assert (made.decided_by, made.decided_at) == (house.head, at(11))


def test_it_is_decided_once(house, kind, said):
    decide(house, said)
    with pytest.raises(operations.DecidedAlready) as late:
        decide(house, said, "removed")
    assert late.value.report.outcome == "stands"
    assert kind.done[-1] == ("shown", "Dace")


def test_only_administration_of_the_house_decides(house, other_house, said, mother, teacher):
    for by in (mother, teacher, other_house.by, house.access(house.people.nurse, "nurse")):
        with pytest.raises(PermissionDenied):
            decide(house, said, by=by)
    assert Report.objects.open().count() == 1


@pytest.mark.parametrize("wrong", [{"outcome": ""}, {"outcome": "burnt"}, {"answer": "a" * 301}])
def test_what_is_wrong_is_refused(house, said, entry, mother, wrong):
    with pytest.raises(ValidationError):
        decide(house, said, **wrong)
    assert Report.objects.open().count() == 1
    assert not sees(entry, mother)


def test_whoever_reported_it_may_decide_in_a_house_of_one(house, entry):
    made = decide(house, reported(entry, house.by))
    assert (made.by, made.decided_by) == (house.head, house.head)


def test_what_is_gone_meanwhile_is_decided_all_the_same(house, kind, said, monkeypatch):
    monkeypatch.setattr(kind, "found", lambda pks, by: {})
    assert decide(house, said).outcome == "stands"
    assert kind.done == [("hidden", "Kristīne")]


# --- who is told what --------------------------------------------------------------------------------
def told(kind: str) -> Notification:
    return Notification.objects.select_related("institution").get(kind=kind)


def words(notification: Notification, access: Access) -> str:
    (one,) = shown([notification], access, at(12)).values()
    return f"{one.title} {one.detail} {one.url}"


def test_the_reporter_and_the_author_are_told_and_neither_of_the_other(
    house, said, mother, teacher
):
    decide(house, said, "removed")
    answered, of_own = told("manners.answered"), told("manners.decided")
    assert (answered.person, answered.role) == (mother.user, "parent")
    assert (of_own.person, of_own.role) == (teacher.user, "teacher")
    address = f"/reports/{said.pk}/answer/"
    for notification, access in ((answered, mother), (of_own, teacher)):
        text = words(notification, access)
        assert address in text
        assert "ieraksts" in text
        assert not any(
            name in text for name in ("Kristīne", "Bērziņa", "Ilze", "Kalēja", "Redzama")
        )
        assert outbox.get(notification.kind).wanted(notification, at(12))


def test_administrations_hint_is_settled(house, said):
    hint = told("manners.reported")
    assert outbox.get(hint.kind).wanted(hint, at(10, 5))
    assert "ieraksts" in words(hint, house.by)
    decide(house, said)
    hint.refresh_from_db()
    assert hint.read_at == at(11)
    assert not outbox.get(hint.kind).wanted(hint, at(12))


def test_a_teacher_who_reported_as_a_parent_is_answered_as_one(house, entry, teacher):
    house.guardian(house.children["Bitītes"][1], teacher.user)
    parent = Access(teacher.user, day=MONDAY, acting_key="parent")
    decide(house, reported(entry, parent))
    assert told("manners.answered").role == "parent"
    assert told("manners.decided").role == "teacher"


def test_nobody_is_told_of_an_own_act(house, entry):
    decide(house, reported(entry, house.by))
    kinds = set(Notification.objects.values_list("kind", flat=True))
    assert kinds & {"manners.answered", "manners.decided"} == {"manners.decided"}
