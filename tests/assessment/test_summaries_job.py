"""Summaries of a group: one document of all its children, each once, whoever is killed meanwhile."""

import time
from datetime import date

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessment.summary import kinds, operations
from assessment.summary.kinds import SummariesPaper
from assessment.summary.period import Token, period_of
from documents.jobs import Jobs
from documents.models import Job, StoredFile
from people import operations as people
from people.models import SensitiveRead
from tests.assessment import makers
from tests.assessment.shown import drafts
from tests.documents.reading import pages
from tests.world import MONDAY, TUESDAY, at

pytestmark = pytest.mark.django_db
BACKEND = settings.AUTHENTICATION_BACKENDS[0]
HALF = Token(2026, 1)
FIRST_PAGE = "1. lappuse no"


class Killed(BaseException):
    """Nobody lives to say how it went."""


@pytest.fixture(autouse=True)
def on_monday(time_machine):
    time_machine.move_to(at(14, 30), tick=False)


@pytest.fixture
def crowd(house, bees, teacher, counting):
    """Twenty-five children, of each something was published."""
    house.crowd(bees, 25 - len(house.children["Bitītes"]))
    mine = house.children["Bitītes"]
    makers.painted(bees, teacher, *(makers.cell(child, counting) for child in mine))
    makers.released(bees, teacher, mine)
    return mine


@pytest.fixture
def ask(bees, teacher):
    def _ask(by=teacher):
        period = period_of(bees.institution, HALF)
        return operations.ask_for_all(group=bees, period=period, by=by, at=at(14, 30))

    return _ask


@pytest.fixture
def teachers(house, client):
    client.force_login(house.people.teacher, backend=BACKEND)
    return client


def drain(minute: int = 31) -> int:
    return Jobs().drain(lambda: at(14, minute))


def file_of(job) -> str:
    job.refresh_from_db()
    return reverse("documents:file", args=[job.result.name])


def whose(client, job) -> list[str]:
    """Whose sheets begin in it, in their order."""
    found = pages(client.get(file_of(job)).getvalue())
    begins = [page.text for page in found if FIRST_PAGE in page.text]
    return [text.split(" Izaugsmes kopsavilkums")[0].split("Dace Rozīte ")[-1] for text in begins]


def names(children) -> list[str]:
    return [str(child) for child in sorted(children, key=lambda child: (child.sort_key, child.pk))]


# --- each once ----------------------------------------------------------------------------------
def test_each_child_stands_in_it_once_within_half_a_minute(crowd, ask, teachers):
    job, began = ask(), time.monotonic()
    drain()
    assert time.monotonic() - began < 30
    assert whose(teachers, job) == names(crowd)
    job.refresh_from_db()
    assert (job.total, job.done) == (25, 25)


def test_it_says_how_far_it_is(crowd, ask, monkeypatch):
    said = []
    job = ask()
    SummariesPaper().make(job, said.append, at(14, 31))
    assert said == list(range(1, 26))


@pytest.mark.parametrize("where", ["paper_of", "pdf_of"])
def test_a_worker_that_is_killed_in_the_middle_loses_and_doubles_nobody(
    crowd, ask, teachers, monkeypatch, where
):
    job, whole, calls = ask(), getattr(kinds, where), []

    def dies(*anything, **more):
        calls.append(anything)
        if len(calls) == (10 if where == "paper_of" else 1):
            raise Killed
        return whole(*anything, **more)

    with monkeypatch.context() as killed:
        killed.setattr(kinds, where, dies)
        with pytest.raises(Killed):
            drain(31)
    job.refresh_from_db()
    assert (job.done, StoredFile.objects.count()) == (9 if where == "paper_of" else 25, 0)
    assert (drain(32), drain(41)) == (0, 1)  # while the claim stands, and after
    assert whose(teachers, job) == names(crowd)
    assert StoredFile.objects.count() == 1


def test_what_fails_is_tried_again(crowd, ask, teachers, monkeypatch):
    job = ask()
    with monkeypatch.context() as broken:
        broken.setattr(kinds, "pdf_of", lambda *anything, **more: 1 / 0)
        drain()
    assert "Mēģināt vēlreiz" in teachers.get(job.get_absolute_url()).text
    teachers.post(reverse("documents:try_again", args=[job.pk]))
    drain(33)
    assert whose(teachers, job) == names(crowd)


# --- what is in it ------------------------------------------------------------------------------
def test_of_whom_nothing_is_published_has_a_sheet_that_says_so(bees, teacher, anna, ask, teachers):
    hidden = drafts(bees, teacher, anna)
    job = ask()
    drain()
    text = " ".join(page.text for page in pages(teachers.get(file_of(job)).getvalue()))
    assert text.count("nekas nav publicēts") == len(whose(teachers, job)) == 3
    assert "Kanārijputniņš" not in text
    assert hidden not in text


