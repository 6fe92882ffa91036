"""R22: who comes later or leaves early; what the kitchen was told does not change by it."""

from datetime import time, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from attendance.check.operations import correct
from attendance.models import Mark, Register
from attendance.register.operations import Answer, Conflict, confirm, times
from attendance.register.operations.times import Undone
from duties.models import Closure
from duties.operations import close
from tests.attendance import makers
from tests.world import MONDAY, TUESDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
NEXT_MONDAY = MONDAY + timedelta(days=7)


@pytest.fixture(name="confirmed")
def confirmed_day(house):
    """8:50: the first child is absent, the others are there."""
    answers = [
        Answer(child.pk, n == 0, "family" if n == 0 else None)
        for n, child in enumerate(kids(house))
    ]
    confirm(group=bees(house), day=MONDAY, answers=answers, by=teacher(house), at=at(8, 50))
    return house


def bees(house):
    return house.groups["Bitītes"]


def kids(house):
    return house.children["Bitītes"]


def teacher(house, day=MONDAY):
    return house.access(house.people.teacher, "teacher", day)


def subject(house, nth=0, **extra):
    facts = {
        "group": bees(house), "day": MONDAY, "child_id": kids(house)[nth].pk,
        "by": teacher(house), "at": at(9, 40),
    }  # fmt: skip
    return facts | extra


def mark(house, nth=0) -> Mark:
    return Mark.objects.get(child=kids(house)[nth], day=MONDAY)


def sign_the_week(house):
    nurse = house.access(house.people.nurse, "nurse")
    close(
        institution=house.institution, kind=Closure.Kind.WEEK, since=MONDAY, until=NEXT_MONDAY,
        by=nurse, at=at(15), group=bees(house),
    )  # fmt: skip


def url(house, name, nth=0):
    return reverse(f"attendance:{name}", args=[bees(house).pk, MONDAY, kids(house)[nth].pk])


def test_an_absent_child_that_comes_is_present_from_then_on(confirmed):
    times.arrived(**subject(confirmed))
    found = mark(confirmed)
    assert (found.presence, found.reason, found.arrived_at) == ("present", None, time(9, 40))


def test_the_kitchen_was_told_what_it_was_told(confirmed):
    assert mark(confirmed).at_cutoff == "absent"
    times.arrived(**subject(confirmed))
    times.left(**subject(confirmed, 1, at=at(12, 30)))
    assert [mark(confirmed, n).at_cutoff for n in (0, 1)] == ["absent", "present"]


def test_who_comes_by_the_cut_off_eats(confirmed):
    times.arrived(**subject(confirmed, at=at(8, 58)))
    assert mark(confirmed).at_cutoff == "present"


def test_a_child_that_was_there_from_the_start_may_have_come_late(confirmed):
    times.arrived(**subject(confirmed, 1, at_time=time(9, 20)))
    assert mark(confirmed, 1).arrived_at == time(9, 20)


def test_who_leaves_early_stays_present(confirmed):
    times.left(**subject(confirmed, 1, at=at(12, 30)))
    assert (mark(confirmed, 1).presence, mark(confirmed, 1).left_at) == ("present", time(12, 30))


@pytest.mark.parametrize(
    ("operation", "extra", "code"),
    [
        (times.left, {"nth": 0}, "absent"),
        (times.arrived, {"at_time": time(9, 41)}, "future"),
        (times.left, {"nth": 1, "at_time": time(23, 0)}, "future"),
        (times.arrived, {"day": TUESDAY}, "no_register"),
        (times.arrived, {"child_id": 987654321}, "no_mark"),
        (times.arrived, {"at": at(8, 30, day=TUESDAY), "at_time": None}, "time"),
    ],
)
def test_what_cannot_be_is_refused(confirmed, operation, extra, code):
    nth = extra.pop("nth", 0) if "nth" in extra else 0
    before = list(Mark.objects.order_by("pk").values())
    with pytest.raises(ValidationError) as refused:
        operation(**subject(confirmed, nth, **extra))
    assert refused.value.error_list[0].code == code
    assert list(Mark.objects.order_by("pk").values()) == before


def test_nobody_leaves_before_arriving(confirmed):
    times.arrived(**subject(confirmed))
    for wrong in (time(9, 40), time(9, 10)):
        with pytest.raises(ValidationError):
            times.left(**subject(confirmed, at_time=wrong))
    times.left(**subject(confirmed, at=at(13)))
    with pytest.raises(ValidationError):
        times.arrived(**subject(confirmed, at=at(14), at_time=time(13, 30)))


