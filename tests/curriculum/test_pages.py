"""The catalogue's pages: what is found, what is changed, and what comes back when it is not."""

from html import unescape

import pytest
from django.urls import reverse

from curriculum import operations
from curriculum.models import Entry, Specialism
from people.models import Assignment
from tests.curriculum.makers import COMMON, added, common, hidden, reworded, texts
from tests.world import at

LIST, ADD = "curriculum:catalogue", "curriculum:add"


@pytest.fixture
def head(house, client, time_machine):
    time_machine.move_to(at(8, 41), tick=False)
    client.force_login(house.head)
    return client


def sections(answer) -> dict[str, int]:
    return {section.key: section.count for section in answer.context["sections"]}


def main_of(answer) -> str:
    return unescape(answer.content.decode().partition("<main")[2])


def page(name: str, code: str = COMMON) -> str:
    return reverse(f"curriculum:{name}", args=[code])


# --- the list ---------------------------------------------------------------------------------------
def test_all_areas_values_and_virtues_in_their_order(house, head):
    answer = head.get(reverse(LIST))
    assert list(sections(answer)) == [
        "VAL", "SOC", "KUL", "DAB", "MAT", "TEH", "VES", "value", "virtue",
    ]  # fmt: skip
    assert sum(sections(answer).values()) == 170


def test_a_house_that_worded_everything_asks_no_more_than_one_that_worded_nothing(
    house, head, django_assert_max_num_queries
):
    reword_much(house)
    with django_assert_max_num_queries(8):
        head.get(reverse(LIST))


def reword_much(house) -> None:
    mine = [
        Entry(
            institution=house.institution, kind=one.kind, code=one.code, area=one.area,
            stage=one.stage, number=one.number, text=f"{one.text}!", first_year=2026,
        )
        for one in Entry.objects.filter(institution=None)
    ]  # fmt: skip
    Entry.objects.bulk_create(mine)


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("cirkulis", {}), ("karogu", {"SOC": 1}), ("VAL.1.3", {"VAL": 1}), ("val.1.3", {"VAL": 1}),
        ("gimene", {"SOC": 1, "value": 1}), ("  ĢIMENE ", {"SOC": 1, "value": 1}),
        ("zina karog", {"SOC": 1}), ("<>", {}),
    ],
)  # fmt: skip
def test_a_search_does_not_mind_diacritics(head, q, found):
    answer = head.get(reverse(LIST), {"q": q})
    assert sections(answer) == found


def test_what_is_not_used_stands_apart_with_its_reason(house, head):
    hidden(house)
    answer = head.get(reverse(LIST))
    assert (sections(answer)["VAL"], sections(answer)["unused"]) == (23, 1)
    assert "nelieto no 2026./2027. mācību gada" in main_of(answer)


def test_a_wording_of_the_next_year_is_told_beside_this_years(house, head):
    reworded(house, common(), "nākamā gada vārdi", first_year=2027)
    assert "no 2027./2028. mācību gada: nākamā gada vārdi" in main_of(head.get(reverse(LIST)))


def test_a_teacher_reads_and_is_offered_nothing_to_change(house, client):
    client.force_login(house.people.teacher)
    for url in (reverse(LIST), page("entry")):
        found = main_of(client.get(url))
        assert common().text in found.lower() or "Nosauc" in found
        assert reverse(ADD) not in found
        assert "<form method" not in found.replace(' class="', "")
        assert 'name="first_year"' not in found


# --- one entry ----------------------------------------------------------------------------------------
def test_worded_anew_the_page_shows_both_wordings_with_their_years(house, head):
    seen = {"entry": common().pk, "text": "jauni vārdi", "first_year": 2027}
    answer = head.post(page("entry"), seen, follow=True)
    found = main_of(answer)
    assert answer.status_code == 200
    assert texts(house, 2027) == ["jauni vārdi"]
    for words in (common().text, "no 2027./2028. mācību gada", "jauni vārdi"):
        assert words in found


