"""The catalogue in Django's admin: the same operations as on its page."""

import pytest
from django.urls import reverse

from curriculum.models import Entry, Hidden
from tests.curriculum.makers import COMMON, added, common, hidden, texts
from tests.world import at

PAGE = "admin:curriculum_entry_{}"


@pytest.fixture
def head(house, client, time_machine):
    time_machine.move_to(at(8, 41), tick=False)
    client.force_login(house.head)
    return client


def change(entry: Entry) -> str:
    return reverse(PAGE.format("change"), args=[entry.pk])


def test_a_common_entry_worded_anew_is_the_houses_own(house, head):
    sent = {"text": "jauni vārdi", "first_year": 2026, "kind": "value", "code": "x"}
    assert head.post(change(common()), sent).status_code == 302
    mine = Entry.objects.get(institution=house.institution)
    assert (mine.code, mine.kind, mine.text) == (COMMON, "outcome", "jauni vārdi")


def test_an_entry_is_added(house, head):
    sent = {
        "kind": "outcome",
        "area": "MAT",
        "stage": 2,
        "text": "skaita zirņus",
        "first_year": 2027,
    }
    assert head.post(reverse(PAGE.format("add")), sent).status_code == 302
    assert texts(house, 2027, "MAT.2.101") == ["skaita zirņus"]


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"stage": ""}, {"first_year": 1999}, {"kind": "value"}], ids=str
)
def test_what_is_wrong_is_said_at_the_form(house, head, wrong):
    sent = {"kind": "outcome", "area": "MAT", "stage": 2, "text": "skaita", "first_year": 2026}
    assert head.post(reverse(PAGE.format("add")), sent | wrong).status_code == 422
    assert not Entry.objects.filter(institution=house.institution).exists()


def test_the_same_words_are_refused(house, head):
    answer = head.post(change(common()), {"text": common().text, "first_year": 2026})
    assert answer.status_code == 422
    assert "text" in answer.context["adminform"].form.errors


def test_another_houses_entries_are_not_there(house, other_house, head):
    theirs, hers = added(other_house), hidden(other_house)
    assert head.get(change(theirs)).status_code == 404
    page = reverse("admin:curriculum_hidden_change", args=[hers.pk])
    assert head.get(page).status_code == 404


def test_an_entry_is_left_out(house, head):
    sent = {"code": COMMON, "first_year": 2026}
    add = reverse("admin:curriculum_hidden_add")
    assert head.post(add, sent).status_code == 302
    assert Hidden.objects.get().institution == house.institution
    assert head.post(add, {"code": "XXX", "first_year": 2026}).status_code == 422
