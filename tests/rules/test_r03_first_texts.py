"""R3, R33: the first texts are such that a head would sign them, and promise only what the portal does."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from agreements import operations
from agreements.first_texts import TITLES, text_of
from agreements.models import Document, Version
from agreements.owed import owed
from people import operations as people
from people.models import Exclusion
from people.settings import DATA_PROTECTION_OFFICER
from tests.world import MONDAY, at

KINDS = list(TITLES)
PAGES = {"Konts": "people:account", "Par portālu": "about"}  # as the texts name them


def sections(text: str) -> set[str]:
    return set(re.findall(r"sadaļ[āau] „([^”]+)”", text))


@pytest.fixture
def papers(house):
    operations.lay_down_first_texts(house.institution, at=at(7))
    return house


def signed_in(client, house, user, role):
    access = house.access(user, role)
    operations.acknowledge(versions=owed(access), by=access, at=at(8))
    client.force_login(user)
    return client


# --- what they name ---------------------------------------------------------------------------------
def test_they_name_no_page_but_these():
    assert set().union(*(sections(text_of(kind)) for kind in KINDS)) == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("person", "role"), [("teacher", "teacher"), ("mother", "parent")])
def test_a_page_that_they_name_is_called_so_and_open_to_all(papers, client, name, person, role):
    page = signed_in(client, papers, getattr(papers.people, person), role).get(reverse(PAGES[name]))
    assert page.status_code == 200
    assert f"<h1>{name}</h1>" in page.text


def test_behind_the_account_one_changes_the_password_and_locks_it(papers, client):
    client = signed_in(client, papers, papers.people.mother, "parent")
    assert reverse("mfa_index") in client.get(reverse("people:account")).text
    keys = client.get(reverse("mfa_index")).text
    assert reverse("account_change_password") in keys
    assert "Bloķēt manu kontu" in keys
    assert client.post(reverse("people:compromised")).status_code == 302
    papers.people.mother.refresh_from_db()
    assert papers.people.mother.locked_at


def test_about_the_portal_names_controller_and_data_protection_officer(papers, client):
    house = papers.institution
    house.settings |= {DATA_PROTECTION_OFFICER.code: "dati@novads.example"}
    house.save()
    page = signed_in(client, papers, papers.people.mother, "parent").get(reverse("about")).text
    assert all(text in page for text in ("pārzinis", house.name, "dati@novads.example"))


@pytest.mark.parametrize("who", ["head", "superuser"])
def test_whom_they_say_to_ask_gives_a_new_password(papers, who):
    by = papers.access(getattr(papers.people, who), "admin" if who == "head" else who)
    person = papers.people.other_parent
    batch, _closed = people.send_new_key(user=person, by_letter=False, by=by, at=at(8))
    assert batch


def test_a_suspension_is_no_longer_than_they_say(papers):
    assert "ne ilgāku par gadu" in text_of("terms")
    longer = {"since": MONDAY, "until": date(2027, 11, 16) + timedelta(days=2)}
    with pytest.raises(ValidationError):
        people.suspend(
            user=papers.people.mother, reason="x", by=papers.by, at=at(9), **longer
        )  # fmt: skip
    assert not Exclusion.objects.exists()


# --- how they are written ---------------------------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS)
def test_they_are_finished_latvian_without_gaps(kind):
    text = text_of(kind)
    assert not set("«»[]{}<>") & set(text)
    assert text.count("„") == text.count("”")
    assert "Regulu (ES) 2016/679" in text
    assert "piekrīt" not in text


def test_accepting_promises_to_follow_and_consents_to_nothing(papers, client):
    client.force_login(papers.people.teacher)
    gate = client.get(reverse("agreements:accept")).text
    assert "Apliecinu, ka iepazinos, un apņemos ievērot" in gate
    assert "nav piekrišana datu apstrādei" in gate
    assert "Apņemšanās ievērot konfidencialitāti" in gate


# --- who gets them ----------------------------------------------------------------------------------
def test_who_has_texts_already_keeps_them_and_is_offered_the_new_ones(house, client):
    operations.publish(
        institution=house.institution, kind="terms", title="Noteikumi", text="Mūsu teksts",
        by=house.by, at=at(7),
    )  # fmt: skip
    operations.lay_down_first_texts(house.institution, at=at(8))
    said = Version.objects.get(document__kind="terms", institution=house.institution)
    assert said.text == "Mūsu teksts"
    head = signed_in(client, house, house.head, "admin")
    page = reverse("agreements:publish", args=[Document.Kind.TERMS])
    assert f"{page}?first" in head.get(page).text
    assert "Mūsu teksts" in head.get(page).text
    begun = head.get(page, {"first": ""})
    assert begun.context["form"].initial["text"] == text_of("terms")
    assert f"{page}?first" not in begun.text


def test_a_kind_without_a_first_text_begins_empty(house, client):
    page = reverse("agreements:publish", args=[Document.Kind.RULES])
    answer = signed_in(client, house, house.head, "admin").get(page, {"first": ""})
    assert answer.status_code == 200
    assert "?first" not in answer.text
