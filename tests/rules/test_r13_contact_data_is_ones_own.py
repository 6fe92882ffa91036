"""R13: nobody changes or deletes another's true e-mail and phone."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from outbox.models import Notification
from people import operations
from people.access import Access
from people.keys import letters, links
from people.models import ContactChange, OneTimeLink, User
from tests.world import MONDAY, PASSWORD, at

NEW = "jauna@pasts.example"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)
    return time_machine


@pytest.fixture
def mother(house):
    person = house.adult("parent", "Zane", "Zariņa", email="veca@pasts.example")
    house.guardian(house.children["Bitītes"][0], person)
    person.emailaddress_set.update(verified=True)
    return person


def access(person) -> Access:
    return Access(person, day=MONDAY, acting_key="parent")


def ask(person, email=NEW) -> ContactChange:
    return operations.ask_email_change(email=email, by=access(person), at=at(9))


def link_of(change, purpose="confirm") -> OneTimeLink:
    return change.links.get(purpose=purpose)


def address(person) -> tuple[str | None, bool]:
    person.refresh_from_db()
    kept = person.emailaddress_set.get()
    assert kept.email == person.email
    return person.email, kept.verified


def signed_in(client, person):
    client.post("/accounts/login/", {"login": person.username, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def test_nothing_changes_before_the_new_address_has_answered(mother):
    ask(mother)
    assert address(mother) == ("veca@pasts.example", True)
    letters.Letters().drain(lambda: at(9, 1))
    assert [letter.to for letter in mail.outbox] == [[NEW]]


def test_the_old_address_is_told_and_can_take_it_back(mother, client):
    change = ask(mother)
    operations.confirm_email(link=link_of(change), at=at(9, 5))
    assert address(mother) == (NEW, True)
    letters.Letters().drain(lambda: at(9, 6))
    assert ["veca@pasts.example"] in [letter.to for letter in mail.outbox]
    signed_in(client, mother)
    operations.undo_email(link=link_of(change, "undo"), at=at(9, 10))
    assert address(mother) == ("veca@pasts.example", True)
    assert not mother.has_usable_password()
    assert client.get("/").status_code == 302  # the session is over
    assert OneTimeLink.objects.get(user=mother, purpose="reset").address == "veca@pasts.example"


def test_the_way_back_stays_open_three_days(mother, clock):
    change = ask(mother)
    operations.confirm_email(link=link_of(change), at=at(9, 5))
    undo = link_of(change, "undo")
    assert links.find(links.token(undo), at(9, 4, day=MONDAY.replace(day=19)))
    assert links.find(links.token(undo), at(9, 5, day=MONDAY.replace(day=19))) is None


@pytest.mark.parametrize("page", ["confirm", "undo"])
def test_the_pages_of_the_letters_do_what_they_say(mother, client, page):
    change = ask(mother)
    if page == "undo":
        operations.confirm_email(link=link_of(change), at=at(9))
    client.get(f"/l/{links.token(link_of(change, page))}")
    assert client.get("/l/").status_code == 200
    assert client.post("/l/").status_code == 200
    assert address(mother)[0] == (NEW if page == "confirm" else "veca@pasts.example")
    dead = client.get(f"/l/{links.token(link_of(change, page))}", follow=True)
    assert dead.status_code == client.post("/l/").status_code == 404


def test_an_address_of_somebody_else_gets_the_same_answer_and_no_letter(house, mother, client):
    taken = house.adult("nurse", "Aija", "Ozola", email="aija@pasts.example")
    signed_in(client, mother)
    answers = []
    for email in (NEW, taken.email):
        response = client.post("/account/contacts/email/", {"email": email}, follow=True)
        answers.append((response.status_code, response.text.count(email)))
        letters.Letters().drain(lambda: at(9, 1))
    assert answers[0] == answers[1]
    assert [letter.to for letter in mail.outbox] == [[NEW]]


def test_an_address_taken_meanwhile_is_not_taken_over(house, mother):
    change = ask(mother)
    house.adult("nurse", "Aija", "Ozola", email=NEW)
    with pytest.raises(ValidationError):
        operations.confirm_email(link=link_of(change), at=at(9, 5))
    assert address(mother)[0] == "veca@pasts.example"


def test_a_second_wish_ends_the_first(mother):
    first = ask(mother)
    ask(mother, "cita@pasts.example")
    with pytest.raises(ValidationError):
        operations.confirm_email(link=link_of(first), at=at(9, 5))


# --- staff ------------------------------------------------------------------------------------------
def teacher(house) -> Access:
    return house.access(house.people.teacher, "teacher")


def test_staff_never_change_the_address_of_an_account_in_use(house, mother):
    with pytest.raises(ValidationError):
        operations.correct_email(user=mother, email=NEW, by=teacher(house), at=at(9))
    change = operations.propose_email(user=mother, email=NEW, by=teacher(house), at=at(9))
    assert address(mother)[0] == "veca@pasts.example"
    assert not change.links.exists()
    told = Notification.objects.get(person=mother, kind="account.contacts")
    assert told.subject_id == change.pk


def test_the_owner_agrees_and_then_the_new_address_is_asked(house, mother, client):
    change = operations.propose_email(user=mother, email=NEW, by=teacher(house), at=at(9))
    page = signed_in(client, mother).get("/account/contacts/").text
    assert NEW in page
    client.post(f"/account/contacts/{change.pk}/accept/")
    operations.confirm_email(link=link_of(change), at=at(9, 5))
    assert address(mother) == (NEW, True)


def test_the_owner_declines_and_nothing_is_left(house, mother, client):
    change = operations.propose_email(user=mother, email=NEW, by=teacher(house), at=at(9))
    signed_in(client, mother).post(f"/account/contacts/{change.pk}/drop/")
    change.refresh_from_db()
    assert change.dropped_at
    assert NEW not in client.get("/account/contacts/").text


def test_before_there_is_a_key_staff_correct_the_address_and_old_invitations_die(house, mother):
    User.objects.filter(pk=mother.pk).update(activated_at=None)
    mother.refresh_from_db()
    link = operations.invite(user=mother, by=house.by, at=at(9))
    operations.correct_email(user=mother, email=NEW, by=teacher(house), at=at(9))
    assert address(mother) == (NEW, False)
    assert links.find(links.token(link), at(9, 1)) is None


def test_a_phone_changed_by_staff_is_told_to_its_owner(house, mother):
    operations.change_phone_of(user=mother, phone="+37126111111", by=teacher(house), at=at(9))
    assert Notification.objects.filter(person=mother, kind="account.contacts").count() == 1
    change = ContactChange.objects.get(user=mother)
    assert (change.old, change.new, change.asked_by) == ("", "+37126111111", house.people.teacher)


@pytest.mark.parametrize("who", ["father", "stranger", "other_teacher", "nurse", "theirs"])
def test_nobody_else_touches_them(house, other_house, mother, who):
    anna = house.children["Bitītes"][0]
    father = house.adult("parent", "Jānis", "Zariņš")
    house.guardian(anna, father, "father")
    by = {
        "father": access(father),
        "stranger": access(house.people.other_parent),
        "other_teacher": house.access(house.people.other_teacher, "teacher"),
        "nurse": house.access(house.people.nurse, "nurse"),
        "theirs": other_house.by,
    }[who]
    acts = [
        lambda: operations.propose_email(user=mother, email=NEW, by=by, at=at(9)),
        lambda: operations.correct_email(user=mother, email=NEW, by=by, at=at(9)),
        lambda: operations.change_phone_of(user=mother, phone="", by=by, at=at(9)),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


def test_the_other_parent_does_not_even_see_them(house, mother, client):
    father = house.adult("parent", "Jānis", "Zariņš")
    house.guardian(house.children["Bitītes"][0], father, "father")
    User.objects.filter(pk=mother.pk).update(phone="+37126222333")
    signed_in(client, father)
    for page in ("/", "/account/", "/account/contacts/", "/notifications/", "/about/"):
        text = client.get(page).text
        assert "veca@pasts.example" not in text
        assert "26222333" not in text


def test_somebody_elses_change_does_not_exist(house, mother, client):
    change = operations.propose_email(user=mother, email=NEW, by=teacher(house), at=at(9))
    signed_in(client, house.people.other_parent)
    for act in ("accept", "drop"):
        assert client.post(f"/account/contacts/{change.pk}/{act}/").status_code == 404
    for operation in (operations.accept_email, operations.drop_email_change):
        with pytest.raises(PermissionDenied):
            operation(change=change, by=access(house.people.other_parent), at=at(9))


def test_changing_asks_who_one_is(house, mother, client):
    client.force_login(mother)
    for page in ("email", "phone"):
        response = client.post(f"/account/contacts/{page}/", {"email": NEW, "phone": "26111111"})
        assert response.url.startswith("/accounts/reauthenticate/")
    assert not ContactChange.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("26 123 456", "+37126123456"), ("+370 612 34567", "+37061234567"), ("", "")],
)
def test_a_phone_is_kept_in_one_form(mother, client, typed, kept):
    User.objects.filter(pk=mother.pk).update(phone="+37120000000")
    signed_in(client, mother).post("/account/contacts/phone/", {"phone": typed})
    mother.refresh_from_db()
    assert mother.phone == kept


def test_a_phone_that_cannot_be_is_explained_and_kept_in_the_form(mother, client):
    response = signed_in(client, mother).post("/account/contacts/phone/", {"phone": "12"})
    assert response.status_code == 422
    assert 'value="12"' in response.text
    assert "26 123 456" in response.text


def test_a_teacher_who_is_the_father_touches_nothing_of_the_mothers(house, client):
    """In neither role: as a teacher of the child's group he keeps the cards of other families only."""
    father, mother = house.people.teacher, house.people.mother
    house.welcome(father, "parent")
    house.guardian(house.children["Bitītes"][0], father, "father")
    before = (mother.first_name, mother.phone, mother.email)
    for role in ("teacher", "parent"):
        by = house.access(father, role)
        for act in (
            lambda by=by: operations.write_name(
                user=mother, first_name="Cita", last_name="Citāda", by=by, at=at(9)
            ),
            lambda by=by: operations.change_phone_of(
                user=mother, phone="+37126000009", by=by, at=at(9)
            ),
            lambda by=by: operations.propose_email(
                user=mother, email="x@pasts.example", by=by, at=at(9)
            ),
        ):
            with pytest.raises(PermissionDenied):
                act()
    mother.refresh_from_db()
    assert (mother.first_name, mother.phone, mother.email) == before
    client.force_login(father)
    for page in ("change", "key"):
        assert client.get(f"/people/adults/{mother.pk}/{page}/").status_code == 404
    other = house.people.former_parent  # of Ģirts in the same group
    assert client.get(f"/people/adults/{other.pk}/change/").status_code == 200


def test_whoever_takes_a_change_back_finds_no_passkey_of_the_intruder(mother):
    by = Access(mother, day=MONDAY)
    change = operations.ask_email_change(email="svesa@pasts.example", by=by, at=at(9))
    operations.confirm_email(link=change.links.get(), at=at(9))
    Authenticator.objects.create(user=mother, type="webauthn", data={})
    operations.undo_email(link=change.links.get(purpose="undo"), at=at(9, 1))
    assert not Authenticator.objects.filter(user=mother).exists()
