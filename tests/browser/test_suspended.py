"""A suspended parent reads why: where she was signed in, after her own password, and nobody else."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from people import operations
from people.models import Exclusion, User
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.test_every_page import look, look_again
from tests.browser.visitor import Visitor
from tests.world import MONDAY, PASSWORD, TUESDAY, TWO, a_house, at, verified_email

WHY = "Publicēja grupas fotogrāfijas"


@pytest.fixture
def mother(house) -> User:
    house.institution.head, house.institution.phone = "Dace Rozīte", "67000001"
    house.institution.email = "iestade@pasts.example"
    house.institution.save()
    verified_email(house.people.mother)
    return house.people.mother


def is_suspended_by(head: Visitor, person: User) -> None:
    head.open(reverse("people:adult_key", args=[person.pk]))
    head.page.locator("summary", has_text="Apturēt").click()
    form = head.page.locator(f'form[action="{reverse("people:suspend", args=[person.pk])}"]')
    form.locator("[name=reason]").fill(WHY)
    form.locator("[name=last_day]").fill("2026-11-30")
    form.get_by_role("button", name="Apturēt").click()
    expect(head.page.locator("main")).to_contain_text("Personai nosūtīta vēstule")


def types(visitor: Visitor, person: User, password: str) -> None:
    visitor.page.goto(reverse("account_login"))
    visitor.page.locator("[name=login]").fill(person.username)
    visitor.page.locator("[name=password]").fill(password)
    visitor.page.locator("main form button[type=submit]").first.click()


def test_a_suspended_parent_reads_why(arrives, house, mother):
    parent, head = arrives(PHONE), arrives(DESKTOP)
    parent.expects("status of 403")
    parent.signs_in(mother)
    head.is_signed_in(house.head)
    is_suspended_by(head, mother)
    main = parent.page.locator("main")
    parent.page.reload()
    expect(main).to_contain_text(WHY)
    types(parent, mother, "x" * 20)
    expect(main).not_to_contain_text("aptur")
    types(parent, mother, PASSWORD)
    for text in (WHY, "līdz 30.11.2026.", "Dace Rozīte", "67000001", "iestade@pasts.example"):
        expect(main).to_contain_text(text)
    found = look_again(parent, "suspended")
    head.page.get_by_role("button", name="Ielaist atkal").click()
    head.page.wait_for_load_state()
    assert not Exclusion.objects.exists()
    parent.signs_in(mother)
    assert found == []


def test_a_parent_of_two_houses_reads_it_in_the_account(arrives, house, mother):
    other = a_house(*TWO[1])
    other.welcome(mother, "parent")
    other.guardian(other.children["Bitītes"][1], mother)
    operations.suspend(user=mother, since=MONDAY, until=TUESDAY, reason=WHY, by=house.by, at=at(8))
    parent = arrives(PHONE)
    parent.signs_in(mother)
    expect(parent.page.locator("body")).to_contain_text("Iemesls un termiņš")
    assert look(parent, reverse("people:account")) == []
    expect(parent.page.locator("main")).to_contain_text(WHY)
