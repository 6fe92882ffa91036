"""Keys in the real browser: an invitation followed, a passkey made and used, a code of an app, a slip."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import Page, expect

from documents.jobs import Jobs
from people import operations
from people.keys import links
from people.models import User
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.test_every_page import look, look_again
from tests.browser.visitor import Visitor
from tests.world import at

# The looks themselves try both widths; everyday only a phone has the pages, and touches them.
DEVICES = pytest.mark.parametrize(
    "device",
    [
        pytest.param(PHONE, id="phone"),
        pytest.param(DESKTOP, id="desktop", marks=pytest.mark.deep(name="looks")),
    ],
)
NEW = "cetri zili ezisi skrien"


@pytest.fixture
def newcomer(house) -> User:
    person = house.adult("parent", "Zane", "Zariņa", email="zane@pasts.example")
    house.guardian(house.children["Bitītes"][0], person)
    User.objects.filter(pk=person.pk).update(activated_at=None, password="!")
    person.refresh_from_db()
    return person


def set_password(page) -> None:
    page.locator("[name=new_password1]").fill(NEW)
    page.locator("[name=new_password2]").fill(NEW)
    page.locator("main form button[type=submit]").click()


@DEVICES
def test_an_invitation_leads_to_today(arrives, house, newcomer, device):
    link = operations.invite(user=newcomer, by=house.by, at=at(8))
    visitor = arrives(device)
    visitor.page.goto(f"{visitor.portal}/l/{links.token(link)}")
    assert links.token(link) not in visitor.page.url
    assert look_again(visitor, "the door") == []
    set_password(visitor.page)
    visitor.page.wait_for_url(f"{visitor.portal}/")
    expect(visitor.page.locator("main")).to_contain_text("Anna")


def test_a_slip_is_typed_by_hand(arrives, house, newcomer):
    batch = operations.ask_for_slips(users=[newcomer], by=house.by, at=at(8))
    Jobs().drain(lambda: at(8, 1))
    visitor = arrives(PHONE)
    found = look(visitor, reverse("slip"))
    visitor.page.locator("[name=username]").fill(newcomer.username)
    visitor.page.locator("[name=code]").fill(links.code(batch.links.get()))
    visitor.page.locator("main form button[type=submit]").click()
    set_password(visitor.page)
    visitor.page.wait_for_url(f"{visitor.portal}/")
    assert found == []


def a_security_chip(visitor) -> None:
    """What a phone has built in, played by the browser."""
    protocol = visitor.context.new_cdp_session(visitor.page)
    protocol.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@DEVICES
def test_a_passkey_is_made_and_opens_the_journal(arrives, house, device):
    visitor = arrives(device)
    page = makes_a_passkey(visitor, house.people.teacher)
    assert Authenticator.objects.filter(user=house.people.teacher, type="webauthn").count() == 1
    visitor.context.clear_cookies()
    page.goto(visitor.portal + reverse("account_login"))
    page.locator("#passkey_login").click()
    page.wait_for_url(f"{visitor.portal}/")


@pytest.mark.deep(name="looks")
@DEVICES
def test_the_pages_of_who_has_a_passkey(arrives, house, device):
    visitor = arrives(device)
    makes_a_passkey(visitor, house.people.teacher)
    found = look_again(visitor, "recovery codes") + look(visitor, reverse("mfa_list_webauthn"))
    assert found + look(visitor, reverse("mfa_index")) == []


def makes_a_passkey(visitor: Visitor, teacher: User) -> Page:
    a_security_chip(visitor)
    page = visitor.page
    visitor.signs_in(teacher)
    page.goto(visitor.portal + reverse("mfa_add_webauthn"))
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile("/key/codes/"))
    return page


@DEVICES
@pytest.mark.parametrize(
    "names",
    [
        ("mfa_index", "people:sessions", "mfa_list_webauthn"),
        ("mfa_needed", "agreements:documents", "about"),
    ],
    ids=["key", "papers"],
)
@pytest.mark.deep(name="looks")
def test_the_pages_of_ones_own_key(arrives, house, device, names):
    visitor = arrives(device)
    visitor.is_signed_in(house.people.teacher)
    assert [fault for name in names for fault in look(visitor, reverse(name))] == []


@pytest.mark.deep(name="looks")
@DEVICES
def test_the_pages_of_administration(arrives, house, newcomer, device):
    operations.invite(user=newcomer, by=house.by, at=at(8))
    operations.ask_for_slips(users=[newcomer], by=house.by, at=at(8))
    visitor = arrives(device)
    visitor.is_signed_in(house.head)
    found = look(visitor, reverse("people:invitations"))
    found += look(visitor, reverse("people:adult_key", args=[newcomer.pk]))
    found += look(visitor, reverse("people:adult_key", args=[house.people.teacher.pk]))
    assert found == []


@pytest.mark.deep(name="looks")
@DEVICES
def test_the_page_of_slips(arrives, house, newcomer, device):
    batch = operations.ask_for_slips(users=[newcomer], by=house.by, at=at(8))
    visitor = arrives(device)
    visitor.is_signed_in(house.head)
    found = look(visitor, reverse("people:slips", args=[batch.pk]))
    Jobs().drain(lambda: at(8, 1))
    found += look(visitor, reverse("people:slips", args=[batch.pk]))
    assert found == []


AT_THE_DOOR = ("account_login", "slip", "account_request_login_code", "people:locked", "about")


@pytest.mark.parametrize("name", AT_THE_DOOR)
def test_the_pages_at_the_door(arrives, house, name):
    assert look(arrives(PHONE), reverse(name)) == []


@pytest.mark.parametrize(
    ("name", "of_a_child"),
    [
        ("children", False), ("staff", False), ("staff_new", False), ("child_new", False),
        ("child", True), ("guardian_new", True),
    ],
)  # fmt: skip
@pytest.mark.deep(name="looks")
def test_the_cards(arrives, house, name, of_a_child):
    anna = house.children["Bitītes"][0]
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.head)
    page = reverse(f"people:{name}", args=[anna.pk] if of_a_child else [])
    assert look(visitor, page) == []
