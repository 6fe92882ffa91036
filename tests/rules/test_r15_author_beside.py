"""R15: beside what keeps a child safe stands who entered it, and when."""

import pghistory
import pytest
from django.conf import settings
from django.urls import reverse

from agreements.operations import publish
from audit import authors
from duties.calendar.days import monday_of
from people import operations as people
from people.access import Access
from people.models import Address, PickUpPerson, Restriction
from tests.attendance import makers
from tests.world import MONDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(at(8, 50), tick=False)


@pytest.fixture
def shows(client):
    def _shows(user, name: str, *args) -> str:
        client.force_login(user, backend=BACKEND)
        return client.get(reverse(name, args=args)).content.decode()

    return _shows


def act_of(access: Access):
    return pghistory.context(user=access.user.pk, role=access.acting.key, request="x")


def anna(house):
    return house.children["Bitītes"][0]


def teacher(house) -> Access:
    return house.access(house.people.teacher, "teacher")


def entered(house, count: int = 1) -> None:
    """The teacher enters an address and who may fetch the child."""
    with act_of(teacher(house)):
        people.set_address(child=anna(house), kind=1, by=teacher(house), street="Smilšu iela 1")
        for number in range(count):
            people.allow_pick_up(
                child=anna(house), since=MONDAY, by=teacher(house), name=f"Rita {number}"
            )


def test_address_and_who_may_fetch_a_child_say_who_entered_them(house, shows):
    entered(house)
    page = shows(house.people.nurse, "people:child", anna(house).pk)
    assert page.count("ievadīja Ilze Kalēja, ") == 2


def test_who_changed_it_last_is_named(house, shows):
    entered(house)
    with act_of(house.by):
        people.set_address(child=anna(house), kind=1, by=house.by, street="Mazā iela 2")
    page = shows(house.head, "people:child", anna(house).pk)
    assert "laboja Dace Rozīte, " in page
    assert page.count("ievadīja Ilze Kalēja, ") == 1


def test_a_restriction_says_it_to_administration(house, shows):
    with act_of(house.by):
        one = people.restrict(
            guardianship=house.people.mother.guardianships.get(child=anna(house)),
            document="Lēmums 8", issuer="Tiesa", since=MONDAY, by=house.by,
        )  # fmt: skip
    assert "ievadīja Dace Rozīte, " in shows(house.head, "people:restriction", one.pk)
    came_with_the_house = Restriction.objects.exclude(pk=one.pk).get()
    assert "Ieraksta autors" not in shows(house.head, "people:restriction", came_with_the_house.pk)


def test_a_published_version_says_it_to_who_reads_it(house, shows):
    published = publish(
        institution=house.institution, kind="rules", title="Kārtība", text="Tā.", by=house.by,
        at=at(8),
    )  # fmt: skip
    for who in (house.people.mother, house.people.teacher):
        assert "16.11.2026., publicēja Dace Rozīte" in shows(
            who, "agreements:version", published.pk
        )
        assert "publicēja Dace Rozīte" in shows(who, "agreements:documents")


def test_a_doctors_note_says_it_in_the_weekly_check(house, shows):
    from tests.browser.scenes import confirmed

    confirmed(house, house.people.teacher, away={0: "illness"})
    makers.doctors_note(house, seen_on=MONDAY, seen_by=house.people.nurse)
    page = shows(
        house.people.clerk, "attendance:group_check", monday_of(MONDAY), house.groups["Bitītes"].pk
    )
    assert "ārsta izziņa uzrādīta 16.11. – Māsa Liepa" in page


def test_what_the_portal_wrote_has_no_author(house):
    with pghistory.context(task="import"):
        made = makers_address(house)
    assert authors.of([made]) == {}


def makers_address(house) -> Address:
    return Address.objects.create(
        institution=house.institution, child=anna(house), kind=2, street="Lielā iela 3"
    )


def test_who_acted_for_another_house_is_not_named(house, other_house):
    with act_of(other_house.by):
        made = makers_address(house)
    assert authors.of([made]) == {}


def test_a_parent_whom_a_document_keeps_from_addresses_reads_no_author(house, shows):
    child, restricted = house.children["Bitītes"][1], house.people.restricted
    with act_of(teacher(house)):
        Address.objects.create(
            institution=house.institution, child=child, kind=1, street="Smilšu iela 1"
        )
    assert "Ilze Kalēja" not in shows(restricted, "people:child", child.pk)


@pytest.mark.parametrize("count", [1, 12])
def test_authors_of_many_are_one_question(house, django_assert_num_queries, count):
    entered(house, count)
    rows = list(PickUpPerson.objects.filter(child=anna(house)))
    with django_assert_num_queries(1):
        assert len(authors.of(rows)) == count
    with django_assert_num_queries(0):
        assert authors.of([]) == {}


def test_the_card_keeps_its_budget(house, client, django_assert_max_num_queries):
    entered(house, 12)
    client.force_login(house.head, backend=BACKEND)
    address = reverse("people:child", args=[anna(house).pk])
    client.get(address)
    with django_assert_max_num_queries(15):
        client.get(address)
