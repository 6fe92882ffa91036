"""R33, R36: the head sees, and prints, who has acknowledged which version when, and who has not yet."""

import re

import pytest
from django.urls import reverse

from agreements import operations
from agreements.models import ASKED, Acknowledgement, Document, Version
from agreements.owed import owed
from agreements.page import Part, counts, roll_of
from people import operations as people
from people.access import Access
from people.models import Guardianship, Role, RoleGroup, User
from tests.world import BEGIN, MONDAY, TUESDAY, House, at

TERMS, PLEDGE = Document.Kind.TERMS, Document.Kind.CONFIDENTIALITY


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)


@pytest.fixture
def papers(house) -> House:
    operations.lay_down_first_texts(house.institution, at=at(7))
    return house


@pytest.fixture
def head(papers, client):
    acknowledge(papers, papers.head, "admin")
    client.force_login(papers.head)
    return client


def current(house: House, kind: str = TERMS) -> Version:
    of_kind = Version.objects.current().filter(institution=house.institution, document__kind=kind)
    return of_kind.select_related("document", "institution").get()


def acknowledge(house: House, person: User, role: str, when=None) -> None:
    access = house.access(person, role) if role != "parent" else Access(person, day=MONDAY)
    operations.acknowledge(versions=owed(access), by=access, at=when or at(8))


def publish(house: House, text: str = "Jauns teksts", kind: str = TERMS) -> Version:
    return operations.publish(
        institution=house.institution, kind=kind, title="Noteikumi", text=text, by=house.by,
        at=at(8, 30),
    )  # fmt: skip


def names(roll, part=Part.ALL) -> set[str]:
    return {str(line.person) for line in roll.of(part)}


# --- who owes it ----------------------------------------------------------------------------------
def everybody_who_owes(house: House, version: Version) -> set[str]:
    """Asked one by one, as the gate asks."""
    found = set()
    rows = RoleGroup.objects.filter(institution=house.institution, group__user__isnull=False)
    for person, role in rows.values_list("group__user", "role"):
        user = User.objects.get(pk=person)
        access = house.access(user, role) if role != Role.PARENT else Access(user, day=MONDAY)
        if access.acting and access.acting.role == role and version in owed(access):
            found.add(str(user))
    return found


@pytest.mark.parametrize("kind", ASKED)
def test_the_list_names_whom_the_gate_asks(papers, kind):
    people.suspend(
        user=papers.people.clerk, since=MONDAY, until=TUESDAY, reason="x", by=papers.by, at=at(9)
    )
    people.leave(user=papers.people.assistant, since=MONDAY, by=papers.by, at=at(9))
    papers.guardian(papers.children["Bitītes"][0], papers.people.nurse, "guardian")
    version = current(papers, kind)
    assert names(roll_of(version, MONDAY)) == everybody_who_owes(papers, version)


def test_the_pledge_is_owed_by_staff_and_the_terms_by_parents_too(papers):
    mother, terms, pledge = str(papers.people.mother), current(papers), current(papers, PLEDGE)
    assert mother in names(roll_of(terms, MONDAY))
    assert mother not in names(roll_of(pledge, MONDAY))
    assert names(roll_of(pledge, MONDAY)) < names(roll_of(terms, MONDAY))


def test_another_house_is_not_in_it(papers, other_house):
    other = other_house.adult("nurse", "Cita", "Māsa")
    assert str(other) not in names(roll_of(current(papers), MONDAY))


# --- what it says ---------------------------------------------------------------------------------
def test_it_says_who_when_in_which_role_and_who_has_not_yet(papers, head):
    acknowledge(papers, papers.people.mother, "parent", at(8, 12))
    page = head.get(reverse("agreements:people", args=[current(papers).pk])).text
    rows = dict(re.findall(r'<th scope="row">([^<]+)</th><td>(.+?)</tr>', page))
    assert "vecāks" in rows["Bērziņa, Kristīne"]
    assert "16.11.2026. 8:12" in rows["Bērziņa, Kristīne"]
    assert "vēl nav" in rows["Liepa, Māsa"]


def test_of_an_older_version_it_says_who_had_given_that(papers, head):
    nurse, first = papers.people.nurse, current(papers)
    acknowledge(papers, nurse, "nurse")
    publish(papers)
    acknowledge(papers, papers.head, "admin", at(8, 40))
    new = roll_of(current(papers), MONDAY)
    (line,) = [one for one in new.lines if one.person == nurse]
    assert line.given_at is None
    assert (line.before.version.number, line.before.given_at) == (1, at(8))
    assert {str(nurse), str(papers.head)} == names(roll_of(first, MONDAY), Part.DONE)
    page = head.get(reverse("agreements:people", args=[current(papers).pk])).text
    assert reverse("agreements:people", args=[first.pk]) in page
    assert "1. redakciju – 16.11.2026." in page


def test_who_left_stays_among_those_who_pledged_and_is_not_counted(papers, head):
    nurse = papers.people.nurse
    acknowledge(papers, nurse, "nurse")
    before = roll_of(current(papers, PLEDGE), MONDAY)
    people.leave(user=nurse, since=MONDAY, by=papers.by, at=at(9))
    after = roll_of(current(papers, PLEDGE), MONDAY)
    assert (after.done, after.owing) == (before.done - 1, before.owing - 1)
    assert after.lines[-1].person == nurse
    page = head.get(reverse("agreements:people", args=[current(papers, PLEDGE).pk])).text
    assert "iestādē vairs nav" in page


