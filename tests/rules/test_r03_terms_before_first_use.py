"""R3: the terms of use bind everybody; nobody gets further before accepting their current version."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from agreements import operations
from agreements.models import Acknowledgement, Document, Version
from agreements.owed import owed
from people import acting
from people.access import Access
from tests.world import MONDAY, at

TERMS, PLEDGE = Document.Kind.TERMS, Document.Kind.CONFIDENTIALITY
ACCEPT = "/agreements/accept/"


@pytest.fixture
def papers(house):
    operations.lay_down_first_texts(house.institution, at=at(7))
    return house


def sign_in(client, user):
    client.force_login(user)
    return client


def versions(house, *kinds) -> list[Version]:
    of_these = Version.objects.current().filter(institution=house.institution)
    return list(of_these.filter(document__kind__in=kinds or (TERMS, PLEDGE)))


def accept(client, house, **more):
    return client.post(ACCEPT, {"version": [v.pk for v in versions(house)], **more})


def publish(house, kind=TERMS, text="Jauns teksts", **changes):
    facts = {"institution": house.institution, "kind": kind, "title": "Noteikumi", "text": text}
    return operations.publish(**facts | {"by": house.by, "at": at(9)} | changes)


@pytest.mark.parametrize(
    "page", ["/", "/groups/attendance/", "/notifications/", "/admin/", "/more/"]
)
def test_every_page_leads_to_the_terms_first(papers, client, page):
    response = sign_in(client, papers.head).get(page)
    assert response.status_code == 302
    assert response.url.startswith(ACCEPT)


def test_after_accepting_the_page_that_was_wanted_opens(papers, client):
    sign_in(client, papers.people.teacher)
    gate = client.get(client.get("/groups/attendance/").url)
    assert "E-žurnāla lietošanas noteikumi" in gate.text
    assert "Apņemšanās ievērot konfidencialitāti" in gate.text
    assert accept(client, papers, next="/groups/attendance/").url == "/groups/attendance/"
    assert client.get("/groups/attendance/").status_code == 200


def test_staff_pledge_confidentiality_too_and_parents_do_not(papers):
    as_teacher = papers.access(papers.people.teacher, "teacher")
    as_mother = Access(papers.people.mother, day=MONDAY)
    assert {v.document.kind for v in owed(as_teacher)} == {TERMS, PLEDGE}
    assert [v.document.kind for v in owed(as_mother)] == [TERMS]


def test_a_parent_owes_the_terms_of_each_house_of_the_children(house, other_house):
    for place in (house, other_house):
        operations.lay_down_first_texts(place.institution, at=at(7))
    mother = house.people.mother
    other_house.welcome(mother, "parent")
    other_house.guardian(other_house.children["Bitītes"][1], mother, "guardian")
    due = owed(Access(mother, day=MONDAY, acting_key="parent"))
    assert {v.institution_id for v in due} == {house.institution.pk, other_house.institution.pk}


def test_a_new_version_is_asked_of_everybody_anew(papers, client):
    accept(sign_in(client, papers.people.teacher), papers)
    assert client.get("/").status_code == 200
    publish(papers)
    assert client.get("/").url.startswith(ACCEPT)
    assert "Jauns teksts" in client.get(ACCEPT).text


def test_what_was_accepted_stays_known_version_by_version(papers, client):
    accept(sign_in(client, papers.people.teacher), papers)
    new = publish(papers)
    client.post(ACCEPT, {"version": [new.pk]})
    given = Acknowledgement.objects.filter(person=papers.people.teacher)
    numbers = given.filter(version__document__kind=TERMS).values_list("version__number", flat=True)
    assert sorted(numbers) == [1, 2]
    assert set(given.values_list("role", "school_year")) == {("teacher", 2026)}


def test_accepting_twice_is_accepting_once(papers):
    access = papers.access(papers.people.teacher, "teacher")
    for _ in range(2):
        operations.acknowledge(versions=versions(papers), by=access, at=at(9))
    assert Acknowledgement.objects.filter(person=access.user).count() == 2


def test_a_version_published_meanwhile_is_shown_and_nothing_is_accepted(papers, client):
    sign_in(client, papers.people.teacher)
    seen = [v.pk for v in versions(papers)]
    publish(papers)
    response = client.post(ACCEPT, {"version": seen})
    assert response.status_code == 409
    assert "Jauns teksts" in response.text
    assert not Acknowledgement.objects.exists()


@pytest.mark.parametrize("sent", [[], ["x"], ["999999"]])
def test_accepting_something_else_accepts_nothing(papers, client, sent):
    response = sign_in(client, papers.people.teacher).post(ACCEPT, {"version": sent})
    assert response.status_code == 409
    assert not Acknowledgement.objects.exists()


def test_an_older_version_cannot_be_acknowledged(papers):
    old = versions(papers, TERMS)
    publish(papers)
    with pytest.raises(ValidationError):
        operations.acknowledge(versions=old, by=papers.by, at=at(9))


def test_a_version_of_another_house_cannot_be_acknowledged(papers, other_house):
    with pytest.raises(PermissionDenied):
        operations.acknowledge(versions=versions(papers), by=other_house.by, at=at(9))


def test_only_administration_publishes(papers):
    for person, role in (("teacher", "teacher"), ("clerk", "clerk"), ("nurse", "nurse")):
        by = papers.access(getattr(papers.people, person), role)
        with pytest.raises(PermissionDenied):
            publish(papers, by=by)
    with pytest.raises(ValidationError):
        publish(
            papers, text=versions(papers, TERMS)[0].text, title="E-žurnāla lietošanas noteikumi"
        )


def test_a_form_that_meets_the_gate_is_kept_and_sent_on(house, client):
    """A teacher's register, filled while new terms were published."""
    teacher, group = house.people.teacher, house.groups["Bitītes"]
    sign_in(client, teacher)
    page = reverse("attendance:register", args=[group.pk, MONDAY])
    token = acting._signer.sign(f"{teacher.pk}:{house.access(teacher, 'teacher').acting.key}")
    publish(house)
    children = [child.pk for child in house.children["Bitītes"]]
    filled = {"version": 0, "child": children, "absent": children[:1], acting.FIELD: token}
    gate = client.post(page, filled)
    assert gate.status_code == 403
    sent_on = accept(client, house, resume=gate.context["resume"])
    assert sent_on.status_code != 403
    assert client.get("/").status_code == 200


