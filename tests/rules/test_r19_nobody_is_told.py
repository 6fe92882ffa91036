"""R19, R13: no answer tells that an address, a phone or a code is somebody's outside one's sight; and a name
is its owner's."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse

from audit.history import life_of
from outbox.models import Notification
from people import operations
from people.access import Access
from people.keys import links
from people.models import Child, ContactChange, OneTimeLink, User
from people.operations.relations import AskAdministration
from tests.world import MONDAY, at, verified_email

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
KNOWN, NEW = "zinama@pasts.example", "jauna@pasts.example"


def as_(person) -> Client:
    browser = Client()
    browser.force_login(person, backend=BACKEND)
    return browser


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)


@pytest.fixture
def teacher(house) -> Client:
    return as_(house.people.teacher)


# --- addresses --------------------------------------------------------------------------------------
@pytest.fixture
def keyless(house) -> User:
    """A mother of the group without a key or an address."""
    person = house.adult("parent", "Zane", "Zariņa")
    house.guardian(house.children["Bitītes"][0], person)
    User.objects.filter(pk=person.pk).update(activated_at=None)
    return person


def all_that_is_answered(browser, person, email: str) -> list[str]:
    form = {"first_name": "Zane", "last_name": "Zariņa", "email": email, "phone": ""}
    pages = [
        browser.post(f"/people/adults/{person.pk}/change/", form, follow=True),
        browser.post(f"/people/adults/{person.pk}/key/letter/", follow=True),
        browser.get(f"/people/adults/{person.pk}/change/"),
        browser.get("/people/invitations/", {"q": "zarina"}),
    ]
    return [page.text.replace(email, "@").split("<main", 1)[1] for page in pages]


def without_numbers(text: str) -> str:
    """Without what is new each time by itself: the tokens of forms and the number of the link."""
    return re.sub(r'(value|content)="[^"]{20,}"|/key/\d+/', "", text)


def as_if_never_asked(by, person, email: str) -> list[str]:
    """The answers, read and then taken back: the next address finds all as this one did."""
    with transaction.atomic():
        pages = all_that_is_answered(as_(by), person, email)
        transaction.set_rollback(True)
    return [without_numbers(page) for page in pages]


def test_an_address_known_elsewhere_is_written_as_a_new_one_is(house, other_house, keyless):
    verified_email(other_house.adult("parent", "Undīne", "Germane", email=KNOWN))
    known, new = (as_if_never_asked(house.people.teacher, keyless, it) for it in (KNOWN, NEW))
    assert known == new


def test_the_link_goes_to_the_address_that_was_written(other_house, teacher, keyless):
    verified_email(other_house.adult("parent", "Undīne", "Germane", email=KNOWN))
    for email in (NEW, KNOWN):
        all_that_is_answered(teacher, keyless, email)
    assert {link.address for link in OneTimeLink.objects.filter(user=keyless)} == {NEW, KNOWN}


def test_an_address_of_another_group_of_the_house_is_written_so_too(house, teacher, keyless):
    """The other teacher's families are not this teacher's to see; administration sees them and is told."""
    verified_email(house.people.other_parent)
    User.objects.filter(pk=house.people.other_parent.pk).update(email=KNOWN)
    form = {"first_name": "Zane", "last_name": "Zariņa", "email": KNOWN, "phone": ""}
    address = f"/people/adults/{keyless.pk}/change/"
    assert teacher.post(address, form).status_code == 302
    form |= {"relation": "guardian", "anyway": "1"}
    anna = house.children["Bitītes"][0]
    assert teacher.post(reverse("people:guardian_new", args=[anna.pk]), form).status_code == 302
    ContactChange.objects.all().delete()
    assert as_(house.head).post(address, form).status_code == 422


def test_the_owner_of_a_known_address_loses_nothing_by_it(
    house, other_house, teacher, keyless, client
):
    known = other_house.adult("parent", "Undīne", "Germane", email=KNOWN)
    verified_email(known)
    all_that_is_answered(teacher, keyless, KNOWN)
    link = OneTimeLink.objects.get(user=keyless, revoked_at=None)
    client.get(f"/l/{links.token(link)}")
    new = "cetri zili ezisi skrien"
    client.post("/l/", {"new_password1": new, "new_password2": new})
    keyless.refresh_from_db()
    known.refresh_from_db()
    assert (keyless.email, known.email) == (None, KNOWN)
    assert known.emailaddress_set.get().verified
    assert client.session["_auth_user_id"] == str(keyless.pk)


# --- phones and codes -------------------------------------------------------------------------------
def test_a_phone_of_another_group_brings_up_nobody(house, teacher):
    User.objects.filter(pk=house.people.other_parent.pk).update(phone="+37129000047")
    anna = house.children["Bitītes"][0]
    form = {"first_name": "Ieva", "last_name": "Jauna", "relation": "mother", "phone": "29000047"}
    answer = teacher.post(reverse("people:guardian_new", args=[anna.pk]), form)
    assert answer.status_code == 302
    office = as_(house.head).post(reverse("people:guardian_new", args=[anna.pk]), form)
    assert office.status_code == 409


def test_a_code_of_another_group_says_whom_to_ask_and_no_name(house, teacher):
    elza = house.children["Pūcītes"][1]
    Child.objects.filter(pk=elza.pk).update(personal_code="32123456789")
    form = {
        "first_name": "Ieva", "last_name": "Jauna", "birth_date": "2021-03-05", "sex": "f",
        "personal_code": "32123456789", "group": house.groups["Bitītes"].pk, "since": "2026-11-16",
    }  # fmt: skip
    answer = teacher.post(reverse("people:child_new"), form | {"anyway": "1"})
    assert answer.status_code == 422
    assert "Lūdziet administrācijai" in answer.text
    assert "Elza" not in answer.text
    with pytest.raises(ValidationError) as refusal:
        operations.change_child(child=_with_code(house), by=house.by)
    assert not isinstance(refusal.value, AskAdministration)


def _with_code(house) -> Child:
    child = house.children["Bitītes"][0]
    child.personal_code = "32123456789"
    return child


def test_a_teacher_changes_a_card_without_being_shown_the_code(house, teacher):
    anna = house.children["Bitītes"][0]
    Child.objects.filter(pk=anna.pk).update(personal_code="32123456789")
    address = reverse("people:child_change", args=[anna.pk])
    page = teacher.get(address).text
    assert "32123456789" not in page.replace("-", "")
    assert "6789" in page
    form = {
        "first_name": "Anna", "last_name": "Jaunā", "birth_date": "2021-03-05", "sex": "f",
        "personal_code": "",
    }  # fmt: skip
    assert teacher.post(address, form).status_code == 302
    anna.refresh_from_db()
    assert (anna.last_name, anna.personal_code) == ("Jaunā", "32123456789")


# --- names ------------------------------------------------------------------------------------------
def write(house, person, first_name: str = "Kristīna") -> None:
    operations.write_name(
        user=User.objects.get(pk=person.pk), first_name=first_name, last_name="Bērziņa",
        by=house.by, at=at(9),
    )  # fmt: skip


def test_a_changed_name_is_told_to_its_owner(house):
    mother = house.people.mother
    write(house, mother)
    mother.refresh_from_db()
    assert mother.first_name == "Kristīna"
    assert Notification.objects.get(kind="account.contacts").person == mother


def test_of_who_belongs_to_two_houses_a_name_is_proposed(house, other_house):
    mother = house.people.mother
    other_house.welcome(mother, "parent")
    other_house.guardian(other_house.children["Bitītes"][1], mother)
    write(other_house, mother)
    mother.refresh_from_db()
    assert mother.first_name == "Kristīne"
    change = ContactChange.objects.get(kind="name")
    browser = as_(mother)
    browser.post(reverse("people:contacts_accept", args=[change.pk]))  # a fresh sign-in is wanted
    operations.accept_name(change=change, by=Access(mother, day=MONDAY), at=at(9))
    mother.refresh_from_db()
    assert mother.first_name == "Kristīna"
    with pytest.raises(ValidationError):
        operations.accept_name(change=change, by=Access(mother, day=MONDAY), at=at(9))


def test_an_owner_leaves_the_name_as_it_was(house, other_house):
    mother = house.people.mother
    other_house.welcome(mother, "parent")
    write(house, mother)
    change = ContactChange.objects.get(kind="name")
    operations.drop_email_change(change=change, by=Access(mother, day=MONDAY), at=at(9))
    mother.refresh_from_db()
    assert mother.first_name == "Kristīne"


def test_a_history_names_nobody_of_another_house(house, other_house, client):
    """A person of two houses is one row; who wrote it there is that house's own."""
    mother = house.people.mother
    other_house.welcome(mother, "parent")
    other_house.guardian(other_house.children["Bitītes"][1], mother)
    theirs = as_(other_house.people.head)
    form = {
        "first_name": mother.first_name, "last_name": mother.last_name, "phone": "26111111",
        "email": mother.email or "",
    }  # fmt: skip
    assert theirs.post(f"/people/adults/{mother.pk}/change/", form).status_code == 302
    mother.refresh_from_db()
    assert mother.phone == "+37126111111"
    newest = life_of(mother, house.institution)[0]
    assert (newest.by, newest.role) == (None, "citā iestādē")
    assert life_of(mother, other_house.institution)[0].by == other_house.people.head


# --- what a browser keeps ---------------------------------------------------------------------------
def test_pages_ask_for_no_device_and_are_read_by_no_other_site(house, teacher):
    page = teacher.get("/")
    assert page["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in page["Permissions-Policy"]
    assert "Clear-Site-Data" not in page
    assert teacher.post(reverse("account_logout"))["Clear-Site-Data"] == '"cache", "storage"'


def test_forms_of_other_people_are_not_filled_by_the_browser(house, teacher):
    page = teacher.get(reverse("people:guardian_new", args=[house.children["Bitītes"][0].pk])).text
    assert 'method="post" autocomplete="off"' in page
    assert 'autocomplete="tel"' not in page


def test_a_token_that_does_not_work_makes_no_session(client, db):
    assert client.get("/l/123.forged", follow=True).status_code == 404
    assert settings.SESSION_COOKIE_NAME not in client.cookies
