"""R23: when a child came or left in a signed week, nurse and clerk correct; its teachers do not."""

from datetime import time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from attendance.check.operations import sign
from attendance.register.operations.times import Undone, arrived, left, undo
from tests.attendance.check.weeks import TUE, WEEK, a_week, mark, nurse
from tests.world import at


@pytest.fixture
def confirmed(house):
    a_week(house)
    return house


def signed(house):
    return sign(group=house.groups["Bitītes"], monday=WEEK, by=nurse(house), at=at(9))


def tuesday(house, by):
    child = house.children["Bitītes"][0]
    return {
        "group": house.groups["Bitītes"],
        "day": TUE,
        "child_id": child.pk,
        "by": by,
        "at": at(10),
    }


def address(house, name):
    child = house.children["Bitītes"][0]
    return reverse(f"attendance:{name}", args=[house.groups["Bitītes"].pk, TUE, child.pk])


def test_nurse_and_clerk_write_and_take_back_times(confirmed):
    signed(confirmed)
    arrived(**tuesday(confirmed, nurse(confirmed)), at_time=time(9, 30))
    left(**tuesday(confirmed, confirmed.access(confirmed.people.clerk, "clerk")), at_time=time(12))
    assert (mark(confirmed, TUE).arrived_at, mark(confirmed, TUE).left_at) == (
        time(9, 30),
        time(12),
    )
    undo(**tuesday(confirmed, nurse(confirmed)), what=Undone.LEFT)
    assert mark(confirmed, TUE).left_at is None


def test_before_it_is_signed_they_are_the_teachers_alone(confirmed, client, time_machine):
    with pytest.raises(PermissionDenied):
        arrived(**tuesday(confirmed, nurse(confirmed)), at_time=time(9, 30))
    time_machine.move_to(at(10), tick=False)
    client.force_login(confirmed.people.nurse)
    assert client.get(address(confirmed, "child_day")).status_code == 403
    assert client.post(address(confirmed, "arrived"), {"at_time": "09:30"}).status_code == 403


def test_once_it_is_signed_a_teacher_is_refused_in_words(confirmed):
    signed(confirmed)
    teacher = confirmed.access(confirmed.people.teacher, "teacher")
    with pytest.raises(ValidationError, match="parakstīta"):
        arrived(**tuesday(confirmed, teacher), at_time=time(9, 30))


def test_the_nurse_does_it_on_the_childs_page(confirmed, client, time_machine):
    signed(confirmed)
    time_machine.move_to(at(10), tick=False)
    client.force_login(confirmed.people.nurse)
    register = reverse("attendance:register", args=[confirmed.groups["Bitītes"].pk, TUE])
    assert address(confirmed, "child_day") in client.get(register).content.decode()
    assert 'type="time"' in client.get(address(confirmed, "child_day")).content.decode()
    form = {"version": mark(confirmed, TUE).register.version, "at_time": "09:30"}
    assert client.post(address(confirmed, "arrived"), form).status_code == 302
    assert mark(confirmed, TUE).arrived_at == time(9, 30)
    assert (
        client.post(address(confirmed, "ask"), {"wanted": "unknown", "why": ""}).status_code == 403
    )
