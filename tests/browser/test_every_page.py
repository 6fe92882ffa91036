"""Every page, phone and desktop, light and dark: accessible, calm, nothing inline, nothing kept."""

from collections.abc import Iterator

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import OperationalError
from django.urls import reverse
from playwright.sync_api import expect

from attendance.models import Register
from people.models import User
from tests.browser import checks, scenes
from tests.browser.chromium import DESKTOP
from tests.browser.register import address, confirm, tick, unsaved
from tests.browser.visitor import Visitor
from tests.suite import outage
from tests.world import HOLIDAY, TUESDAY, House, at

PEOPLE = ("teacher", "mother", "head", "nurse", "clerk", "superuser")


def look(visitor: Visitor, url: str, status: int = 200) -> list[str]:
    html = visitor.open(url, status).text()
    return [f"{url} {finding}" for finding in checks.nothing_wrong_with(visitor.page, html)]


def look_again(visitor: Visitor, name: str) -> list[str]:
    """At the page as it is now, after something was done on it."""
    return [f"{name} {finding}" for finding in checks.nothing_wrong_with(visitor.page, "")]


def test_the_checks_find_what_is_planted(arrives, house):
    nobody = arrives(DESKTOP)
    nobody.open(reverse("account_login"))
    nobody.page.locator("h1").evaluate("""h1 => {
      h1.insertAdjacentHTML('afterend', '<button></button><img src="data:,">');
      h1.style.width = '2000px';
    }""")
    nobody.page.locator("label").first.evaluate("""label => {
      label.style.color = 'gray';
      label.style.background = 'silver';
    }""")
    found = "\n".join(checks.nothing_wrong_with(nobody.page, '<p style="color: red">'))
    for word in ("inline", "small <button", "px too wide", "button-name", "image-alt"):
        assert word in found
    for where in ("390 light", "1366 dark"):
        assert f"{where}: color-contrast" in found


def test_before_signing_in(arrives, house):
    nobody = arrives(DESKTOP)
    names = ("account_login", "account_reset_password", "account_reset_password_done")
    pages = [*map(reverse, names), address_of_new_password(house.people.head)]
    found = [finding for page in pages for finding in look(nobody, page)]
    nobody.page.goto(reverse("account_login"))
    nobody.page.locator("[name=login]").fill("nezinams")
    nobody.page.locator("[name=password]").fill("nepareiza parole")
    with nobody.page.expect_navigation():
        nobody.page.get_by_role("button", name="Pieslēgties").click()
    assert found + look_again(nobody, "log-in refused") == []


def test_the_pages_without_a_frame_stand_in_the_middle(arrives, house):
    nobody = arrives(DESKTOP)
    nobody.open(reverse("account_login"))
    box = nobody.page.locator("form.form").bounding_box()
    assert abs(box["x"] + box["width"] / 2 - DESKTOP["viewport"]["width"] / 2) < 10


def address_of_new_password(user: User) -> str:
    """The one-time link by which a new head, or whoever forgot, chooses a password."""
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])


