"""The pages of reports: the form, administration's list and decision, the answer."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from manners import operations
from manners.card import card_of
from manners.models import Report
from people import quotas
from people.access import Access
from tests.manners.conftest import ENTRY, reported, sees
from tests.world import MONDAY, TUESDAY, at

LIST = reverse("manners:reports")
SAID = {"reason": "name", "note": "Uz skapīša"}


@pytest.fixture(autouse=True)
def clock(time_machine):
    """Monday noon in Rīga."""
    time_machine.move_to(at(12), tick=False)
    return time_machine


@pytest.fixture
def parent(house, client) -> Client:
    client.force_login(house.people.mother)
    return client


@pytest.fixture
def head(house) -> Client:
    client = Client()
    client.force_login(house.head)
    return client


def form_of(entry) -> str:
    return reverse("manners:new", args=[ENTRY, entry.pk])


def to(name: str, report: Report) -> str:
    return reverse(f"manners:{name}", args=[report.pk])


def text_of(answer) -> str:
    return answer.content.decode()


# --- the form ---------------------------------------------------------------------------------------
def test_it_says_what_happens_and_asks_for_a_reason(parent, entry):
    body = text_of(parent.get(f"{form_of(entry)}?next=/days/"))
    assert body.count('name="reason"') == 3
    assert '<input type="hidden" name="next" value="/days/">' in body


def test_reported_it_leads_on_with_a_word(parent, entry, father):
    answer = parent.post(form_of(entry), SAID | {"next": "/calendar/"})
    assert (answer.status_code, answer.url) == (302, "/calendar/")
    assert "Ieraksts paslēpts." in text_of(parent.get("/"))
    assert not sees(entry, father)
    assert Report.objects.get().note == "Uz skapīša"


@pytest.mark.parametrize(
    "next_page", ["//example.org/", "https://example.org/", "javascript:x", ""]
)
def test_it_leads_to_no_page_of_others(parent, entry, next_page):
    page = text_of(parent.get(form_of(entry), {"next": next_page}))
    assert "example.org" not in page
    assert "javascript:" not in page
    assert parent.post(form_of(entry), SAID | {"next": next_page}).url == "/"


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"reason": "x"}, {"note": "a" * 301}])
def test_what_is_wrong_stays_on_the_page(parent, entry, father, wrong):
    answer = parent.post(form_of(entry), SAID | wrong)
    assert answer.status_code == 422
    assert wrong.get("note", "Uz skapīša") in text_of(answer)
    assert sees(entry, father)


def test_the_second_is_told_calmly(parent, entry, father):
    reported(entry, father)
    for answer in (parent.get(form_of(entry)), parent.post(form_of(entry), SAID)):
        assert (answer.status_code, answer.url) == (302, "/")
    assert Report.objects.count() == 1


def test_sent_twice_it_is_one_report(parent, entry):
    for _ in range(2):
        answer = parent.post(form_of(entry), SAID | {"once": "key-1", "next": "/calendar/"})
        assert (answer.status_code, answer.url) == (302, "/calendar/")
    assert Report.objects.count() == 1


def test_what_was_decided_to_stay_is_said_on_the_form(house, parent, entry, mother):
    operations.decide(report=reported(entry, mother), outcome="stands", by=house.by, at=at(11))
    answer = parent.post(form_of(entry), SAID)
    assert answer.status_code == 422
    assert "Uz skapīša" in text_of(answer)


def test_too_many_are_429(house, parent, entry):
    quotas.use(quotas.REPORTS, [house.people.mother], at=at(12), number=10)
    assert parent.post(form_of(entry), SAID).status_code == 429
    assert not Report.objects.exists()


def test_what_one_does_not_see_is_not_there(house, client, entry):
    client.force_login(house.people.other_parent)
    for pk, kind in ((entry.pk, ENTRY), (987_654_321, ENTRY), (entry.pk, "tests.former")):
        url = reverse("manners:new", args=[kind, pk])
        assert (client.get(url).status_code, client.post(url, SAID).status_code) == (404, 404)


# --- administration ----------------------------------------------------------------------------------
def test_the_list_is_empty_in_words(head):
    assert 'class="empty"' in text_of(head.get(LIST))


def test_what_waits_comes_first_and_an_older_year_is_left_out(house, head, entry, mother, father):
    before = reported(entry, mother)
    operations.decide(report=before, outcome="stands", by=house.by, at=at(11))
    waiting = reported(entry, father, reason="name")
    body = text_of(head.get(LIST))
    assert body.index(to("report", waiting)) < body.index(to("report", before))
    assert "Bērziņš" in body
    august = at(8, day=date(2026, 8, 31))
    Report.objects.filter(pk=before.pk).update(at=august, decided_at=august)
    body = text_of(head.get(LIST))
    assert to("report", before) not in body
    assert to("report", waiting) in body


@pytest.mark.parametrize("count", [2, 30])
def test_the_list_asks_the_same_for_few_and_many(
    house, head, entry, count, django_assert_max_num_queries
):
    facts = {
        "institution": house.institution, "kind": ENTRY, "author": house.head, "by": house.head,
        "role": "admin", "at": at(9), "reason": "other",
    }  # fmt: skip
    Report.objects.bulk_create(Report(subject_id=entry.pk + n, **facts) for n in range(count))
    head.get(LIST)
    with django_assert_max_num_queries(9):
        body = text_of(head.get(LIST))
    assert len(re.findall('href="/reports/[0-9]+/', body)) == count


def test_administration_reads_who_reported_it_and_decides(house, head, entry, mother, father):
    said = reported(entry, mother)
    body = text_of(head.get(to("report", said)))
    for words in ("Kristīne Bērziņa", "Redzama seja", "Ilze Kalēja"):
        assert words in body
    answer = head.post(to("report", said), {"outcome": "stands", "answer": "Nav redzama"})
    assert (answer.status_code, answer.url) == (302, LIST)
    assert sees(entry, father)
    assert "Nav redzama" in text_of(head.get(to("report", said)))


def test_one_asks_few_questions(head, entry, mother, django_assert_max_num_queries):
    said = reported(entry, mother)
    head.get(to("report", said))
    with django_assert_max_num_queries(10):
        head.get(to("report", said))


def test_a_second_decision_is_told_what_stands(house, head, entry, mother):
    said = reported(entry, mother)
    operations.decide(report=said, outcome="removed", answer="Izņemts", by=house.by, at=at(11))
    answer = head.post(to("report", said), {"outcome": "stands", "answer": "Mana atbilde"})
    assert answer.status_code == 409
    assert "Izņemts" in text_of(answer)
    assert "Mana atbilde" in text_of(answer)


@pytest.mark.parametrize("wrong", [{"outcome": "x"}, {"answer": "a" * 301}])
def test_a_wrong_decision_stays_on_the_page(head, entry, mother, wrong):
    said = reported(entry, mother)
    answer = head.post(to("report", said), {"outcome": "stands", "answer": "Teksts"} | wrong)
    assert answer.status_code == 422
    assert wrong.get("answer", "Teksts") in text_of(answer)
    assert Report.objects.open().count() == 1


def test_a_thing_of_a_former_version_is_named_by_its_code(house, head, entry, mother):
    said = reported(entry, mother)
    Report.objects.update(kind="tests.former")
    assert "tests.former" in text_of(head.get(LIST)).lower()
    assert head.get(to("report", said)).status_code == 200
    assert head.post(to("report", said), {"outcome": "removed"}).status_code == 302


def test_pages_of_administration_are_no_bodys_else(house, other_house, client, entry, mother):
    said = reported(entry, mother)
    for person in (house.people.teacher, house.people.mother, house.people.nurse):
        client.force_login(person)
        assert client.get(LIST).status_code == 404
        assert client.get(to("report", said)).status_code == 404
    client.force_login(other_house.head)
    assert client.get(LIST).status_code == 200
    assert "Kristīne" not in text_of(client.get(LIST))
    assert client.post(to("report", said), {"outcome": "removed"}).status_code == 404


def test_what_is_typed_is_text(head, entry, mother):
    said = reported(entry, mother, note="<script>alert(1)</script>{{ 7|add:7 }}")
    body = text_of(head.get(to("report", said)))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}" in body


# --- the answer -----------------------------------------------------------------------------------------
def test_the_reporter_reads_what_came_of_it(house, parent, entry, mother):
    said = reported(entry, mother)
    body = text_of(parent.get(to("answer", said)))
    assert "Redzama seja" in body
    operations.decide(report=said, outcome="removed", answer="Paldies!", by=house.by, at=at(11))
    body = text_of(parent.get(to("answer", said)))
    assert "Paldies!" in body
    assert not re.search("Ilze|Kalēja|Dace", body)


def test_the_author_reads_it_once_it_is_decided_and_never_by_whom(house, client, entry, mother):
    said = reported(entry, mother)
    client.force_login(house.people.teacher)
    assert client.get(to("answer", said)).status_code == 404
    operations.decide(report=said, outcome="given_back", answer="Lūdzu!", by=house.by, at=at(11))
    body = text_of(client.get(to("answer", said)))
    assert "Lūdzu!" in body
    assert f"/ieraksts/{entry.pk}/" in body
    assert not re.search("Kristīne|Bērziņa|Redzama", body)


def test_nobody_else_reads_an_answer(house, client, entry, mother):
    said = reported(entry, mother)
    operations.decide(report=said, outcome="stands", by=house.by, at=at(11))
    for person in (house.people.father, house.people.assistant, house.people.nurse):
        client.force_login(person)
        assert client.get(to("answer", said)).status_code == 404


def test_of_two_roles_the_answer_is_read_in_the_one_it_was_reported_in(house, client, entry):
    assistant = house.people.assistant
    house.guardian(house.children["Bitītes"][1], assistant)
    said = reported(entry, Access(assistant, day=MONDAY, acting_key="parent"))
    client.force_login(assistant)
    assert client.get(to("answer", said)).status_code == 404
    client.post(reverse("people:act_as"), {"role": "parent"})
    assert client.get(to("answer", said)).status_code == 200


# --- Today --------------------------------------------------------------------------------------------
def test_the_card_says_how_many_wait(house, entry, mother, other_house):
    assert card_of(house.by, at=at(12)) is None
    said = reported(entry, mother)
    card = card_of(house.by, at=at(12))
    assert card["title"].startswith("1 ")
    assert card["url"] == LIST
    assert card_of(other_house.by, at=at(12)) is None
    assert card_of(house.access(house.people.nurse, "nurse"), at=at(12)) is None
    operations.decide(report=said, outcome="stands", by=house.by, at=at(12))
    assert card_of(house.access(house.head, "admin", TUESDAY), at=at(12, day=TUESDAY)) is None
