"""Pages of documents: read by everybody of the house, published by administration."""

import pytest
from django.urls import reverse

from agreements import operations
from agreements.models import Document, Version
from agreements.text import Block, blocks
from tests.world import at

RULES = Document.Kind.RULES


@pytest.fixture
def head(house, client):
    client.force_login(house.head)
    return client


def publish(house, text="Pirmais", **changes) -> Version:
    facts = {"institution": house.institution, "kind": RULES, "title": "Kārtība", "text": text}
    return operations.publish(**facts | {"by": house.by, "at": at(7)} | changes)


def test_a_new_version_is_published_and_shown(house, head):
    page = reverse("agreements:publish", args=[RULES])
    assert head.get(page).status_code == 200
    answer = head.post(page, {"title": "Kārtība", "text": "## Sākums\n\nPirmā <b>rinda</b>"})
    shown = head.get(answer.url).text
    assert "<h3>Sākums</h3>" in shown
    assert "Pirmā &lt;b&gt;rinda&lt;/b&gt;" in shown


def test_the_form_begins_with_what_is_said_now(house, head):
    publish(house, "Tagadējais teksts")
    assert "Tagadējais teksts" in head.get(reverse("agreements:publish", args=[RULES])).text


@pytest.mark.parametrize("text", ["", "   ", "Pirmais"])
def test_what_says_nothing_new_is_refused_and_the_input_kept(house, head, text):
    publish(house)
    page = reverse("agreements:publish", args=[RULES])
    answer = head.post(page, {"title": "Kārtība", "text": text})
    assert answer.status_code == 422
    assert 'value="Kārtība"' in answer.text
    assert Version.objects.filter(document__kind=RULES).count() == 1


def test_older_versions_stay_readable(house, head):
    first = publish(house)
    second = publish(house, "Otrais", at=at(8))
    page = head.get(reverse("agreements:version", args=[first.pk])).text
    assert "Pirmais" in page
    assert reverse("agreements:version", args=[second.pk]) in page


def test_the_list_names_current_versions_only_and_when_one_acknowledged(house, head):
    publish(house)
    second = publish(house, "Otrais", at=at(8))
    operations.acknowledge(versions=[second], by=house.by, at=at(9))
    page = head.get(reverse("agreements:documents")).text
    assert "2. redakcija" in page
    assert "1. redakcija" not in page
    assert "iepazināties" in page


def test_an_empty_house_says_so(house, head):
    assert "Dokumentu vēl nav" in head.get(reverse("agreements:documents")).text


def test_pages_ask_a_constant_number_of_questions(house, head, django_assert_max_num_queries):
    for number in range(12):
        publish(house, f"Teksts {number}", at=at(8, number))
    last = Version.objects.first()
    for page in (reverse("agreements:documents"), reverse("agreements:version", args=[last.pk])):
        with django_assert_max_num_queries(15):
            head.get(page)


def test_a_text_is_paragraphs_and_headings_and_never_markup():
    assert blocks("## A\nb\nc\n\n\n\nd\r\n\r\n") == [
        Block("A", is_heading=True), Block("b\nc", is_heading=False), Block("d", is_heading=False),
    ]  # fmt: skip