@pytest.mark.parametrize("name", ["entry", "retire"])
def test_somebody_was_quicker(house, head, name):
    mine = added(house)
    reworded(house, mine, "kolēģes vārdi")
    sent = {"entry": mine.pk, "text": "mani vārdi", "first_year": 2026}
    answer = head.post(page(name, mine.code), sent)
    assert answer.status_code == 409
    found = main_of(answer)
    assert "kolēģes vārdi" in found
    assert name == "retire" or "mani vārdi" in found
    assert texts(house, 2026, mine.code) == ["kolēģes vārdi"]
    again = answer.context[{"entry": "reword"}.get(name, name)]
    sent["entry"] = again["entry"].value()  # what stands now was seen
    assert head.post(page(name, mine.code), sent).status_code == 302


def test_an_entry_of_another_house_sent_with_ours_is_no_wording_of_it(house, other_house, head):
    theirs = added(other_house)
    mine = added(house)
    sent = {"entry": theirs.pk, "text": "x", "first_year": 2026}
    assert head.post(page("entry", mine.code), sent).status_code == 409
    theirs.refresh_from_db()
    assert theirs.last_year is None


@pytest.mark.parametrize(
    "wrong",
    [{"text": ""}, {"text": "x" * 301}, {"first_year": 1999}, {"first_year": "x"}, {"entry": "x"}],
    ids=str,
)  # fmt: skip
def test_what_is_wrong_comes_back_with_what_was_typed(house, head, wrong):
    sent = {"entry": common().pk, "text": "mani vārdi", "first_year": 2026} | wrong
    answer = head.post(page("entry"), sent)
    assert answer.status_code == 422
    assert answer.context["reword"]["text"].value() == sent["text"]
    assert texts(house, 2026) == [common().text]


def test_hidden_and_shown_again(house, head):
    assert head.post(page("hide"), {"first_year": 2026}).status_code == 302
    assert texts(house, 2026) == []
    assert head.post(page("show_again")).status_code == 302
    assert texts(house, 2026) == [common().text]


def test_added_in_the_place_it_was_asked_from(house, head):
    asked = head.get(reverse(ADD), {"to": "MAT.2"})
    assert asked.context["form"]["place"].value() == "MAT.2"
    sent = {"place": "MAT.2", "text": "skaita zirņus", "first_year": 2026}
    assert head.post(reverse(ADD), sent)["Location"] == page("entry", "MAT.2.101")
    assert head.post(reverse(ADD), sent).status_code == 422  # it is there already
    assert head.get(reverse(ADD), {"to": "<script>"}).status_code == 200


# --- specialists ------------------------------------------------------------------------------------------
def test_specialists_of_today_and_of_later(house, head):
    later = house.adult("teacher", "Zita", "Jaunā")
    house.assign(later, house.groups["Bitītes"], Assignment.Kind.SPECIALIST, since=at(8).date())
    people = [
        person for person, _form in head.get(reverse("curriculum:specialists")).context["lines"]
    ]
    assert people == [later, house.people.specialist]


def test_areas_are_ticked_and_kept(house, head):
    who = house.people.specialist
    sent = {f"{who.pk}-areas": ["KUL", "VES"], f"{who.pk}-seen": ""}
    assert head.post(reverse("curriculum:specialists"), sent).status_code == 302
    assert set(Specialism.objects.values_list("area", flat=True)) == {"KUL", "VES"}
    form = head.get(reverse("curriculum:specialists")).context["lines"][0][1]
    assert form["areas"].value() == ["KUL", "VES"]


def test_areas_set_meanwhile_are_shown_beside_those_ticked(house, head):
    who = house.people.specialist
    operations.set_areas(
        institution=house.institution, user=who, areas={"TEH"}, seen=(), by=house.by
    )
    sent = {f"{who.pk}-areas": ["KUL"], f"{who.pk}-seen": ""}
    answer = head.post(reverse("curriculum:specialists"), sent)
    assert answer.status_code == 409
    assert "Pa šo laiku saglabāts: Tehnoloģiju" in main_of(answer)
    form = answer.context["lines"][0][1]
    assert form["areas"].value() == ["KUL"]
    sent[f"{who.pk}-seen"] = form["seen"].value()
    assert head.post(reverse("curriculum:specialists"), sent).status_code == 302
    assert list(Specialism.objects.values_list("area", flat=True)) == ["KUL"]
