"""R8, R35: nobody comes by a key that opens more than they could have given; and the owner hears of it."""

import io
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from documents.jobs import Jobs
from documents.models import StoredFile
from outbox.models import Notification
from people import operations, quotas
from people.access import Access
from people.keys import links
from people.models import DeviceUse, Guardianship, OneTimeLink, SlipBatch, User
from tests.world import BEGIN, MONDAY, at, verified_email

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
NEW = "cetri zili ezisi skrien"
MINE = "mans-privatais@pasts.example"
# Who may enter whom, as the rules have it (R8, R9), said here without the tables of access.
GIVES = {
    "admin": {"admin", "superuser", "teacher", "nurse", "clerk"},
    "clerk": {"teacher", "nurse", "clerk"},
}


@pytest.fixture
def two(house, other_house):
    """Two houses and those who are more than one thing in them."""
    people = house.people
    other_house.welcome(people.nurse, "parent")
    other_house.guardian(other_house.children["Bitītes"][1], people.nurse)
    other_house.welcome(people.father, "parent")
    other_house.guardian(other_house.children["Bitītes"][2], people.father, "father")
    house.welcome(people.other_teacher, "parent")  # a teacher whose child is in the teacher's group
    house.guardian(house.children["Bitītes"][2], people.other_teacher)
    people.deputy = house.adult("admin", "Jauna", "Vietniece")
    house.welcome(people.deputy, "parent")
    house.guardian(house.children["Bitītes"][0], people.deputy, "guardian")
    people.head_elsewhere = house.adult("nurse", "Abu", "Māju")
    other_house.welcome(people.head_elsewhere, "admin")
    verified_email(people.clerk)
    return house, other_house


class Facts:
    """Who holds which role where, and who answers for which child: read once."""

    def __init__(self, two) -> None:
        ours, theirs = (house.people for house in two)
        people = {*vars(ours).values(), theirs.head, theirs.teacher, theirs.nurse, theirs.mother}
        self.people = sorted(people, key=lambda one: one.pk)
        self.roles = {one.pk: Access(one, day=MONDAY).roles for one in self.people}
        self.children: dict[int, set[int]] = {one.pk: set() for one in self.people}
        self.houses: dict[int, set[int]] = {one.pk: set() for one in self.people}
        for row in Guardianship.objects.filter(user__in=self.people):
            self.children[row.user_id].add(row.child_id)
            self.houses[row.user_id].add(row.institution_id)

    def actors(self, parents: bool) -> Iterator[Access]:
        """Everybody in each of their roles of staff, or as a parent."""
        for person in self.people:
            for role in self.roles[person.pk]:
                if (role.role == "parent") is parents:
                    yield Access(person, day=MONDAY, acting_key=role.key)

    def could_have_given(self, person: User, by: Access, *, had_a_key: bool) -> bool:
        """Every role the person holds, anywhere, is one that the actor gives in the house they act in."""
        if self.children[person.pk] & self.children[by.user.pk]:
            return False  # they answer for one child
        return all(self._given(role, person, by, had_a_key) for role in self.roles[person.pk])

    def _given(self, role, person: User, by: Access, had_a_key: bool) -> bool:
        acts_as = by.acting.role
        if role.role == "parent":
            at_home = by.institution and self.houses[person.pk] == {by.institution.pk}
            return bool(at_home) and acts_as in {"admin", "teacher", "clerk"}
        if had_a_key and role.role in {"nurse", "clerk"}:
            return False  # who read what is said of health, which administration does not
        return role.role in GIVES.get(acts_as, ()) and role.institution == by.institution


def the_slip(batch) -> bool:
    """Whoever asked opens the sheets, and nobody else was asked."""
    return batch is not None and not batch.needs_another


def letter_to_me(link) -> bool:
    return link is not None and link.address == MINE


def by_slip(person, by):
    return the_slip(operations.ask_for_slips(users=[person], by=by, at=at(9)))


def by_new_slip(person, by):
    return the_slip(operations.send_new_key(user=person, by_letter=False, by=by, at=at(9))[0])


