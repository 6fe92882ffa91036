"""From the list to the call, the steps, the letter and the end."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from attendance.clarifications import opening
from attendance.models import Clarification
from people.models import User
from tests.attendance import makers
from tests.attendance.clarifications.scenes import DAYS_BEFORE, away
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.test_every_page import look, look_again
from tests.world import House, at

LIST = reverse("attendance:clarifications")


def opened(house: House) -> Clarification:
    User.objects.filter(pk=house.people.mother.pk).update(phone="+37126000001")
    away(house, 4)
    opening.open_all(at(8, 40))
    return Clarification.objects.get()


def to(name: str, case: Clarification) -> str:
    return reverse(f"attendance:{name}", args=[case.pk])


@pytest.mark.deep(name="looks")
def test_the_pages_in_their_states(arrives, house):
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.head)
    found = look(visitor, LIST)
    case = a_long_case(house)
    found += look(visitor, LIST) + look(visitor, to("clarification", case))
    assert found == []


def a_long_case(house) -> Clarification:
    """With a long note, beside one that is closed."""
    case = opened(house)
    makers.step(house, clarification=case, note="Vārds " * 80)
    makers.clarification(
        house, 1, since=DAYS_BEFORE[0], opened_at=at(7), closed_at=at(8), closed_by=house.head,
        outcome="returned",
    )  # fmt: skip
    return case


@pytest.mark.deep(name="looks")
def test_a_case_in_its_states(arrives, house):
    case = a_long_case(house)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.head)
    found = look(visitor, to("clarification_notice", case))
    case.child.marks.update(reason="illness")
    found += look(visitor, to("clarification", case))
    closed = Clarification.objects.get(outcome="returned")
    assert found + look(visitor, to("clarification", closed)) == []


def test_a_refused_step_is_a_good_page_too(arrives, house):
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.head)
    visitor.open(to("clarification", opened(house)))
    visitor.expects("status of 422")
    visitor.page.locator("[name=kind]").first.evaluate("one => { one.value = 'x'; }")
    visitor.page.locator("label.chip").first.tap()
    visitor.page.get_by_role("button", name="Saglabāt soli").tap()
    visitor.page.locator("#kind-error").wait_for()
    assert look_again(visitor, "422") == []


def test_from_the_notification_to_the_end(arrives, house):
    opened(house)
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.head)
    visitor.open(reverse("messaging:inbox"))
    page = visitor.page
    page.get_by_role("button", name="Jānoskaidro kavējuma iemesls").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anna Bērziņa")
    expect(page.get_by_role("link", name="+37126000001")).to_be_visible()
    page.locator("label.chip", has_text="Zvans vecākiem").tap()
    page.get_by_label("Kas noskaidrots").fill("Ģimene ir prom, atgriezīsies rīt")
    page.get_by_role("button", name="Saglabāt soli").tap()
    expect(page.get_by_text("Ģimene ir prom, atgriezīsies rīt")).to_be_visible()
    page.get_by_role("link", name="Paziņojums pašvaldībai").tap()
    expect(page.locator(".letter")).to_contain_text("zvans vecākiem")
    page.get_by_role("link", name="Atpakaļ uz noskaidrošanu").tap()
    page.get_by_role("button", name="Iemesls ir zināms").tap()
    expect(page.locator(".saved")).to_contain_text("Iemesls ir zināms")
    expect(page.get_by_role("button", name="Saglabāt soli")).to_have_count(0)
