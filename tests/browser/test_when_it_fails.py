"""No connection, an ended session, the server in trouble: nothing that was entered is lost."""

from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from attendance.models import Mark, Register
from tests.browser import scenes
from tests.browser.chromium import PHONE
from tests.browser.register import address, confirm, note, saved, tick
from tests.world import PASSWORD

TWO = ("Bērziņa Anna", "Žagars Ģirts")


def at_the_register(arrives, house):
    teacher = arrives(PHONE)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(address(house))
    return teacher


def test_without_connection_the_ticks_stay_and_confirming_works_later(arrives, house):
    teacher = at_the_register(arrives, house)
    page = teacher.page
    teacher.expects("ERR_INTERNET_DISCONNECTED", "htmx:")
    teacher.context.set_offline(True)
    for name in TWO:
        tick(page, name).tap()
    expect(note(page)).to_contain_text("Nav savienojuma.")
    confirm(page).tap()
    expect(note(page)).to_be_visible()
    for name in TWO:
        expect(tick(page, name)).to_be_checked()
    assert not Register.objects.exists()

    teacher.context.set_offline(False)
    confirm(page).tap()
    expect(saved(page)).to_contain_text("klāt 1, nav 2")
    expect(note(page)).to_be_hidden()


def test_a_server_in_trouble_is_said_and_the_ticks_stay(arrives, house):
    teacher = at_the_register(arrives, house)
    page = teacher.page
    teacher.expects("status of 503", "Response Status Error Code 503")
    page.route("**/attendance/**", lambda route: route.fulfill(status=503, body=""))
    tick(page, TWO[0]).tap()
    expect(note(page)).to_be_visible()
    confirm(page).tap()
    expect(note(page).locator("[data-when=server]")).to_be_visible()
    expect(tick(page, TWO[0])).to_be_checked()

    page.unroute("**/attendance/**")
    confirm(page).tap()
    expect(saved(page)).to_contain_text("klāt 2, nav 1")


def test_the_database_away_is_a_page_that_says_so(arrives, house, monkeypatch):
    from django.db import OperationalError

    def away(*args, **kwargs):
        raise OperationalError("gone")

    teacher = arrives(PHONE)
    teacher.is_signed_in(house.people.teacher)
    monkeypatch.setattr("attendance.overview.of_day", away)
    teacher.open(reverse("today"), status=503)
    expect(teacher.page.locator("h1")).to_be_visible()
    monkeypatch.undo()
    teacher.page.get_by_role("link").click()
    expect(teacher.page.get_by_role("link", name="Atzīmēt apmeklējumu")).to_be_visible()


def test_an_expired_session_does_not_eat_a_filled_register(arrives, house, morning):
    teacher = at_the_register(arrives, house)
    page = teacher.page
    teacher.expects("status of 401", "Response Status Error Code 401")
    tick(page, TWO[0]).tap()
    expect(page.locator("#draft-said")).to_contain_text("8:41")
    Session.objects.all().delete()
    tick(page, TWO[1]).tap()
    expect(note(page)).to_be_visible()
    confirm(page).tap()

    expect(page.get_by_text("Jūsu atzīmes ir saglabātas šajā lapā.")).to_be_visible()
    page.locator("[name=login]").fill(house.people.teacher.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Pieslēgties").tap()
    expect(saved(page)).to_contain_text("klāt 1, nav 2")
    assert Mark.objects.filter(presence="absent").count() == 2


def test_ticks_of_a_dead_zone_outlive_a_colleagues_confirmation(arrives, house):
    teacher = at_the_register(arrives, house)
    page = teacher.page
    teacher.expects("ERR_INTERNET_DISCONNECTED", "htmx:", "status of 409", "status of 422")
    teacher.context.set_offline(True)
    tick(page, TWO[0]).tap()
    expect(note(page)).to_be_visible()
    scenes.confirmed(house, house.people.assistant)
    teacher.context.set_offline(False)
    tick(page, TWO[1]).tap()
    expect(page.get_by_role("alert").filter(visible=True).first).to_be_visible()
    for name in TWO:
        expect(tick(page, name)).to_be_checked()
