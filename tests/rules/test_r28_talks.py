"""R28: what teacher and parents said in person; who reads it, from when on, and what follows from it."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from messaging.models import Talk, TalkParticipant
from messaging.talks import operations
from messaging.talks.reach import Shared
from outbox import grace
from outbox.clock import ONE_DAY
from outbox.models import Notification
from outbox.relay import Letters
from people import operations as people
from people.access import Action
from people.models import Assignment
from tests.messaging.talks import makers
from tests.world import BEGIN, MONDAY, TUESDAY, at, verified_email

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
CANARY = "Kanārijputniņš-sarunā"
VIEW = Action.VIEW_TALK


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def mother(house):
    return house.access(house.people.mother, "parent")


@pytest.fixture
def father(house):
    return house.access(house.people.father, "parent")


@pytest.fixture
def opens(client):
    """``opens(person, url, when)``: the answer."""

    def _opens(person, url: str, when=None):
        client.force_login(person, backend=BACKEND)
        with time_machine.travel(when or at(14), tick=False):
            return client.get(url)

    return _opens


def sees(access) -> list[Talk]:
    return list(Talk.objects.visible_to(access, VIEW))


def pages_of(talk) -> list[str]:
    """Wherever a parent looks."""
    names = ("today", "messaging:inbox", "activities:feed", "assessment:growth", "audit:activity")
    return [*map(reverse, names), reverse("people:child", args=[talk.child_id])]


def addresses_of(talk) -> list[str]:
    """Its own, whoever may know them."""
    year = reverse("messaging:talks", args=[talk.group_id])
    return [
        year, f"{year}?q=anna", reverse("messaging:talk", args=[talk.pk]),
        reverse("messaging:add_to_talk", args=[talk.pk]), reverse("audit:history", args=["talk", talk.pk]),
    ]  # fmt: skip


# --- with whom it is shared -----------------------------------------------------------------------
def test_the_other_parent_finds_it_nowhere(anna, teacher, mother, father, opens):
    talk = makers.released(anna, teacher, [mother.user], said=CANARY)
    assert sees(mother) == [talk]
    assert sees(father) == []
    answers = [opens(father.user, url).content.decode() for url in pages_of(talk)]
    assert not [answer for answer in answers if CANARY in answer]
    told = Notification.objects.filter(kind__startswith="messaging.talk")
    assert {one.person for one in told} == {mother.user}


def test_to_the_other_parent_its_addresses_are_of_nothing(anna, teacher, mother, father, opens):
    talk = makers.released(anna, teacher, [mother.user], said=CANARY)
    answers = [opens(father.user, url).status_code for url in addresses_of(talk)]
    assert answers == [404] * len(answers)


def test_a_draft_and_a_talk_in_its_minute_are_read_by_no_parent(
    house, anna, teacher, mother, opens
):
    talk = makers.shared(anna, teacher, [mother.user], said=CANARY)
    grace.release_due(at(13, 30, 59))
    assert sees(mother) == []
    for url in (*pages_of(talk)[:2], *addresses_of(talk)):
        assert CANARY not in opens(mother.user, url, at(13, 30, 59)).content.decode(), url
    assert not Notification.objects.filter(kind="messaging.talk").exists()


def test_each_parent_who_took_part_reads_it_once_the_minute_is_over(anna, teacher, mother, father):
    talk = makers.shared(anna, teacher, [mother.user, father.user])
    grace.release_due(at(13, 31))
    assert sees(mother) == sees(father) == [talk]
    told = Notification.objects.filter(kind="messaging.talk")
    assert {one.person for one in told} == {mother.user, father.user}


def test_the_note_for_the_institution_is_of_no_parent(anna, teacher, mother):
    talk = makers.released(anna, teacher, [mother.user])
    codes = talk.sections.visible_to(mother, VIEW).values_list("code", flat=True)
    assert list(codes) == ["content"]
    assert talk.sections.visible_to(teacher, VIEW).count() == 2


def test_the_letter_says_nothing_of_what_was_talked_about(house, anna, teacher, mother):
    verified_email(mother.user)
    makers.released(anna, teacher, [mother.user], said=CANARY, when=at(13, 30))
    Letters().drain(lambda: at(13, 40))
    (letter,) = mail.outbox
    assert not [word for word in (CANARY, "Anna", "Ilze", "behaviour") if word in letter.body]


def test_who_will_see_it_is_said_by_name_before_it_is_shared(anna, teacher, mother, opens):
    talk = makers.ready(anna, teacher, [mother.user])
    sight = opens(teacher.user, reverse("messaging:talk", args=[talk.pk])).context["sheet"].sight
    assert [str(one.person) for one in sight.seen_by] == ["Kristīne Bērziņa"]
    assert [str(one.person) for one in sight.absent] == ["Jānis Bērziņš"]


# --- who of the staff -----------------------------------------------------------------------------
def test_teachers_of_today_a_specialist_own_ones_and_administration(house, anna, teacher, bees):
    of = house.people
    specialist = house.access(of.specialist, "teacher")
    talk = makers.ready(anna, teacher, [of.mother])
    own = makers.ready(anna, specialist, [of.mother])
    every = {talk, own}
    assert set(sees(teacher)) == set(sees(house.by)) == every
    assert set(sees(house.access(of.substitute, "teacher"))) == every
    assert sees(house.access(of.substitute, "teacher", TUESDAY)) == []
    assert sees(specialist) == [own]
    for person, role in (
        (of.assistant, "teacher"), (of.former_teacher, "teacher"), (of.other_teacher, "teacher"),
        (of.nurse, "nurse"), (of.clerk, "clerk"), (of.superuser, "superuser"),
    ):  # fmt: skip
        assert sees(house.access(person, role)) == []


def test_a_specialist_reads_a_talk_in_which_they_took_part(house, anna, teacher, mother):
    specialist = house.access(house.people.specialist, "teacher")
    talk = makers.ready(anna, teacher, [mother.user])
    staff = [teacher.user.pk, specialist.user.pk]
    who = {"by": teacher, "at": at(13, 10)}
    operations.set_participants(talk=talk, guardians=[mother.user.pk], staff=staff, **who)
    assert sees(specialist) == [talk]


def test_a_teacher_who_is_a_parent_sees_by_the_role_acted_in(house, anna, teacher, mother, bees):
    both = house.people.other_teacher
    house.guardian(anna, both, "authorised")
    house.assign(both, bees)
    talk = makers.released(anna, teacher, [mother.user])
    assert sees(house.access(both, "teacher")) == [talk]
    assert sees(house.access(both, "parent")) == []


# --- what changes afterwards ----------------------------------------------------------------------
def test_a_restriction_takes_talks_at_the_next_request(house, anna, teacher, mother):
    talk = makers.released(anna, teacher, [mother.user])
    guardianship = anna.guardianships.get(user=mother.user)
    scopes = {
        "whereabouts": False,
        "photos": False,
        "contacts": False,
        "pick_up": False,
        "journal": False,
    }
    people.restrict(
        guardianship=guardianship, document="Lēmums 9", issuer="Bāriņtiesa", since=MONDAY,
        by=house.by, messages=True, **scopes,
    )  # fmt: skip
    assert sees(house.access(mother.user, "parent")) == []
    now = house.access(mother.user, "parent")
    with pytest.raises(PermissionDenied):
        operations.add_remark(talk=talk, text="Es", by=now, at=at(15))


def test_who_is_kept_from_talks_is_shared_with_by_nobody(house, teacher):
    emils, restricted = house.children["Bitītes"][1], house.people.restricted
    talk = makers.ready(emils, teacher, [restricted])
    with pytest.raises(ValidationError) as refusal:
        operations.share(talk=talk, by=teacher, at=at(13, 30))
    assert "participants" in refusal.value.message_dict


def test_who_is_no_guardian_any_more_reads_nothing(house, anna, teacher, mother):
    makers.released(anna, teacher, [mother.user])
    people.end(anna.guardianships.get(user=mother.user), until=TUESDAY, by=house.by)
    assert sees(house.access(mother.user, "parent", TUESDAY)) == []


def test_of_a_child_that_left_talks_stay_and_no_new_one_begins(house, anna, teacher, mother, bees):
    talk = makers.released(anna, teacher, [mother.user])
    people.end(anna.enrolments.get(), until=TUESDAY, by=house.by)
    tomorrow = house.access(teacher.user, "teacher", TUESDAY)
    assert sees(tomorrow) == [talk]
    assert sees(house.access(house.head, "admin", TUESDAY)) == [talk]
    with pytest.raises(ValidationError):
        operations.open_talk(child=anna, day=MONDAY, by=tomorrow, at=at(9, day=TUESDAY))


def test_a_child_that_moved_leaves_its_talks_with_the_group_of_their_day(
    house, anna, teacher, of_owls, owls, mother
):
    talk = makers.released(anna, teacher, [mother.user])
    people.move(child=anna, group=owls, since=TUESDAY, by=house.by)
    then = house.access(of_owls.user, "teacher", TUESDAY)
    assert sees(house.access(teacher.user, "teacher", TUESDAY)) == [talk]
    assert sees(then) == []
    assert sees(house.access(mother.user, "parent", TUESDAY)) == [talk]


def test_the_second_of_two_taps_and_the_same_form_with_another_body(
    house, anna, teacher, opens, client
):
    talk = makers.ready(anna, teacher, [house.people.mother])
    share = reverse("messaging:share_talk", args=[talk.pk])
    client.force_login(teacher.user, backend=BACKEND)
    with time_machine.travel(at(13, 40), tick=False):
        for _tap in range(2):
            assert client.post(share, {"once": "K" * 43}).status_code == 302
        talk.refresh_from_db()
        assert talk.shared_at == at(13, 40)
        other = client.post(share, {"once": "K" * 43, "text-content": "Cits"})
        assert other.status_code == 409
    talk.refresh_from_db()
    assert talk.sections.get(code="content").text == makers.SAID


# --- no talk ever gains a guardian ----------------------------------------------------------------
PEOPLE = (
    "mother", "father", "other_parent", "restricted", "former_parent", "teacher", "assistant",
    "specialist", "other_teacher", "head",
)  # fmt: skip


def test_no_talk_ever_gains_a_guardian_who_did_not_take_part(house, anna, teacher, mother):
    """Whoever of the matrix' people tries whatever."""
    talk = makers.released(anna, teacher, [mother.user])
    everybody, hers = vars(house.people).values(), {mother.user.pk}

    @given(st.lists(st.tuples(st.sampled_from(PEOPLE), st.integers(0, 5)), max_size=6))
    @effort(max_examples=12)
    def tried(acts):
        for name, number in acts:
            _try(house, talk, name, number)
        parents = [house.access(one, "parent") for one in everybody]
        assert {one.user.pk for one in parents if one.acts_as("parent") and sees(one)} == hers
        assert {one.user_id for one in talk.participants.guardians()} == hers

    tried()


