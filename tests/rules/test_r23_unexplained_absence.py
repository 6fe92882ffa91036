"""R23: a long absence of compulsory age that nobody has explained becomes administration's task, once."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from attendance.clarifications import opening, operations
from attendance.models import Clarification, Mark, Register
from duties.models import CalendarException
from outbox.models import Notification
from people.models import Institution
from tests.attendance.clarifications.scenes import (
    DAYS_BEFORE,
    OLD_ENOUGH,
    PRESENT,
    TOO_YOUNG,
    away,
    day_of,
    run,
)
from tests.world import HOLIDAY, MONDAY, TUESDAY, a_house, at

NOON = at(12)
THURSDAY = HOLIDAY + timedelta(days=1)


def opened(house) -> list[Clarification]:
    return list(Clarification.objects.filter(institution=house.institution).order_by("pk"))


def test_more_than_three_days_open_a_clarification(house):
    away(house, 4)
    assert opening.open_all(NOON) == 1
    (one,) = opened(house)
    assert (one.child, one.since) == (house.children["Bitītes"][0], DAYS_BEFORE[-4])


def test_three_days_do_not(house):
    away(house, 3)
    assert opening.open_all(NOON) == 0


def test_how_many_days_is_a_setting(house):
    place = Institution.objects.get(pk=house.institution.pk)
    place.settings["attendance.clarify_more_than"] = 5
    place.save()
    away(house, 5)
    assert opening.open_all(NOON) == 0
    place.settings["attendance.clarify_more_than"] = 4
    place.save()
    assert opening.open_all(NOON) == 1


def test_a_decided_unexcused_day_counts_like_an_unknown_one(house):
    run(house, DAYS_BEFORE[-4:], "unexcused", None, "unexcused", None)
    assert opening.open_all(NOON) == 1


@pytest.mark.parametrize("between", [PRESENT, "illness", "other", "quarantine"])
def test_a_day_there_or_explained_ends_the_absence(house, between):
    run(house, DAYS_BEFORE, None, None, None, between, None, None)
    assert opening.open_all(NOON) == 0


@pytest.mark.parametrize("last", [PRESENT, "illness"])
def test_what_has_ended_is_not_opened_any_more(house, last):
    run(house, DAYS_BEFORE, None, None, None, None, None, last)
    assert opening.open_all(NOON) == 0


def test_days_off_neither_count_nor_end_it(house):
    """Thursday, Friday, Monday, Tuesday; the weekend and then the Wednesday's holiday lie between."""
    away(house, 2)
    day_of(house, TUESDAY, {0: None})
    assert opening.open_all(at(12, day=HOLIDAY)) == 0
    day_of(house, THURSDAY, {0: None})
    assert opening.open_all(at(12, day=THURSDAY)) == 1


def test_a_day_declared_off_afterwards_does_not_count(house):
    away(house, 4)
    mine = {"institution": house.institution, "kind": "closed"}
    CalendarException.objects.create(**mine, day=DAYS_BEFORE[-2], group=house.groups["Bitītes"])
    assert opening.open_all(NOON) == 0


def test_an_unconfirmed_day_neither_counts_nor_ends_it(house):
    run(house, DAYS_BEFORE[1:5], None, None, None)
    day_of(house, DAYS_BEFORE[4], {0: PRESENT}, confirmed=False)
    assert opening.open_all(NOON) == 0
    day_of(house, MONDAY, {0: None})
    assert opening.open_all(NOON) == 1


def test_it_counts_across_two_groups(house):
    from people import operations as people

    run(house, DAYS_BEFORE[2:5], None, None, None)
    child = house.children["Bitītes"][0]
    people.move(child=child, group=house.groups["Pūcītes"], since=MONDAY, by=house.by)
    house.children["Pūcītes"].append(child)
    day_of(house, MONDAY, {3: None}, group="Pūcītes")
    assert opening.open_all(NOON) == 1


# --- compulsory age --------------------------------------------------------------------------------
@pytest.mark.parametrize(("born", "override", "count"), [
    (OLD_ENOUGH, None, 1), (TOO_YOUNG, None, 0), (TOO_YOUNG, True, 1), (OLD_ENOUGH, False, 0),
])  # fmt: skip
def test_only_of_compulsory_age(house, born, override, count):
    child = house.children["Bitītes"][0]
    child.birth_date, child.compulsory_override = born, override
    child.save()
    away(house, 4)
    assert opening.open_all(NOON) == count


def test_days_before_the_compulsory_age_do_not_count(house):
    house.institution.refresh_from_db()
    child = house.children["Bitītes"][0]
    child.birth_date = OLD_ENOUGH
    child.save()
    child.enrolments.update(since=date(2026, 8, 1))
    days = [date(2026, 8, 28), date(2026, 8, 31), *(date(2026, 9, n) for n in (1, 2, 3, 4))]
    run(house, days[:5], *[None] * 5)
    assert opening.open_all(at(12, day=days[4])) == 0
    day_of(house, days[5], {0: None})
    assert opening.open_all(at(12, day=days[5])) == 1
    assert opened(house)[0].since == date(2026, 9, 1)