def test_many_children_are_read_in_as_many_queries_as_one(house, bees, ask):
    def asked() -> int:
        job = ask()
        with CaptureQueriesContext(connection) as captured:
            SummariesPaper().make(job, lambda done: None, at(14, 31))
        return len(captured)

    few = asked()
    house.crowd(bees, 20)
    assert asked() == few <= 9


def test_children_of_today_are_in_it(house, bees, anna, emils, ask, teachers):
    people.move(child=emils, group=house.groups["Pūcītes"], since=MONDAY, by=house.by)
    job = ask()
    drain()
    assert "Emīls Balodis" not in whose(teachers, job)
    assert str(anna) in whose(teachers, job)


# --- for whom -----------------------------------------------------------------------------------
def test_who_does_not_see_the_group_cannot_ask(house, bees, ask):
    for who, role in (("assistant", "teacher"), ("other_teacher", "teacher"), ("mother", "parent")):
        with pytest.raises(PermissionDenied):
            ask(house.access(getattr(house.people, who), role))
    assert not Job.objects.exists()


def test_a_group_without_children_has_none(house, ask):
    for child in house.children["Bitītes"]:
        people.move(child=child, group=house.groups["Pūcītes"], since=MONDAY, by=house.by)
    with pytest.raises(ValidationError):
        ask()


def test_whoever_lost_the_group_meanwhile_gets_nothing(house, bees, ask, client, time_machine):
    job = ask(house.access(house.people.substitute, "teacher"))
    drain()
    client.force_login(house.people.substitute, backend=BACKEND)
    assert client.get(file_of(job)).status_code == 200
    time_machine.move_to(at(0, day=TUESDAY), tick=False)
    client.force_login(house.people.substitute, backend=BACKEND)
    assert client.get(file_of(job)).status_code == 404
    assert client.get(job.get_absolute_url()).status_code == 404


def test_a_child_that_went_on_to_others_takes_it_away(
    house, bees, emils, ask, teachers, time_machine
):
    """It holds what its asker may read no more."""
    job = ask()
    drain()
    people.move(child=emils, group=house.groups["Pūcītes"], since=TUESDAY, by=house.by)
    assert teachers.get(file_of(job)).status_code == 200
    time_machine.move_to(at(8, day=TUESDAY), tick=False)
    teachers.force_login(house.people.teacher, backend=BACKEND)
    assert teachers.get(file_of(job)).status_code == 404


def test_it_opens_to_whoever_asked_alone(house, crowd, ask, client):
    job = ask()
    drain()
    for user in (house.head, house.people.substitute, house.people.assistant, house.people.mother):
        client.force_login(user, backend=BACKEND)
        assert client.get(file_of(job)).status_code == 404


def test_that_it_was_opened_is_kept_of_each_child(house, crowd, ask, teachers):
    job = ask()
    drain()
    teachers.get(file_of(job))
    kept = SensitiveRead.objects.filter(what="assessment_summary", person=house.people.teacher)
    assert set(kept.values_list("child", flat=True)) == {child.pk for child in crowd}


# --- its page -----------------------------------------------------------------------------------
def test_the_page_has_the_button_and_then_how_far_it_is(bees, crowd, teachers):
    page = reverse("assessment:summaries", args=[bees.pk, HALF])
    post = reverse("assessment:summaries_pdf", args=[bees.pk, HALF])
    assert f'action="{post}"' in teachers.get(page).text
    job = Job.objects.get(pk=teachers.post(post).url.strip("/").rpartition("/")[2])
    waiting = teachers.get(page).text
    assert f'hx-get="{job.get_absolute_url()}"' in waiting
    assert f'action="{post}"' not in waiting
    drain()
    assert file_of(job) in teachers.get(page).text


def test_the_group_has_pages_of_its_own_year_only(house, bees, teachers):
    for token, status in (("2026-1", 200), ("2026", 200), ("2026-2", 404), ("2025", 404)):
        page = reverse("assessment:summaries", args=[bees.pk, token])
        assert teachers.get(page).status_code == status


def test_of_a_year_that_is_over_whom_one_sees_no_more_is_not_named(
    house, bees, client, time_machine
):
    """Nor is a document of all offered, which would be refused."""
    begin, (anna, *others) = date(2027, 9, 1), house.children["Bitītes"]
    new = people.open_group(
        institution=house.institution,
        name="Bitītes",
        school_year=2027,
        symbol=bees.symbol,
        by=house.by,
    )
    people.move(child=anna, group=new, since=begin, by=house.by)
    time_machine.move_to(at(10, day=date(2027, 10, 4)), tick=False)
    page, post = (
        reverse(f"assessment:{name}", args=[bees.pk, HALF])
        for name in ("summaries", "summaries_pdf")
    )
    for person, seen in ((house.people.teacher, others), (house.head, [anna, *others])):
        client.force_login(person, backend=BACKEND)
        shown = client.get(page)
        assert set(shown.context["children"]) == set(seen)
        assert (post in shown.text) is (person == house.head)
