"""Signing in, in the real browser: for how long, with an eye at the password, by a passkey next time."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import Locator, expect

from attendance.models import AbsenceNotice
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.finger import Finger
from tests.browser.test_every_page import look_again
from tests.browser.test_keys import a_security_chip
from tests.browser.test_notices import OPEN, send
from tests.browser.visitor import Visitor
from tests.world import MONDAY, PASSWORD, TUESDAY, at

SUNDAY = MONDAY - timedelta(days=1)
LOGIN = reverse("account_login")


def comes_back(arrives, visitor: Visitor) -> Visitor:
    """The same device after its browser was closed: what was for that long only is gone."""
    kept = [one for one in visitor.context.cookies() if one["expires"] != -1]
    return arrives(PHONE, storage_state={"cookies": kept, "origins": []})


def test_a_parent_signed_in_yesterday_reports_two_children_in_five_taps(arrives, house, morning):
    morning.move_to(at(20, day=SUNDAY))
    before = arrives(PHONE)
    before.signs_in(house.people.mother)
    morning.move_to(at(7, 50))
    parent, finger = comes_back(arrives, before), Finger()
    parent.open("/")
    cards = parent.page.locator(".kid")
    anna = cards.filter(has=parent.page.get_by_role("heading", name="Anna"))
    finger.taps_on(anna.get_by_text(OPEN))
    finger.taps_on(anna.get_by_text("Kārlis", exact=True))
    finger.taps_on(anna.get_by_text("Rīt, 17.11.", exact=True))
    finger.taps_on(anna.get_by_text("Slimība", exact=True))
    finger.taps_on(send(anna))
    expect(anna).to_contain_text("Slimība")
    assert finger.taps == 5
    assert {one.since for one in AbsenceNotice.objects.all()} == {TUESDAY}
    assert AbsenceNotice.objects.count() == 2


@pytest.mark.parametrize(("who", "is_mine"), [("teacher", True), ("mother", False)])
def test_the_others_sign_in_again_when_the_browser_was_closed(arrives, house, who, is_mine):
    before = arrives(PHONE)
    before.open(LOGIN)
    if not is_mine:
        before.page.get_by_label("Šī nav mana ierīce").check()
    before.fills_in(getattr(house.people, who))
    after = comes_back(arrives, before)
    after.open("/")
    assert LOGIN in after.page.url


# --- a passkey --------------------------------------------------------------------------------------
def the_offer(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("region", name="Nākamreiz – bez paroles")


def session_ends(visitor: Visitor) -> float:
    """When the browser forgets the session: -1 with its closing."""
    return next(one["expires"] for one in visitor.context.cookies() if one["name"] == "sessionid")


def test_a_passkey_is_offered_taken_and_used(arrives, house):
    visitor = arrives(PHONE)
    a_security_chip(visitor)
    visitor.signs_in(house.people.mother)
    expect(the_offer(visitor)).to_be_visible()
    found = look_again(visitor, "the offer")
    page = visitor.page
    the_offer(visitor).get_by_role("link", name="Pievienot piekļuves atslēgu").tap()
    page.locator("#mfa_webauthn_add").tap()  # nobody asks for the password of a moment ago
    page.wait_for_url(re.compile("/key/codes/"))
    page.get_by_role("link", name="Kodus saglabāju, turpināt").tap()
    page.wait_for_url(f"{visitor.portal}/")
    assert the_offer(visitor).count() == 0
    assert Authenticator.objects.filter(user=house.people.mother, type="webauthn").count() == 1
    for is_mine in (True, False):
        visitor.context.clear_cookies()
        visitor.open(LOGIN)
        page.get_by_label("Šī nav mana ierīce").set_checked(not is_mine)
        page.locator("#passkey_login").tap()
        page.wait_for_url(f"{visitor.portal}/")
        assert (session_ends(visitor) != -1) is is_mine
    assert found == []


def test_later_is_for_good(arrives, house):
    visitor = arrives(PHONE)
    a_security_chip(visitor)
    visitor.signs_in(house.people.teacher)
    the_offer(visitor).get_by_role("button", name="Vēlāk").tap()
    expect(visitor.page.locator("[data-passkey-offer]")).to_have_count(0)


def test_a_device_that_can_hold_none_is_offered_none(arrives, house):
    visitor = arrives(PHONE)
    visitor.signs_in(house.people.mother)
    visitor.page.wait_for_load_state("networkidle")
    expect(visitor.page.locator("[data-passkey-offer]")).to_be_hidden()


# --- an eye at the password -------------------------------------------------------------------------
def test_an_eye_shows_the_password_and_covers_it_again(arrives, house):
    visitor = arrives(PHONE)
    visitor.open(LOGIN)
    page = visitor.page
    field, eye = page.locator("[name=password]"), page.get_by_role("button", name="Rādīt paroli")
    size = eye.bounding_box()
    assert min(size["width"], size["height"]) >= 44
    field.fill("nepareiza parole")
    eye.tap()
    expect(field).to_have_attribute("type", "text")
    expect(field).to_have_attribute("autocomplete", "current-password")
    expect(eye).to_have_attribute("aria-pressed", "true")
    assert look_again(visitor, "an open eye") == []
    eye.focus()
    page.keyboard.press("Enter")
    expect(field).to_have_attribute("type", "password")
    page.keyboard.press("Space")
    expect(field).to_have_attribute("type", "text")
    page.evaluate("document.forms[0].addEventListener('submit', (sent) => sent.preventDefault())")
    page.locator("[name=login]").fill("kads")
    page.locator("[name=login]").press("Enter")
    expect(field).to_have_attribute("type", "password")
    expect(field).to_have_value("nepareiza parole")


@pytest.mark.parametrize("name", ["account_change_password", "account_reauthenticate"])
def test_every_password_has_one(arrives, house, name):
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.people.mother)
    visitor.open(reverse(name))
    fields = visitor.page.locator("input[type=password]").count()
    assert visitor.page.get_by_role("button", name="Rādīt paroli").count() == fields > 0


def test_without_script_there_is_none(arrives, house):
    visitor = arrives(PHONE, java_script_enabled=False)
    visitor.open(LOGIN)
    expect(visitor.page.locator(".eye")).to_be_hidden()
    visitor.fills_in(house.people.mother)
    assert visitor.page.url == f"{visitor.portal}/"


def test_what_is_wrong_is_said_plainly(arrives, house):
    visitor = arrives(PHONE)
    visitor.open(LOGIN)
    visitor.page.locator("[name=login]").fill(house.people.mother.username)
    visitor.page.locator("[name=password]").fill(PASSWORD[::-1])
    visitor.page.get_by_role("button", name="Pieslēgties").tap()
    expect(visitor.page.get_by_role("alert")).to_have_text("Lietotājvārds vai parole nav pareiza.")
