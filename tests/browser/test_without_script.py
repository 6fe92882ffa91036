"""Reading and saving the register need no JavaScript."""

import pytest
from playwright.sync_api import expect

from attendance.models import Mark
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.register import address, confirm, saved, tick


@pytest.mark.parametrize(
    "device",
    [
        pytest.param(PHONE, id="phone"),
        pytest.param(DESKTOP, id="desktop", marks=pytest.mark.deep(name="looks")),
    ],
)
def test_a_register_is_confirmed_and_corrected(arrives, house, device):
    teacher = arrives(device, java_script_enabled=False)
    teacher.signs_in(house.people.teacher)
    page = teacher.page
    page.get_by_role("link", name="Atzīmēt apmeklējumu").click()
    tick(page, "Bērziņa Anna").check()
    confirm(page).click()
    expect(saved(page)).to_contain_text("klāt 2, nav 1")

    saved(page).get_by_role("link", name="Labot").click()
    tick(page, "Bērziņa Anna").uncheck()
    tick(page, "Balodis Emīls").check()
    page.get_by_role("button", name="Saglabāt labojumu").click()
    expect(saved(page)).to_contain_text("klāt 2, nav 1")
    assert Mark.objects.get(presence="absent").child.first_name == "Emīls"
    page.get_by_text("Vēsture", exact=True).click()
    page.get_by_role("link", name="Rādīt, kas").click()
    expect(page.locator(".steps")).to_contain_text("Emīls Balodis")


def test_a_stale_form_keeps_both_texts(arrives, house):
    mine, hers = arrives(PHONE, java_script_enabled=False), arrives(DESKTOP)
    for visitor, who in ((mine, house.people.teacher), (hers, house.people.assistant)):
        visitor.is_signed_in(who)
        visitor.open(address(house))
    tick(hers.page, "Balodis Emīls").check()
    confirm(hers.page).click()
    expect(saved(hers.page)).to_be_visible()

    mine.expects("status of 409")
    tick(mine.page, "Bērziņa Anna").check()
    confirm(mine.page).click()
    expect(mine.page.locator("#conflict")).to_be_visible()
    expect(tick(mine.page, "Bērziņa Anna")).to_be_checked()
    expect(mine.page.locator(".child-word")).to_have_count(2)
