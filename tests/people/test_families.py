"""Whose family sees a row of a group: one rule, its question turned round, and an oracle that knows neither.

Children come, move, stay elsewhere for some days; adults begin and cease to answer for them, are
restricted, suspended, switched off, lose the role, teach in the same house. Then everybody is asked
about every row.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet

from duties.models import CalendarException, Closure
from people import operations
from people.access import (
    BY_GUARDIANSHIP,
    Access,
    Action,
    Right,
    by_day,
    by_month,
    by_period,
    families,
    guardians,
)
from people.models import (
    Assignment,
    Child,
    ChildGroup,
    Enrolment,
    Exclusion,
    Guardianship,
    Institution,
    Restriction,
    User,
)
from people.operations.adults import members
from tests.world import MONDAY, TUESDAY, at, institution

FIRST, LAST = date(2026, 10, 12), date(2026, 12, 14)
ASKED_ON = [date(2026, 10, 30), MONDAY, TUESDAY]
ACTIONS = [Action.VIEW_ATTENDANCE, Action.VIEW_CHILD]  # with a scope, and without one
NEXT = timedelta(days=1)


@dataclass(eq=False)
class Facts:
    """What was written, as it was written: all that the oracle knows."""

    enrolments: list[Enrolment] = field(default_factory=list)
    guardianships: list[Guardianship] = field(default_factory=list)
    restrictions: list[Restriction] = field(default_factory=list)
    exclusions: list[Exclusion] = field(default_factory=list)
    parents: set[tuple[int, int]] = field(default_factory=set)  # person and house: holds the role
    adults: list[User] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    groups: list[ChildGroup] = field(default_factory=list)

    @cache  # noqa: B019 – a handful of them, for one module of tests
    def owner(self, child: int, day: date) -> int | None:
        here = [row for row in self.enrolments if row.child_id == child and lies(row, day)]
        return max(here, key=lambda row: row.kind).group_id if here else None

    def suspended(self, user: int, house: int, day: date) -> bool:
        return any(
            lies(row, day) and row.kind == Exclusion.Kind.SUSPENDED
            and (row.user_id, row.institution_id) == (user, house)
            for row in self.exclusions
        )  # fmt: skip

    @cache  # noqa: B019
    def may(self, user: int, child: int, scope: str | None, today: date) -> bool:
        """Does the person, as a parent, today?"""
        acts = any(
            person == user and not self.suspended(user, house, today)
            for person, house in self.parents
        )
        mine = [g for g in self.guardianships if (g.user_id, g.child_id) == (user, child)]
        return acts and any(
            lies(one, today) and not self.suspended(user, one.institution_id, today)
            and not self.restricted(one, scope, today)
            for one in mine
        )  # fmt: skip

    def restricted(self, one: Guardianship, scope: str | None, today: date) -> bool:
        return scope is not None and any(
            row.guardianship_id == one.pk and lies(row, today) and getattr(row, scope)
            for row in self.restrictions
        )

    def sees(self, user: int, group: int, days: list[date], scope: str | None, today: date) -> bool:
        return any(
            self.owner(child.pk, day) == group
            for child in self.children if self.may(user, child.pk, scope, today)
            for day in days
        )  # fmt: skip


def lies(row, day: date) -> bool:
    return row.since <= day and (row.until is None or day < row.until)


def stretch(chance: random.Random, first: date = FIRST, last: date = LAST) -> tuple:
    since = first + timedelta(days=chance.randrange((last - first).days))
    return since, since + timedelta(days=chance.choice([1, 2, 5, 20]))


def generated(seed: int) -> Facts:
    """Two houses of three groups; every fact by chance, within what the database allows."""
    chance, facts = random.Random(seed), Facts()
    houses = [institution(f"Māja {n}-{seed}", f"4000000{seed:02}{n:02}") for n in (1, 2)]
    for house in houses:
        groups = [house.group(name) for name in ("Bitītes", "Pūcītes", "Zaķīši")]
        facts.groups += groups
        for number in range(6):
            child = operations.add_child(
                institution=house.institution, first_name=f"Bērns{number}", last_name="Liepa",
                birth_date=date(2021, 3, 5), sex="f", by=house.by,
            )  # fmt: skip
            facts.children.append(child)
            _enrol(facts, child, groups, chance)
        _adults(facts, house, chance)
    for adult in facts.adults:
        _answers(facts, adult, [house.institution for house in houses], chance)
    return facts


def _enrol(facts: Facts, child: Child, groups: list[ChildGroup], chance: random.Random) -> None:
    """One group, a move on a day, sometimes a gap; up to two stays elsewhere, perhaps without end."""
    house, moved = child.institution_id, stretch(chance)[0]
    rows = [(groups[0], date(2026, 9, 1), moved, 1)]
    if chance.random() < 0.7:
        rows.append((chance.choice(groups), moved + chance.choice([0, 0, 4]) * NEXT, None, 1))
    begin = FIRST
    for _n in range(chance.choice([0, 1, 2])):
        since, until = stretch(chance, begin)
        begin = min(until, LAST - 2 * NEXT)
        if rows[-1][3] == 2 and since < rows[-1][2]:
            continue
        rows.append((chance.choice(groups), since, until, 2))
    facts.enrolments += Enrolment.objects.bulk_create(
        Enrolment(institution_id=house, child=child, group=g, since=s, until=u, kind=kind)
        for g, s, u, kind in rows
    )


def _adults(facts: Facts, house, chance: random.Random) -> None:
    for number in range(6):
        adult = house.adult("parent", f"Vecāks{number}", "Liepa")
        facts.adults.append(adult)
        facts.parents.add((adult.pk, house.institution.pk))
    teacher, gone, off = facts.adults[-3:]
    house.welcome(teacher, "teacher")  # teaches the first group, too
    Assignment.objects.create(
        institution=house.institution, user=teacher, group=facts.groups[-3], since=FIRST, kind=1
    )
    members(house.institution, "parent").user_set.remove(gone)
    facts.parents.remove((gone.pk, house.institution.pk))
    User.objects.filter(pk=off.pk).update(is_active=False)
    off.is_active = False


def _answers(facts: Facts, adult: User, houses: list[Institution], chance: random.Random) -> None:
    """For some children of either house; some for a time, some under a document."""
    for child in chance.sample(facts.children, 4):
        since, until = chance.choice([(FIRST, None), (FIRST, TUESDAY), stretch(chance)])
        mine = {"institution": child.institution, "since": since, "until": until}
        one = Guardianship.objects.create(**mine, child=child, user=adult, relation="guardian")
        facts.guardianships.append(one)
        if chance.random() < 0.4:
            mine = {"institution": child.institution, "since": chance.choice([FIRST, TUESDAY])}
            limits = {"document": "7", "issuer": "Tiesa", "whereabouts": chance.random() < 0.6}
            row = Restriction.objects.create(**mine, **limits, guardianship=one)
            facts.restrictions.append(row)
    for house in houses:
        _role_and_exclusion(facts, adult, house, chance)


def _role_and_exclusion(
    facts: Facts, adult: User, house: Institution, chance: random.Random
) -> None:
    if chance.random() < 0.4:
        members(house, "parent").user_set.add(adult)
        facts.parents.add((adult.pk, house.pk))
    if chance.random() < 0.25:
        said = {"reason": "Iemesls", "made_at": at(8), "made_by": adult, "user": adult}
        since, kind = chance.choice([FIRST, TUESDAY]), 1 + len(facts.exclusions) % 2
        row = Exclusion.objects.create(**said, institution=house, kind=kind, since=since)
        facts.exclusions.append(row)


def written(facts: Facts, chance: random.Random) -> None:
    """Rows of groups of every shape: of a day, of a period, of a month."""
    november = date(2026, 11, 1)
    periods = [(2, date(2026, 10, 1), november), (2, november, date(2026, 12, 1))]
    for since in (FIRST + NEXT * n for n in range(0, 60, 4)):
        periods.append((1, since, since + NEXT * chance.choice([1, 3, 7])))
    for group in facts.groups:
        mine = {"group": group, "institution": group.institution}
        CalendarException.objects.bulk_create(
            CalendarException(**mine, day=FIRST + NEXT * n, kind="closed")
            for n in range((LAST - FIRST).days)
        )
        Closure.objects.bulk_create(
            Closure(**mine, kind=kind, since=s, until=u, closed_at=at(8), closed_by=facts.adults[0])
            for kind, s, u in periods
        )


def days_of(row) -> list[date]:
    if isinstance(row, CalendarException):
        return [row.day]
    return [row.since + NEXT * n for n in range((row.until - row.since).days)]


SEEDS = [1, 2]


@pytest.fixture(scope="module", params=SEEDS)
def facts(request, django_db_setup, django_db_blocker):
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        made = generated(request.param)
        written(made, random.Random(request.param))
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def on_stage(facts, django_db_blocker):
    with django_db_blocker.unblock():
        yield facts


def as_parent(user: User, day: date) -> Access:
    """Whoever does not hold the role falls back to what they do hold, and sees nothing as family."""
    return Access(user, day=day, acting_key="parent")


def seen(rows: QuerySet, rule) -> set[int]:
    return set(rows.filter(rule).values_list("pk", flat=True))


@pytest.mark.parametrize("today", ASKED_ON, ids=str)
@pytest.mark.parametrize("action", ACTIONS)
def test_each_row_is_seen_by_whom_the_facts_say(on_stage, action, today):
    scope = BY_GUARDIANSHIP[action]
    days, periods = CalendarException.objects.all(), Closure.objects.all()
    months = periods.filter(kind=2).annotate(month=F("since"))
    asked = [
        (rows, shape, [(row, tuple(days_of(row))) for row in rows])
        for rows, shape in ((days, by_day), (periods, by_period), (months, by_month))
    ]
    told = 0
    for user in on_stage.adults:
        access = as_parent(user, today)
        expected: dict[tuple, bool] = {}
        for rows, shape, each in asked:
            found = seen(rows, access.family_rule(action, shape))
            for row, of_row in each:
                key = (row.group_id, of_row)
                if key not in expected:
                    expected[key] = on_stage.sees(user.pk, row.group_id, of_row, scope, today)
                assert (row.pk in found) == expected[key], (user, row, row.group)
            told += len(found)
    assert told > 100


@pytest.mark.parametrize("today", ASKED_ON, ids=str)
@pytest.mark.parametrize("action", ACTIONS)
def test_turned_round_it_says_the_same(on_stage, action, today):
    scope, active = BY_GUARDIANSHIP[action], [u for u in on_stage.adults if u.is_active]
    for since, until in (
        (today, None), (date(2026, 11, 1), date(2026, 12, 1)), (FIRST, FIRST + NEXT), (LAST, None),
    ):  # fmt: skip
        days = [since + NEXT * n for n in range(((until or since + NEXT) - since).days)]
        told = families(action, on_stage.groups, today, since=since, until=until)
        assert len(told) == len(set(told))
        assert set(told) == {
            Right(user.pk, "parent", group.pk)
            for user in active for group in on_stage.groups
            if on_stage.sees(user.pk, group.pk, days, scope, today)
        }  # fmt: skip


@pytest.mark.parametrize("today", ASKED_ON, ids=str)
@pytest.mark.parametrize("action", BY_GUARDIANSHIP)
def test_guardians_of_children_are_those_whose_access_allows_it(on_stage, action, today):
    told = {(one.user_id, one.child_id) for one in guardians(action, on_stage.children, today)}
    scope = BY_GUARDIANSHIP[action]
    assert told == {
        (user.pk, child.pk)
        for user in on_stage.adults if user.is_active
        for child in on_stage.children if on_stage.may(user.pk, child.pk, scope, today)
    }  # fmt: skip
    allowed = {
        (user.pk, child)
        for user in on_stage.adults if user.is_active
        for child in as_parent(user, today).own_children(action).values_list("pk", flat=True)
    }  # fmt: skip
    assert told == allowed


def test_there_is_everything_to_be_told_apart(on_stage):
    """Nobody is asked about nothing: the generated situations hold every shape there is."""
    assert {row.kind for row in on_stage.enrolments} == {1, 2}
    assert {row.kind for row in on_stage.exclusions} == {1, 2}
    assert {row.whereabouts for row in on_stage.restrictions} == {True, False}
    owned = {
        (day, on_stage.owner(child.pk, day))
        for child in on_stage.children for day in (FIRST, MONDAY, LAST)
    }  # fmt: skip
    assert None in {group for _day, group in owned}
    assert len({group for _day, group in owned}) > 4


# --- by example ----------------------------------------------------------------------------------
@pytest.fixture
def closed_groups(house):
    for group in house.groups.values():
        for day in (MONDAY, TUESDAY):
            CalendarException.objects.create(
                institution=house.institution, group=group, day=day, kind="closed"
            )
    return house


def rows_seen(access: Access) -> set[tuple[str, date]]:
    rows = CalendarException.objects.visible_to(access, Action.VIEW_CALENDAR)
    return set(rows.values_list("group__name", "day"))


def test_a_parent_of_another_group_does_not_see_a_groups_row(closed_groups):
    house = closed_groups
    owls = house.access(house.people.other_parent, "parent")
    assert rows_seen(owls) == {("Pūcītes", MONDAY), ("Pūcītes", TUESDAY)}
    bees = CalendarException.objects.filter(group=house.groups["Bitītes"])
    assert not any(owls.can(Action.VIEW_CALENDAR, row) for row in bees)


def test_a_move_counts_from_its_day_for_both_groups_rows(closed_groups):
    house = closed_groups
    elza = house.children["Pūcītes"][1]
    operations.move(child=elza, group=house.groups["Bitītes"], since=TUESDAY, by=house.by)
    for day in (MONDAY, TUESDAY):  # whichever day it is asked on
        access = house.access(house.people.other_parent, "parent", day)
        assert rows_seen(access) == {("Pūcītes", MONDAY), ("Bitītes", TUESDAY)}


def test_who_may_not_know_where_a_child_is_sees_no_groups_row(closed_groups):
    house = closed_groups
    assert rows_seen(house.access(house.people.restricted, "parent")) == set()


def test_a_teacher_who_is_a_parent_sees_as_family_only_when_acting_as_one(closed_groups):
    house = closed_groups
    teacher, elza = house.people.teacher, house.children["Pūcītes"][1]
    house.welcome(teacher, "parent")
    house.guardian(elza, teacher)
    rule = house.access(teacher, "teacher").family_rule(Action.VIEW_ATTENDANCE)
    assert not CalendarException.objects.filter(rule).exists()
    assert rows_seen(house.access(teacher, "parent")) == {("Pūcītes", MONDAY), ("Pūcītes", TUESDAY)}
    assert Right(teacher.pk, "parent", house.groups["Pūcītes"].pk) in families(
        Action.VIEW_ATTENDANCE, house.groups.values(), MONDAY
    )


def test_a_family_sees_the_closures_of_its_own_group(house):
    for name, group in house.groups.items():
        Closure.objects.create(
            institution=house.institution, group=group, kind=1, since=MONDAY,
            until=MONDAY + timedelta(days=7), closed_at=at(15), closed_by=house.people.nurse,
        )  # fmt: skip
        assert name in ("Bitītes", "Pūcītes")
    access = house.access(house.people.other_parent, "parent")
    found = Closure.objects.visible_to(access, Action.VIEW_ATTENDANCE)
    assert [row.group.name for row in found] == ["Pūcītes"]
    assert not Closure.objects.visible_to(access, Action.CLOSE_PERIODS).exists()


def test_an_action_that_no_guardianship_gives_shows_nothing(house):
    for user, role in ((house.people.mother, "parent"), (house.head, "admin")):
        rule = house.access(user, role).family_rule(Action.CLOSE_PERIODS)
        assert not CalendarException.objects.filter(rule).exists()
    assert families(Action.CLOSE_PERIODS, house.groups.values(), MONDAY) == []
    nobody = Access(AnonymousUser(), day=MONDAY)
    assert not CalendarException.objects.filter(nobody.family_rule(Action.VIEW_CHILD)).exists()


@pytest.mark.parametrize("many", [False, True])
def test_any_number_of_children_and_groups_is_the_same_few_queries(
    house, many, django_assert_num_queries
):
    mother = house.people.mother
    if many:
        for children in house.children.values():
            for child in children:
                if not Guardianship.objects.filter(child=child, user=mother).exists():
                    house.guardian(child, mother)
    access = house.access(mother, "parent")
    assert access.acting is not None  # the role: one query, which every page asks
    with django_assert_num_queries(2):
        list(CalendarException.objects.filter(access.family_rule(Action.VIEW_ATTENDANCE)))
    with django_assert_num_queries(1):  # the children's days are asked once
        list(CalendarException.objects.filter(access.family_rule(Action.VIEW_ATTENDANCE)))
    groups = list(house.groups.values())
    with django_assert_num_queries(2):
        assert families(Action.VIEW_ATTENDANCE, groups, MONDAY)
