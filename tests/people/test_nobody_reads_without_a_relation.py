"""G7: whatever is done with people in whatever order, nobody reads a child without a current relation.

What should be is written here once more, in plain Python, without a word of ``people.access``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from people import operations
from people.access import Access, Action, role_key
from people.models import Assignment, Child, Exclusion, Guardianship, User
from tests.world import MONDAY, House, at, institution

GROUPS, CHILDREN = ("Bitītes", "Pūcītes"), 3
STAFF, PARENTS = ("ilze", "rita"), ("zane", "juris")
INDEX = st.integers(0, 1000)


@dataclass
class Span:
    """What is so from ``since`` until the day before ``until``."""

    since: date
    until: date | None = None
    facts: dict = field(default_factory=dict)

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def meets(self, since: date, until: date | None = None) -> bool:
        return (until is None or self.since < until) and (self.until is None or since < self.until)


class People(RuleBasedStateMachine):
    """Two houses, built once; every act is done by the head of the one it is tried in, and undone."""

    houses: list[House] = []
    from_the_beginning: list[dict] = []  # guardianships

    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.day = MONDAY
        self.touched: int | None = None  # whom the last act was about; None: anybody
        self.everybody = [
            getattr(house.people, name) for house in self.houses for name in (*STAFF, *PARENTS)
        ]
        self.enrolments: list[Span] = []
        self.assignments: list[Span] = []
        self.guardianships = [Span(MONDAY, None, dict(facts)) for facts in self.from_the_beginning]
        self.restrictions: list[Span] = []
        self.exclusions: list[Span] = []
        self.teachers = {
            (getattr(house.people, name).pk, house.institution.pk)
            for house in self.houses for name in STAFF
        }  # fmt: skip
        self.teachers.add((self.houses[0].people.ilze.pk, self.houses[1].institution.pk))

    def teardown(self) -> None:
        """In the end everybody is asked, whatever the last act was about."""
        if not hasattr(self, "atomic"):
            return
        try:
            self.touched = None
            self.nobody_reads_more_or_less_than_their_relations_say()
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    # --- acts ------------------------------------------------------------------------------------
    def _adult(self, house: House, number: int) -> User:
        """One of the house; two of the first belong to the second too."""
        first, second = self.houses
        guests = [first.people.ilze, first.people.zane] if house is second else []
        own = [getattr(house.people, name) for name in (*STAFF, *PARENTS)]
        return [*guests, *own][number % (len(guests) + len(own))]

    def _by(self, house: House) -> Access:
        return house.access(house.head, "admin", self.day)

    def _tried(self, act) -> object | None:
        """What the operation made; None when it was refused, and nothing of it stands."""
        try:
            with transaction.atomic():
                return act()
        except (ValidationError, PermissionDenied):
            return None

    @rule(house=INDEX, child=INDEX, group=INDEX, foreign=st.booleans(), days=st.integers(0, 3))
    def enrols_or_moves(self, house, child, group, foreign, days) -> None:
        here = self.houses[house % 2]
        one = here.children["alle"][child % CHILDREN]
        there = self.houses[(house + foreign) % 2].groups[GROUPS[group % 2]]
        since = self.day + timedelta(days=days)
        mine = [span for span in self.enrolments if span.facts["child"] == one.pk]
        current = [span for span in mine if span.on(since)]
        act = operations.move if current else operations.enrol
        made = self._tried(lambda: act(child=one, group=there, since=since, by=self._by(here)))
        if made:
            for span in current:
                span.until = since
            self.enrolments.append(Span(since, None, {"child": one.pk, "group": there.pk}))

    @rule(house=INDEX, adult=INDEX, group=INDEX, days=st.integers(0, 2), long=st.integers(0, 3))
    def assigns_or_substitutes(self, house, adult, group, days, long) -> None:
        here = self.houses[house % 2]
        user = self._adult(here, adult)
        self.touched = user.pk
        there = here.groups[GROUPS[group % 2]]
        since = self.day + timedelta(days=days)
        until = since + timedelta(days=long) if long else None
        kind = Assignment.Kind.SUBSTITUTE if long else Assignment.Kind.TEACHER
        made = self._tried(
            lambda: operations.assign(
                user=user, group=there, since=since, until=until, kind=kind, by=self._by(here)
            )
        )
        if made:
            facts = {"user": user.pk, "group": there.pk, "house": here.institution.pk}
            self.teachers.add((user.pk, here.institution.pk))
            self.assignments.append(Span(since, until, facts))

    @rule(house=INDEX, adult=INDEX, child=INDEX, foreign=st.booleans())
    def answers_for(self, house, adult, child, foreign) -> None:
        here = self.houses[house % 2]
        user = self._adult(self.houses[(house + foreign) % 2], adult)
        self.touched = user.pk
        one = here.children["alle"][child % CHILDREN]
        made = self._tried(
            lambda: operations.record_guardianship(
                child=one, user=user, relation="guardian", since=self.day, by=self._by(here)
            )
        )
        if made:
            facts = {
                "user": user.pk, "child": one.pk, "pk": made.pk, "house": here.institution.pk,
            }  # fmt: skip
            before = [
                s
                for s in self.guardianships
                if (s.facts["user"], s.facts["child"]) == (user.pk, one.pk)
            ]
            kept = {s.facts["pk"] for s in before}
            self.guardianships.append(Span(self.day, None, facts))
            carried = [r for r in self.restrictions if r.facts["of"] in kept and r.until is None]
            self.restrictions += [Span(r.since, None, {"of": made.pk}) for r in carried]

    @rule(which=INDEX)
    def restricts(self, which) -> None:
        if not self.guardianships:
            return
        span = self.guardianships[which % len(self.guardianships)]
        row = Guardianship.objects.select_related("institution").get(pk=span.facts["pk"])
        self.touched = row.user_id
        made = self._tried(
            lambda: operations.restrict(
                guardianship=row, document="7", issuer="Tiesa", since=self.day, by=self._by_of(row)
            )
        )
        if made:
            self.restrictions.append(Span(self.day, None, {"of": row.pk}))

    @rule(which=INDEX)
    def no_longer_answers(self, which) -> None:
        open_ones = [span for span in self.guardianships if span.until is None]
        if not open_ones:
            return
        span = open_ones[which % len(open_ones)]
        row = Guardianship.objects.get(pk=span.facts["pk"])
        self.touched = row.user_id
        if self._tried(lambda: operations.end(row, until=self.day, by=self._by_of(row))):
            span.until = self.day

    @rule(
        house=INDEX,
        adult=INDEX,
        days=st.integers(0, 2),
        suspended=st.booleans(),
        long=st.integers(1, 3),
    )
    def leaves_or_is_suspended(self, house, adult, days, suspended, long) -> None:
        here = self.houses[house % 2]
        user = self._adult(here, adult)
        user.refresh_from_db()
        self.touched = user.pk
        since = self.day + timedelta(days=days)
        until = since + timedelta(days=long) if suspended else None
        by, now = self._by(here), at(9, day=self.day)
        made = self._tried(
            (lambda: operations.suspend(
                user=user, since=since, until=until, reason="x", by=by, at=now))
            if suspended else (lambda: operations.leave(user=user, since=since, by=by, at=now))
        )  # fmt: skip
        if made:
            facts = {"user": user.pk, "house": here.institution.pk, "all": suspended, "pk": made.pk}
            self.exclusions.append(Span(since, until, facts))

    @rule(which=INDEX)
    def comes_back(self, which) -> None:
        if not self.exclusions:
            return
        span = self.exclusions[which % len(self.exclusions)]
        row = Exclusion.objects.filter(pk=span.facts["pk"]).select_related("institution").first()
        if row is None or (row.until and row.until <= self.day):
            return
        self.touched = row.user_id
        act = lambda: operations.let_in(exclusion=row, by=self._by_of(row), at=at(9, day=self.day))  # noqa: E731
        if self._tried(lambda: act() or True):
            span.until = self.day if span.since < self.day else span.since

    @rule(days=st.integers(1, 3))
    def days_pass(self, days) -> None:
        self.day += timedelta(days=days)

    def _by_of(self, row) -> Access:
        (house,) = [h for h in self.houses if h.institution == row.institution]
        return self._by(house)

    # --- what must hold ----------------------------------------------------------------------------
    @invariant()
    def nobody_reads_more_or_less_than_their_relations_say(self) -> None:
        if not hasattr(self, "day"):
            return
        everybody = self.touched is None
        for user in self.everybody:
            if everybody or user.pk == self.touched:
                self._reads_what_is_due(user)
        self.touched = None

    def _reads_what_is_due(self, user: User) -> None:
        as_parent = Access(user, day=self.day, acting_key="parent")
        self._as_parent(user, as_parent)
        for house in self.houses:
            key = role_key("teacher", house.institution.pk)
            access = Access(user, day=self.day, acting_key=key)
            access.roles = as_parent.roles  # asked once
            self._as_staff(house, user, key, access)

    def _as_staff(self, house: House, user: User, key: str, access: Access) -> None:
        """Held by those it was given to, unless they are out; then it shows the groups of the day."""
        given = (user.pk, house.institution.pk) in self.teachers
        held = given and not self._is_out(user, house.institution.pk, staff=True)
        acts = access.acting is not None and access.acting.key == key
        assert acts == held
        if acts:
            groups = {
                s.facts["group"] for s in self.assignments
                if s.facts["user"] == user.pk and s.facts["house"] == house.institution.pk
                and s.on(self.day)
            }  # fmt: skip
            there = {
                s.facts["child"] for s in self.enrolments
                if s.facts["group"] in groups and s.on(self.day)
            }  # fmt: skip
            asked = (
                Action.VIEW_CHILD, Action.VIEW_ATTENDANCE, Action.VIEW_DAY, Action.VIEW_ASSESSMENT,
            )  # fmt: skip
            action = asked[self.day.toordinal() % 4]
            assert self._seen(access, action) == there
        elif access.acting is None:
            assert self._seen(access, Action.VIEW_CHILD) == set()

    def _as_parent(self, user: User, access: Access) -> None:
        """The children answered for today, but none of a house that has suspended the person."""
        mine = [
            s for s in self.guardianships
            if s.facts["user"] == user.pk and s.on(self.day)
            and not self._is_out(user, s.facts["house"], staff=False)
        ]  # fmt: skip
        acts = access.acting is not None and access.acting.role == "parent"
        if not acts:
            assert mine == []
            return
        kept_from = {r.facts["of"] for r in self.restrictions if r.on(self.day)}
        free = {s.facts["child"] for s in mine if s.facts["pk"] not in kept_from}
        assert self._seen(access, Action.VIEW_CHILD) == {s.facts["child"] for s in mine}
        restricted = (Action.VIEW_ATTENDANCE, Action.VIEW_DAY, Action.VIEW_ASSESSMENT)
        assert self._seen(access, restricted[self.day.toordinal() % 3]) == free

    def _seen(self, access: Access, action: Action) -> set[int]:
        return set(Child.objects.visible_to(access, action).values_list("pk", flat=True))

    def _is_out(self, user: User, house: int, *, staff: bool) -> bool:
        return any(
            s.on(self.day) and s.facts["user"] == user.pk and s.facts["house"] == house
            and (staff or s.facts["all"])
            for s in self.exclusions
        )  # fmt: skip


def _house(name: str, number: str) -> House:
    house = institution(name, number)
    for group in GROUPS:
        house.group(group)
    house.children["alle"] = [_child(house, n) for n in range(CHILDREN)]
    for role, names in (("teacher", STAFF), ("parent", PARENTS)):
        for one in names:
            setattr(house.people, one, house.adult(role, one.title(), "Ezera"))
    return house


def _child(house: House, number: int) -> Child:
    return operations.add_child(
        institution=house.institution, first_name="Anna", last_name="abc"[number].upper() + "a",
        birth_date=date(2021, 1, 1 + number), sex="f", by=house.by,
    )  # fmt: skip


def _answers_for(house: House, user: User) -> dict:
    """One child of each house from the beginning: what two houses can do to one person is rare else."""
    child = house.children["alle"][0]
    made = operations.record_guardianship(
        child=child, user=user, relation="mother", since=MONDAY, by=house.by
    )
    return {"user": user.pk, "child": child.pk, "pk": made.pk, "house": house.institution.pk}


def _run(examples: int, steps: int, chance: int | None = None) -> None:
    """:param chance: a number from which the examples follow; else always the same ones"""
    People.houses = [_house("Jancis", "40000000001"), _house("Saulstari", "40000000002")]
    first, second = People.houses
    second.welcome(first.people.zane, "parent")  # children of both houses
    second.welcome(first.people.ilze, "teacher")  # works in both
    People.from_the_beginning = [_answers_for(house, first.people.zane) for house in People.houses]
    run_state_machine_as_test(
        People if chance is None else seed(chance)(type("People", (People,), {})),
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, derandomize=chance is None,
            suppress_health_check=list(HealthCheck), database=None,
        ),
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("chance", range(4))
def test_five_short_sequences(chance):
    _run(5, 5, chance)


@pytest.mark.slow
@pytest.mark.django_db
def test_sixty_sequences():
    _run(60, 8)


@pytest.mark.deep(name="sequences")
@pytest.mark.django_db
def test_three_hundred_sequences():
    _run(300, 8)


@pytest.mark.deep(name="sequences")
@pytest.mark.django_db
def test_ten_thousand_sequences():
    _run(10_000, 12)