def by_my_address(person, by):
    operations.correct_email(user=person, email=MINE, by=by, at=at(9))
    return letter_to_me(operations.invite(user=person, by=by, at=at(9)))


def by_a_new_key_to_my_address(person, by):
    operations.correct_email(user=person, email=MINE, by=by, at=at(9))
    operations.send_new_key(user=person, by_letter=True, by=by, at=at(9))
    return letter_to_me(OneTimeLink.objects.filter(user=person, purpose="reset").last())


class Undone(Exception):
    """What a way came to, taken back."""


def comes_by_it(way: Callable, person: User, by: Access) -> bool:
    try:
        with transaction.atomic():
            raise Undone(way(User.objects.get(pk=person.pk), by))
    except Undone as done:
        return done.args[0]
    except (PermissionDenied, ValidationError):
        return False


WAYS = (by_slip, by_new_slip, by_my_address, by_a_new_key_to_my_address)


@pytest.mark.parametrize("parents", [False, True], ids=["staff", "parents"])
@pytest.mark.parametrize("has_a_key", [False, True], ids=["no key yet", "a key in use"])
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nobody_comes_by_a_key_they_could_not_have_given(two, way, has_a_key, parents):
    """Every actor in every role × every person, of two houses."""
    facts = Facts(two)
    people = User.objects.filter(pk__in=[one.pk for one in facts.people])
    people.update(activated_at=at(8) if has_a_key else None)
    found = [
        (by.user, by.acting, person)
        for by in facts.actors(parents)
        for person in facts.people
        if person != by.user
        and not facts.could_have_given(person, by, had_a_key=has_a_key)
        and comes_by_it(way, person, by)
    ]
    assert found == []


def test_what_one_may_give_one_still_gives_alone(two):
    """The clerk a teacher's first slip, a teacher a mother's, the head a teacher's new one."""
    house, _other = two
    people = house.people
    User.objects.filter(pk__in=[people.former_teacher.pk, people.other_parent.pk]).update(
        activated_at=None
    )
    clerk, owls = house.access(people.clerk, "clerk"), house.access(people.other_teacher, "teacher")
    assert by_slip(people.former_teacher, clerk)
    assert by_slip(people.other_parent, owls)
    assert by_new_slip(people.teacher, house.by)


# --- whoever is out of reach ------------------------------------------------------------------------
@pytest.fixture
def keyless_deputy(house):
    """Entered by the head, with no e-mail and no key yet: the account a clerk once became (H1)."""
    person = house.adult("admin", "Jauna", "Vietniece")
    User.objects.filter(pk=person.pk).update(activated_at=None)
    return person


@pytest.mark.parametrize("page", ["key/slip", "key/letter", "key/new", "change", "key"])
def test_a_clerk_reaches_no_account_of_administration(house, client, keyless_deputy, page):
    client.force_login(house.people.clerk, backend=BACKEND)
    address = f"/people/adults/{keyless_deputy.pk}/{page}/"
    form = {"first_name": "J", "last_name": "V", "email": MINE}
    answer = client.get(address) if page == "key" else client.post(address, form)
    assert answer.status_code == 404
    assert not OneTimeLink.objects.exists()


def test_a_teacher_keeps_no_card_of_a_colleague_whose_child_is_in_the_group(house, client):
    nurse = house.people.nurse
    house.welcome(nurse, "parent")
    house.guardian(house.children["Bitītes"][0], nurse)
    client.force_login(house.people.teacher, backend=BACKEND)
    card = client.get(f"/people/children/{house.children['Bitītes'][0].pk}/").text
    assert str(nurse) in card  # whom to call is still said
    for page in ("change", "key"):
        assert client.get(f"/people/adults/{nurse.pk}/{page}/").status_code == 404


# --- a slip of two ----------------------------------------------------------------------------------
@pytest.fixture
def asked(house) -> SlipBatch:
    """The head asks for a slip of the nurse, who reads what the head does not."""
    nurse = house.people.nurse
    batch, _closed = operations.send_new_key(user=nurse, by_letter=False, by=house.by, at=at(9))
    return batch


