"""The demonstration: whole, invented, the same for the same day, and never in people's way."""

from datetime import date

import pghistory
import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F

from attendance.models import AbsenceNotice, HeadCount, Mark, Presence, Reason, Register, Reply
from attendance.register.operations import confirm, draft
from ejournal.demo import days
from ejournal.demo.logins import LOGINS, PASSWORD
from ejournal.demo.place import Place
from ejournal.demo.plan import families
from ejournal.demo.plan.houses import HOUSES, JANCIS, SAULSTARI
from people.access import Access, Action
from people.models import (
    Assignment,
    Child,
    ChildGroup,
    Enrolment,
    Guardianship,
    Institution,
    Restriction,
    User,
)
from people.operations import create_institution
from people.whose_day import children_due
from planning.models import MonthPlan
from tests.demo import assessed, plans, spoken
from tests.demo import days as days_told

DAY = date(2026, 11, 24)
NEXT = date(2026, 11, 25)
NEXT_YEAR = date(2027, 9, 3)


def demo(day: date) -> None:
    call_command("demo", "--yes-invented-data", today=day, verbosity=0)


def test_only_where_the_demonstration_is_meant(db):
    with pytest.raises(CommandError, match="RITS_DEMO"):
        call_command("demo", today=DAY)
    create_institution(
        name="Cita", registration_number="4000000000", head_first_name="A", head_last_name="B"
    )
    with pytest.raises(CommandError):
        demo(DAY)
    assert Institution.objects.count() == 1


@pytest.mark.slow
def test_the_demonstration_lives_from_day_to_day(db):
    """One load for all: it is the longest part."""
    demo(DAY)
    _assert_everybody_is_there()
    _assert_the_year_so_far()
    _assert_today_is_half_done()
    _assert_nothing_joins_the_institutions()
    _assert_the_past_is_what_confirm_would_have_written()
    _assert_parents_have_spoken()
    _assert_the_kitchen_has_cooked()
    plans.are_in_every_state(_place())
    days_told.are_told(_place())
    assessed.are_shown(_place())
    spoken.are_shown(_place())
    connection.check_constraints()

    before = _all_rows()
    demo(DAY)
    assert _all_rows() == before

    kept = _somebody_begins_a_register()
    demo(NEXT)
    _assert_the_next_day(kept)
    assert _names() == [_full(card) for card in _cards()]

    demo(NEXT_YEAR)
    _assert_the_next_year()


def _assert_everybody_is_there():
    assert [i.name for i in Institution.objects.all()] == [JANCIS.name, SAULSTARI.name]
    assert {place.slug for place in Institution.objects.all()} == {h.slug for h in HOUSES}
    assert len(_place().groups) == 10
    for group in _place().groups:
        assert 17 <= len(children_due(group, DAY)) <= 24
    people = {login.username: User.objects.get(username=login.username) for login in LOGINS}
    one = people["mamma"]
    assert authenticate(None, username=one.username, password=PASSWORD) == one
    assert User.objects.values("password").distinct().count() == 1
    out = [name for name, user in people.items() if Access(user, day=DAY).acting is None]
    assert out == ["apturets"]  # suspended
    teacher = Access(people["skolotaja2"], day=DAY)
    assert teacher.groups(Action.RECORD_ATTENDANCE).count() == 2
    _assert_families(people)


def _assert_families(people):
    seen = {
        name: Child.objects.visible_to(
            Access(people[name], day=DAY, acting_key="parent"), Action.VIEW_ATTENDANCE
        )
        for name in ("mamma", "tetis", "ierobezots", "mamma_divas", "mamma_b", "pedagogs_vecaks")
    }
    assert {name: found.count() for name, found in seen.items()} == {
        "mamma": 2, "tetis": 2, "ierobezots": 0, "mamma_divas": 2, "mamma_b": 1,
        "pedagogs_vecaks": 1,
    }  # fmt: skip
    assert seen["mamma_divas"].values("institution").distinct().count() == 2
    kinds = set(Guardianship.objects.values_list("relation", flat=True))
    assert kinds >= {"mother", "father", "guardian", "foster"}
    first = children_due(_place().groups[0], DAY)
    assert any((c.birth_date.month, c.birth_date.day) == (DAY.month, DAY.day) for c in first)
    assert any(child.warning for child in first)


def _assert_the_year_so_far():
    place = _place()
    past = Register.objects.filter(institution=place.institution, day__lt=DAY)
    assert past.count() == 10 * len(place.working_days())
    assert not past.filter(first_confirmed_at=None).exists()
    assert 0 < past.exclude(late_reason="").count() < past.count() // 20
    marks = Mark.objects.filter(register__in=past)
    away = marks.filter(presence=Presence.ABSENT)
    assert 0.065 < away.count() / marks.count() < 0.095
    assert marks.filter(reason=Reason.UNEXCUSED).count() == 2
    assert away.filter(reason=None).exists()
    moved = Enrolment.objects.get(since=date(2026, 11, 23), kind=Enrolment.Kind.PERMANENT)
    assert Mark.objects.get(child=moved.child, day=moved.since).register.group == moved.group
    earlier = Mark.objects.get(child=moved.child, day=date(2026, 11, 20))
    assert earlier.register.group != moved.group


def _assert_today_is_half_done():
    place = _place()
    today = Register.objects.filter(group__in=place.groups, day=DAY)
    assert today.confirmed().count() == 5
    assert today.filter(first_confirmed_at=None).get().marks.count() == 3
    assert not today.filter(group=place.groups[0]).exists()


