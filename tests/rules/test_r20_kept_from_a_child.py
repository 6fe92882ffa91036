"""R20: a restriction holds the person, whatever card they come by; and whoever hands over knows at once."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse

from people import operations
from people.access import Access, Action
from people.entering.restrictions import kept_from
from people.models import (
    SCOPES,
    Assignment,
    Child,
    ContactChange,
    Guardianship,
    Joining,
    PickUpPerson,
    Restriction,
)
from tests.world import BEGIN, MONDAY, TUESDAY, at, verified_email

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
MINE = "jauna-kaste@pasts.example"


@pytest.fixture
def emils(house) -> Child:
    """His father, Guntis Balodis, is kept from him by a document."""
    return house.children["Bitītes"][1]


@pytest.fixture
def teacher(house) -> Access:
    return house.access(house.people.teacher, "teacher")


def limited_to(house, *scopes: str) -> None:
    Restriction.objects.update(**{scope: scope in scopes for scope in SCOPES})


# --- a second card ----------------------------------------------------------------------------------
def as_new(child, by, **names):
    names = {"first_name": "Guntis", "last_name": "Balodis"} | names
    return operations.enter_guardian(
        child=child, relation="father", email=MINE, since=MONDAY, by=by, **names
    )


def as_known(child, by):
    return operations.ask_guardian_to_join(
        child=child, email="zinama@pasts.example", relation="father", first_name="Guntis",
        last_name="Balodis", is_legal=True, by=by, at=at(9),
    )  # fmt: skip


def as_pick_up(child, by):
    return operations.allow_pick_up(child=child, name="Balodis  GUNTIS", since=MONDAY, by=by)


@pytest.mark.parametrize("way", [as_new, as_known, as_pick_up], ids=lambda way: way.__name__)
def test_while_a_document_stands_only_administration_lets_anybody_in(
    house, other_house, emils, teacher, way: Callable
):
    known = other_house.adult("parent", "Guntis", "Balodis", email="zinama@pasts.example")
    verified_email(known)
    with pytest.raises(ValidationError) as refusal:
        way(emils, teacher)
    assert "Lēmums" not in str(refusal.value)
    assert "aizlieg" not in str(refusal.value).lower()
    assert way(emils, house.by)


def test_the_page_says_whom_to_ask_and_not_why(house, emils, client):
    client.force_login(house.people.teacher, backend=BACKEND)
    form = {"first_name": "Guntis", "last_name": "Balodis", "relation": "father", "anyway": "1"}
    page = client.post(reverse("people:guardian_new", args=[emils.pk]), form | {"email": MINE})
    assert page.status_code == 422
    assert "administrācij" in page.text
    assert not Guardianship.objects.filter(user__email=MINE).exists()


def test_of_another_child_nothing_waits(house, teacher):
    assert as_new(house.children["Bitītes"][0], teacher)


def test_a_new_address_waits_too(house, emils, teacher):
    restricted = house.people.restricted
    with pytest.raises(ValidationError):
        operations.propose_email(user=restricted, email=MINE, by=teacher, at=at(9))
    assert not ContactChange.objects.exists()
    assert operations.propose_email(user=restricted, email=MINE, by=house.by, at=at(9))


def test_a_form_whose_address_waits_is_not_half_saved(house, client):
    restricted = house.people.restricted
    client.force_login(house.people.teacher, backend=BACKEND)
    form = {"first_name": "Cits", "last_name": "Vārds", "phone": "26000009", "email": MINE}
    assert client.post(f"/people/adults/{restricted.pk}/change/", form).status_code == 422
    restricted.refresh_from_db()
    assert (restricted.first_name, restricted.phone) == ("Guntis", "")


@pytest.mark.parametrize(
    "names",
    [
        {"first_name": "Guntis", "last_name": "Balodis"},
        {"first_name": "GUNTIS", "last_name": "balodis"},
        {"first_name": "Balodis", "last_name": "Guntis"},
        {"first_name": "Guntiš", "last_name": "Balodīs"},
    ],
)
def test_a_second_card_of_the_same_name_is_restricted_like_the_first(house, emils, names):
    made = as_new(emils, house.by, **names)
    (carried,) = made.restrictions.all()
    assert {scope for scope in SCOPES if getattr(carried, scope)} == set(SCOPES)
    access = Access(made.user, day=MONDAY)
    assert not access.can(Action.VIEW_ATTENDANCE, emils)


def test_a_restriction_that_ends_later_is_carried_until_then(house, emils):
    Restriction.objects.update(until=TUESDAY)
    (carried,) = as_new(emils, house.by).restrictions.all()
    assert carried.until == TUESDAY


def test_another_name_is_restricted_by_nothing(house, emils):
    assert not as_new(emils, house.by, first_name="Uldis").restrictions.exists()


def test_a_card_elsewhere_that_joins_under_the_name_is_restricted(house, other_house, emils):
    """The account has another name; whoever entered it here wrote the father's."""
    known = other_house.adult("parent", "G.", "B.", email="zinama@pasts.example")
    joining = as_known(emils, house.by)
    operations.accept_joining(
        joining=joining, by=Access(known, day=MONDAY), at=at(9), day=MONDAY
    )  # fmt: skip
    assert Guardianship.objects.get(user=known, child=emils).restrictions.count() == 1