def test_a_slip_that_opens_more_waits_for_another_person(house, asked, client, time_machine):
    time_machine.move_to(at(9, 1), tick=False)
    assert asked.needs_another
    assert Jobs().drain(lambda: at(9, 1)) == 0
    told = Notification.objects.filter(kind="account.slip_to_agree")
    assert {one.person for one in told} == {house.people.superuser}
    client.force_login(house.people.superuser, backend=BACKEND)
    page = client.get(reverse("people:slips", args=[asked.pk])).text
    assert str(house.people.nurse) in page
    client.post(reverse("people:decide_slip", args=[asked.pk]), {"agree": "1"})
    assert Jobs().drain(lambda: at(9, 2)) == 1
    page = reverse("documents:file", args=[StoredFile.objects.get().name])
    assert client.get(page).status_code == 404
    client.force_login(house.head, backend=BACKEND)
    assert client.get(page).status_code == 200


def test_the_password_is_void_before_anybody_agrees(house, asked):
    house.people.nurse.refresh_from_db()
    assert not house.people.nurse.has_usable_password()


def test_a_refused_slip_opens_nothing(house, asked):
    by = house.access(house.people.superuser, "superuser")
    operations.decide_slip(batch=asked, agrees=False, by=by, at=at(9, 1))
    assert Jobs().drain(lambda: at(9, 2)) == 0
    assert (
        links.genuine_code(house.people.nurse.username, links.code(asked.links.get()), at(9, 2))
        is None
    )
    with pytest.raises(ValidationError):
        operations.decide_slip(batch=asked, agrees=True, by=by, at=at(9, 3))


def test_neither_who_asked_nor_whose_it_is_agrees(house):
    deputy = house.adult("admin", "Otra", "Vietniece")
    nurse = house.people.nurse
    house.welcome(nurse, "superuser")
    batch = SlipBatch.objects.create(
        institution=house.institution, asked_at=at(9), asked_by=deputy, total=1,
        needs_another=True,
    )  # fmt: skip
    links.make(
        institution=house.institution, user=nurse, purpose="reset", made_by=deputy, at=at(9),
        good_for=timedelta(hours=1), batch=batch,
    )  # fmt: skip
    for person, role in ((deputy, "admin"), (nurse, "superuser")):
        with pytest.raises(PermissionDenied):
            operations.decide_slip(
                batch=batch, agrees=True, by=house.access(person, role), at=at(9)
            )


def test_where_there_is_nobody_else_a_letter_goes(house):
    house.institution.role_groups.get(role="superuser").group.user_set.clear()
    nurse = house.people.nurse
    with pytest.raises(ValidationError):
        operations.send_new_key(user=nurse, by_letter=False, by=house.by, at=at(9))
    verified_email(nurse)
    User.objects.filter(pk=nurse.pk).update(email=f"{nurse.username}@pasts.test")
    assert operations.send_new_key(user=nurse, by_letter=True, by=house.by, at=at(9))


def test_a_letter_goes_to_no_address_that_its_owner_never_confirmed(house):
    nurse = house.adult("nurse", "Jauna", "Māsa", email=MINE)
    with pytest.raises(ValidationError):
        operations.send_new_key(user=nurse, by_letter=True, by=house.by, at=at(9))


def test_no_page_prints_the_key_of_a_superuser(house):
    superuser = house.people.superuser
    house.adult("admin", "Otra", "Vietniece")
    with pytest.raises(ValidationError):
        operations.send_new_key(user=superuser, by_letter=False, by=house.by, at=at(9))
    User.objects.filter(pk=superuser.pk).update(activated_at=None)
    with pytest.raises(ValidationError):
        operations.ask_for_slips(users=[superuser], by=house.by, at=at(9))


