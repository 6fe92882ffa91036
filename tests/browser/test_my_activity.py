"""«My activity» in the browser: from the account to what one did, and from there to the thing itself."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.register import address, confirm, saved, tick
from tests.browser.test_every_page import look


def test_what_a_teacher_did_leads_back_to_the_register(arrives, house):
    teacher = arrives(PHONE)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(address(house))
    page = teacher.page
    for name in ("Bērziņa Anna", "Balodis Emīls"):
        tick(page, name).tap()
        expect(page.locator("#draft-said")).to_contain_text("8:41")
    confirm(page).tap()
    expect(saved(page)).to_be_visible()
    teacher.open(reverse("people:account"))
    page.get_by_role("link", name="Mana darbība").tap()
    expect(page.locator("main li")).to_have_count(2)
    expect(page.locator("main li").nth(1)).to_contain_text("2 reizes")
    assert look(teacher, page.url) == []
    page.get_by_role("link", name="Apstiprināja apmeklējumu").tap()
    expect(saved(page)).to_be_visible()


def test_who_did_nothing_yet_reads_what_will_stand_here(arrives, house):
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.people.mother)
    assert look(visitor, reverse("audit:activity")) == []
    expect(visitor.page.locator("main")).to_contain_text("Pagaidām nekā nav")
