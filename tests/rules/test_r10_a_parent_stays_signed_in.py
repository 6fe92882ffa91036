"""R10–R17: a parent stays signed in on a device of their own; staff, and whoever is elsewhere, do not."""

import re
from datetime import datetime, timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from outbox.clock import ONE_DAY
from people import operations
from people.devices import stay
from people.keys import links
from people.models import OneTimeLink
from tests.people.room import choose_pin, leave_it, shared_by_two, sign_in
from tests.rules.test_r14_password_changed_at_once import NEW, SECRET, code
from tests.world import PASSWORD, at, verified_email

NOW = at(8)
DAY = timedelta(days=1)
FOR = timedelta(days=30)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


def signed_in(person, **more) -> Client:
    browser = Client()
    sign_in(browser, person, **more)
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/").status_code == 200


def cookie(browser: Client):
    return browser.cookies[settings.SESSION_COOKIE_NAME]


def stays(browser: Client) -> bool:
    """Whether the cookie outlives the browser, for as long as the session in the table."""
    if not cookie(browser)["max-age"]:
        assert not cookie(browser)["expires"]
        assert browser.session.get_expiry_age() == settings.SESSION_COOKIE_AGE
        return False
    assert cookie(browser)["max-age"] == FOR.total_seconds()
    return True


def after(clock, passed: timedelta) -> datetime:
    clock.move_to(NOW + passed, tick=False)
    return NOW + passed


def test_for_thirty_days(house, clock):
    browser = signed_in(house.people.mother)
    assert stays(browser)
    after(clock, FOR)
    assert not is_in(browser)


def test_counted_from_the_last_day_they_came(house, clock):
    browser = signed_in(house.people.mother)
    for days in (20, 40, 69):
        after(clock, days * DAY)
        assert is_in(browser)
        assert stays(browser)


def test_no_page_writes_for_it_more_than_once_a_day(house, clock):
    browser = signed_in(house.people.mother)
    after(clock, DAY - timedelta(minutes=1))
    assert is_in(browser)
    assert "django_session" not in written(browser)
    after(clock, DAY)
    assert "django_session" in written(browser)
    assert "django_session" not in written(browser)


def written(browser: Client) -> set[str]:
    """Tables that the first page writes into."""
    with CaptureQueriesContext(connection) as asked:
        browser.get("/")
    wrote = [
        one["sql"].split('"')[1] for one in asked if one["sql"].startswith(("UPDATE", "INSERT"))
    ]
    return set(wrote)


@pytest.mark.parametrize("name", ["teacher", "nurse", "clerk", "head", "superuser"])
def test_staff_sign_in_for_the_day(house, clock, name):
    browser = signed_in(getattr(house.people, name))
    assert not stays(browser)
    assert is_in(browser)
    after(clock, timedelta(hours=12))
    assert not is_in(browser)


def test_a_teacher_who_is_a_parent_is_staff_whichever_role_they_act_in(house, clock):
    teacher = house.people.teacher
    house.guardian(house.children["Pūcītes"][2], teacher)
    browser = signed_in(teacher)
    browser.post(reverse("people:act_as"), {"role": "parent"})
    assert not stays(browser)
    after(clock, timedelta(hours=12))
    assert not is_in(browser)


def test_a_device_that_is_not_ones_own_forgets(house, clock):
    browser = signed_in(house.people.mother, not_mine="on")
    assert not stays(browser)
    after(clock, timedelta(hours=12))
    assert not is_in(browser)


def test_on_a_shared_device_nothing_changes(house, clock):
    room = shared_by_two(house)
    sign_in(room, house.people.mother)
    assert not stays(room)
    after(clock, timedelta(minutes=10))
    assert not is_in(room)


def test_staff_on_a_shared_device_are_there_for_ten_minutes_still(house, clock):
    room = shared_by_two(house)
    sign_in(room, house.people.teacher)
    choose_pin(room)
    assert not stays(room)
    leave_it(room)
    assert not is_in(room)


# --- every door --------------------------------------------------------------------------------------
@pytest.fixture
def newcomer(house):
    person = house.adult("parent", "Zane", "Zariņa", email="zane@pasts.example")
    house.guardian(house.children["Bitītes"][0], person)
    return person


@pytest.mark.parametrize("said", [{}, {"not_mine": "on"}], ids=["own", "another"])
def test_by_a_link_or_a_slip(house, newcomer, said):
    operations.send_new_key(user=newcomer, by_letter=False, by=house.by, at=NOW)
    browser = Client()
    browser.get(f"/l/{links.token(OneTimeLink.objects.get(user=newcomer))}")
    browser.post("/l/", {"new_password1": NEW, "new_password2": NEW} | said)
    assert stays(browser) == (not said)
    assert is_in(browser)