def test_a_part_of_a_page_is_told_to_go_to_the_gate(papers, client):
    sign_in(client, papers.people.teacher)
    asked = client.get("/", headers={"HX-Request": "true"})
    assert (asked.status_code, asked["HX-Redirect"]) == (204, ACCEPT)
    assert client.post("/", headers={"HX-Request": "true"}).status_code == 401


def test_the_way_out_and_ones_own_key_stay_open(papers, client):
    sign_in(client, papers.people.teacher)
    for name in ("people:account", "account_logout", "account_change_password", "about", "health"):
        assert client.get(reverse(name)).status_code == 200
    assert (
        client.get(reverse("agreements:version", args=[versions(papers)[0].pk])).status_code == 200
    )


def test_a_house_without_terms_stops_nobody(house, client):
    assert sign_in(client, house.people.teacher).get("/").status_code == 200
    assert client.get(ACCEPT).url == "/"


def test_the_gate_asks_one_question(papers, django_assert_num_queries):
    access = papers.access(papers.people.teacher, "teacher")
    assert access.acting
    with django_assert_num_queries(1):
        owed(access)


def test_the_first_texts_are_laid_down_once(papers):
    assert operations.lay_down_first_texts(papers.institution, at=at(9)) == 0
    assert Version.objects.filter(institution=papers.institution).count() == 2
