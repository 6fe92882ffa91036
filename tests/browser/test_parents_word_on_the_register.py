"""The register with what parents reported and answered, times of a day, and asking for a correction."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from attendance.models import CorrectionRequest, Mark
from duties.models import Closure
from tests.attendance import makers
from tests.browser import scenes
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.register import address, confirm, saved, tick
from tests.browser.test_every_page import look, look_again
from tests.world import MONDAY, at


def childs_day(house, nth: int = 0) -> str:
    child = house.children["Bitītes"][nth]
    return reverse("attendance:child_day", args=[house.groups["Bitītes"].pk, MONDAY, child.pk])


def a_morning(house) -> None:
    """One notice in time, a late one, and a quarantine."""
    makers.notice(house, reported_by=house.people.mother)
    makers.notice(house, 1, reason="family", reported_at=at(9, 14))
    makers.quarantine(house)


def the_week_is_signed(house) -> None:
    scenes.confirmed(house, house.people.teacher, away={0: None})
    Closure.objects.create(
        institution=house.institution, group=house.groups["Bitītes"], kind=Closure.Kind.WEEK,
        since=MONDAY, until=MONDAY + timedelta(days=7), closed_by=house.head, closed_at=at(8, 40),
    )  # fmt: skip


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
def test_a_prefilled_register_is_confirmed_with_one_tap(arrives, house, scripted):
    makers.notice(house, reported_by=house.people.mother)
    teacher = arrives(PHONE, java_script_enabled=scripted)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(address(house))
    page = teacher.page
    expect(tick(page, "Bērziņa Anna")).to_be_checked()
    expect(page.locator(".child", has_text="Anna")).to_contain_text(
        "pieteica Kristīne Bērziņa 7:00"
    )
    confirm(page).tap()
    expect(saved(page)).to_contain_text("klāt 2, nav 1")
    assert Mark.objects.get(presence="absent").reason == "illness"


def test_a_child_that_came_after_all_is_unticked(arrives, house):
    makers.notice(house, reported_by=house.people.mother)
    teacher = arrives(PHONE)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(address(house))
    page = teacher.page
    tick(page, "Bērziņa Anna").tap()
    expect(page.locator("#draft-said")).to_contain_text("8:41")
    page.reload()
    expect(tick(page, "Bērziņa Anna")).not_to_be_checked()
    confirm(page).tap()
    expect(saved(page)).to_contain_text("klāt 3, nav 0")
    expect(page.locator(".child", has_text="Anna")).to_contain_text("pieteikta prombūtne (slimība)")


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
def test_a_child_that_comes_late_takes_a_tap_and_a_confirmation(arrives, house, scripted):
    scenes.confirmed(house, house.people.teacher, away={0: None})
    teacher = arrives(PHONE, java_script_enabled=scripted)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(address(house))
    page = teacher.page
    page.get_by_role("link", name="Anna Bērziņa").tap()
    expect(page.get_by_label("Cikos?")).to_have_value("08:41")
    page.get_by_role("button", name="Ieradās").tap()
    expect(page.locator(".child", has_text="Anna")).to_contain_text("ieradās 8:41 (K)")
    expect(saved(page)).to_contain_text("klāt 3, nav 0")


def test_a_teacher_asks_for_a_correction_and_withdraws_it(arrives, house):
    the_week_is_signed(house)
    teacher = arrives(PHONE)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(address(house))
    page = teacher.page
    page.get_by_role("link", name="Anna Bērziņa").tap()
    page.get_by_role("radio", name="nav klāt – slimība").check()
    page.get_by_label("Kāpēc jālabo?").fill("Zvanīja māte")
    page.get_by_role("button", name="Lūgt labojumu").tap()
    expect(page.locator(".child", has_text="Anna")).to_contain_text("lūgts labojums")
    page.get_by_role("link", name="Anna Bērziņa").tap()
    page.get_by_role("button", name="Atsaukt pieprasījumu").tap()
    expect(page.locator(".child", has_text="Anna")).not_to_contain_text("lūgts labojums")
    assert not CorrectionRequest.objects.exists()


def test_the_register_with_what_parents_said(arrives, house, morning):
    a_morning(house)
    teacher = arrives(DESKTOP)
    teacher.is_signed_in(house.people.teacher)
    found = look(teacher, address(house))
    scenes.confirmed(house, house.people.teacher, away={0: None, 2: None})
    makers.reply(house, choice="later", replied_by=house.people.mother, replied_at=at(8, 41))
    Mark.objects.filter(presence="present").update(left_at="12:30", arrived_at="08:41")
    found += look(teacher, address(house)) + look(teacher, f"{address(house)}?edit")
    assert found == []


@pytest.mark.deep(name="looks")
def test_a_childs_day_in_its_states(arrives, house):
    scenes.confirmed(house, house.people.teacher, away={0: None})
    teacher = arrives(DESKTOP)
    teacher.is_signed_in(house.people.teacher)
    found = look(teacher, childs_day(house)) + look(teacher, childs_day(house, 1))
    Mark.objects.filter(presence="present").update(left_at="12:30", arrived_at="08:41")
    found += look(teacher, childs_day(house, 1))
    teacher.expects("status of 422")
    teacher.page.get_by_label("Cikos?").fill("23:00")
    teacher.page.get_by_role("button", name="Ieradās", exact=True).click()
    expect(teacher.page.get_by_role("alert").first).to_be_visible()
    found += look_again(teacher, "a time that has not come")
    assert found == []


DECLINED = {"answered_at": at(8, 41), "granted": False, "answer": "Dežurante apstiprina"}


@pytest.mark.deep(name="looks")
@pytest.mark.parametrize("answer", [None, {}, DECLINED], ids=["nothing", "asked", "declined"])
def test_a_signed_day_in_its_states(arrives, house, answer):
    the_week_is_signed(house)
    teacher = arrives(DESKTOP)
    teacher.is_signed_in(house.people.teacher)
    if answer is not None:
        house.register = Mark.objects.first().register
        by = {"answered_by": house.people.nurse} if answer else {}
        makers.request(
            house,
            asked_by=house.people.teacher,
            asked_at=at(8, 41),
            why="Bija klāt",
            **answer,
            **by,
        )
    assert look(teacher, address(house)) + look(teacher, childs_day(house)) == []
