"""R33: whoever leaves gets in no more from that day on, by no session and no link.

What they wrote stays theirs.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from attendance.models import Register
from outbox import queue, relay
from outbox.models import Delivery, Notification
from people import acting, operations
from people.access import Access
from people.keys import letters, links
from people.models import (
    ContactChange,
    Device,
    DeviceUse,
    Exclusion,
    Guardianship,
    OneTimeLink,
    User,
)
from people.operations import closing
from people.sign_in import sealed
from tests.world import MONDAY, PASSWORD, TUESDAY, at, verified_email

LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)
    return time_machine


@pytest.fixture
def nurse(house) -> User:
    person = house.adult("nurse", "Aija", "Ozola", email="aija@pasts.example")
    person.emailaddress_set.update(verified=True)
    return person


def leave(house, person, since=MONDAY, **changes) -> Exclusion:
    return operations.leave(user=person, since=since, **{"by": house.by, "at": at(9)} | changes)


@pytest.fixture(params=["by hand", "by its date alone"])
def closes(request, house, clock) -> Callable[[User], None]:
    """Closes somebody's account: now, or at midnight without any job having run."""

    def close(person: User) -> None:
        if request.param == "by hand":
            leave(house, person)
        else:
            leave(house, person, since=TUESDAY)
            clock.move_to(at(0, 0, 1, day=TUESDAY), tick=False)

    return close


def signed_in(person) -> Client:
    client = Client()
    client.post(LOGIN, {"login": person.username, "password": PASSWORD})
    assert client.get("/").status_code == 200
    return client


def is_out(client) -> bool:
    """Not even the next request of the session is answered."""
    response = client.get("/account/")
    return response.status_code == 302 and response.url.startswith(LOGIN)


# --- a test for each kind of session and link --------------------------------------------------------
def test_a_session_is_over_at_the_next_request(nurse, closes):
    here, elsewhere = signed_in(nurse), signed_in(nurse)
    closes(nurse)
    assert is_out(here)
    assert is_out(elsewhere)


def test_a_form_of_the_session_writes_nothing(house, nurse, closes):
    client = signed_in(nurse)
    closes(nurse)
    response = client.post("/account/role/", {"role": f"nurse-{house.institution.pk}"})
    assert response.status_code in (302, 401)
    assert "_auth_user_id" not in client.session


def test_a_sealed_form_is_not_sent_on(house, nurse, closes, rf):
    form = rf.post("/account/role/", {"role": "x", acting.FIELD: "y"})
    form.received_at = at(9)
    token = sealed.seal(form, str(nurse.pk))
    closes(nurse)
    client = Client()
    client.post(LOGIN, {"login": nurse.username, "password": PASSWORD, "resume": token})
    assert "_auth_user_id" not in client.session


def test_signing_in_gets_the_answer_of_a_wrong_password(nurse, closes, client):
    wrong = client.post(LOGIN, {"login": nurse.username, "password": "x" * 20})
    closes(nurse)
    right = client.post(LOGIN, {"login": nurse.username, "password": PASSWORD})
    assert right.status_code == wrong.status_code
    assert str(right.context["form"].errors) == str(wrong.context["form"].errors)


@pytest.mark.parametrize("purpose", OneTimeLink.Purpose.values)
def test_a_one_time_link_of_any_purpose_is_dead(house, nurse, closes, client, purpose):
    change = ContactChange.objects.create(
        user=nurse, kind="email", old="a@pasts.example", new="b@pasts.example", asked_at=at(9),
        asked_by=nurse,
    )  # fmt: skip
    link = links.make(
        user=nurse, purpose=purpose, made_by=house.head, at=at(8), good_for=timedelta(days=9),
        change=change, institution=house.institution,
    )  # fmt: skip
    assert links.find(links.token(link), at(9))
    closes(nurse)
    client.get(f"/l/{links.token(link)}")
    for answer in (
        client.get("/l/"),
        client.post("/l/", {"new_password1": "x", "new_password2": "x"}),
    ):
        assert answer.status_code in (302, 404)
    assert links.find(links.token(link), at(9, day=TUESDAY)) is None
    assert not links.opens(link, at(9, day=TUESDAY))


