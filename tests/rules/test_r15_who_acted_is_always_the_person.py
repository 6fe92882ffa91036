"""R15: on the shared computer of a group room everybody acts under their own name."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from attendance.models import Register
from people import acting, operations
from people.devices import pins
from people.models import Device, DeviceUse, Institution
from tests.attendance.test_register_page import acting_token, form, url
from tests.people.room import LOGIN, PIN, choose_pin, leave_it, shared_by_two, sign_in
from tests.world import MONDAY, PASSWORD, TUESDAY, at

ENTER = reverse("enter_by_pin")
TILE = 'name="who" value="{}"'


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(8), tick=False)
    return time_machine


@pytest.fixture
def room(house) -> Client:
    return shared_by_two(house)


def use_of(person) -> DeviceUse:
    return DeviceUse.objects.get(user=person, device__shared_at__isnull=False)


def enter(browser: Client, person, pin: str = PIN, **more):
    return browser.post(ENTER, {"who": use_of(person).pk, "pin": pin} | more)


def who_is_at(browser: Client) -> int | None:
    """Whose session it is after a request like any other."""
    browser.get("/account/")
    key = browser.session.get("_auth_user_id")
    return int(key) if key else None


# --- changing who is at it ------------------------------------------------------------------------
def test_a_tap_on_ones_name_and_a_pin_change_who_acts(house, room):
    first, second = house.people.teacher, house.people.assistant
    page = room.get(LOGIN).content.decode()
    assert TILE.format(use_of(first).pk) in page
    assert enter(room, first).status_code == 302
    assert who_is_at(room) == first.pk
    leave_it(room)
    assert who_is_at(room) is None
    assert enter(room, second).status_code == 302
    assert who_is_at(room) == second.pk


def test_the_register_says_who_confirmed_it(house, room):
    for person in (house.people.teacher, house.people.assistant):
        enter(room, person)
        leave_it(room)
    enter(room, house.people.teacher)
    room.post(url(house), form(house, 0) | {"acting": acting_token(room, house)})
    assert Register.objects.get().first_confirmed_by == house.people.teacher


def test_only_staff_with_a_pin_on_this_device_are_shown(house, room):
    page = room.get(LOGIN).content.decode()
    assert page.count('name="who"') == 2
    assert "Strode" not in page  # the teacher of the other group was never here
    assert 'name="who"' not in Client().get(LOGIN).content.decode()


def test_a_pin_session_opens_nothing_that_wants_a_password_again(house, room):
    enter(room, house.people.teacher)
    for page in ("people:contacts", "mfa_add_webauthn", "account_change_password"):
        answer = room.get(reverse(page))
        if page == "account_change_password":  # asks for the old password on the page
            assert "oldpassword" in answer.content.decode()
        else:
            assert answer.status_code == 302
            assert "reauthenticate" in answer["Location"]
    assert choose_pin(room, "904618").status_code == 403
    assert room.get(reverse("people:device")).status_code == 403
    assert room.post(reverse("people:unshare_here")).status_code == 403


# --- the lock -------------------------------------------------------------------------------------
@pytest.mark.parametrize(("minutes", "seconds", "is_in"), [(9, 59, True), (10, 0, False)])
def test_it_locks_after_ten_minutes_without_anybody(house, room, clock, minutes, seconds, is_in):
    enter(room, house.people.teacher)
    clock.move_to(at(8, minutes, seconds), tick=False)
    assert (who_is_at(room) == house.people.teacher.pk) is is_in


def test_every_request_counts_from_anew(house, room, clock):
    enter(room, house.people.teacher)
    for minute in (9, 18, 27):
        clock.move_to(at(8, minute), tick=False)
        assert room.get(reverse("people:present")).status_code == 204
    clock.move_to(at(8, 37), tick=False)
    assert room.get(reverse("people:present")).status_code == 302


def test_a_form_that_met_the_lock_is_saved_for_its_author(house, room, clock):
    enter(room, house.people.teacher)
    body = form(house, 0) | {"acting": acting_token(room, house)}
    clock.move_to(at(8, 58), tick=False)
    page = room.post(url(house), body)
    assert page.status_code == 401
    text = page.content.decode()
    assert "Anna" not in text
    assert f"{TILE.format(use_of(house.people.teacher).pk)} checked" in text  # whose form it is
    clock.move_to(at(9, 3), tick=False)
    wrong = enter(room, house.people.teacher, "111222", resume=resume_of(text))
    assert wrong.status_code == 422
    again = enter(room, house.people.teacher, resume=resume_of(wrong.content.decode()))
    assert again["Location"] == url(house)
    register = Register.objects.get()
    assert (register.first_confirmed_at, register.first_confirmed_by) == (
        at(8, 58), house.people.teacher,
    )  # fmt: skip


def resume_of(page: str) -> str:
    return re.search(r'name="resume" value="([^"]+)"', page)[1]


def test_a_form_that_met_the_lock_serves_nobody_else(house, room, clock):
    enter(room, house.people.teacher)
    body = form(house, 0) | {"acting": acting_token(room, house)}
    clock.move_to(at(8, 50), tick=False)
    page = room.post(url(house), body).content.decode()
    enter(room, house.people.assistant, resume=resume_of(page))
    assert who_is_at(room) == house.people.assistant.pk
    assert not Register.objects.exists()


def test_a_part_of_a_page_is_told_that_the_session_is_over(house, room, clock):
    enter(room, house.people.teacher)
    clock.move_to(at(8, 30), tick=False)
    assert room.post(url(house), {}, headers={"HX-Request": "true"}).status_code == 401


def test_an_ordinary_device_stays_open_and_is_asked_nothing(house, clock):
    browser = Client()
    sign_in(browser, house.people.teacher)
    browser.get("/account/")
    with CaptureQueriesContext(connection) as asked:
        browser.get("/account/")
    assert not [q for q in asked if "people_device" in q["sql"]]
    assert not [q for q in asked if q["sql"].startswith("UPDATE")]
    clock.move_to(at(11), tick=False)
    assert who_is_at(browser) == house.people.teacher.pk


# --- when a PIN is void ---------------------------------------------------------------------------
def test_the_fifth_wrong_pin_voids_it(house, room):
    for left in (4, 3, 2, 1):
        page = enter(room, house.people.teacher, "111222")
        assert page.status_code == 422
        assert str(left) in page.content.decode()
    enter(room, house.people.teacher, "111222")
    assert enter(room, house.people.teacher).status_code == 422
    assert who_is_at(room) is None
    assert enter(room, house.people.assistant).status_code == 302  # the others are not hindered


def test_who_is_alone_there_is_told_that_the_pin_is_void(house):
    browser = Client()
    sign_in(browser, house.people.teacher)
    browser.post(reverse("people:share_device"), {"name": "Bitīšu dators"})
    choose_pin(browser)
    leave_it(browser)
    pages = [enter(browser, house.people.teacher, "111222") for _ in range(5)]
    assert "PIN vairs neder" in pages[-1].content.decode()


def test_a_pin_that_ended_is_not_said_to_be_mistyped(house, room, clock):
    clock.move_to(at(8) + timedelta(days=30), tick=False)
    assert "PIN vairs neder" in enter(room, house.people.teacher).content.decode()


def test_a_key_that_is_not_the_portals_is_replaced(house):
    browser = Client()
    browser.cookies["device"] = "planted"
    sign_in(browser, house.people.teacher)
    assert browser.cookies["device"].value != "planted"


def test_a_right_pin_forgets_the_wrong_ones(house, room):
    for _ in range(3):
        for _ in range(4):
            enter(room, house.people.teacher, "111222")
        assert enter(room, house.people.teacher).status_code == 302
        leave_it(room)


def _new_password(house, person):
    browser = Client()
    sign_in(browser, person)
    new = "septini melni kaki lec"
    body = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert browser.post(reverse("account_change_password"), body).status_code == 302


def _by(house):
    return {"by": house.by, "at": at(8)}


VOIDED_BY = {
    "own new password": _new_password,
    "new key": lambda house, who: operations.send_new_key(
        user=who, by_letter=False, **_by(house)
    ),
    "sessions ended": lambda house, who: operations.end_all_sessions(user=who, **_by(house)),
    "suspicion": lambda house, who: operations.report_compromised(
        by=house.access(who, "teacher"), at=at(8)
    ),
    "leaving": lambda house, who: operations.leave(user=who, since=MONDAY, **_by(house)),
    "suspension": lambda house, who: operations.suspend(
        user=who, since=MONDAY, until=TUESDAY, reason="x", **_by(house)
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", VOIDED_BY)
def test_a_pin_is_void_after(what, house, room):
    teacher = house.people.teacher
    use = use_of(teacher)
    VOIDED_BY[what](house, teacher)
    assert TILE.format(use.pk) not in room.get(LOGIN).content.decode()
    assert room.post(ENTER, {"who": use.pk, "pin": PIN}).status_code == 422
    assert who_is_at(room) is None


@pytest.mark.parametrize("what", VOIDED_BY)
def test_a_session_opened_by_a_pin_is_over_after(what, house, room):
    teacher = house.people.teacher
    enter(room, teacher)
    assert who_is_at(room) == teacher.pk
    VOIDED_BY[what](house, teacher)
    assert who_is_at(room) is None


def test_a_pin_is_void_thirty_days_after_a_sign_in_in_full(house, room, clock):
    clock.move_to(at(7, 59) + timedelta(days=30), tick=False)
    assert enter(room, house.people.teacher).status_code == 302
    leave_it(room)
    clock.move_to(at(8) + timedelta(days=30), tick=False)
    assert enter(room, house.people.teacher).status_code == 422


def test_whoever_became_administration_gets_in_by_no_pin(house, room):
    Institution.objects.filter(pk=house.institution.pk).update(
        settings={"people.two_step_roles": ["admin"]}
    )
    house.welcome(house.people.teacher, "admin")
    assert enter(room, house.people.teacher).status_code == 422
    assert who_is_at(room) is None


def test_a_pin_of_one_device_opens_no_other(house, room):
    elsewhere = Client()
    sign_in(elsewhere, house.people.other_teacher)
    elsewhere.post(reverse("people:share_device"), {"name": "Pūcīšu dators"})
    leave_it(elsewhere)
    theirs = DeviceUse.objects.get(user=house.people.teacher, device__shared_as="Bitīšu dators")
    assert elsewhere.post(ENTER, {"who": theirs.pk, "pin": PIN}).status_code == 422
    assert who_is_at(elsewhere) is None


def test_without_the_devices_cookie_there_is_no_door_for_pins(house, room):
    stranger = Client()
    answer = stranger.post(ENTER, {"who": use_of(house.people.teacher).pk, "pin": PIN})
    assert answer["Location"] == LOGIN
    assert who_is_at(stranger) is None


# --- sharing --------------------------------------------------------------------------------------
def test_a_decent_pin_is_taken_and_kept_as_a_hash(house, room):
    for pin in ("123456", "000000", "987654", "121212", "123123", "12345", "12345a", "١٢٣٤٥٦"):
        with pytest.raises(ValidationError):
            pins.require_decent(pin)
    assert PIN not in use_of(house.people.teacher).pin
    sign_in(room, house.people.teacher)
    assert choose_pin(room, "111111").status_code == 422
    assert choose_pin(room, PIN, "904618").status_code == 422


def test_the_door_and_the_form_ask_for_a_pin_of_the_length_that_is_taken(house, room):
    length = f'maxlength="{pins.LENGTH}"'
    assert length in room.get(LOGIN).content.decode()
    sign_in(room, house.people.teacher)
    assert room.get(reverse("people:device")).content.decode().count(length) == 2
    for pin in (PIN[:-1], f"{PIN}3"):
        with pytest.raises(ValidationError, match=str(pins.LABEL)[-6:]):
            pins.require_decent(pin)


def test_a_parent_shares_no_device_and_has_no_pin(house, room):
    browser = Client()
    sign_in(browser, house.people.mother)
    assert browser.post(reverse("people:share_device"), {"name": "x"}).status_code == 403
    sign_in(room, house.people.mother)
    assert choose_pin(room).status_code == 403
    assert choose_pin(browser).status_code == 403  # it is not shared


def test_administration_sees_shared_devices_and_ends_them(house, other_house, room):
    sign_in(browser := Client(), house.head)
    page = browser.get(reverse("people:devices")).content.decode()
    assert "Bitīšu dators" in page
    device = Device.objects.get(shared_at__isnull=False)
    sign_in(theirs := Client(), other_house.head)
    assert "Bitīšu dators" not in theirs.get(reverse("people:devices")).content.decode()
    unshare = reverse("people:unshare_device", args=[device.pk])
    assert theirs.post(unshare).status_code == 404
    assert browser.post(unshare).status_code == 302
    assert room.post(ENTER, {"who": 1, "pin": PIN})["Location"] == LOGIN
    assert not DeviceUse.objects.exclude(pin="").exists()


def test_a_device_is_shared_by_one_house_only(house, other_house, room):
    device = Device.objects.get(shared_at__isnull=False)
    theirs = other_house.access(other_house.people.teacher, "teacher")
    with pytest.raises(ValidationError):
        operations.share_device(device=device, name="x", by=theirs, at=at(8))
    with pytest.raises(PermissionDenied):
        operations.unshare_device(device=device, by=theirs)
    colleague = house.access(house.people.nurse, "nurse")
    with pytest.raises(PermissionDenied):
        operations.unshare_device(device=device, by=colleague)


def test_the_cookie_is_kept_as_a_digest(house, room):
    key = room.cookies["device"].value
    assert room.cookies["device"]["httponly"]
    assert len(key) > 40
    assert not Device.objects.filter(key_digest__contains=key[:20]).exists()


def test_what_somebody_chose_in_a_form_is_of_no_use(house, room):
    enter(room, house.people.teacher)
    token = acting_token(room, house)
    assert acting.read(token)[0] == str(house.people.teacher.pk)
    leave_it(room)
    enter(room, house.people.assistant)
    assert room.post(url(house), form(house, 0) | {"acting": token}).status_code == 409
