"""A tap that reminds and the bell that shows it; the calendar changed; closed days opened with a reason."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from duties.models import CalendarException, Closure
from duties.operations import close, except_day
from tests.browser import scenes
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.test_every_page import look, look_again
from tests.world import MONDAY, at

CALENDAR, LADDER = reverse("duties:calendar"), reverse("duties:ladder")
ADD = reverse("duties:add_days")
FRIDAY = date(2026, 11, 20)


def a_signed_week(house, group="Bitītes") -> Closure:
    return close(
        institution=house.institution, group=house.groups[group], kind=Closure.Kind.WEEK,
        since=date(2026, 11, 9), until=MONDAY, by=house.access(house.people.nurse, "nurse"),
        at=at(8, 12),
    )  # fmt: skip


def closed(house) -> CalendarException:
    return except_day(
        institution=house.institution, day=FRIDAY, kind="closed", note="Talka", by=house.by
    )


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_the_heads_tap_to_the_teachers_bell(arrives, house, script):
    head = arrives(PHONE, java_script_enabled=script)
    head.is_signed_in(house.head)
    head.open(reverse("today"))
    row = head.page.locator(".asked-line", has_text="Bitītes")
    row.get_by_role("button").tap()
    expect(row).to_contain_text("Atgādināts 8:4")
    expect(row.get_by_role("button")).to_have_count(0)
    teacher = arrives(PHONE)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(reverse("messaging:inbox"))
    notice = teacher.page.locator(".notice[data-unread]", has_text="Bitītes")
    expect(notice).to_contain_text("atgādina administrācija")
    notice.tap()
    teacher.page.wait_for_url(f"**/groups/{house.groups['Bitītes'].pk}/attendance/{MONDAY}/")


@pytest.mark.parametrize("who", ["head", "teacher", "nurse"])
def test_a_phone_has_at_most_five_tabs_and_the_rest_under_more(arrives, house, who):
    visitor = arrives(PHONE, java_script_enabled=False)
    visitor.is_signed_in(getattr(house.people, who))
    visitor.open(reverse("today"))
    tabs = visitor.page.locator(".places > a").filter(visible=True)
    expect(tabs).to_have_count(5)
    visitor.open(reverse("more"))
    account = visitor.page.locator(f"main a[href='{reverse('people:account')}']")
    expect(account).to_have_count(1)


def test_the_calendar_is_changed(arrives, house):
    visitor = arrives(PHONE, java_script_enabled=False)
    visitor.is_signed_in(house.people.superuser)
    visitor.open(CALENDAR)
    page = visitor.page
    page.locator(f"main a[href='{ADD}']").tap()
    page.locator("[name=day]").fill(str(FRIDAY))
    page.locator("[name=note]").fill("Talka")
    page.locator("main form button[type=submit]").tap()
    expect(page.locator("main")).to_contain_text("Slēgts – Talka")
    page.locator(".entries a").first.tap()
    page.locator("form[action$='/remove/'] button").tap()
    expect(page.locator("main")).not_to_contain_text("Talka")
    assert not CalendarException.objects.exists()


def test_closed_days_are_opened_with_a_reason(arrives, house):
    one = a_signed_week(house)
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.head)
    visitor.open(LADDER)
    page = visitor.page
    page.locator("summary", has_text="9.11.–15.11.").tap()
    page.locator(f"a[href='{reverse('duties:reopen', args=[one.pk])}']").tap()
    page.locator("[name=reason]").fill("Kļūda atzīmēs")
    page.locator("main form button[type=submit]").tap()
    page.wait_for_url("**/closures/2026-11/")
    page.locator("summary", has_text="9.11.–15.11.").tap()
    expect(page.locator("main")).to_contain_text("Kļūda atzīmēs")


@pytest.mark.deep(name="looks")
def test_the_calendars_pages_in_their_states(arrives, house):
    one = closed(house)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.head)
    found = look(visitor, CALENDAR) + look(visitor, ADD)
    found += look(visitor, reverse("duties:exception", args=[one.pk]))
    visitor.open(ADD)
    visitor.expects("status of 422")
    visitor.page.locator("main form button[type=submit]").click()
    visitor.page.locator(".errorlist").first.wait_for()
    assert found + look_again(visitor, "422") == []


@pytest.mark.deep(name="looks")
def test_the_calendar_of_parents(arrives, house):
    closed(house)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.people.mother)
    found = look(visitor, CALENDAR)
    visitor.is_signed_in(house.people.former_parent)
    assert found + look(visitor, CALENDAR) == []


@pytest.mark.deep(name="looks")
def test_the_ladders_pages_in_their_states(arrives, house):
    one = a_signed_week(house)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.head)
    found = look(visitor, LADDER) + look(visitor, reverse("duties:reopen", args=[one.pk]))
    visitor.is_signed_in(house.people.teacher)
    assert found + look(visitor, LADDER) == []


@pytest.mark.deep(name="looks")
def test_today_of_the_house_in_its_states(arrives, house, time_machine):
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.head)
    found = look(visitor, reverse("today")) + look(visitor, reverse("more"))
    scenes.confirmed(house, house.people.teacher)
    time_machine.move_to(at(9, 12))
    assert found + look(visitor, reverse("today")) == []


@pytest.mark.deep(name="looks")
@pytest.mark.parametrize("who", ["nurse", "superuser"])
def test_today_of_the_house_late(arrives, house, time_machine, who):
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(getattr(house.people, who))
    scenes.confirmed(house, house.people.teacher)
    time_machine.move_to(at(9, 12))
    assert look(visitor, reverse("today")) == []
