"""R13, R14: whoever changes contacts, keys, sessions or devices has just said who they are."""

from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import get_resolver, reverse

from people import acting
from people.models import Device
from tests.people.room import sign_in
from tests.world import PASSWORD, at, verified_email

ASK = "/accounts/reauthenticate/"

# What changes one's contacts, keys, sessions or devices: route → how it is sent.
ASKED = {
    "people:contacts": "GET", "people:contacts_email": "POST", "people:contacts_phone": "POST",
    "people:contacts_accept": "POST", "people:contacts_drop": "POST",
    "people:end_session": "POST", "people:end_other_sessions": "POST",
    "people:device": "GET", "people:share_device": "POST", "people:unshare_here": "POST",
    "people:unshare_device": "POST", "people:pin": "POST",
    "mfa_add_webauthn": "GET", "mfa_edit_webauthn": "GET", "mfa_remove_webauthn": "GET",
    "mfa_activate_totp": "GET", "mfa_deactivate_totp": "GET",
    "mfa_generate_recovery_codes": "GET", "mfa_view_recovery_codes": "GET",
}  # fmt: skip
# What does not ask, and why.
NOT_ASKED = {
    "it asks for the password itself": "account_change_password",
    "it is how one says who one is": (
        "account_reauthenticate mfa_reauthenticate mfa_reauthenticate_webauthn mfa_authenticate"
    ),
    "it is how one comes in or goes": (
        "account_login account_logout account_inactive account_request_login_code "
        "account_confirm_login_code mfa_login_webauthn enter_by_pin account_reset_password "
        "account_reset_password_done account_reset_password_from_key "
        "account_reset_password_from_key_done people:change_user"
    ),
    "it shows, and changes nothing": (
        "people:account people:sessions people:locked people:present people:devices people:joining "
        "mfa_index mfa_list_webauthn mfa_needed audit:activity"
    ),
    "it is the emergency brake, and only closes": "people:compromised",
    "the form that it sends on is asked by itself": "people:send_on",
    "it opens nothing": "passkey_later people:act_as people:decide_joining",
}


def routes() -> set[str]:
    """Every address under the account, the doors, and the devices of a house."""
    found, wait = set(), [("", "", get_resolver())]
    while wait:
        space, path, resolver = wait.pop()
        for one in resolver.url_patterns:
            here = path + str(one.pattern)
            if hasattr(one, "url_patterns"):
                inner = f"{space}{one.namespace}:" if one.namespace else space
                wait.append((inner, here, one))
            elif here.lstrip("^").startswith(("account/", "accounts/", "people/devices/")):
                found.add(space + (one.name or ""))
    return found


def test_every_route_is_on_one_list_or_the_other():
    not_asked = {name for names in NOT_ASKED.values() for name in names.split()}
    assert set(ASKED) | not_asked == routes()
    assert not set(ASKED) & not_asked


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(at(8), tick=False)
    return time_machine


@pytest.fixture
def person(house):
    verified_email(house.head)
    return house.head


@pytest.fixture
def browser(person, clock) -> Client:
    """Signed in ten minutes ago, at a shared device, by somebody with everything there is to change."""
    client = Client()
    sign_in(client, person)
    client.post(reverse("people:share_device"), {"name": "Dators"})
    for kind in ("webauthn", "totp", "recovery_codes"):
        Authenticator.objects.create(user=person, type=kind, data={})
    clock.move_to(at(8, 9, 59), tick=False)
    client.get(reverse("people:present"))
    clock.move_to(at(8, 10), tick=False)
    return client


def address(name: str) -> str:
    pk = {
        "people:contacts_accept": lambda: 1, "people:contacts_drop": lambda: 1,
        "people:end_session": lambda: UserSession.objects.get().pk,
        "people:unshare_device": lambda: Device.objects.get().pk,
        "mfa_edit_webauthn": passkey, "mfa_remove_webauthn": passkey,
    }.get(name)  # fmt: skip
    return reverse(name, args=[pk()] if pk else [])


def passkey() -> int:
    return Authenticator.objects.get(type="webauthn").pk


def send(browser: Client, name: str):
    return browser.get(address(name)) if ASKED[name] == "GET" else browser.post(address(name))


@pytest.mark.parametrize("name", sorted(set(ASKED) - {"people:pin"}))
def test_a_sign_in_of_ten_minutes_ago_is_not_enough(browser, name):
    if name == "mfa_activate_totp":
        Authenticator.objects.filter(type="totp").delete()
    answer = send(browser, name)
    assert answer.status_code == 302
    assert answer.url == f"{ASK}?{urlencode({'next': address(name)})}"


@pytest.mark.parametrize("name", ["people:contacts", "people:device", "people:end_other_sessions"])
def test_one_of_a_moment_ago_is(person, clock, name):
    browser = Client()
    sign_in(browser, person)
    clock.move_to(at(8, 9, 59), tick=False)
    answer = send(browser, name)
    assert not answer.headers.get("Location", "").startswith(ASK)


def test_a_pin_is_written_anew_and_waits_nowhere(browser):
    answer = browser.post(reverse("people:pin"), {"pin": "280417", "again": "280417"})
    assert answer.url == reverse("people:device")
    assert "280417" not in str(dict(browser.session))
    assert browser.get(answer.url).url.startswith(ASK)


@pytest.mark.parametrize("name", ["people:contacts", "people:device", "mfa_add_webauthn"])
def test_afterwards_one_is_where_one_was_going(browser, name):
    Authenticator.objects.all().delete()
    asked = browser.get(address(name)).url
    answer = browser.post(asked, {"password": PASSWORD, "next": address(name)})
    assert answer.url == address(name)
    assert browser.get(answer.url).status_code == 200


def test_what_was_sent_is_done(house, browser, person):
    Authenticator.objects.all().delete()
    other = Client()
    sign_in(other, person)
    assert other.get("/").status_code == 200
    form = {acting.FIELD: acting._signer.sign(f"{person.pk}:{house.by.acting.key}")}
    asked = browser.post(reverse("people:end_other_sessions"), form).url
    assert other.get("/").status_code == 200  # nothing yet
    browser.post(asked, {"password": PASSWORD, "next": reverse("people:end_other_sessions")})
    assert other.get("/").status_code == 302
    assert browser.get("/").status_code == 200


def test_a_new_password_wants_the_old_one(browser, person):
    new = {"password1": "septini melni kaki lec", "password2": "septini melni kaki lec"}
    answer = browser.post(reverse("account_change_password"), {"oldpassword": "x"} | new)
    assert answer.context["form"].errors["oldpassword"]
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