def test_the_database_away(arrives, house, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("gone")

    monkeypatch.setattr("attendance.overview.of_day", away)
    assert look(signed_in_teacher(arrives, house), reverse("today"), status=503) == []


def test_what_is_kept_of_a_register(arrives, house):
    """Taps without connection on it, and the page of an outage that carries it."""
    teacher = signed_in_teacher(arrives, house)
    teacher.expects("ERR_INTERNET_DISCONNECTED", "htmx:", "status of 503", "Error Code 503")
    teacher.open(address(house))
    teacher.context.set_offline(True)
    tick(teacher.page, "Bērziņa Anna").click()
    expect(unsaved(teacher.page)).to_contain_text("1 atzīme")
    found = look_again(teacher, "taps without connection")
    teacher.context.set_offline(False)
    expect(unsaved(teacher.page)).to_be_empty()
    with outage.away():
        confirm(teacher.page).click()
        expect(teacher.page.locator("#kept")).to_be_visible()
        assert found + look_again(teacher, "the page of an outage") == []


@pytest.mark.parametrize("who", PEOPLE)
def test_pages_of(arrives, house, who):
    scenes.corrected(house, house.people.teacher)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(getattr(house.people, who))
    assert [finding for url in pages_of(who) for finding in look(visitor, url)] == []
    assert look(visitor, "/nav/", status=404) == []


def pages_of(who: str) -> Iterator[str]:
    yield reverse("today")
    if who in ("teacher", "head", "nurse", "clerk"):
        yield reverse("attendance:groups")


@pytest.mark.deep(name="looks")
@pytest.mark.parametrize("who", PEOPLE)
def test_the_account_of(arrives, house, who):
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(getattr(house.people, who))
    found = look(visitor, reverse("people:account"))
    assert found + look(visitor, reverse("account_change_password")) == []


@pytest.mark.deep(name="looks")
@pytest.mark.parametrize("who", ["teacher", "head"])
def test_a_register_and_its_history(arrives, house, who):
    scenes.corrected(house, house.people.teacher)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(getattr(house.people, who))
    found = look(visitor, reverse("audit:history", args=["register", Register.objects.get().pk]))
    assert found + look(visitor, address(house)) == []


def test_the_register_in_its_states(arrives, house):
    visitor = signed_in_teacher(arrives, house)
    found = look(visitor, address(house))
    scenes.tapped(house, house.people.teacher, 0)
    scenes.tapped(house, house.people.teacher, 1, "illness")
    found += look(visitor, address(house))
    scenes.confirmed(house, house.people.teacher, away={0: None, 1: "illness"})
    found += look(visitor, address(house))
    found += look(visitor, address(house) + "?edit")
    assert found == []


@pytest.mark.deep(name="looks")
def test_the_register_on_other_days_and_in_other_groups(arrives, house):
    large, empty = scenes.a_large_group(house), scenes.an_empty_group(house)
    visitor = signed_in_teacher(arrives, house)
    found = look(visitor, address(house, large)) + look(visitor, address(house, empty))
    found += look(visitor, address(house, day=HOLIDAY)) + look(visitor, address(house, day=TUESDAY))
    assert found == []


@pytest.mark.deep(name="looks")
def test_the_register_after_nine(arrives, house, morning):
    visitor = signed_in_teacher(arrives, house)
    morning.move_to(at(9, 7))
    found = look(visitor, address(house)) + look(visitor, reverse("today"))
    scenes.confirmed(house, house.people.teacher, when=at(9, 7))
    found += look(visitor, address(house)) + look(visitor, reverse("today"))
    assert found == []


def test_the_register_when_it_is_refused(arrives, house):
    visitor = signed_in_teacher(arrives, house)
    visitor.open(address(house))
    scenes.tapped(house, house.people.assistant, 0)
    send(visitor, status=409)
    found = look_again(visitor, "409")
    visitor.open(address(house))
    emils = house.children["Bitītes"][1].pk
    visitor.page.locator(f"#absent-{emils}").evaluate(
        "box => { box.value = 'x'; box.checked = true; }"
    )
    send(visitor, status=422)
    assert found + look_again(visitor, "422") == []


def send(visitor: Visitor, status: int) -> None:
    visitor.expects(f"status of {status}")
    with visitor.page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        confirm(visitor.page).click()
    assert answer.value.status == status
    visitor.page.locator("main .note[data-tone=bad]").filter(visible=True).first.wait_for()


def test_a_form_made_in_another_role(arrives, house):
    house.guardian(house.children["Pūcītes"][2], house.people.teacher)
    visitor = signed_in_teacher(arrives, house)
    other_tab = visitor.context.new_page()
    visitor.open(address(house))
    other_tab.goto(reverse("people:account"))
    other_tab.get_by_role("button", name="Darboties").click()
    visitor.expects("status of 409")
    confirm(visitor.page).click()
    visitor.page.get_by_role("button", name="Turpināt").wait_for()
    assert look_again(visitor, "another role") == []


def signed_in_teacher(arrives, house: House) -> Visitor:
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.people.teacher)
    return visitor