@pytest.mark.parametrize("said", [{}, {"not_mine": "on"}], ids=["own", "another"])
def test_by_a_code_that_came_by_letter(house, newcomer, said):
    verified_email(newcomer)
    browser = Client()
    browser.post(reverse("account_request_login_code"), {"email": newcomer.email})
    (letter,) = re.findall(r"^[A-Z0-9-]{6,9}$", mail.outbox[0].body, re.M)
    browser.post(reverse("account_confirm_login_code"), {"code": letter} | said)
    assert is_in(browser)
    assert stays(browser) == (not said)


@pytest.mark.parametrize("said", [{}, {"not_mine": "on"}], ids=["own", "another"])
def test_with_a_second_step_between(house, said):
    TOTP.activate(house.people.mother, SECRET)
    browser = signed_in(house.people.mother, **said)
    assert not stays(browser)  # nobody is in yet
    browser.post("/accounts/key/authenticate/", {"code": code()})
    assert is_in(browser)
    assert stays(browser) == (not said)


def test_who_said_nothing_of_the_device_does_not_stay(house, newcomer, client):
    """Somebody else's session is thrown away in the middle of signing in, and the word with it."""
    operations.send_new_key(user=newcomer, by_letter=False, by=house.by, at=NOW)
    client.force_login(house.people.other_parent)
    session = client.session
    session[stay._OWN] = True
    session.save()
    client.get(f"/l/{links.token(OneTimeLink.objects.get(user=newcomer))}")
    client.post("/l/", {"new_password1": NEW, "new_password2": NEW})
    assert is_in(client)
    assert not stays(client)


# --- what ends it -------------------------------------------------------------------------------------
def test_whoever_becomes_staff_signs_in_anew(house, clock):
    mother = house.people.mother
    browser = signed_in(mother)
    operations.give_role(user=mother, role="teacher", institution=house.institution, by=house.by)
    assert browser.get("/").url.startswith(reverse("account_login"))
    sign_in(browser, mother)
    assert is_in(browser)
    assert not stays(browser)


def test_what_they_had_filled_in_is_kept_for_them(house):
    mother = house.people.mother
    browser = signed_in(mother)
    page = browser.get(reverse("messaging:settings")).text
    acting = page.partition('name="acting" value="')[2].partition('"')[0]
    operations.give_role(user=mother, role="teacher", institution=house.institution, by=house.by)
    answer = browser.post(reverse("messaging:read_all"), {"acting": acting})
    assert answer.status_code == 401
    assert answer.context["form"]["resume"].value()


def test_a_part_of_a_page_says_that_the_session_has_ended(house):
    mother = house.people.mother
    browser = signed_in(mother)
    operations.give_role(user=mother, role="teacher", institution=house.institution, by=house.by)
    answer = browser.post(reverse("messaging:read_all"), headers={"HX-Request": "true"})
    assert answer.status_code == 401


def ends_all(house, mother, browser):
    operations.end_all_sessions(user=mother, by=house.by, at=NOW)


def voids_the_password(house, mother, browser):
    operations.send_new_key(user=mother, by_letter=False, by=house.by, at=NOW)


def suspends(house, mother, browser):
    day = house.by.day
    operations.suspend(
        user=mother, reason="pārbaude", since=day, until=day + ONE_DAY, by=house.by, at=NOW
    )


def ends_it_from_elsewhere(house, mother, browser):
    row = UserSession.objects.get(session_key=browser.session.session_key)
    operations.end_own_session(session=row, by=house.access(mother, "parent"))


@pytest.mark.parametrize(
    "act",
    [ends_all, voids_the_password, suspends, ends_it_from_elsewhere],
    ids=lambda act: act.__name__,
)
def test_what_ends_a_session_ends_a_long_one(house, act):
    browser = signed_in(house.people.mother)
    assert is_in(browser)
    act(house, house.people.mother, browser)
    assert not is_in(browser)


def test_one_goes_on_staying_after_a_new_password(house):
    browser = signed_in(house.people.mother)
    body = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    browser.post(reverse("account_change_password"), body)
    assert is_in(browser)
    assert stays(browser)


def test_signing_in_gives_the_session_another_key(house, newcomer):
    """Whoever laid a session under somebody has nothing of theirs (fixation)."""
    operations.send_new_key(user=newcomer, by_letter=False, by=house.by, at=NOW)
    browser = Client()
    browser.get(f"/l/{links.token(OneTimeLink.objects.get(user=newcomer))}")
    before = browser.session.session_key
    sign_in(browser, house.people.mother)
    assert browser.session.session_key != before
    assert is_in(browser)