def test_a_link_to_a_forgotten_password_opens_nothing(nurse, closes, client):
    key = {"uidb36": user_pk_to_url_str(nurse), "key": default_token_generator.make_token(nurse)}
    closes(nurse)
    page = client.get(reverse("account_reset_password_from_key", kwargs=key), follow=True)
    new = {"password1": "pavisam cita gara parole", "password2": "pavisam cita gara parole"}
    client.post(
        page.redirect_chain[-1][0] if page.redirect_chain else page.request["PATH_INFO"], new
    )
    client.post(LOGIN, {"login": nurse.username, "password": new["password1"]})
    assert "_auth_user_id" not in client.session


def test_no_letter_with_a_new_link_is_sent(nurse, closes, client):
    closes(nurse)
    client.post("/accounts/password/reset/", {"email": "aija@pasts.example"})
    assert mail.outbox == []


def test_a_letter_on_its_way_does_not_go_out(house, nurse, closes):
    User.objects.filter(pk=nurse.pk).update(activated_at=None)
    operations.invite(user=nurse, by=house.by, at=at(9))
    closes(nurse)
    letters.Letters().drain(lambda: at(10, day=TUESDAY))
    assert mail.outbox == []


def test_a_notification_on_its_way_does_not_go_out(house, nurse, closes):
    verified_email(nurse)
    told = Notification(
        institution=house.institution, person=nurse, role="nurse", kind="kitchen.letter_failed",
        subject_id=1, day=MONDAY,
    )  # fmt: skip
    queue.put([told], at=at(9))
    closes(nurse)
    relay.Letters().drain(lambda: at(10, day=TUESDAY))
    assert mail.outbox == []


def test_a_pin_of_a_shared_device_is_void(house, nurse):
    device = Device.objects.create(
        key_digest="d", first_seen_at=at(8), institution=house.institution, shared_at=at(8),
        shared_by=house.head,
    )  # fmt: skip
    seen = dict.fromkeys(("first_seen_at", "last_seen_at", "signed_in_at"), at(8))
    DeviceUse.objects.create(device=device, user=nurse, pin="hash", **seen)
    leave(house, nurse)
    assert DeviceUse.objects.get().pin == ""


# --- coming back revives nothing ----------------------------------------------------------------------
def test_coming_back_revives_nothing(house, nurse, clock):
    client = signed_in(nurse)
    link = links.make(
        user=nurse, purpose="reset", made_by=house.head, at=at(8), good_for=timedelta(days=9),
        institution=house.institution,
    )  # fmt: skip
    exclusion = leave(house, nurse)
    clock.move_to(at(9, day=TUESDAY), tick=False)
    by = house.access(house.head, "admin", TUESDAY)
    operations.let_in(exclusion=exclusion, by=by, at=at(9, day=TUESDAY))
    nurse.refresh_from_db()
    assert nurse.is_active
    assert not nurse.has_usable_password()
    assert is_out(client)
    assert links.find(links.token(link), at(9, day=TUESDAY)) is None
    again = operations.invite(user=nurse, by=by, at=at(9, day=TUESDAY))
    assert links.find(links.token(again), at(9, day=TUESDAY))


def test_a_date_that_came_by_itself_is_finished_by_the_beat(house, nurse, clock):
    leave(house, nurse, since=TUESDAY)
    assert closing.close_ended(MONDAY, at(23)) == 0
    assert closing.close_ended(TUESDAY, at(1, day=TUESDAY)) == 1
    assert closing.close_ended(TUESDAY, at(2, day=TUESDAY)) == 0
    nurse.refresh_from_db()
    assert not nurse.is_active
    assert not nurse.has_usable_password()


def test_a_date_ahead_changes_nothing_yet(house, nurse):
    client = signed_in(nurse)
    leave(house, nurse, since=TUESDAY)
    assert not is_out(client)


# --- what stays ---------------------------------------------------------------------------------------
def test_what_they_wrote_keeps_their_name(house):
    teacher, register = house.people.teacher, _a_register(house)
    leave(house, teacher)
    browser = signed_in(house.head)
    assert register.first_confirmed_by == teacher
    page = browser.get(reverse("attendance:register", args=[register.group_id, MONDAY])).text
    assert str(teacher) in page
    history = browser.get(reverse("audit:history", args=["register", register.pk])).text
    assert str(teacher) in history


def _a_register(house) -> Register:
    """Confirmed by the teacher on the page, so that the trail has its author too."""
    group = house.groups["Bitītes"]
    children = [child.pk for child in house.children["Bitītes"]]
    browser = signed_in(house.people.teacher)
    body = {"version": "0", "child": children, "absent": children[:1]}
    browser.post(reverse("attendance:register", args=[group.pk, MONDAY]), body)
    return Register.objects.get(group=group, day=MONDAY)


