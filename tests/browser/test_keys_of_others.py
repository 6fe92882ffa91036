"""Keys of other people in the real browser: one slip, a deputy, a second card, a closed passkey."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import expect

from documents.jobs import Jobs
from people import operations
from people.models import Guardianship, OneTimeLink, SlipBatch, User
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.test_every_page import look, look_again
from tests.browser.test_keys import makes_a_passkey
from tests.browser.visitor import Visitor
from tests.world import at


@pytest.fixture
def families(house) -> list[User]:
    """Two mothers without a key; both have been invited."""
    found = [
        house.adult("parent", name, "Zariņa", email=f"{name}@pasts.example".lower())
        for name in ("Aija", "Baiba")
    ]
    for child, person in zip(house.children["Bitītes"], found, strict=False):
        house.guardian(child, person, "guardian")
    User.objects.filter(pk__in=[one.pk for one in found]).update(activated_at=None)
    for person in found:
        operations.invite(user=person, by=house.by, at=at(8))
    return found


def still_open(person: User) -> int:
    return OneTimeLink.objects.filter(user=person, used_at=None, revoked_at=None).count()


def test_a_head_prints_one_slip_and_no_other_invitation_ends(arrives, house, families):
    first, other = families
    theirs = other.one_time_links.get().pk
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.head)
    found = look(visitor, reverse("people:adult_key", args=[first.pk]))
    visitor.page.get_by_role("button", name="Izdrukāt lapiņu").click()
    visitor.page.wait_for_url("**/jobs/*/")
    Jobs().drain(lambda: at(8, 42))
    expect(visitor.page.get_by_role("link", name="PDF")).to_be_visible()
    assert (still_open(first), other.one_time_links.get(revoked_at=None).pk) == (1, theirs)
    assert found == []


def test_all_in_the_list_are_asked_about_before_their_invitations_end(arrives, house, families):
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.head)
    visitor.expects("status of 409")
    found = look(visitor, reverse("people:invitations") + "?q=zarina")
    visitor.page.get_by_role("button", name="(2)").first.click()
    expect(visitor.page.locator("h1")).to_have_text("Iepriekšējie uzaicinājumi")
    found += look_again(visitor, "asked before invitations end")
    assert [still_open(one) for one in families] == [1, 1]
    visitor.page.get_by_role("button", name="Visiem").click()
    visitor.page.wait_for_url("**/people/invitations/")
    assert [one.one_time_links.count() for one in families] == [2, 2]
    assert found == []


def test_a_clerk_finds_no_way_to_a_deputys_key(arrives, house):
    deputy = house.adult("admin", "Jauna", "Vietniece")
    User.objects.filter(pk=deputy.pk).update(activated_at=None)
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.people.clerk)
    for page in ("people:invitations", "people:staff"):
        visitor.open(reverse(page))
        expect(visitor.page.locator("main")).not_to_contain_text("Vietniece")
    for page in ("adult_key", "adult_change"):
        visitor.open(reverse(f"people:{page}", args=[deputy.pk]), 404)
    visitor.open(reverse("people:staff_new"))
    expect(visitor.page.locator("[name=role]")).not_to_contain_text("administrācija")
    assert not OneTimeLink.objects.exists()


def enters_the_father(visitor: Visitor, child) -> None:
    visitor.open(reverse("people:guardian_new", args=[child.pk]))
    fill = visitor.page.locator
    fill("[name=first_name]").fill("Guntis")
    fill("[name=last_name]").fill("Balodis")
    fill("[name=email]").fill("jauna-kaste@pasts.example")
    fill("[name=relation]").select_option("father")
    visitor.page.get_by_role("button", name="Saglabāt").click()


def test_a_restricted_fathers_second_card_waits_and_is_restricted(arrives, house):
    emils = house.children["Bitītes"][1]
    teacher = arrives(PHONE)
    teacher.is_signed_in(house.people.teacher)
    teacher.expects("status of 409", "status of 422")
    found = look(teacher, reverse("people:child", args=[emils.pk]))
    expect(teacher.page.locator("main")).to_contain_text("Nenodot bērnu")
    enters_the_father(teacher, emils)
    teacher.page.locator("[name=anyway]").click()
    expect(teacher.page.locator("main")).to_contain_text("Lūdziet administrācijai")
    found += look_again(teacher, "ask administration")
    assert Guardianship.objects.filter(child=emils).count() == 1
    head = arrives(DESKTOP)
    head.is_signed_in(house.head)
    head.expects("status of 409")
    enters_the_father(head, emils)
    head.page.locator("[name=anyway]").click()
    head.page.wait_for_url(f"**{reverse('people:child', args=[emils.pk])}")
    expect(head.page.locator("main")).to_contain_text("Saglabāts")
    second = Guardianship.objects.filter(child=emils).order_by("pk").last()
    assert second
    assert second.restrictions.count() == 1
    assert found == []


def test_a_forced_new_key_puts_out_the_other_browser_and_its_passkey(arrives, house):
    teacher = house.people.teacher
    theirs = arrives(PHONE)
    makes_a_passkey(theirs, teacher)
    head = arrives(DESKTOP)
    head.is_signed_in(house.head)
    head.open(reverse("people:adult_key", args=[teacher.pk]))
    head.page.get_by_role("button", name="Uz lapiņas").click()
    head.page.wait_for_url("**/jobs/*/")
    expect(head.page.locator("body")).to_contain_text("1 piekļuves atslēga")
    assert not Authenticator.objects.filter(user=teacher, type="webauthn").exists()
    theirs.page.goto(theirs.portal + "/")
    theirs.page.wait_for_url("**/accounts/login/**")
    theirs.page.locator("#passkey_login").click()
    theirs.page.wait_for_timeout(700)
    assert "/accounts/login/" in theirs.page.url


def test_a_slip_of_two_is_agreed_to_on_another_device(arrives, house):
    head, superuser = arrives(DESKTOP), arrives(PHONE)
    head.is_signed_in(house.head)
    found = look(head, reverse("people:adult_key", args=[house.people.nurse.pk]))
    head.page.get_by_role("button", name="Uz lapiņas").click()
    head.page.wait_for_url("**/slips/*/")
    expect(head.page.locator("#progress")).to_contain_text("Gaida otras personas piekrišanu")
    found += look_again(head, "waits for another")
    superuser.is_signed_in(house.people.superuser)
    superuser.open(reverse("people:invitations"))
    superuser.page.get_by_role("link", name="Dace Rozīte").click()
    found += look_again(superuser, "to agree")
    superuser.page.get_by_role("button", name="Piekrītu", exact=True).click()
    superuser.page.wait_for_url("**/people/invitations/")
    Jobs().drain(lambda: at(8, 43))
    head.page.reload()
    expect(head.page.get_by_role("link", name="PDF")).to_be_visible()
    assert SlipBatch.objects.get().decided_by == house.people.superuser
    assert found == []
