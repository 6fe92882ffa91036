"""R24: administration takes the plans of a month of all groups along as one PDF: what was submitted, in the
groups' order, each from a new page on, without notes on single children."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.jobs import Jobs
from documents.models import Job
from people.operations.adults import members
from planning.board import operations
from planning.board.kinds import PlansOfAll
from tests.documents.reading import pages
from tests.planning.full import DECEMBER, a_full_plan
from tests.planning.makers import NOVEMBER
from tests.world import SCHOOL_YEAR, a_house, at

ASK = f"/plans/board/{SCHOOL_YEAR}/pdf/"


@pytest.fixture
def head(house, client, time_machine):
    """At her device."""
    time_machine.move_to(at(16), tick=False)
    client.force_login(house.head)
    return client


def taken(head, month=DECEMBER):
    """The pages of what a worker made of it, and its job."""
    led = head.post(ASK, {"month": month.isoformat()})
    Jobs().drain(lambda: at(16))
    job = Job.objects.get(pk=led.url.strip("/").split("/")[-1])
    answer = head.get(reverse("documents:file", args=[job.result.name]))
    return pages(answer.getvalue()), job


def test_each_submitted_plan_begins_on_a_page_that_names_its_group(house, head):
    for name in ("Pūcītes", "Bitītes"):
        a_full_plan(house, house.groups[name])
    found, job = taken(head)
    heads = ["Bitītes" if "Bitītes" in page.text else "Pūcītes" for page in found]
    half = len(found) // 2
    assert heads == ["Bitītes"] * half + ["Pūcītes"] * half
    assert [("Temats" in page.text) for page in found].count(True) == 2
    assert (job.done, job.total) == (2, 2)


def test_a_page_names_one_group_only(house, head):
    for group in house.groups.values():
        a_full_plan(house, group)
    for page in taken(head)[0]:
        assert sum(name in page.text for name in house.groups) == 1


def test_what_is_being_written_and_other_months_are_left_out(house, head):
    a_full_plan(house, house.groups["Bitītes"])
    a_full_plan(house, house.groups["Pūcītes"], submitted_at=None)
    a_full_plan(house, house.groups["Pūcītes"], NOVEMBER)
    found, job = taken(head)
    assert not any("Pūcītes" in page.text for page in found)
    assert job.total == 1


def test_another_house_is_left_out(house, head):
    other = a_house("Saulstari", "40000000002")
    a_full_plan(other, other.group("Svešie"), by=other.people.teacher)
    a_full_plan(house, house.groups["Bitītes"])
    found, job = taken(head)
    assert not any("Svešie" in page.text for page in found)
    assert job.total == 1
    with pytest.raises(PermissionDenied):
        operations.ask_for_pdf(
            institution=other.institution, month=DECEMBER, by=house.by, at=at(16)
        )


def test_it_says_nothing_of_single_children(house, head):
    a_full_plan(house, house.groups["Bitītes"])
    text = " ".join(page.text for page in taken(head)[0])
    assert "Vārdi-5-par-differentiation" in text
    assert "Piezīme-par-Annu" not in text


def test_a_month_without_plans_is_told_in_a_sentence(house, head):
    a_full_plan(house, house.groups["Bitītes"], submitted_at=None)
    answer = head.post(ASK, {"month": DECEMBER.isoformat()})
    assert answer.status_code == 422
    assert "Šim mēnesim vēl neviena grupa nav iesniegusi plānu." in answer.content.decode()
    with pytest.raises(ValidationError):
        operations.ask_for_pdf(
            institution=house.institution, month=DECEMBER, by=house.by, at=at(16)
        )
    assert not Job.objects.exists()


@pytest.mark.parametrize("month", ["", "2026-13-01", "2025-12-01", "1", "2026-12-02", "<b>"])
def test_a_month_that_is_none_of_the_year_is_refused(house, head, month):
    a_full_plan(house, house.groups["Bitītes"])
    assert head.post(ASK, {"month": month}).status_code == 422
    assert not Job.objects.exists()


def test_the_board_offers_the_months_that_have_plans(house, head):
    def offered():
        page = head.get(f"/plans/board/{SCHOOL_YEAR}/")
        return [month.first for month in page.context["board"].submitted]

    a_full_plan(house, house.groups["Bitītes"], submitted_at=None)
    assert offered() == []
    a_full_plan(house, house.groups["Pūcītes"])
    a_full_plan(house, house.groups["Pūcītes"], NOVEMBER)
    assert offered() == [DECEMBER, NOVEMBER]


def test_it_opens_to_whoever_asked_and_to_nobody_else(house, head):
    a_full_plan(house, house.groups["Bitītes"])
    places = places_of(taken(head)[1])
    assert [head.get(place).status_code for place in places] == [200, 200]
    head.force_login(house.adult("admin", "Maija", "Otrā"))
    assert [head.get(place).status_code for place in places] == [404, 404]


def test_it_closes_with_the_right_to_oversee(house, head):
    a_full_plan(house, house.groups["Bitītes"])
    house.welcome(house.head, "teacher")
    places = places_of(taken(head)[1])
    members(house.institution, "admin").user_set.remove(house.head)
    assert [head.get(place).status_code for place in places] == [404, 404]


def places_of(job):
    return job.get_absolute_url(), reverse("documents:file", args=[job.result.name])


def test_many_plans_are_read_in_as_many_queries_as_one(house, head):
    def asked():
        job = Job(institution=house.institution, asked_by=house.head, day=DECEMBER)
        with CaptureQueriesContext(connection) as captured:
            PlansOfAll().make(job, lambda done: None, at(16))
        return len(captured)

    a_full_plan(house, house.groups["Bitītes"], amended="Ledus nokusa")
    one = asked()
    for name in ("Pūcītes", "Ezīši", "Lapsēni"):
        group = house.groups.get(name) or house.group(name)
        a_full_plan(house, group, amended="Ledus nokusa")
    assert asked() == one <= 6
