"""A child's summary: which days it is of, what stands in it and what it costs."""

from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse

from assessment.settings import FIRST_HALF_ENDS
from assessment.summary.page import read
from assessment.summary.paper import paper_of, pdf_of
from assessment.summary.period import Token, newest, period_of, periods_of
from documents.jobs import Jobs
from documents.models import Job
from people import operations as people
from people.models import SensitiveRead
from tests.assessment import makers
from tests.assessment.shown import COMMENT, FRIDAY, IDEA, OBSERVATION, OCTOBER, Told, everything
from tests.documents.reading import pages
from tests.world import MONDAY, at

pytestmark = pytest.mark.django_db
BACKEND = settings.AUTHENTICATION_BACKENDS[0]
HALF, YEAR = Token(2026, 1), Token(2026)


@pytest.fixture(autouse=True)
def on_monday(time_machine):
    time_machine.move_to(at(14, 30), tick=False)


@pytest.fixture
def parent(house, client):
    client.force_login(house.people.mother, backend=BACKEND)
    return client


def of(child, access, token=HALF):
    return read(child, period_of(child.institution, token), access, at(15))


def address(name, child, token=HALF):
    return reverse(f"assessment:{name}", args=[child.pk, token])


def dates(house, *tokens):
    return [(one.since, one.last) for one in (period_of(house.institution, t) for t in tokens)]


# --- periods ------------------------------------------------------------------------------------
def test_half_years_and_the_year_of_a_house_that_set_nothing(house):
    assert dates(house, Token(2026, 1), Token(2026, 2), YEAR) == [
        (date(2026, 9, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 5, 31)),
        (date(2026, 9, 1), date(2027, 8, 31)),
    ]


def test_where_they_meet_is_a_setting_of_the_house(house, bees, teacher, mother, anna):
    """What was assessed on the last day of the first is no part of the second."""
    house.institution.settings["assessment.first_half_ends"] = "10-05"
    house.institution.save()
    anna.institution.refresh_from_db()
    assert FIRST_HALF_ENDS.of(house.institution).day == 5
    assert dates(house, HALF, Token(2026, 2)) == [
        (date(2026, 9, 1), OCTOBER), (date(2026, 10, 6), date(2027, 5, 31)),
    ]  # fmt: skip
    everything(bees, teacher, anna)
    days = [
        {step.day for one in of(anna, mother, token).record.learned for step in one.steps}
        for token in (HALF, Token(2026, 2), YEAR)
    ]
    assert days == [{OCTOBER}, {FRIDAY, MONDAY}, {OCTOBER, FRIDAY, MONDAY}]


def test_only_those_that_have_begun_are_there(house, anna, parent):
    found = [str(one.token) for one in periods_of(house.institution, 2026, MONDAY)]
    assert found == ["2026-1", "2026"]
    assert str(newest(house.institution, date(2027, 7, 1)).token) == "2026-2"
    assert parent.get(address("summary", anna, "2026-2")).status_code == 404
    assert parent.get(address("summary", anna, "2025-2")).status_code == 200


@pytest.mark.parametrize("token", ["2026-3", "26-1", "2026-", "1999", "2100-1", "9999"])
def test_what_is_no_period_has_no_page(anna, parent, token):
    assert parent.get(f"/children/{anna.pk}/assessment/{token}/").status_code == 404


# --- what stands in it --------------------------------------------------------------------------
def test_words_come_with_their_days_and_levels_with_what_was_before(bees, teacher, mother, anna):
    everything(bees, teacher, anna)
    paper = paper_of(of(anna, mother))
    assert paper["observations"][0] == {"day": "13.11.2026.", "text": OBSERVATION}
    assert paper["ideas"] == [{"day": "16.11.2026.", "text": IDEA}]
    first = next(one for area in paper["areas"] for one in area["outcomes"] if one["steps"][2:])
    assert first["words"] == "Turpina apgūt"
    assert first["steps"] == [
        {"day": "5.10.2026.", "level": "S", "comment": ""},
        {"day": "13.11.2026.", "level": "A", "comment": ""},
        {"day": "16.11.2026.", "level": "T", "comment": COMMENT},
    ]
    assert paper["blank"].startswith("Šajā periodā nav vērtēts mācību jomās: ")
    assert "Dabaszinātņu" in paper["blank"]
    assert "Matemātikas" not in paper["blank"]