def test_the_keeper_of_the_portal_makes_it_by_a_command(house, client, time_machine):
    time_machine.move_to(at(9), tick=False)
    superuser, out = house.people.superuser, io.StringIO()
    client.force_login(superuser, backend=BACKEND)
    call_command("new_key", superuser.username, stdout=out)
    assert client.get("/account/").status_code == 302  # signed out
    path = "/l/" + out.getvalue().strip().rpartition("/l/")[2]
    client.get(path)
    client.post("/l/", {"new_password1": NEW, "new_password2": NEW})
    assert client.session["_auth_user_id"] == str(superuser.pk)
    with pytest.raises(CommandError):
        call_command("new_key", "nav-tada")


# --- what a new key closes --------------------------------------------------------------------------
def test_a_forced_new_key_closes_every_way_in_and_tells_its_owner(house, client, time_machine):
    time_machine.move_to(at(9), tick=False)
    teacher = house.people.teacher
    verified_email(teacher)
    Authenticator.objects.create(user=teacher, type="webauthn", data={})
    Authenticator.objects.create(user=teacher, type="totp", data={})
    client.force_login(teacher, backend=BACKEND)
    client.get("/")
    digest = "a" * 64
    operations.note_sign_in(user=teacher, digest=digest, label="Chrome", at=at(8))
    DeviceUse.objects.filter(user=teacher).update(pin="x" * 80)
    client.force_login(house.head, backend=BACKEND)
    page = client.post(
        f"/people/adults/{teacher.pk}/key/new/", {"letter": "1"}, follow=True
    )  # fmt: skip
    assert "1 piekļuves atslēga" in page.text
    assert [one.type for one in Authenticator.objects.filter(user=teacher)] == ["totp"]
    assert not DeviceUse.objects.filter(user=teacher).exists()
    assert not UserSession.objects.filter(user=teacher).exists()
    told = Notification.objects.get(kind="account.new_key")
    assert (told.person, told.deliveries.filter(channel="email").count()) == (teacher, 1)


def test_a_letter_is_told_as_well_as_a_slip(house):
    operations.send_new_key(user=house.people.teacher, by_letter=False, by=house.by, at=at(9))
    assert Notification.objects.get(kind="account.new_key").person == house.people.teacher


def test_a_new_key_is_taken_back_by_those_who_make_them(house):
    batch, _closed = operations.send_new_key(
        user=house.people.mother, by_letter=False, by=house.by, at=at(9)
    )
    teacher = house.access(house.people.teacher, "teacher")  # who may invite her
    with pytest.raises(PermissionDenied):
        operations.revoke_link(link=batch.links.get(), by=teacher, at=at(9))


def test_whoever_acts_in_no_house_invites_not_even_nobody(house):
    mother = house.access(house.people.mother, "parent")
    with pytest.raises(PermissionDenied):
        operations.invite_all(users=[], by=mother, at=at(9))


def test_sheets_open_while_their_printer_may_still_invite(house, client, time_machine):
    time_machine.move_to(at(9), tick=False)
    User.objects.filter(pk=house.people.restricted.pk).update(activated_at=None)
    teacher = house.people.teacher
    operations.ask_for_slips(
        users=[house.people.restricted], by=house.access(teacher, "teacher"), at=at(9)
    )
    Jobs().drain(lambda: at(9))
    client.force_login(teacher, backend=BACKEND)
    page = reverse("documents:file", args=[StoredFile.objects.get().name])
    assert client.get(page).status_code == 200
    operations.end(teacher.assignments.get(), until=MONDAY, by=house.by)
    assert client.get(page).status_code == 404


# --- letters have a limit ---------------------------------------------------------------------------
def test_one_person_gets_five_invitations_an_hour(house, client):
    person = house.adult("parent", "Zane", "Zariņa", email="zane@pasts.example")
    house.guardian(house.children["Bitītes"][0], person)
    User.objects.filter(pk=person.pk).update(activated_at=None)
    client.force_login(house.people.teacher, backend=BACKEND)
    address = f"/people/adults/{person.pk}/key/letter/"
    assert [client.post(address).status_code for _ in range(6)] == [302] * 5 + [429]
    assert OneTimeLink.objects.filter(user=person).count() == 5