def test_an_unconfirmed_register_has_no_times(house):
    makers_register = makers.register(house)
    Mark.objects.create(
        institution=house.institution, register=makers_register, child=kids(house)[0], day=MONDAY,
        presence="present",
    )  # fmt: skip
    with pytest.raises(ValidationError):
        times.arrived(**subject(house))


@pytest.mark.parametrize(
    "who", ["other_teacher", "specialist", "former_teacher", "nurse", "head", "mother"]
)
def test_only_those_who_record_the_group(confirmed, who):
    role = {"nurse": "nurse", "head": "admin", "mother": "parent"}.get(who, "teacher")
    by = confirmed.access(getattr(confirmed.people, who), role)
    for operation in (times.arrived, times.left):
        with pytest.raises(PermissionDenied):
            operation(**subject(confirmed, 1, by=by))
    with pytest.raises(PermissionDenied):
        times.undo(**subject(confirmed, 1, by=by), what=Undone.CAME)


def test_a_signed_week_is_closed_to_times(confirmed):
    times.arrived(**subject(confirmed))
    sign_the_week(confirmed)
    for operation in (times.arrived, times.left):
        with pytest.raises(ValidationError, match="parakstīta"):
            operation(**subject(confirmed, 1))
    with pytest.raises(ValidationError, match="parakstīta"):
        times.undo(**subject(confirmed), what=Undone.CAME)


def test_a_time_can_be_put_right_later_while_the_week_is_open(confirmed):
    times.arrived(**subject(confirmed))
    tomorrow = {"at": at(8, 30, day=TUESDAY), "by": teacher(confirmed, TUESDAY)}
    times.arrived(**subject(confirmed, at_time=time(9, 15), **tomorrow))
    assert mark(confirmed).arrived_at == time(9, 15)


def test_a_time_entered_by_mistake_is_taken_back(confirmed):
    times.arrived(**subject(confirmed, 1))
    times.left(**subject(confirmed, 1, at=at(12)))
    times.undo(**subject(confirmed, 1, at=at(12, 5)), what=Undone.LEFT)
    assert (mark(confirmed, 1).arrived_at, mark(confirmed, 1).left_at) == (time(9, 40), None)
    times.undo(**subject(confirmed, 1, at=at(12, 6)), what=Undone.ARRIVED)
    assert (mark(confirmed, 1).presence, mark(confirmed, 1).arrived_at) == ("present", None)


def test_a_child_that_did_not_come_after_all_is_absent_as_reported(confirmed):
    makers.notice(confirmed, reason="doctor")
    times.arrived(**subject(confirmed))
    times.undo(**subject(confirmed, at=at(9, 45)), what=Undone.CAME)
    assert (mark(confirmed).presence, mark(confirmed).reason) == ("absent", "doctor")
    with pytest.raises(ValidationError):
        times.undo(**subject(confirmed, at=at(9, 46)), what=Undone.CAME)


def test_the_same_time_twice_is_once(confirmed):
    first = times.arrived(**subject(confirmed))
    assert times.arrived(**subject(confirmed)).version == first.version


def test_a_page_that_is_behind_writes_over_no_colleagues_time(confirmed):
    before = Register.objects.get().version
    times.arrived(**subject(confirmed, at_time=time(9, 20)))
    with pytest.raises(Conflict):
        times.arrived(**subject(confirmed, at_time=time(9, 30)), version=before)
    with pytest.raises(Conflict):
        times.undo(**subject(confirmed), what=Undone.CAME, version=before)
    times.left(**subject(confirmed, 1), version=before)  # nobody said this of that child
    with pytest.raises(Conflict):
        times.left(**subject(confirmed, 1, at=at(13)), version=before)
    assert (mark(confirmed).arrived_at, mark(confirmed, 1).left_at) == (time(9, 20), time(9, 40))


def test_a_time_unsettles_what_the_nurse_had_settled(confirmed):
    anna, nurse = kids(confirmed)[0], confirmed.access(confirmed.people.nurse, "nurse")
    settled = [Answer(anna.pk, True, "family")]
    correct(group=bees(confirmed), day=MONDAY, answers=settled, by=nurse, at=at(9, 30))
    assert mark(confirmed).settled_by == confirmed.people.nurse
    times.arrived(**subject(confirmed))
    assert (mark(confirmed).settled_at, mark(confirmed).settled_by) == (None, None)