def test_an_idea_of_another_half_year_is_no_part_of_it(house, bees, teacher, mother, anna):
    everything(bees, teacher, anna)
    house.institution.settings["assessment.first_half_ends"] = "10-01"
    house.institution.save()
    anna.institution.refresh_from_db()
    assert paper_of(of(anna, mother))["ideas"] == []
    assert len(paper_of(of(anna, mother, Token(2026, 2)))["ideas"]) == 1


def test_of_whom_nothing_is_published_that_is_said(bees, teacher, mother, anna):
    Told(bees, teacher, anna).words("Vēl melnraksts", MONDAY)
    paper = paper_of(of(anna, mother))
    assert paper["nothing"]
    assert not any(paper[part] for part in ("observations", "areas", "blank", "legend"))


def test_the_youngest_have_words_and_no_letters(house, bees, teacher):
    toddler = house.child(bees, "Odeta", "Apine", birth_date=date(2024, 5, 1))
    Told(bees, teacher, toddler).words(OBSERVATION, MONDAY)
    makers.released(bees, teacher, [toddler])
    paper = paper_of(of(toddler, teacher))
    assert [one["text"] for one in paper["observations"]] == [OBSERVATION]
    assert not any(paper[part] for part in ("legend", "blank", "nothing"))


def test_who_signs_are_the_teachers_of_its_last_day(house, bees, teacher, mother, anna):
    everything(bees, teacher, anna)
    people.move(child=anna, group=house.groups["Pūcītes"], since=MONDAY, by=house.by)
    summary = of(anna, mother)
    assert summary.group == house.groups["Pūcītes"]
    assert house.people.other_teacher.last_name in summary.teachers[0]


# --- on paper -----------------------------------------------------------------------------------
def test_a_long_one_is_whole_and_no_signature_stands_alone(house, bees, teacher, mother, anna):
    long = "Skaita, salīdzina un stāsta, kā to izdomājusi. " * 20
    for area in ("VAL", "SOC", "KUL", "DAB", "MAT", "TEH", "VES"):
        for outcome in makers.outcomes(area):
            Told(bees, teacher, anna).level(outcome, "A", FRIDAY, long[: 60 * len(area)].strip())
    makers.released(bees, teacher, [anna])
    summary = of(anna, mother)
    found = pages(pdf_of([paper_of(summary)], house.institution, at=at(15)))
    text = " ".join(page.text for page in found)
    assert len(found) > 1
    for one in summary.record.learned:
        assert one.outcome.text[:30] in text
    assert "paraksts, datums" in found[-1].text
    assert "Apguvusi" in found[-1].text
    assert all("Anna Bērziņa" in page.text and min(page.edges) > 8 for page in found)


def test_its_pdf_is_made_by_a_worker_and_says_nobodys_name_outside(parent, bees, teacher, anna):
    everything(bees, teacher, anna)
    way = parent.post(address("summary_pdf", anna)).url
    Jobs().drain(lambda: at(14, 31))
    file = Job.objects.get().result
    assert parent.get(way).status_code == 200
    assert (file.shown_as, file.is_sealed) == (f"summary-2026-1-{Job.objects.get().pk}.pdf", True)


# --- that it left the portal --------------------------------------------------------------------
def test_that_it_was_taken_along_is_kept(parent, house, bees, teacher, anna):
    everything(bees, teacher, anna)
    parent.get(address("summary", anna))
    assert not SensitiveRead.objects.exists()
    for name in ("summary_print", "summary_csv", "summary_xlsx"):
        parent.get(address(name, anna))
    parent.post(address("summary_pdf", anna))
    Jobs().drain(lambda: at(14, 31))
    parent.get(reverse("documents:file", args=[Job.objects.get().result.name]))
    kept = SensitiveRead.objects.values_list("child", "person", "role", "what")
    assert list(kept) == [(anna.pk, house.people.mother.pk, "parent", "assessment_summary")] * 4


# --- what it costs ------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["summary", "summary_print"])
def test_it_asks_the_same_few_questions(parent, bees, teacher, anna, name, savepoints_aside):
    everything(bees, teacher, anna)
    parent.get(address(name, anna))
    with savepoints_aside(14):
        assert parent.get(address(name, anna)).status_code == 200
