"""Reporting: whoever sees a thing may, it is gone for everybody at once, and nobody hides everything."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction

from manners import operations, registry
from manners.models import Report
from manners.sight import ReportedAlready
from outbox.models import Notification
from people import quotas
from people.access import Access
from tests.activities import makers
from tests.manners.conftest import ENTRY, OfAnEntry, reported, sees
from tests.world import MONDAY, TUESDAY, a_house, at


@pytest.mark.parametrize("who", ["mother", "assistant", "head"])
def test_whoever_sees_it_may_and_it_is_gone_for_all(house, entry, mother, father, teacher, who):
    roles = {"mother": "parent", "assistant": "teacher", "head": "admin"}
    access = house.access(getattr(house.people, who), roles[who])
    said = reported(entry, mother if who == "mother" else access)
    assert not any(sees(entry, one) for one in (mother, father, teacher, house.by))
    assert (said.by, said.role) == (getattr(house.people, who), roles[who])
    assert (said.author, said.institution, said.reason) == (
        teacher.user, house.institution, "child",
    )  # fmt: skip
    assert (said.at, said.note, said.outcome) == (at(10), "Redzama seja", "")


def test_whoever_does_not_see_it_may_not(house, other_house, entry):
    strangers = [
        Access(house.people.other_parent, day=MONDAY), Access(house.people.restricted, day=MONDAY),
        house.access(house.people.other_teacher, "teacher"), other_house.by,
        Access(other_house.people.mother, day=MONDAY),
    ]  # fmt: skip
    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            reported(entry, stranger)
    assert not Report.objects.exists()
    assert sees(entry, Access(house.people.mother, day=MONDAY))


def test_a_kind_of_nobody_and_one_that_nobody_reports(house, entry, mother):
    for kind in ("tests.former", "documents.file"):
        with pytest.raises(PermissionDenied):
            reported(entry, mother, kind=kind)


def test_who_has_two_roles_reports_in_the_one_acted_in(house, entry, teacher):
    house.guardian(house.children["Bitītes"][1], teacher.user)
    said = reported(entry, Access(teacher.user, day=MONDAY, acting_key="parent"))
    assert (said.by, said.role) == (teacher.user, "parent")


def test_administration_is_told_and_nobody_else(house, entry, mother):
    said = reported(entry, mother)
    told = Notification.objects.filter(kind="manners.reported")
    assert [(one.person, one.role, one.subject_id) for one in told] == [
        (house.head, "admin", said.pk)
    ]


def test_administration_is_not_told_of_its_own_report(house, entry):
    reported(entry, house.by)
    assert not Notification.objects.filter(kind="manners.reported").exists()


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"reason": "ugly"}, {"note": "a" * 301}])
def test_what_is_wrong_is_refused_and_nothing_is_hidden(entry, mother, wrong):
    with pytest.raises(ValidationError):
        reported(entry, mother, **wrong)
    assert sees(entry, mother)
    assert not Report.objects.exists()


def test_a_note_may_be_empty(entry, mother):
    assert reported(entry, mother, note="  ").note == ""


# --- twice ----------------------------------------------------------------------------------------
def test_the_second_hears_that_it_is_reported(entry, mother, father):
    reported(entry, mother)
    for again in (father, mother):
        with pytest.raises(ReportedAlready):
            reported(entry, again)
    assert Report.objects.count() == 1


def test_whoever_never_saw_it_hears_nothing_of_a_report(house, entry, mother):
    reported(entry, mother)
    with pytest.raises(PermissionDenied):
        reported(entry, Access(house.people.other_parent, day=MONDAY))


def test_what_stays_is_not_hidden_again_by_the_same_person(house, entry, mother, father):
    said = reported(entry, mother)
    operations.decide(report=said, outcome="stands", by=house.by, at=at(11))
    with pytest.raises(ValidationError):
        reported(entry, mother, at=at(12))
    assert sees(entry, mother)
    assert reported(entry, father, at=at(12)).by == father.user


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_reports(monkeypatch):
    monkeypatch.setattr(registry, "_registry", dict(registry._registry))
    registry.register(OfAnEntry())
    house = a_house()
    teacher = house.access(house.people.teacher, "teacher")
    log = makers.released(house.groups["Bitītes"], teacher, MONDAY, when=at(9))
    entry = makers.entry_of(log)
    mother, father = (Access(one, day=MONDAY) for one in (house.people.mother, house.people.father))

    def elsewhere():
        try:
            return reported(entry, father)
        except ReportedAlready:
            return "already"
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            reported(entry, mother)
            second = pool.submit(elsewhere)
            with pytest.raises(TimeoutError):
                second.result(timeout=0.5)
        assert second.result() == "already"
    assert [one.by for one in Report.objects.all()] == [mother.user]


# --- how many --------------------------------------------------------------------------------------
def test_nobody_hides_everything(house, teacher, kind, mother):
    log = makers.released(
        house.groups["Bitītes"], teacher, MONDAY,
        *(makers.said(f"Darbs {n}") for n in range(quotas.MOST[quotas.REPORTS] + 1)), when=at(9),
    )  # fmt: skip
    *most, last = log.entries.all()
    for entry in most:
        reported(entry, mother)
    with pytest.raises(quotas.UsedUp):
        reported(last, mother, at=at(10, 59))
    assert sees(last, mother)
    assert Report.objects.count() == len(most)
    assert reported(last, mother, at=at(11)).kind == ENTRY


def test_the_day_of_it_passes_and_the_report_stays(house, entry, mother):
    reported(entry, mother)
    tomorrow = house.access(house.head, "admin", TUESDAY)
    assert Report.objects.visible_to(tomorrow, operations.JUDGE).count() == 1
