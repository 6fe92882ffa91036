"""R18: before a text with a word of the word list is sent, its writer is asked. Nothing is blocked."""

import re

import pytest
from django.urls import reverse

from activities.models import DayEntry
from manners.models import Report
from people.acting import FIELD
from tests.activities import makers
from tests.attendance.notices.test_pages import form
from tests.people.test_sign_in import kept_form, sign_in

BAD, MENDED = "Tu esi idiots un <b>muļķis</b>", "Tu esi labs"


@pytest.fixture
def log(bees, teacher):
    return makers.released(bees, teacher)


@pytest.fixture
def entry(log):
    return makers.entry_of(log)


def place(entry) -> str:
    return makers.url(entry.log.group, "entry", entry.pk)


def said(entry, text: str = BAD, **more) -> dict:
    entry.refresh_from_db()
    facts = {"entry-title": "Tilts", "entry-area": "MAT", "entry-text": text}
    return facts | {"entry-version": entry.version} | more


def answer_in(page) -> str:
    return re.search(r'name="minded" value="([^"]+)"', page.content.decode())[1]


def text_of(entry) -> str:
    return DayEntry.objects.get(pk=entry.pk).text


def test_it_is_asked_and_nothing_is_done_yet(ilze, entry):
    asked = ilze.post(place(entry), said(entry))
    assert asked.status_code == 422
    assert text_of(entry) == ""
    assert not Report.objects.exists()
    body = asked.content.decode()
    assert re.findall("<mark>(.*?)</mark>", body) == ["idiots", "muļķis"]
    assert "&lt;b&gt;" in body
    assert "<b>muļķis" not in body


def test_what_was_typed_is_kept_and_goes_the_same_way(ilze, entry):
    body = ilze.post(place(entry), said(entry, **{"entry-skills": ["KD", "PM"]})).content.decode()
    assert f'action="{place(entry)}"' in body
    hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', body)
    assert {("entry-title", "Tilts"), ("entry-skills", "KD"), ("entry-skills", "PM")} < set(hidden)
    assert 'value="Tu esi idiots un &lt;b&gt;muļķis&lt;/b&gt;"' in body


def test_sent_all_the_same_it_is_sent(ilze, entry):
    answer = answer_in(ilze.post(place(entry), said(entry)))
    assert ilze.post(place(entry), said(entry, minded=answer)).status_code == 302
    assert text_of(entry) == BAD


def test_mended_it_is_sent(ilze, entry):
    ilze.post(place(entry), said(entry))
    assert ilze.post(place(entry), said(entry, MENDED)).status_code == 302
    assert (text_of(entry), Report.objects.count()) == (MENDED, 0)


def test_an_answer_is_good_for_the_words_it_was_given_for(ilze, entry):
    answer = answer_in(ilze.post(place(entry), said(entry, "Tu esi idiots")))
    assert ilze.post(place(entry), said(entry, "Tu esi debils", minded=answer)).status_code == 422
    assert ilze.post(place(entry), said(entry, "Tu, idiots", minded=answer)).status_code == 302


def test_what_is_refused_is_refused_before_anything_is_asked(ilze, entry, house, signs_in):
    stale = said(entry) | {"entry-version": 17}
    assert ilze.post(place(entry), stale).status_code == 409
    wrong = said(entry) | {"entry-title": ""}
    assert "<mark>" not in ilze.post(place(entry), wrong).content.decode()
    strangers = {house.people.other_teacher: 404, house.people.mother: 404, house.head: 403}
    for person, status in strangers.items():
        assert signs_in(person).post(place(entry), said(entry)).status_code == status
    assert text_of(entry) == ""


def test_done_it_is_not_said_to_be_done_before_the_answer(ilze, log):
    """What the act would have told is forgotten with it."""
    url = makers.url(log.group, "new_entry")
    sent = {"entry-title": "Idiots", "entry-area": "MAT", "entry-text": "", "entry-version": 0}
    before = log.entries.count()
    assert ilze.post(url, sent).status_code == 422
    assert not ilze.get("/").context["messages"]
    assert log.entries.count() == before


def test_the_same_key_does_its_work_once(ilze, entry):
    sent = said(entry, once="viens-un-tas-pats")
    answer = answer_in(ilze.post(place(entry), sent))
    for _ in range(2):
        assert ilze.post(place(entry), sent | {"minded": answer}).status_code == 302
    assert Report.objects.count() == 1


def test_nothing_bad_stands_in_an_address_or_an_answer(ilze, entry, caplog):
    asked = ilze.post(place(entry), said(entry))
    assert re.fullmatch("[0-9a-f,]+", answer_in(asked))
    assert "idiots" not in caplog.text


def test_a_form_that_was_kept_at_a_closed_door_is_asked_about_too(client, house, entry):
    client.force_login(house.people.teacher)
    token = re.search(rf'name="{FIELD}" value="([^"]+)"', client.get(place(entry)).content.decode())
    kept = kept_form(client, place(entry), said(entry, **{FIELD: token[1]}))
    asked = sign_in(client, house.people.teacher.username, resume=kept)
    assert asked.status_code == 422
    assert "<mark>idiots</mark>" in asked.content.decode()
    assert text_of(entry) == ""


def test_by_htmx_the_question_fills_the_page(ilze, entry):
    asked = ilze.post(place(entry), said(entry), headers={"HX-Request": "true"})
    assert asked.headers["HX-Retarget"] == "#content"
    assert 'id="content"' in asked.content.decode()


def test_it_costs_nothing_where_no_such_word_stands(ilze, entry, django_assert_max_num_queries):
    ilze.post(place(entry), said(entry, "Silts"))
    with django_assert_max_num_queries(40) as plain:
        ilze.post(place(entry), said(entry, "Siltāk"))
    assert not [one for one in plain.captured_queries if "manners_" in one["sql"]]


def test_a_parents_text_is_asked_about_by_the_words_of_the_childrens_houses(house, signs_in):
    mother = signs_in(house.people.mother)
    report = reverse("attendance:report")
    asked = mother.post(report, form(house.children["Bitītes"][0], note="Auklīte ir idiote"))
    assert asked.status_code == 422
    assert "<mark>idiote</mark>" in asked.content.decode()
