"""A child entered after the confirmation: Today says so, one tap and a confirmation mend it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from attendance.models import Mark
from tests.activities import makers as days
from tests.browser import scenes
from tests.browser.chromium import PHONE
from tests.browser.register import address, confirm, saved, tick
from tests.browser.test_every_page import look
from tests.planning import makers as plans
from tests.world import House, at


def joined_later(house: House) -> None:
    scenes.confirmed(house, house.people.teacher, away={0: None})
    for first in ("Līva", "Rūta"):
        house.child(house.groups["Bitītes"], first, "Vītola")


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
def test_from_today_to_a_register_that_lacks_nobody(arrives, house, scripted):
    joined_later(house)
    by = house.access(house.people.teacher, "teacher")
    plans.submitted(house.groups["Bitītes"], by, plans.NOVEMBER)  # nothing else is owed,
    days.confirmed(house.groups["Bitītes"], by, when=at(8, 30))  # nor later today
    teacher = arrives(PHONE, java_script_enabled=scripted)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(reverse("today"))
    page = teacher.page
    expect(page.locator("main")).not_to_contain_text("viss ir izdarīts")
    expect(page.locator(".duty-now")).to_contain_text("Bitītes · 2 bērni vēl nav atzīmēti")
    page.get_by_role("link", name="Atzīmēt apmeklējumu").tap()
    expect(saved(page)).to_contain_text("2 bērni vēl nav atzīmēti")
    tick(page, "Vītola Līva").tap()
    confirm(page).tap()
    expect(saved(page)).to_contain_text("klāt 3, nav 2")
    expect(page.get_by_text("vēl nav atzīmēti")).to_have_count(0)
    assert Mark.objects.get(child__first_name="Līva").presence == "absent"
    teacher.open(reverse("today"))
    expect(page.locator("main")).to_contain_text("viss ir izdarīts")


def test_the_pages_that_say_so(arrives, house):
    joined_later(house)
    found = []
    for who in ("teacher", "head"):
        visitor = arrives(PHONE)
        visitor.is_signed_in(getattr(house.people, who))
        found += look(visitor, reverse("today"))
        found += look(visitor, address(house))
    assert found == []