def test_a_quota_is_of_one_kind_one_person_and_one_hour(house):
    people, mother = [house.people.father], house.people.mother
    for _ in range(quotas.MOST[quotas.INVITED]):
        quotas.use(quotas.INVITED, people, at=at(9))
    with pytest.raises(quotas.UsedUp):
        quotas.use(quotas.INVITED, [mother, *people], at=at(9, 59))
    quotas.use(quotas.INVITED, [mother], at=at(9, 59))
    quotas.use(quotas.INVITED, people, at=at(10))
    quotas.use(quotas.INVITING, people, at=at(9))


# --- all in the list --------------------------------------------------------------------------------
@pytest.fixture
def families(house):
    """Three mothers without a key and with an address; one has been invited."""
    children = house.children["Bitītes"]
    found = [
        house.adult("parent", name, "Zariņa", email=f"{name}@pasts.example".lower())
        for name in ("Aija", "Baiba", "Cecilija")
    ]
    for child, person in zip(children, found, strict=True):
        house.guardian(child, person, "guardian")
    User.objects.filter(pk__in=[one.pk for one in found]).update(activated_at=None)
    operations.invite(user=found[0], by=house.by, at=at(8))
    return found


def invited(families) -> list[int]:
    return [one.one_time_links.filter(used_at=None, revoked_at=None).count() for one in families]


@pytest.fixture
def head(house, client, time_machine):
    time_machine.move_to(at(9), tick=False)
    client.force_login(house.head, backend=BACKEND)
    return client


LETTERS = "/people/invitations/letters/"


def test_all_in_the_list_are_those_it_shows(families, head):
    page = head.get("/people/invitations/", {"q": "baiba"})
    assert "(1)" in page.text
    head.post(LETTERS, {"q": "baiba"})
    assert invited(families) == [1, 1, 0]
    head.post(LETTERS, {"q": "zarina", "standing": "none"})
    assert invited(families) == [1, 1, 1]
    assert OneTimeLink.objects.filter(revoked_at__isnull=False).count() == 0


def test_it_is_asked_once_before_earlier_invitations_end(families, head):
    first = families[0].one_time_links.get()
    assert head.post(LETTERS, {"q": "zarina"}).status_code == 409
    assert invited(families) == [1, 0, 0]
    head.post(LETTERS, {"q": "zarina", "fresh": "1"})
    first.refresh_from_db()
    assert (invited(families), first.revoked_at) == ([1, 1, 1], None)
    head.post(LETTERS, {"q": "zarina", "anyway": "1"})
    first.refresh_from_db()
    assert first.revoked_at == at(9)


def test_a_slip_for_one_person_ends_no_other_invitation(families, head):
    head.post(f"/people/adults/{families[1].pk}/key/slip/")
    assert invited(families) == [1, 1, 0]


@pytest.mark.parametrize("wanted", [{"group": "999999"}, {"group": "x"}, {"standing": "dead'"}])
def test_an_unknown_group_is_not_everybody(families, head, wanted):
    for page in (LETTERS, "/people/invitations/slips/"):
        assert head.post(page, wanted).status_code == 404
    assert head.get("/people/invitations/", wanted).status_code == 404
    assert invited(families) == [1, 0, 0]


def test_the_list_of_keys_does_not_end(house, head, django_assert_max_num_queries):
    anna = house.children["Bitītes"][0]
    people = User.objects.bulk_create(
        User(username=f"zarina{n}", first_name="Anna", last_name="Zariņa", search_key="zarina",
             sort_key=f"zarina{n:03}")
        for n in range(310)
    )  # fmt: skip
    Guardianship.objects.bulk_create(
        Guardianship(
            institution=house.institution, child=anna, user=one, relation="guardian", since=BEGIN
        )
        for one in people
    )
    with django_assert_max_num_queries(15):
        page = head.get("/people/invitations/", {"q": "zarina", "page": "4"})
    assert page.text.count('class="line"') == 10
    assert "<b>310</b>" in page.text
