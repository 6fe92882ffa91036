"""A plan is begun by one tap, on a phone, without script too."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from planning.models import MonthPlan
from planning.operations import mark_template
from tests.browser.checks import nothing_wrong_with
from tests.browser.chromium import PHONE
from tests.browser.plan import opens
from tests.planning.full import a_full_plan
from tests.world import at

OCTOBER, NOVEMBER, DECEMBER = (date(2026, month, 1) for month in (10, 11, 12))


@pytest.fixture
def bees(house):
    group = house.groups["Bitītes"]
    november = a_full_plan(house, group, NOVEMBER)
    november.items.filter(kind="walk").update(text="Kopā ar Annu uz parku")
    a_full_plan(house, house.groups["Pūcītes"], DECEMBER, submitted_at=None)
    return group


def plan_of(group):
    return reverse("planning:plan", args=[group.pk, DECEMBER])


def test_last_months_undone_is_one_tap_away_and_its_children_are_named(arrives, house, bees):
    ilze = arrives(PHONE, java_script_enabled=False)
    ilze.is_signed_in(house.people.teacher)
    ilze.open(plan_of(bees))
    ilze.page.locator("button[value=undone]").click()
    ilze.page.wait_for_url(f"**{plan_of(bees)}")
    assert ilze.page.locator(".notes").get_by_text("Anna").is_visible()
    assert MonthPlan.objects.get(group=bees, month=DECEMBER).items.count() == 9


def test_what_the_head_marks_is_one_tap_away_for_every_group(arrives, house, bees):
    owls, visitor = house.groups["Pūcītes"], arrives(PHONE)
    MonthPlan.objects.filter(group=owls).update(month=OCTOBER)
    page = visitor.page
    visitor.is_signed_in(house.head)
    visitor.open(reverse("planning:read", args=[bees.pk, NOVEMBER]))
    page.get_by_role("button", name="Atzīmēt kā iestādes paraugu").tap()
    page.get_by_text("Iestādes paraugs").wait_for()
    assert nothing_wrong_with(page, page.reload().text()) == []

    visitor.is_signed_in(house.people.other_teacher)
    visitor.open(plan_of(owls))
    page.get_by_role("region", name="No iestādes paraugiem").get_by_role("button").tap()
    page.locator("#plan").wait_for()
    assert MonthPlan.objects.get(group=owls, month=DECEMBER).items.count() == 9


def test_who_was_taken_over_is_asked_about_before_parents_read_it(arrives, house, bees):
    plan = a_full_plan(house, bees, DECEMBER, submitted_at=None)
    plan.items.filter(kind="walk").update(text="Kopā ar Annu uz parku", added_at=at(8))
    own = plan.choices.filter(kind="outcome", area="VAL", entry=None)
    own.update(text="Runā ar Annu", added_at=at(8))
    visitor = arrives(PHONE)
    page = opens(visitor, house.people.teacher, plan)
    visitor.expects("status of 422")
    page.get_by_role("button", name="Iesniegt plānu").tap()
    walk = page.locator("#item-rows li", has_text="Kopā ar Annu")
    walk.get_by_role("button", name="Aizstāt").tap()
    expect(page.locator("#item-rows")).to_contain_text("Kopā ar bērnu uz parku")
    page.locator("#own-VAL-chosen").get_by_role("button", name="Aizstāt").tap()
    expect(page.locator("main")).to_contain_text("Plāns ir iesniegts")
    assert own.get(voided_at=None).text == "Runā ar bērnu"


def test_nothing_is_wrong_with_the_page_of_sources(arrives, house, bees):
    mark_template(plan=bees.plans.get(), by=house.by, at=at(15))
    ilze = arrives(PHONE)
    ilze.is_signed_in(house.people.teacher)
    html = ilze.open(plan_of(bees)).text()
    assert nothing_wrong_with(ilze.page, html) == []