def test_not_of_a_child_that_has_left(house):
    away(house, 4)
    house.children["Bitītes"][0].enrolments.update(until=MONDAY)
    assert opening.open_all(NOON) == 0


# --- once -------------------------------------------------------------------------------------------
def test_twice_opens_once(house):
    away(house, 4)
    assert [opening.open_all(NOON), opening.open_all(at(12, 30))] == [1, 0]
    day_of(house, TUESDAY, {0: None})
    assert opening.open_all(at(12, day=TUESDAY)) == 0


@pytest.mark.parametrize("outcome", Clarification.Outcome.values)
def test_the_same_absence_is_not_opened_again_after_closing(house, outcome):
    away(house, 4)
    opening.open_all(NOON)
    operations.close(clarification=opened(house)[0], outcome=outcome, by=house.by, at=at(13))
    day_of(house, TUESDAY, {0: None})
    assert opening.open_all(at(12, day=TUESDAY)) == 0


def test_a_longer_run_seen_later_is_still_the_same_absence(house):
    """A day before the first one turns out to have been absent as well."""
    away(house, 4)
    opening.open_all(NOON)
    operations.close(clarification=opened(house)[0], outcome="handed_over", by=house.by, at=at(13))
    day_of(house, DAYS_BEFORE[1], {0: None})
    assert opening.open_all(at(14)) == 0


def test_a_new_absence_after_a_return_makes_a_new_one(house):
    run(house, DAYS_BEFORE[:4], *[None] * 4)
    opening.open_all(at(12, day=DAYS_BEFORE[3]))
    (first,) = opened(house)
    back = at(12, day=DAYS_BEFORE[4])
    day_of(house, DAYS_BEFORE[4], {0: PRESENT})
    operations.close(clarification=first, outcome="returned", by=house.by, at=back)
    days = [MONDAY, TUESDAY, THURSDAY, THURSDAY + timedelta(days=1)]
    run(house, days, *[None] * 4)
    assert opening.open_all(at(12, day=days[2])) == 0  # the fourth is marked, but lies ahead
    assert opening.open_all(at(12, day=days[3])) == 1
    assert [one.since for one in opened(house)] == [DAYS_BEFORE[0], MONDAY]


# --- who hears, and what ------------------------------------------------------------------------------
def test_administration_is_told_once_without_a_name(house):
    away(house, 4)
    opening.open_all(NOON)
    opening.open_all(at(12, 30))
    (told,) = Notification.objects.filter(kind="clarification.opened")
    assert (told.person, told.role) == (house.head, "admin")
    assert (told.subject_id, told.day) == (opened(house)[0].pk, DAYS_BEFORE[-4])


def test_a_letter_is_no_longer_wanted_once_it_is_closed(house):
    from outbox import registry

    away(house, 4)
    opening.open_all(NOON)
    told = Notification.objects.get(kind="clarification.opened")
    kind = registry.get("clarification.opened")
    assert kind.wanted(told, at(12, 1))
    operations.close(clarification=opened(house)[0], outcome="explained", by=house.by, at=at(13))
    assert not kind.wanted(told, at(13, 1))
    told.refresh_from_db()
    assert told.read_at == at(13)


def test_a_notification_shows_the_group_and_never_the_child(house):
    from outbox import registry

    away(house, 4)
    opening.open_all(NOON)
    told = Notification.objects.get(kind="clarification.opened")
    shown = registry.get("clarification.opened").present([told], house.by, NOON)[told.pk]
    assert "Bitītes" in shown.detail
    assert not any(name in shown.title + shown.detail for name in ("Anna", "Bērziņa"))


def test_one_failing_institution_keeps_no_other_waiting(house):
    other = a_house("Saulstari", "40000000002")
    for one in (house, other):
        away(one, 4)
    Institution.objects.filter(pk=house.institution.pk).update(time_zone="Nowhere/At all")
    assert opening.open_all(NOON) == 1
    assert not opened(house)
    assert len(opened(other)) == 1


def test_what_failed_is_logged_without_what_the_database_says_of_a_row(house, monkeypatch, caplog):
    def refused(*_args):
        raise IntegrityError("Key exists. DETAIL: (Anna, Bērziņa)")

    monkeypatch.setattr(opening, "going_on", refused)
    assert opening.open_all(NOON) == 0
    assert f"institution {house.institution.pk} failed: IntegrityError" in caplog.text
    assert "Anna" not in caplog.text


def test_the_queries_do_not_grow_with_the_children(house, savepoints_aside):
    def open_with(children: int) -> None:
        Clarification.objects.all().delete()
        Mark.objects.all().delete()
        Register.objects.all().delete()
        house.children["Bitītes"] = house.children["Bitītes"][:3]
        house.crowd(house.groups["Bitītes"], children - 3)
        for day in DAYS_BEFORE[-4:]:
            day_of(house, day, dict.fromkeys(range(children)))
        with savepoints_aside(16):
            assert opening.open_of(house.institution, NOON) == children

    open_with(3)
    open_with(30)
