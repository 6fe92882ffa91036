"""R10–R12, R16, R17: everybody has a key of their own, by invitation only: a letter or a printed slip."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from documents import content
from documents.jobs import Jobs
from outbox.channels import Email
from outbox.claims import MAX_ATTEMPTS, WHILE_AWAY, Away
from people import operations
from people.access import Access
from people.keys import letters, links, slips
from people.keys.links import State
from people.models import Joining, OneTimeLink, SlipBatch, User
from tests.documents.storage import lying
from tests.world import MONDAY, at

NEW = "cetri zili ezisi skrien"


@pytest.fixture
def newcomer(house):
    """A mother whose card has an address and who has no key yet."""
    person = house.adult("parent", "Zane", "Zariņa", email="zane@pasts.example")
    house.guardian(house.children["Bitītes"][0], person)
    User.objects.filter(pk=person.pk).update(activated_at=None, password="!")
    person.refresh_from_db()
    return person


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)
    return time_machine


def invite(house, person, **changes):
    return operations.invite(user=person, **{"by": house.by, "at": at(9)} | changes)


def follow(client, link, password=NEW):
    client.get(f"/l/{links.token(link)}")
    return client.post("/l/", {"new_password1": password, "new_password2": password})


def is_in(client, person) -> bool:
    return client.session.get("_auth_user_id") == str(person.pk)


def test_a_letter_leads_to_a_password_of_ones_own(house, newcomer, client):
    invite(house, newcomer)
    assert letters.Letters().drain(lambda: at(9, 1)) == 1
    (letter,) = mail.outbox
    assert letter.to == ["zane@pasts.example"]
    path = letter.body.split("http://testserver", 1)[1].split()[0]
    assert client.get(path).url == "/l/"
    page = client.get("/l/").text
    assert newcomer.username in page
    assert client.post("/l/", {"new_password1": NEW, "new_password2": NEW}).status_code == 302
    newcomer.refresh_from_db()
    assert is_in(client, newcomer)
    assert newcomer.activated_at == at(9)
    assert newcomer.emailaddress_set.get().verified


def test_a_letter_names_no_child_and_no_person(house, newcomer):
    invite(house, newcomer)
    letters.Letters().drain(lambda: at(9, 1))
    (letter,) = mail.outbox
    for text in (letter.subject, letter.body, letter.alternatives[0][0]):
        assert "Zane" not in text
        assert "Anna" not in text
        assert newcomer.username not in text


def test_looking_at_a_link_uses_nothing_up(house, newcomer, client):
    link = invite(house, newcomer)
    for _ in range(3):
        client.get(f"/l/{links.token(link)}")
        assert client.get("/l/").status_code == 200
    assert follow(client, link).status_code == 302


def test_the_token_leaves_the_address_at_once(house, newcomer, client):
    response = client.get(f"/l/{links.token(invite(house, newcomer))}")
    assert (response.status_code, response.url) == (302, "/l/")
    assert response["Cache-Control"] == "no-store"


def test_nothing_secret_lies_in_the_table(house, newcomer):
    link = invite(house, newcomer)
    mac = links.token(link).partition(".")[2]
    code = links.code(link).replace("-", "")
    row = [str(value) for value in OneTimeLink.objects.filter(pk=link.pk).values_list()[0]]
    assert not any(mac in value or code in value for value in row)


@pytest.mark.parametrize("how", ["used", "expired", "revoked", "forged", "foreign", "inactive"])
def test_every_link_that_does_not_work_answers_the_same(house, newcomer, client, how, clock):
    link = invite(house, newcomer)
    text = links.token(link)
    if how == "used":
        follow(client, link)
        client.logout()
    if how == "expired":
        clock.move_to(link.expires_at, tick=False)
    if how == "revoked":
        operations.revoke_link(link=link, by=house.by, at=at(9))
    if how == "forged":
        text = text[:-1] + ("A" if text[-1] != "A" else "B")
    if how == "foreign":
        text = f"{link.pk + 1}.{text.partition('.')[2]}"
    if how == "inactive":
        User.objects.filter(pk=newcomer.pk).update(is_active=False)
    response = client.get(f"/l/{text}", follow=True)
    assert response.status_code == client.post("/l/").status_code == 404
    assert "Saite vairs nedarbojas" in response.text
    assert "Zane" not in response.text


def test_a_newer_invitation_ends_the_earlier_one(house, newcomer, client):
    first = invite(house, newcomer)
    second = invite(house, newcomer)
    assert follow(client, first).status_code == 404
    assert follow(client, second).status_code == 302


def test_two_posts_of_one_link_set_one_password(house, newcomer, client):
    link = invite(house, newcomer)
    follow(client, link)
    password = User.objects.get(pk=newcomer.pk).password
    with pytest.raises(ValidationError):
        operations.set_key(link=link, password="cita gara parole te", at=at(9))
    assert User.objects.get(pk=newcomer.pk).password == password


def test_the_same_person_invited_twice_is_one_account(house, newcomer):
    for _ in range(2):
        operations.invite_all(users=[newcomer], by=house.by, at=at(9))
    assert OneTimeLink.objects.filter(user=newcomer, revoked_at=None).count() == 1


def test_whoever_has_a_key_is_not_invited(house):
    with pytest.raises(ValidationError):
        invite(house, house.people.mother)
    assert operations.invite_all(users=[house.people.mother], by=house.by, at=at(9)) == 0


def test_a_password_that_is_too_short_is_refused_and_the_link_stays(house, newcomer, client):
    link = invite(house, newcomer)
    response = follow(client, link, "par iss")
    assert response.status_code == 422
    assert follow(client, link).status_code == 302


# --- who may invite ---------------------------------------------------------------------------------
def test_a_teacher_invites_families_of_the_own_group_only(house, newcomer):
    by = house.access(house.people.teacher, "teacher")
    assert invite(house, newcomer, by=by)
    others = house.access(house.people.other_teacher, "teacher")
    with pytest.raises(PermissionDenied):
        invite(house, newcomer, by=others)


def test_a_clerk_invites_staff_and_no_parents(house, newcomer):
    by = house.access(house.people.clerk, "clerk")
    nurse = house.adult("nurse", "Jauna", "Māsa", email="masa@pasts.example")
    User.objects.filter(pk=nurse.pk).update(activated_at=None)
    nurse.refresh_from_db()
    assert invite(house, nurse, by=by)
    with pytest.raises(PermissionDenied):
        invite(house, newcomer, by=by)


@pytest.mark.parametrize(("person", "role"), [("nurse", "nurse"), ("mother", "parent")])
def test_others_invite_nobody(house, newcomer, person, role):
    with pytest.raises(PermissionDenied):
        invite(house, newcomer, by=house.access(getattr(house.people, person), role))


def test_nobody_is_invited_by_another_house(house, other_house, newcomer):
    with pytest.raises(PermissionDenied):
        invite(other_house, newcomer)


# --- slips ------------------------------------------------------------------------------------------
def print_slips(house, people) -> SlipBatch:
    batch = operations.ask_for_slips(users=people, by=house.by, at=at(9))
    Jobs().drain(lambda: at(9, 1))
    return SlipBatch.objects.select_related("job__result").get(pk=batch.pk)


def test_a_slip_is_printed_for_each_adult_and_opens_by_code(house, newcomer, client):
    batch = print_slips(house, [newcomer, house.people.mother])
    assert (batch.total, batch.job.done) == (1, 1)
    assert b"".join(content.read(batch.job.result)).startswith(b"%PDF")
    assert b"%PDF" not in lying(batch.job.result)
    code = links.code(batch.links.get()).lower().replace("-", " ")
    response = client.post("/l/slip/", {"username": newcomer.username.upper(), "code": code})
    assert response.url == "/l/"
    client.post("/l/", {"new_password1": NEW, "new_password2": NEW})
    assert is_in(client, newcomer)


def test_a_code_opens_nothing_under_another_name(house, newcomer, client):
    batch = print_slips(house, [newcomer])
    code = links.code(batch.links.get())
    for name in (house.people.mother.username, "nav-tada"):
        response = client.post("/l/slip/", {"username": name, "code": code})
        assert response.status_code == 422
        assert "nesader" in response.text


def test_guesses_of_a_code_are_counted_by_name(house, newcomer, client):
    print_slips(house, [newcomer])
    guess = {"username": newcomer.username, "code": "AAAA-AAA-AAA"}
    answers = [client.post("/l/slip/", guess).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
    other = {"username": house.people.mother.username, "code": "AAAA-AAA-AAA"}
    assert client.post("/l/slip/", other).status_code == 422


def test_sheets_are_for_the_one_who_asked_and_for_a_day(house, newcomer, client, clock):
    batch = print_slips(house, [newcomer])
    page = reverse("documents:file", args=[batch.job.result.name])
    client.force_login(house.people.teacher)
    assert client.get(page).status_code == 404
    client.force_login(house.head)
    assert client.get(page)["Content-Type"] == "application/pdf"
    clock.move_to(at(9, 1) + timedelta(days=1))
    client.force_login(house.head)
    assert client.get(page).status_code == 404


def test_a_batch_whose_worker_died_is_printed_by_the_next(house, newcomer):
    operations.ask_for_slips(users=[newcomer], by=house.by, at=at(9))
    assert Jobs().claim(at(9, 1))
    assert Jobs().drain(lambda: at(9, 2)) == 0
    assert Jobs().drain(lambda: at(9, 7)) == 1


def test_a_batch_that_kills_whoever_prints_it_is_given_up(house, newcomer):
    batch = operations.ask_for_slips(users=[newcomer], by=house.by, at=at(9))
    moment = at(9)
    for _ in range(MAX_ATTEMPTS):
        assert Jobs().claim(moment)
        moment += timedelta(minutes=5)
    assert Jobs().drain(lambda: moment) == 1
    batch.job.refresh_from_db()
    assert (batch.job.failed_at, batch.job.result) == (moment, None)


def test_who_prints_too_slowly_changes_nothing(house, newcomer):
    batch = operations.ask_for_slips(users=[newcomer], by=house.by, at=at(9))
    jobs = Jobs()
    slow, quick = jobs.claim(at(9)), jobs.claim(at(9, 5))
    jobs.give_up(slow, slow.rows, "too slow", at(9, 6))
    jobs.do(slow, lambda: at(9, 6))
    batch.job.refresh_from_db()
    assert (batch.job.finished_at, batch.job.failed_at) == (None, None)
    jobs.do(quick, lambda: at(9, 7))
    batch.job.refresh_from_db()
    assert batch.job.finished_at == at(9, 7)


def test_a_batch_that_fails_says_so_and_keeps_no_other_waiting(house, newcomer, monkeypatch):
    batch = operations.ask_for_slips(users=[newcomer], by=house.by, at=at(9))
    monkeypatch.setattr(slips.pdf, "compile", lambda *a: 1 / 0)
    Jobs().drain(lambda: at(9, 1))
    batch.job.refresh_from_db()
    assert batch.job.failed_at == at(9, 1)


# --- letters ----------------------------------------------------------------------------------------
def test_a_letter_keeps_its_name_over_a_killed_worker(house, newcomer):
    link = invite(house, newcomer)
    first = letters.message_of(letters.Letters().claim(at(9, 1)).row).extra_headers["Message-ID"]
    assert letters.Letters().drain(lambda: at(9, 2)) == 0
    assert letters.Letters().drain(lambda: at(9, 7)) == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == first
    link.refresh_from_db()
    assert links.state_of(link, at(9, 8)) == State.SENT


def test_while_mail_is_away_one_letter_is_tried_and_none_loses_a_try(house, newcomer, monkeypatch):
    for _ in range(2):
        links.make(
            institution=house.institution, user=newcomer, purpose="reset", made_by=house.head,
            at=at(9), good_for=timedelta(days=1), address="zane@pasts.example",
        )  # fmt: skip

    def away(*_message):
        raise Away("no connection")

    monkeypatch.setattr(Email, "post", away)
    assert letters.Letters().drain(lambda: at(9, 1)) == 1
    tried, other = OneTimeLink.objects.order_by("-next_try_at")
    assert (tried.next_try_at, tried.error) == (at(9, 1) + WHILE_AWAY, "no connection")
    assert (tried.attempts, other.attempts) == (0, 0)


def test_a_letter_to_somebody_kept_out_meanwhile_does_not_go(house, newcomer):
    link = invite(house, newcomer)
    User.objects.filter(pk=newcomer.pk).update(is_active=False)
    assert letters.Letters().drain(lambda: at(9, 1)) == 0
    link.refresh_from_db()
    assert link.sent_at is None


def test_states_are_told_one_by_one(house, newcomer):
    link = invite(house, newcomer)
    assert links.state_of(link, at(9)) == State.WAITING
    link.given_up_at = at(9)
    assert links.state_of(link, at(9)) == State.GIVEN_UP
    assert links.state_of(link, link.expires_at) == State.EXPIRED


# --- somebody known elsewhere -----------------------------------------------------------------------------
@pytest.fixture
def known(other_house) -> User:
    """A mother of the other preschool, with a key and a confirmed address."""
    person = other_house.adult("parent", "Zane", "Zariņa", email="zane@pasts.example")
    person.emailaddress_set.update(verified=True)
    return person


def enter(client, house, email):
    anna = house.children["Bitītes"][0]
    parent = {"first_name": "Zane", "last_name": "Cita", "relation": "mother", "email": email}
    parent["anyway"] = "1"  # two of one name are meant
    return client.post(f"/people/children/{anna.pk}/guardians/new/", parent, follow=True)


def test_entering_an_address_known_elsewhere_answers_as_if_it_were_new(house, known, client):
    client.force_login(house.people.teacher)
    pages = [enter(client, house, email) for email in ("jauna@pasts.example", known.email)]
    first, second = ([str(m) for m in page.context["messages"]] for page in pages)
    assert first == second
    assert known.last_name not in pages[1].text


def test_nothing_joins_before_the_owner_agrees(house, known, client):
    client.force_login(house.people.teacher)
    enter(client, house, known.email)
    anna = house.children["Bitītes"][0]
    assert not known.guardianships.filter(child=anna).exists()
    letters.Letters().drain(lambda: at(9, 1))
    assert [letter.to for letter in mail.outbox] == [[known.email]]
    client.force_login(known)
    page = client.get("/account/joining/").text
    assert str(anna) in page
    joining = Joining.objects.get()
    client.post(f"/account/joining/{joining.pk}/", {"accept": "1"})
    assert known.guardianships.filter(child=anna, relation="mother").exists()
    assert client.get(f"/people/children/{anna.pk}/").status_code == 200


def test_declining_leaves_nothing(house, known, client):
    client.force_login(house.people.teacher)
    enter(client, house, known.email)
    client.force_login(known)
    joining = Joining.objects.get()
    client.post(f"/account/joining/{joining.pk}/")
    assert not known.guardianships.filter(institution=house.institution).exists()
    with pytest.raises(ValidationError):
        operations.accept_joining(
            joining=joining, by=Access(known, day=MONDAY), at=at(9), day=MONDAY
        )  # fmt: skip


def test_nobody_decides_for_somebody_else(house, known, client):
    client.force_login(house.people.teacher)
    enter(client, house, known.email)
    joining = Joining.objects.get()
    for name in ("mother", "teacher"):
        client.force_login(getattr(house.people, name))
        assert client.post(f"/account/joining/{joining.pk}/", {"accept": "1"}).status_code == 404
    facts = {"joining": joining, "by": house.by, "at": at(9)}
    with pytest.raises(PermissionDenied):
        operations.accept_joining(day=MONDAY, **facts)
    with pytest.raises(PermissionDenied):
        operations.decline_joining(**facts)


def test_the_link_of_an_invitation_to_join_opens_no_account(house, known, client):
    client.force_login(house.people.teacher)
    enter(client, house, known.email)
    client.logout()
    client.get(f"/l/{links.token(OneTimeLink.objects.get(user=known, purpose='join'))}")
    assert client.get("/l/").status_code == 200
    assert client.post("/l/").url == "/account/joining/"
    assert "_auth_user_id" not in client.session


def test_staff_known_elsewhere_are_asked_too(house, known, client):
    client.force_login(house.people.clerk)
    sent = {"first_name": "Zane", "last_name": "Cita", "role": "nurse", "email": known.email}
    assert client.post("/people/staff/new/", sent).status_code == 302
    assert known.last_name not in client.get("/people/staff/").text
    joining = Joining.objects.get()
    operations.accept_joining(joining=joining, by=Access(known, day=MONDAY), at=at(9), day=MONDAY)
    roles = {role.role for role in Access(known, day=MONDAY).roles}
    assert roles == {"nurse", "parent"}
    by = house.access(house.people.clerk, "clerk")
    with pytest.raises(PermissionDenied):
        operations.ask_employee_to_join(
            institution=house.institution, email=known.email, role="admin", first_name="Z",
            last_name="C", by=by, at=at(9),
        )  # fmt: skip
