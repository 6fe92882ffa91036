"""R18: a house adds words to the list, says otherwise of a common one and puts it out of use; what holds is
read with each text and costs no question."""

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from manners.models import Stem
from manners.wordlist import operations
from manners.wordlist.in_use import finder_of, lines_of

pytestmark = pytest.mark.django_db
WORD = {
    "match": "stem", "severity": 2, "category": "insult", "language": "lv", "exceptions": "", "note": "",
}  # fmt: skip
LIST, NEW = reverse("manners:words"), reverse("manners:new_word")


@pytest.fixture(autouse=True)
def cold():
    cache.clear()


@pytest.fixture
def head(house) -> Client:
    client = Client()
    client.force_login(house.head)
    client.get("/")
    return client


def say(house, stem: str, **differs) -> Stem:
    return operations.say(
        institution=house.institution, stem=stem, by=house.by, **WORD | differs
    )  # fmt: skip


def found(house, text: str) -> list[int]:
    return [one.severity for one in finder_of([house.institution.pk]).found(text)]


def page_of(house, stem: str) -> str:
    lines = lines_of(house.institution.pk)
    return reverse("manners:word", args=[next(one.sign for one in lines if one.entry.stem == stem)])


# --- what is said ---------------------------------------------------------------------------------------
def test_an_own_word_is_found_in_this_house_only(house, other_house):
    say(house, "Vārna")
    assert Stem.objects.get().stem == "varna"
    assert (found(house, "Tu, vārna!"), found(other_house, "Tu, vārna!")) == ([2], [])


def test_what_is_said_of_a_common_word_goes_before_it(house, other_house):
    say(house, "stulb", severity=3)
    assert (found(house, "stulbs"), found(other_house, "stulbs")) == ([3], [1])


def test_a_common_word_is_put_out_of_use_here_and_in_use_again(house, other_house):
    word = say(house, "stulb", severity=1, is_in_use=False)
    assert (found(house, "stulbs"), found(other_house, "stulbs")) == ([], [1])
    operations.change(word=word, by=house.by, **WORD | {"severity": 1, "is_in_use": True})
    cache.clear()  # as the end of the transaction does
    assert found(house, "stulbs") == [1]


def test_exceptions_are_kept_as_they_are_read(house):
    word = say(house, "vārn", match="prefix", exceptions="Vārnkāja  VĀRNIŅA")
    assert word.exceptions == "varnkaja varnina"
    assert found(house, "vārnkājas vārniņas vārna") == [2]


def test_the_lists_of_a_parents_houses_are_read_together(house, other_house):
    say(house, "vārna")
    say(house, "stulb", is_in_use=False)
    say(other_house, "žagata")
    both = finder_of([house.institution.pk, other_house.institution.pk])
    assert len(both.found("vārna žagata stulbs")) == 3


@pytest.mark.parametrize(
    ("stem", "differs", "field"),
    [
        ("", {}, "stem"), ("?!", {}, "stem"), ("a" * 61, {}, "stem"), ("va", {}, "stem"),
        ("va", {"match": "prefix"}, "stem"), ("vārna", {"match": "regex"}, "match"),
        ("vārna", {"severity": 4}, "severity"), ("melna vārna", {}, "__all__"),
        ("vārna", {"match": "phrase"}, "__all__"), ("vārna", {"exceptions": "(.*)+"}, "exceptions"),
    ],
)  # fmt: skip
def test_what_is_no_word_is_refused(house, stem, differs, field):
    with pytest.raises(ValidationError) as refusal:
        say(house, stem, **differs)
    assert field in refusal.value.message_dict
    assert not Stem.objects.exists()


def test_a_word_stands_once(house):
    say(house, "vārna")
    with pytest.raises(ValidationError):
        say(house, "VĀRNA", match="prefix")


def test_nobody_but_administration_says_anything(house, other_house):
    word = say(house, "vārna")
    for by in (house.access(house.people.teacher, "teacher"), other_house.by):
        with pytest.raises(PermissionDenied):
            operations.say(institution=house.institution, stem="žagata", by=by, **WORD)
        with pytest.raises(PermissionDenied):
            operations.change(word=word, by=by, **WORD)


# --- what it costs --------------------------------------------------------------------------------------
def test_a_list_is_asked_for_once(house, django_assert_num_queries):
    with django_assert_num_queries(1):
        found(house, "stulbs")
    with django_assert_num_queries(0):
        found(house, "idiots")


def test_a_change_is_known_at_once(house, django_capture_on_commit_callbacks):
    assert found(house, "vārna") == []
    with django_capture_on_commit_callbacks(execute=True):
        word = say(house, "vārna")
    assert found(house, "vārna") == [2]
    with django_capture_on_commit_callbacks(execute=True):
        operations.change(word=word, by=house.by, **WORD | {"is_in_use": False})
    assert found(house, "vārna") == []


def test_it_holds_without_a_cache(house, monkeypatch):
    say(house, "vārna")
    monkeypatch.setattr(cache, "get_many", lambda keys: {})
    monkeypatch.setattr(cache, "set", lambda *args: None)
    assert found(house, "vārna stulbs") == [2, 1]


# --- its pages -------------------------------------------------------------------------------------------
def test_the_list_shows_common_words_and_own_ones(head, house, django_assert_max_num_queries):
    say(house, "vārna")
    with django_assert_max_num_queries(9):
        body = head.get(LIST).content.decode()
    assert "<b>varna</b>" in body
    assert "<b>stulb</b>" in body
    assert "<b>дебил</b>" in body


def test_a_word_is_added_and_changed(head, house):
    assert head.post(NEW, WORD | {"stem": "Vārna"}).url == LIST
    assert head.get(page_of(house, "varna")).status_code == 200
    assert head.post(page_of(house, "varna"), WORD | {"severity": 3, "is_in_use": "on"}).url == LIST
    assert Stem.objects.get().severity == 3


def test_of_a_common_word_the_house_says_its_own(head, house):
    page = head.get(page_of(house, "stulb"))
    assert page.context["form"].initial["severity"] == 1
    assert head.post(page_of(house, "stulb"), WORD).url == LIST
    assert not Stem.objects.get(stem="stulb").is_in_use
    assert found(house, "stulbs") == []


def test_what_is_wrong_stands_at_its_field_with_what_was_typed(head, house):
    sent = WORD | {"stem": "va", "note": "<script>alert(1)</script>"}
    answer = head.post(NEW, sent)
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "&lt;script&gt;" in body
    assert "<script>alert" not in body
    assert answer.context["form"].errors["stem"]


def test_no_address_says_a_word(head, house):
    say(house, "vārna")
    assert "varna" not in page_of(house, "varna")
    assert head.get(reverse("manners:word", args=["0" * 16])).status_code == 404


def test_the_list_is_edited_in_djangos_admin_too(head, house):
    add = reverse("admin:manners_stem_add")
    assert head.get(add).status_code == 200
    sent = WORD | {"stem": "Vārna", "is_in_use": "on"}
    assert head.post(add, sent).status_code == 302
    word = Stem.objects.get(stem="varna")
    change = reverse("admin:manners_stem_change", args=[word.pk])
    assert head.post(change, sent | {"severity": 3}).status_code == 302
    word.refresh_from_db()
    assert (word.severity, word.stem) == (3, "varna")
    assert head.post(change, sent | {"exceptions": "(.*)"}).status_code == 422
