"""R28: a talk, and a group's year of them, on paper: what they say, to whom, and what they never hold."""

from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from documents import pdf
from messaging.models import Talk
from messaging.talks import operations
from messaging.talks.paper import one, year
from messaging.talks.sheet import sheet_of
from people.models import SensitiveRead
from tests.documents.reading import text_of
from tests.messaging.talks.full import (
    HOUSE,
    SAID,
    a_draft,
    a_full_talk,
    a_released,
    agreed,
    released,
)
from tests.world import at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
EVENING = at(20)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def ilze(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def opens(client):
    def _opens(person, url: str):
        client.force_login(person, backend=BACKEND)
        with time_machine.travel(EVENING, tick=False):
            return client.get(url)

    return _opens


def of(talk, name: str) -> str:
    return reverse(f"messaging:{name}", args=[talk.pk])


def of_year(group, name: str) -> str:
    return reverse(f"messaging:{name}", args=[group.pk])


def both(opens, person, place: str, one) -> list[str]:
    """What the print and the PDF say."""
    make = of if place == "talk" else of_year
    shown = [opens(person, make(one, f"{place}_{kind}")) for kind in ("print", "pdf")]
    assert [answer.status_code for answer in shown] == [200, 200]
    return [text_of(answer.content) for answer in shown]


# --- one --------------------------------------------------------------------------------------------
def test_it_says_all_but_what_is_for_the_institution(house, ilze, anna, opens):
    talk = a_full_talk(ilze, anna)
    for text in both(opens, house.people.teacher, "talk", talk):
        for said in (
            "Individuālā saruna ar vecākiem", str(anna), "16.11.2026.", "Bitītes", SAID, "Jancis",
            "Rīta josla ar attēliem", "30.11.2026.", "Atvadāmies pie durvīm", "Kļūst vieglāk",
            "izlasīts 16.11.2026. 18:00", "Kopīgota ar vecākiem 16.11.2026.", "uzvedība",
        ):  # fmt: skip
            assert said in text, said
        assert HOUSE not in text


def test_a_draft_says_that_it_is_not_shared(house, ilze, anna, opens):
    talk = a_draft(ilze, anna, [house.people.mother])
    for text in both(opens, house.people.teacher, "talk", talk):
        assert "Nav kopīgota ar vecākiem" in text
        assert HOUSE not in text


def test_guardians_who_took_part_print_theirs_without_who_has_read_it(house, ilze, anna, opens):
    talk = a_full_talk(ilze, anna)
    for text in both(opens, house.people.mother, "talk", talk):
        assert SAID in text
        assert HOUSE not in text
        assert "izlasīts" not in text


@pytest.mark.parametrize("who", ["assistant", "nurse", "clerk", "other_teacher", "father"])
def test_to_others_there_is_none(house, ilze, anna, opens, who):
    talk = a_released(ilze, anna, [house.people.mother])
    for name in ("talk_print", "talk_pdf"):
        assert opens(getattr(house.people, who), of(talk, name)).status_code == 404


def test_that_it_left_the_portal_is_kept(house, ilze, anna, opens):
    talk = a_released(ilze, anna, [house.people.mother])
    both(opens, house.people.mother, "talk", talk)
    kept = SensitiveRead.objects.filter(child=anna, person=house.people.mother, what="talk")
    assert kept.count() == 2
    both(opens, house.people.head, "talks", talk.group)
    assert SensitiveRead.objects.filter(child=anna, person=house.head, what="talk").count() == 2


def test_a_long_one_is_whole(house, ilze, anna):
    """Every text as long as it may be."""
    talk = a_draft(ilze, anna, [house.people.mother], said="Lietus un saule. " * 290)
    for nth in range(30):
        agreed(talk, ilze, f"{nth}. " + "vārds " * 40, ilze.user)
    operations.share(talk=talk, by=ilze, at=at(18))
    talk = released(talk)
    operations.add_addition(talk=talk, text="Vējš un mākoņi. " * 300, by=ilze, at=at(19))
    text = text_of(one.pdf_of(sheet_of(talk), ilze, at=EVENING))
    assert text.count("Vējš un mākoņi.") == 300
    assert "29. vārds" in text


def test_a_pdf_that_cannot_be_made_is_said_on_its_page(house, ilze, anna, opens, monkeypatch):
    def fails(*_any):
        raise pdf.NotPrinted(Path("talk.typ"), "ended by 1")

    talk = a_released(ilze, anna, [house.people.mother])
    monkeypatch.setattr(pdf, "compile", fails)
    answer = opens(house.people.teacher, of(talk, "talk_pdf"))
    assert (answer.status_code, "PDF" in answer.content.decode()) == (503, True)
    answer = opens(house.people.teacher, of_year(talk.group, "talks_pdf"))
    assert answer.status_code == 503


# --- a group's year ---------------------------------------------------------------------------------
def test_the_years_list_says_when_who_with_whom_and_about_what(house, ilze, bees, anna, opens):
    a_full_talk(ilze, anna)
    emils = house.children["Bitītes"][1]
    a_draft(ilze, emils, own=["miegs"], names=["Logopēde Rita"])
    for text in both(opens, house.people.teacher, "talks", bees):
        flat = " ".join(text.split())
        for said in (
            "Individuālās sarunas ar vecākiem", "2026./2027. mācību gads", str(anna), str(emils),
            "Logopēde Rita", "miegs", "Kristīne Bērziņa", "Jancis",
        ):  # fmt: skip
            assert said in flat, said
        assert SAID not in flat


def test_where_there_are_none_it_says_so(house, bees, opens):
    for text in both(opens, house.people.teacher, "talks", bees):
        assert "nav nevienas sarunas" in text


def test_a_specialist_prints_own_ones_and_administration_all(house, ilze, bees, anna, opens):
    specialist = house.access(house.people.specialist, "teacher")
    a_draft(ilze, anna, own=["mūsu"])
    a_draft(specialist, house.children["Bitītes"][1], own=["manējā"])
    own, every = (
        text_of(opens(person, of_year(bees, "talks_print")).content)
        for person in (house.people.specialist, house.people.head)
    )
    assert ("manējā" in own, "mūsu" in own) == (True, False)
    assert ("manējā" in every, "mūsu" in every) == (True, True)


@pytest.mark.parametrize("who", ["assistant", "nurse", "clerk", "other_teacher", "mother"])
def test_to_others_there_is_no_list(house, bees, opens, who):
    for name in ("talks_print", "talks_pdf"):
        assert opens(getattr(house.people, who), of_year(bees, name)).status_code == 404


def test_another_houses_group_is_not_found(house, other_house, opens):
    group = other_house.groups["Bitītes"]
    for name in ("talks_print", "talks_pdf"):
        assert opens(house.people.head, of_year(group, name)).status_code == 404


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_asks_the_same_however_many(house, ilze, bees, anna, savepoints_aside, many):
    for _nth in range(many):
        a_draft(ilze, anna, [house.people.mother])
    with savepoints_aside(5):
        talks = year.talks_of(bees, ilze)
        assert len(year.paper_of(bees, talks, ilze)["rows"]) == many


def test_of_a_talk_it_asks_few(house, ilze, anna, savepoints_aside):
    found = Talk.objects.select_related("child", "group", "institution")
    talk = found.get(pk=a_full_talk(ilze, anna).pk)
    with savepoints_aside(6):
        assert one.paper_of(sheet_of(talk), ilze)["agreed"]