def test_a_parent_who_worked_here_stays_a_parent(house, nurse):
    house.guardian(house.children["Bitītes"][0], nurse)
    client = signed_in(nurse)
    leave(house, nurse)
    nurse.refresh_from_db()
    assert nurse.is_active
    assert [role.role for role in Access(nurse, day=MONDAY).roles] == ["parent"]
    assert is_out(client)  # they sign in again, as a parent


def test_whoever_works_elsewhere_too_keeps_that(house, other_house, nurse):
    other_house.welcome(nurse, "nurse")
    leave(house, nurse)
    nurse.refresh_from_db()
    assert nurse.is_active
    assert nurse.has_usable_password()
    (role,) = Access(nurse, day=MONDAY).roles
    assert role.institution == other_house.institution


# --- refusals -------------------------------------------------------------------------------------------
def test_nobody_closes_their_own_account(house):
    with pytest.raises(PermissionDenied):
        leave(house, house.head)


def test_the_last_of_administration_stays(house):
    superuser = house.access(house.people.superuser, "superuser")
    with pytest.raises(ValidationError):
        leave(house, house.head, by=superuser)
    house.adult("admin", "Otra", "Vadītāja")
    assert leave(house, house.head, by=superuser)


def test_it_is_entered_once(house, nurse):
    leave(house, nurse, since=TUESDAY)
    with pytest.raises(ValidationError):
        leave(house, nurse, since=TUESDAY)


def test_only_staff_leave_a_parent_is_not_offered_it(house, nurse, client):
    client.force_login(house.head)
    mother = house.people.mother
    pages = {who: client.get(f"/people/adults/{who.pk}/key/").text for who in (mother, nurse)}
    assert [f"/{who.pk}/leave/" in page for who, page in pages.items()] == [False, True]
    child = house.children["Bitītes"][0]
    where_it_ends = reverse("admin:people_guardianship_change", args=[_of(mother, child).pk])
    assert where_it_ends in pages[mother]
    answer = client.post(f"/people/adults/{mother.pk}/leave/", {"since": "2026-11-16"})
    assert (answer.status_code, "nestrādā" in answer.text) == (422, True)
    with pytest.raises(ValidationError):
        leave(house, mother)
    assert not Exclusion.objects.exists()


def test_whoever_works_in_another_house_only_does_not_leave_this_one(house, other_house):
    mother = house.people.mother
    other_house.welcome(mother, "nurse")
    with pytest.raises(ValidationError):
        leave(house, mother)


def _of(person, child) -> Guardianship:
    return Guardianship.objects.get(user=person, child=child)


OTHERS = [("teacher", "teacher"), ("clerk", "clerk"), ("mother", "parent")]


@pytest.mark.parametrize(("person", "role"), OTHERS)
def test_others_close_nobody(house, nurse, person, role):
    with pytest.raises(PermissionDenied):
        leave(house, nurse, by=house.access(getattr(house.people, person), role))
    assert not Exclusion.objects.exists()


def test_the_page_closes_and_says_what_is_wrong(house, nurse, client):
    client.force_login(house.head)
    page = f"/people/adults/{nurse.pk}/leave/"
    assert client.post(page, {"since": "nekad"}).status_code == 422
    assert client.post(page, {"since": "2026-11-16"}).status_code == 302
    shown = client.get(f"/people/adults/{nurse.pk}/key/").text
    assert "slēgts" in shown
    assert Delivery.objects.filter(state="waiting").count() == 0


def test_nobody_lets_in_who_is_kept_out_of_another_house_or_oneself(house, other_house):
    nurse = house.people.nurse
    other_house.welcome(nurse, "teacher")
    theirs = operations.suspend(
        user=nurse, since=MONDAY, until=TUESDAY, reason="x", by=other_house.by, at=at(9)
    )
    with pytest.raises(PermissionDenied):
        operations.let_in(exclusion=theirs, by=house.by, at=at(9))
    deputy = house.access(house.adult("admin", "Otra", "Vietniece"), "admin")
    own = operations.leave(user=house.head, since=TUESDAY, by=deputy, at=at(9))
    with pytest.raises(PermissionDenied):
        operations.let_in(exclusion=own, by=house.by, at=at(9))
