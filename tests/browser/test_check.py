"""Monday after the week: the nurse checks it, decides, signs; the teacher then only asks."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from attendance.check.operations import Decision, settle, sign
from attendance.models import Mark
from duties.models import Closure
from tests.attendance import makers as make
from tests.attendance.check.weeks import (
    DAYS,
    FRI,
    MON,
    THU,
    TUE,
    WED,
    WEEK,
    a_week,
    mark,
    nurse,
    taken,
)
from tests.browser import checks
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.register import address
from tests.world import MONDAY, House, at


def group_page(house: House, group: str = "Bitītes") -> str:
    return reverse("attendance:group_check", args=[WEEK, house.groups[group].pk])


def the_week(house: House) -> None:
    """Anna and Emīls absent without a reason; Ģirts present although illness was reported."""
    a_week(house, {MON: {0: None}, TUE: {0: None, 1: None}})
    make.notice(house, 2, since=THU, until=FRI, reported_at=at(7, day=THU))


def of_child(page: Page, act: str, name: str) -> Locator:
    """The button of an act beside one child; whose it is, is said for ears."""
    return page.get_by_role("button", name=re.compile(f"{act}.*{name}"))


def the_nurse(arrives, house: House, device=DESKTOP, **more) -> Page:
    visitor = arrives(device, **more)
    visitor.is_signed_in(house.people.nurse)
    visitor.open(reverse("attendance:checks"))
    return visitor.page


@pytest.mark.parametrize(
    ("script", "device"),
    [  # everyday each device and each way once
        pytest.param(True, PHONE, id="script-phone"),
        pytest.param(False, DESKTOP, id="plain-desktop"),
        pytest.param(True, DESKTOP, id="script-desktop", marks=pytest.mark.deep(name="looks")),
        pytest.param(False, PHONE, id="plain-phone", marks=pytest.mark.deep(name="looks")),
    ],
)
def test_a_week_is_checked_and_signed_and_closes_for_its_teacher(arrives, house, device, script):
    the_week(house)
    page = the_nurse(arrives, house, device, java_script_enabled=script)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nedēļas pārbaude")
    page.get_by_role("link", name="Bitītes").filter(visible=True).first.click()

    page.get_by_role("checkbox", name="Bērziņa Anna").check()
    page.get_by_role("checkbox", name="Balodis Emīls").check()
    page.get_by_role("button", name="Slimība").click()
    expect(page.get_by_text("Saglabāts: 3 dienas.")).to_be_visible()

    of_child(page, "Bija klāt", "Žagars Ģirts").click()
    expect(page.get_by_text("Saglabāts: 1 diena.")).to_be_visible()
    expect(page.get_by_role("heading", name="Nesakritības ar pieteikumiem")).to_have_count(0)

    page.get_by_role("button", name="Parakstīt nedēļu").click()
    expect(page.locator(".sign-off .saved")).to_contain_text("Māsa Liepa")
    assert Mark.objects.filter(reason="illness").count() == 3
    assert mark(house, THU, 2).settled_by == house.people.nurse
    assert Closure.objects.get().group == house.groups["Bitītes"]
    closed_for_the_teacher(arrives, house, device)


def closed_for_the_teacher(arrives, house: House, device) -> None:
    teacher = arrives(device)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(address(house, day=FRI))
    expect(teacher.page.get_by_text("Nedēļa ir pārbaudīta")).to_be_visible()
    expect(teacher.page.get_by_role("link", name="Labot", exact=True)).to_have_count(0)
    expect(teacher.page.get_by_role("checkbox")).to_have_count(0)


def test_a_stale_page_shows_both_and_loses_nothing(arrives, house):
    the_week(house)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.people.nurse)
    visitor.open(group_page(house))
    emils = house.children["Bitītes"][1].pk
    settle(group=house.groups["Bitītes"], decisions=[Decision(emils, TUE, "unknown", "family")],
           by=nurse(house), at=at(8))  # fmt: skip
    visitor.expects("status of 409")
    page = visitor.page
    page.get_by_role("checkbox", name="Balodis Emīls").check()
    page.get_by_role("button", name="Slimība").click()
    expect(page.locator("#conflict")).to_contain_text("tagad ir „ģimenes apstākļi”")
    assert mark(house, TUE, 1).reason == "family"
    assert checks.nothing_wrong_with(page, "") == []


def test_a_doctors_note_is_seen_and_taken_back(arrives, house):
    a_week(house, {day: {0: "illness"} for day in DAYS[:4]})
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.people.nurse)
    visitor.open(group_page(house))
    page = visitor.page
    expect(page.get_by_text("vajadzīga ārsta izziņa")).to_be_visible()
    page.get_by_role("button", name="Izziņa uzrādīta").click()
    expect(page.get_by_text("ārsta izziņa uzrādīta 16.11.")).to_be_visible()
    page.get_by_role("button", name="Atsaukt").click()
    expect(page.get_by_text("vajadzīga ārsta izziņa")).to_be_visible()


def test_a_quarantine_is_declared_in_one_act_and_withdrawn(arrives, house):
    the_week(house)
    page = the_nurse(arrives, house)
    page.goto(group_page(house))
    page.get_by_role("link", name="Grupas karantīna").click()
    page.get_by_label("Pirmā diena").fill(MON.isoformat())
    page.get_by_label("Pēdējā diena").fill(FRI.isoformat())
    page.get_by_role("button", name="Izsludināt").click()
    expect(page.get_by_text("Karantīna izsludināta.")).to_be_visible()
    assert Mark.objects.filter(reason="quarantine").count() == 3
    page.get_by_role("button", name="Atsaukt").click()
    expect(page.get_by_text("Grupai karantīnas nav")).to_be_visible()
    assert not Mark.objects.filter(reason="quarantine").exists()


def test_a_correction_request_is_granted_and_another_declined(arrives, house):
    a_week(house)
    sign(group=house.groups["Bitītes"], monday=WEEK, by=nurse(house), at=at(8))
    for place in (0, 1):
        house.register = mark(house, WED).register
        make.request(house, place, day=WED, presence="absent", reason="family", why="Kļūda",
                     asked_by=house.people.teacher)  # fmt: skip
    page = the_nurse(arrives, house, PHONE)
    page.goto(group_page(house))
    of_child(page, "Labot", "Bērziņa Anna").click()
    expect(of_child(page, "Labot", "Bērziņa Anna")).to_have_count(0)
    page.locator("summary", has_text="Noraidīt").click()
    page.get_by_label("Kāpēc noraidīts").fill("Bija klāt, redzēju pati")
    of_child(page, "Noraidīt", "Balodis Emīls").click()
    expect(page.get_by_role("heading", name="Labojumu pieprasījumi")).to_have_count(0)
    assert (mark(house, WED).reason, mark(house, WED, 1).presence) == ("family", "present")


def look(visitor, url: str, status: int = 200) -> list[str]:
    html = visitor.open(url, status).text()
    return [f"{url} {finding}" for finding in checks.nothing_wrong_with(visitor.page, html)]


def a_week_with_everything(house) -> None:
    the_week(house)
    for day in DAYS[:3]:
        taken(house, day, {0: "illness"}, group="Pūcītes")
    make.health_note(
        house, notice=make.notice(house, since=TUE, until=WED, reported_at=at(9, 14, day=TUE))
    )
    house.register = mark(house, WED).register
    make.request(house, day=WED, why="Kļūda")
    make.quarantine(house)
    house.group("Tukšie")


@pytest.mark.deep(name="looks")
@pytest.mark.parametrize("who", ["nurse", "head"])
def test_every_page_in_every_state(arrives, house, who):
    a_week_with_everything(house)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(getattr(house.people, who))
    found = [fault for group in house.groups for fault in look(visitor, group_page(house, group))]
    assert found == []


@pytest.mark.deep(name="looks")
@pytest.mark.parametrize("who", ["nurse", "head"])
def test_the_weeks_of_the_house_and_a_quarantine(arrives, house, who):
    a_week_with_everything(house)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(getattr(house.people, who))
    found = look(visitor, reverse("attendance:check", args=[WEEK]))
    found += look(visitor, reverse("attendance:check", args=[MONDAY]))
    quarantine = reverse("attendance:quarantine", args=[WEEK, house.groups["Bitītes"].pk])
    assert found + look(visitor, quarantine) == []


@pytest.mark.deep(name="looks")
def test_the_pages_once_signed_and_where_something_is_refused(arrives, house):
    a_week(house)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.people.nurse)
    visitor.open(group_page(house))
    sign(group=house.groups["Bitītes"], monday=WEEK, by=nurse(house), at=at(8))
    visitor.expects("status of 422")
    visitor.page.get_by_role("button", name="Parakstīt nedēļu").click()
    expect(visitor.page.get_by_role("alert").filter(visible=True)).to_contain_text(
        "jau ir parakstīta"
    )
    assert checks.nothing_wrong_with(visitor.page, "") == []
    assert look(visitor, group_page(house)) == []
