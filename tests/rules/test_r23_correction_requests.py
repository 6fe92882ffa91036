"""R23: what teachers ask to be corrected in a signed week, and the answer."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from attendance.check.operations import answer_request, sign
from attendance.models import CorrectionRequest
from attendance.months.house import all_groups, house_of
from duties.calendar.days import Month
from duties.models import Closure
from outbox.models import Notification
from outbox.registry import get
from tests.attendance.check.weeks import (
    FRI,
    WED,
    WEEK,
    a_week,
    mark,
    nurse,
)
from tests.world import at

SATURDAY = FRI + timedelta(days=1)


@pytest.fixture
def asked(house) -> CorrectionRequest:
    """The teacher asks that Anna's Wednesday in the signed week be an absence for family reasons."""
    a_week(house)
    sign(group=house.groups["Bitītes"], monday=WEEK, by=nurse(house), at=at(8))
    wednesday = mark(house, WED)
    return CorrectionRequest.objects.create(
        institution=house.institution, register=wednesday.register, day=WED, child=wednesday.child,
        presence="absent", reason="family", asked_at=at(9), asked_by=house.people.teacher,
    )  # fmt: skip


def test_a_granted_request_corrects_the_signed_week_and_the_teacher_is_told(house, asked):
    answer_request(request=asked, granted=True, by=nurse(house), at=at(10))
    corrected = mark(house, WED)
    assert (corrected.presence, corrected.reason, corrected.settled_by) == (
        "absent",
        "family",
        house.people.nurse,
    )
    told = Notification.objects.get(kind="correction.answered")
    assert (told.person, told.role, told.subject_id) == (house.people.teacher, "teacher", asked.pk)


def test_a_declined_request_says_why_and_changes_nothing(house, asked):
    answer_request(request=asked, granted=False, text=" Bija klāt ", by=nurse(house), at=at(10))
    asked.refresh_from_db()
    assert (asked.granted, asked.answer, mark(house, WED).presence) == (
        False,
        "Bija klāt",
        "present",
    )


def test_nobody_declines_without_a_word_or_answers_twice(house, asked):
    with pytest.raises(ValidationError, match="kāpēc"):
        answer_request(request=asked, granted=False, text="  ", by=nurse(house), at=at(10))
    answer_request(request=asked, granted=True, by=nurse(house), at=at(10))
    with pytest.raises(ValidationError, match="jau ir atbildēts"):
        answer_request(request=asked, granted=False, text="Nē", by=nurse(house), at=at(11))
    assert Notification.objects.filter(kind="correction.answered").count() == 1


@pytest.mark.parametrize(("who", "role"), [("teacher", "teacher"), ("head", "admin")])
def test_only_nurse_and_clerk_answer(house, asked, who, role):
    with pytest.raises(PermissionDenied):
        answer_request(
            request=asked,
            granted=True,
            by=house.access(getattr(house.people, who), role),
            at=at(10),
        )


def test_the_teacher_reads_what_became_of_it_and_a_stranger_does_not(house, asked):
    answer_request(request=asked, granted=True, by=nurse(house), at=at(10))
    told, kind = (
        Notification.objects.get(kind="correction.answered"),
        get("correction.answered"),
    )
    teacher = house.access(house.people.teacher, "teacher")
    shown = kind.present([told], teacher, at(11))[told.pk]
    assert (shown.title, "Anna" in shown.title + shown.detail) == ("Labojums veikts", False)
    assert kind.wanted(told, at(11))
    assert kind.present([told], house.access(house.people.other_teacher, "teacher"), at(11)) == {}


def test_who_left_the_group_is_not_told_any_more(house, asked):
    answer_request(request=asked, granted=True, by=nurse(house), at=at(10))
    told, kind = (
        Notification.objects.get(kind="correction.answered"),
        get("correction.answered"),
    )
    told.person = house.people.former_teacher
    assert not kind.wanted(told, at(11))


def test_a_request_that_was_changed_meanwhile_is_read_again_first(house, asked):
    read = asked.asked_at
    CorrectionRequest.objects.filter(pk=asked.pk).update(reason="illness", asked_at=at(9, 30))
    with pytest.raises(ValidationError, match="pa šo laiku ir mainīts"):
        answer_request(request=asked, granted=True, asked_at=read, by=nurse(house), at=at(10))
    assert mark(house, WED).presence == "present"
    answer_request(request=asked, granted=True, asked_at=at(9, 30), by=nurse(house), at=at(10))
    assert mark(house, WED).reason == "illness"


def in_a_closed_month(house):
    Closure.objects.create(
        institution=house.institution, kind=Closure.Kind.MONTH, since=date(2026, 11, 1),
        until=date(2026, 12, 1), closed_at=at(9), closed_by=house.head,
    )  # fmt: skip


def test_the_page_sends_what_was_read(client, house, asked, time_machine):
    time_machine.move_to(at(10), tick=False)
    client.force_login(house.people.nurse)
    places = [WEEK, house.groups["Bitītes"].pk]
    asked.refresh_from_db()
    shown = f'name="asked_at" value="{asked.asked_at.isoformat()}"'
    assert shown in client.get(reverse("attendance:group_check", args=places)).content.decode()
    url = reverse("attendance:answer_request", args=[*places, asked.pk])
    CorrectionRequest.objects.filter(pk=asked.pk).update(reason="illness", asked_at=at(9, 30))
    late = client.post(url, {"granted": "yes", "asked_at": asked.asked_at.isoformat()})
    assert late.status_code == 409
    assert "Izlasiet to vēlreiz" in late.content.decode()
    assert client.post(url, {"granted": "yes"}).status_code == 422
    now = client.post(url, {"granted": "yes", "asked_at": at(9, 30).isoformat()})
    assert now.status_code == 302


def test_in_a_closed_month_it_can_be_declined_and_closing_tells_of_it(
    client, house, asked, time_machine
):
    time_machine.move_to(at(10), tick=False)
    in_a_closed_month(house)
    client.force_login(house.people.nurse)
    page = client.get(reverse("attendance:group_check", args=[WEEK, house.groups["Bitītes"].pk]))
    text = page.content.decode()
    assert 'name="granted" value="no"' in text
    assert 'name="granted" value="yes"' not in text
    month = Month(date(2026, 11, 1))
    found = house_of(
        all_groups(house.institution, month), institution=house.institution, month=month, at=at(10)
    )
    assert any("1 labojuma lūgums" in remark for remark in found.remarks)


@pytest.mark.parametrize("who", ["teacher", "head", "mother"])
@pytest.mark.parametrize("granted", [True, False])
def test_whom_it_is_not_for_neither_grants_nor_declines(house, asked, who, granted):
    """Nor is told that it has been answered."""
    roles = {"teacher": "teacher", "head": "admin", "mother": "parent"}
    by = house.access(getattr(house.people, who, house.head), roles[who])
    for _answered in range(2):
        with pytest.raises(PermissionDenied):
            answer_request(request=asked, granted=granted, text="Nē", by=by, at=at(10))
        if CorrectionRequest.objects.get().answered_at is None:
            answer_request(request=asked, granted=False, text="Bija", by=nurse(house), at=at(11))
    assert CorrectionRequest.objects.get().answer == "Bija"