def _assert_nothing_joins_the_institutions():
    for model, other in (
        (Enrolment, "child__institution"),
        (Enrolment, "group__institution"),
        (Assignment, "group__institution"),
        (Guardianship, "child__institution"),
        (Restriction, "guardianship__institution"),
        (Register, "group__institution"),
        (Mark, "child__institution"),
        (Mark, "register__institution"),
        (MonthPlan, "group__institution"),
    ):
        assert not model.objects.exclude(institution=F(other)).exists(), (model, other)


def _assert_the_past_is_what_confirm_would_have_written():
    """The same group and day by either way: the same register, the same marks."""
    place, day = _place(), date(2026, 11, 19)
    group = place.groups[1]
    bulk = Register.objects.get(group=group, day=day)
    marks = _content(bulk)
    answers, at, by = days.answers(group, day), bulk.first_confirmed_at, bulk.first_confirmed_by
    old = _stamps(bulk)
    bulk.marks.all().delete()
    bulk.delete()
    confirm(group=group, day=day, answers=answers, by=place.as_teacher(by, day), at=at)
    again = Register.objects.get(group=group, day=day)
    assert (_stamps(again), _content(again)) == (old, marks)


def _assert_the_kitchen_has_cooked():
    place = _place()
    counts = HeadCount.objects.filter(institution=place.institution)
    assert list(counts.order_by("day").values_list("day", flat=True)) == place.past_days()
    assert set(counts.values_list("letter")) == {("none",)}
    latest = counts.latest("day")
    eating = sum(latest.lines.values_list("children", flat=True))
    assert 120 < eating < Mark.objects.filter(day=latest.day, institution=place.institution).count()


def _assert_parents_have_spoken():
    place = _place()
    notices = AbsenceNotice.objects.filter(institution=place.institution)
    assert notices.over(DAY).count() == 2
    past, replies = (
        notices.filter(until__lte=DAY),
        Reply.objects.filter(institution=place.institution),
    )
    assert 20 < replies.count() < past.count()
    assert not past.filter(reason=Reason.UNEXCUSED).exists()
    for notice in past[:20]:
        told = Mark.objects.filter(child=notice.child, day=notice.since)
        assert told.get().reason == notice.reason


def _somebody_begins_a_register() -> Register:
    """A person's own draft, which the demonstration must not touch."""
    place = _place()
    group = place.groups[0]
    user = User.objects.get(username="skolotaja")
    child = children_due(group, DAY)[0]
    at = Register.objects.latest("saved_at").saved_at
    by = place.as_teacher(user, DAY)
    with pghistory.context(user=user.pk):  # as the portal's middleware tells the trail
        return draft(group=group, day=DAY, child_id=child.pk, absent=True, by=by, at=at)


def _assert_the_next_day(kept: Register):
    place = _place(NEXT)
    assert Register.objects.filter(group__in=place.groups, day=NEXT).confirmed().count() == 5
    day_before = Register.objects.filter(group__in=place.groups, day=DAY)
    assert day_before.count() == 10
    assert [r.pk for r in day_before.filter(first_confirmed_at=None)] == [kept.pk]
    kept.refresh_from_db()
    assert (kept.version, kept.marks.count()) == (1, 1)


def _assert_the_next_year():
    """The same people a year on; new children where a group has gone to school."""
    place = _place(NEXT_YEAR)
    assert len(place.groups) == 10
    assert [one.continues for one in place.groups] == _place().groups
    assert all(15 <= len(children_due(group, NEXT_YEAR)) <= 24 for group in place.groups)
    assert plans.submitted(place).count() == 9  # the late one is not there yet
    registers = Register.objects.filter(group__in=place.groups)
    assert registers.filter(day__lt=NEXT_YEAR).confirmed().count() == 20
    assert registers.filter(day=NEXT_YEAR).confirmed().count() == 5
    teacher = Access(User.objects.get(username="skolotaja"), day=NEXT_YEAR)
    assert teacher.groups(Action.RECORD_ATTENDANCE).get() == place.groups[0]
    assert User.objects.values("password").distinct().count() == 3  # newcomers of two houses
    _assert_nothing_joins_the_institutions()


def _place(day: date = DAY) -> Place:
    return Place.found(JANCIS, day)


def _all_rows() -> list[int]:
    people = (User, Child, Enrolment, Assignment, Guardianship)
    models = (
        *people,
        ChildGroup,
        Register,
        Mark,
        AbsenceNotice,
        Reply,
        *plans.MODELS,
        *days_told.MODELS,
        *assessed.MODELS,
        *spoken.MODELS,
    )
    return [model.objects.count() for model in models] + [
        Register.objects.filter(first_confirmed_at=None).count()
    ]


def _content(register: Register) -> list:
    fields = (
        "child",
        "day",
        "institution",
        "presence",
        "reason",
        "arrived_at",
        "left_at",
        "at_cutoff",
    )
    return list(register.marks.order_by("child").values_list(*fields))


def _stamps(register: Register) -> tuple:
    return (
        register.institution_id, register.first_confirmed_at, register.first_confirmed_by_id,
        register.saved_at, register.saved_by_id, register.late_reason, register.version,
    )  # fmt: skip


def _cards():
    return [card for family in families.invent(2026, DAY) for card in family.children]


def _full(card) -> tuple:
    return card.first_name, card.last_name, card.birth_date, card.personal_code


def _names() -> list[tuple]:
    fields = ("first_name", "last_name", "birth_date", "personal_code")
    return list(Child.objects.order_by("pk").values_list(*fields))