@pytest.mark.parametrize(("part", "seen"), [("all", (1, 1)), ("done", (1, 0)), ("waiting", (0, 1))])
def test_it_shows_all_or_those_who_have_or_have_not(papers, head, part, seen):
    acknowledge(papers, papers.people.nurse, "nurse")
    address = reverse("agreements:people", args=[current(papers).pk])
    page = head.get(address, {"part": part}).text
    assert ("Liepa, Māsa" in page, "Strode, Māra" in page) == seen


def test_the_documents_page_counts_them(papers, head):
    acknowledge(papers, papers.people.nurse, "nurse")
    found = counts([current(papers), current(papers, PLEDGE)], papers.institution, MONDAY)
    for version, owing, done in found:
        roll = roll_of(version, MONDAY)
        assert (owing, done) == (roll.owing, roll.done) == (roll.owing, 2)
        assert f"2 no {owing} " in head.get(reverse("agreements:documents")).text


def test_it_is_a_sheet_with_the_institution_on_it(papers, head):
    page = head.get(reverse("agreements:people", args=[current(papers).pk])).text
    sheet = page.split("sheet-a4", 1)[1]
    assert papers.institution.registration_number in sheet
    assert "Sagatavots 16.11.2026. 9:00, Dace Rozīte" in sheet


# --- who reads it ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("person", "status"),
    [("nurse", 403), ("clerk", 403), ("teacher", 403), ("superuser", 403), ("mother", 403)],
)
def test_only_administration_reads_it(papers, client, person, status):
    user = getattr(papers.people, person)
    acknowledge(papers, user, "parent" if person == "mother" else person)
    client.force_login(user)
    address = reverse("agreements:people", args=[current(papers).pk])
    assert client.get(address).status_code == status
    assert "Kas ir apliecinājis" not in client.get(reverse("agreements:documents")).text


def test_of_another_house_there_is_none(head, other_house):
    operations.lay_down_first_texts(other_house.institution, at=at(7))
    address = reverse("agreements:people", args=[current(other_house).pk])
    assert head.get(address).status_code == 404


def test_three_hundred_people_ask_no_more(papers, head, django_assert_max_num_queries):
    crowd(papers, 300)
    for address in (
        reverse("agreements:people", args=[current(papers).pk]), reverse("agreements:documents"),
    ):  # fmt: skip
        with django_assert_max_num_queries(15):
            page = head.get(address)
    assert roll_of(current(papers), MONDAY).owing > 300
    assert page.status_code == 200


def crowd(house: House, count: int) -> None:
    """So many mothers at once, each of the same child; every third has acknowledged."""
    made = User.objects.bulk_create(
        User(
            username=f"mate{n}", first_name="Māte", last_name=f"Nr{n}", sort_key=f"nr{n:03}",
            search_key="",
        )
        for n in range(count)
    )  # fmt: skip
    parents = RoleGroup.objects.get(institution=house.institution, role=Role.PARENT)
    parents.group.user_set.add(*made)
    child, version = house.children["Bitītes"][0], current(house)
    facts = {"institution": house.institution}
    Guardianship.objects.bulk_create(
        Guardianship(**facts, child=child, user=one, relation="mother", since=BEGIN) for one in made
    )
    Acknowledgement.objects.bulk_create(
        Acknowledgement(
            **facts, version=version, person=one, school_year=2026, role="parent", given_at=at(8)
        )
        for one in made[::3]
    )


# --- whom a paper is for --------------------------------------------------------------------------
def test_a_parent_is_shown_what_applies_to_parents_only(papers, client):
    mother = papers.people.mother
    acknowledge(papers, mother, "parent")
    client.force_login(mother)
    page = client.get(reverse("agreements:documents")).text
    assert "E-žurnāla lietošanas noteikumi" in page
    assert "attiecas uz darbiniekiem un vecākiem" in page
    assert "Apņemšanās" not in page
    address = reverse("agreements:version", args=[current(papers, PLEDGE).pk])
    assert client.get(address).status_code == 404


def test_a_teacher_who_is_a_mother_finds_the_pledge_in_her_role_of_staff(papers, client):
    teacher = papers.people.teacher
    papers.guardian(papers.children["Pūcītes"][0], teacher)
    acknowledge(papers, teacher, "teacher")
    client.force_login(teacher)
    page = client.get(reverse("agreements:documents")).text
    assert "Apņemšanās ievērot konfidencialitāti" in page
    assert "attiecas uz darbiniekiem<" in page


def test_each_version_says_who_published_it(papers, head):
    first, second = current(papers), publish(papers)
    acknowledge(papers, papers.head, "admin", at(8, 40))
    pages = [head.get(reverse("agreements:version", args=[one.pk])).text for one in (first, second)]
    assert all("publicēja Dace Rozīte" in page for page in pages)  # beside the version among all
    assert "portāla sākotnējais teksts" in pages[0]
    assert "datu aizsardzības speciālistu" in pages[0].split("<article")[0]
    assert "datu aizsardzības speciālistu" not in pages[1].split("<article")[0]
    assert "publicēja Dace Rozīte" in head.get(reverse("agreements:documents")).text