def test_what_a_teacher_asked_before_the_document_waits_for_administration(
    house, other_house, teacher
):
    girts = house.children["Bitītes"][2]
    known = other_house.adult("parent", "Aija", "Cita", email="zinama@pasts.example")
    joining = as_known(girts, teacher)
    row = house.guardian(girts, house.people.mother)
    operations.restrict(
        guardianship=row, document="Lēmums 9", issuer="Tiesa", since=BEGIN, by=house.by
    )
    with pytest.raises(ValidationError):
        operations.accept_joining(
            joining=joining, by=Access(known, day=MONDAY), at=at(9), day=MONDAY
        )
    assert Joining.objects.get().accepted_at is None


# --- where the child is -----------------------------------------------------------------------------
def test_whereabouts_alone_hide_group_moves_and_address(house, emils, client):
    limited_to(house, "whereabouts")
    operations.set_address(child=emils, kind=2, by=house.by, street="Slepenā iela 5", town="Rīga")
    operations.move(child=emils, group=house.groups["Pūcītes"], since=TUESDAY, by=house.by)
    client.force_login(house.people.restricted, backend=BACKEND)
    page = client.get(reverse("people:child", args=[emils.pk])).text
    assert emils.first_name in page
    for secret in ("Bitītes", "Pūcītes", "Slepenā", "17.11."):
        assert secret not in page


def test_contacts_alone_hide_the_address_and_not_the_group(house, emils, client):
    limited_to(house, "contacts")
    operations.set_address(child=emils, kind=2, by=house.by, street="Slepenā iela 5", town="Rīga")
    client.force_login(house.people.restricted, backend=BACKEND)
    page = client.get(reverse("people:child", args=[emils.pk])).text
    assert "Bitītes" in page
    assert "Slepenā" not in page


# --- whoever hands the child over -------------------------------------------------------------------
def pages(house, emils) -> list[str]:
    register = reverse("attendance:register", args=[house.groups["Bitītes"].pk, MONDAY])
    return [
        reverse("people:child", args=[emils.pk]), register, reverse("attendance:evacuation"),
    ]  # fmt: skip


@pytest.mark.parametrize("who", ["teacher", "assistant", "specialist", "head", "nurse", "clerk"])
def test_staff_see_at_once_to_whom_a_child_is_not_handed_over(
    house, emils, client, time_machine, who
):
    time_machine.move_to(at(8), tick=False)
    client.force_login(getattr(house.people, who), backend=BACKEND)
    for page in pages(house, emils):
        text = client.get(page).text
        assert "Guntis Balodis" in text
        assert "Nenodot" in text
        assert "Lēmums 7" not in text
        assert "Bāriņtiesa" not in text


def test_who_may_fetch_the_child_is_not_warned_of(house, emils, client, time_machine):
    time_machine.move_to(at(8), tick=False)
    limited_to(house, "whereabouts", "journal")
    client.force_login(house.people.teacher, backend=BACKEND)
    assert all("Nenodot" not in client.get(page).text for page in pages(house, emils))
    assert kept_from([emils], MONDAY) == {}


def test_what_is_known_of_a_restricted_guardian_is_administrations(house, emils, client):
    restricted = house.people.restricted
    operations.change_phone_of(user=restricted, phone="+37129000047", by=house.by, at=at(9))
    card = reverse("people:child", args=[emils.pk])
    client.force_login(house.people.teacher, backend=BACKEND)
    assert "29 000 047" not in client.get(card).text
    client.force_login(house.head, backend=BACKEND)
    assert "29 000 047" in client.get(card).text


def test_whoever_works_with_the_child_sees_who_may_fetch_it_and_not_how_to_call_them(house, client):
    """L11: a specialist, who has no contacts, sees neither; an assistant the name alone."""
    anna = house.children["Bitītes"][0]
    operations.allow_pick_up(
        child=anna, name="Oma Velta", phone="+37129555555", since=MONDAY, by=house.by
    )
    card, seen = reverse("people:child", args=[anna.pk]), {}
    for who in ("specialist", "assistant", "teacher"):
        client.force_login(getattr(house.people, who), backend=BACKEND)
        text = client.get(card).text
        seen[who] = ("Oma Velta" in text, "29555555" in text)
    assert seen == {
        "specialist": (False, False), "assistant": (True, False), "teacher": (True, True),
    }  # fmt: skip
    assert PickUpPerson.objects.count() == 1
    assert Assignment.objects.filter(user=house.people.specialist).exists()


# --- the journal ------------------------------------------------------------------------------------
def test_a_document_restricts_the_journal_unless_it_says_otherwise(house, emils, client):
    assert Restriction.objects.get().journal
    client.force_login(house.head, backend=BACKEND)
    row = house.guardian(house.children["Bitītes"][0], house.people.other_parent)
    page = client.get(reverse("people:restrict", args=[row.pk]))
    assert page.context["form"]["scope"].initial == SCOPES
    form = {"document": "L 8", "issuer": "Tiesa", "since": MONDAY, "scope": ["photos"]}
    client.post(reverse("people:restrict", args=[row.pk]), form)
    made = Restriction.objects.get(guardianship=row)
    assert (made.photos, made.journal) == (True, False)


# --- why somebody is suspended ----------------------------------------------------------------------
def test_the_reason_of_a_suspension_is_of_those_who_may_suspend(house, client, time_machine):
    time_machine.move_to(at(9), tick=False)
    operations.suspend(
        user=house.people.mother, since=MONDAY, until=TUESDAY, reason="Noplūdināja fotogrāfijas",
        by=house.by, at=at(9),
    )  # fmt: skip
    address = f"/people/adults/{house.people.mother.pk}/key/"
    seen = {}
    for who in ("head", "superuser", "teacher"):
        client.force_login(getattr(house.people, who), backend=BACKEND)
        seen[who] = "Noplūdināja" in client.get(address).text
    assert seen == {"head": True, "superuser": True, "teacher": False}