def _try(house, talk, name: str, number: int) -> None:
    person = getattr(house.people, name)
    who = {"by": house.access(person, _role(name)), "at": at(15)}
    mine, everybody = person.pk, [one.pk for one in vars(house.people).values()]
    acts = (
        lambda: operations.set_participants(talk=talk, guardians=everybody, staff=[], **who),
        lambda: operations.set_participants(talk=talk, guardians=[mine], staff=[mine], **who),
        lambda: operations.take_back(talk=talk, **who),
        lambda: operations.share(talk=talk, **who),
        lambda: operations.add_remark(talk=talk, text="Es arī", **who),
        lambda: TalkParticipant.objects.filter(talk=talk).update(user=mine),
    )
    refusals = (PermissionDenied, ValidationError, Shared, DatabaseError)
    with suppress(*refusals), transaction.atomic():
        acts[number]()


def _role(name: str) -> str:
    if name == "head":
        return "admin"
    parents = ("mother", "father", "other_parent", "restricted", "former_parent")
    return "parent" if name in parents else "teacher"


def test_staff_follow_the_assignments_of_today(house, anna, teacher, bees):
    talk = makers.ready(anna, teacher, [house.people.mother])
    newcomer = house.adult("teacher", "Jauna", "Skolotāja")
    house.assign(newcomer, bees, Assignment.Kind.TEACHER, since=TUESDAY)
    assert sees(house.access(newcomer, "teacher")) == []
    assert sees(house.access(newcomer, "teacher", TUESDAY)) == [talk]
    assert sees(house.access(newcomer, "teacher", BEGIN)) == []


def test_its_history_is_of_those_who_see_it_and_names_what_was_done(
    anna, teacher, mother, father, opens
):
    talk = makers.released(anna, teacher, [mother.user])
    operations.add_remark(talk=talk, text="Piekrītu", by=mother, at=at(14))
    history = reverse("audit:history", args=["talk", talk.pk])
    page = opens(teacher.user, history).content.decode()
    assert makers.SAID in page
    assert "Piekrītu" in page
    assert opens(mother.user, history).status_code == 403
    assert opens(father.user, history).status_code == 404


def test_days_long_past_are_talked_of_too(anna, teacher):
    talk = makers.opened(anna, teacher, MONDAY - timedelta(days=30))
    assert talk.day == date(2026, 10, 17)
    assert talk.day < MONDAY - ONE_DAY
