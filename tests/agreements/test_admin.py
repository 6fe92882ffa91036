"""Documents in Django's admin: a change is the next version, what was published stays."""

import pytest
from django.urls import reverse

from agreements.models import Version
from tests.world import at

LIST = "admin:agreements_document_{}"


@pytest.fixture
def head(house, client, time_machine):
    time_machine.move_to(at(8, 41), tick=False)
    client.force_login(house.head)
    return client


def published(head) -> Version:
    form = {"kind": "rules", "title": "Kārtība", "text": "Pirmais"}
    assert head.post(reverse(LIST.format("add")), form).status_code == 302
    return Version.objects.get()


def test_a_change_is_the_next_version(house, head):
    first = published(head)
    page = reverse(LIST.format("change"), args=[first.document_id])
    assert "Pirmais" in head.get(page).content.decode()
    answer = head.post(page, {"kind": "terms", "title": "Jauna kārtība", "text": "Otrais"})
    assert answer.status_code == 302
    found = Version.objects.order_by("number").values_list("number", "text", "published_by")
    assert list(found) == [(1, "Pirmais", house.head.pk), (2, "Otrais", house.head.pk)]
    first.document.refresh_from_db()
    assert (first.document.kind, first.document.title) == ("rules", "Jauna kārtība")


def test_what_says_nothing_new_is_refused(house, head):
    first = published(head)
    page = reverse(LIST.format("change"), args=[first.document_id])
    answer = head.post(page, {"title": "Kārtība", "text": "Pirmais"})
    assert answer.status_code == 422
    assert answer.context["adminform"].form.non_field_errors()
    assert Version.objects.count() == 1


def test_a_document_of_a_kind_is_published_once(house, head):
    """The second is the next version of it, whoever did not look."""
    published(head)
    form = {"kind": "rules", "title": "Kārtība", "text": "Otrais"}
    assert head.post(reverse(LIST.format("add")), form).status_code in (302, 422)
    assert Version.objects.values("document").distinct().count() == 1
