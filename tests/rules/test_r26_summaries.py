"""R26: page, print, PDF and table of a child's summary say the same, what parents were shown: to parents and
staff alike, and to nobody else."""

import csv
import io
import re
from html import unescape

import pytest
from django.conf import settings
from django.urls import reverse
from openpyxl import load_workbook

from assessment.record import record_of, sight_of, sight_of_families
from assessment.summary.period import Token, period_of
from documents.jobs import Jobs
from documents.models import Job, StoredFile
from people import operations as people
from tests.assessment import makers
from tests.assessment.shown import CANARY, drafts, everything
from tests.documents.reading import text_of
from tests.world import MONDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
WAYS = ("summary", "summary_print", "summary_pdf", "summary_csv", "summary_xlsx")
PERIOD = "2026-1"


@pytest.fixture(autouse=True)
def on_monday(time_machine):
    time_machine.move_to(at(14, 30), tick=False)


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def asks(client):
    """``asks(user, way, child)``: the answer at an address of the child's summary."""

    def _asks(user, way: str, child, period: str = PERIOD):
        client.force_login(user, backend=BACKEND)
        act = client.post if way == "summary_pdf" else client.get
        return act(reverse(f"assessment:{way}", args=[child.pk, period]))

    return _asks


@pytest.fixture
def reads(asks, client):
    """What it says, in one line."""

    def _reads(user, way: str, child, period: str = PERIOD) -> str:
        answer = asks(user, way, child, period)
        if way == "summary_pdf":
            Jobs().drain(lambda: at(14, 31))
            answer = client.get(newest_file())
        assert answer.status_code == 200
        return said_in(way, getattr(answer, "content", None) or answer.getvalue())

    return _reads


def newest_file() -> str:
    return reverse("documents:file", args=[StoredFile.objects.latest("pk").name])


def said_in(way: str, content: bytes) -> str:
    if way == "summary_xlsx":
        rows = load_workbook(io.BytesIO(content)).active.values
        cells = [value for row in rows for value in row if value is not None]
        return " ".join(written(one, way) if hasattr(one, "year") else str(one) for one in cells)
    if way == "summary_csv":
        lines = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
        return " ".join(cell for line in lines for cell in line if cell)
    bare = re.sub(r"<[^>]*>", " ", text_of(content))
    return " ".join(unescape(bare).replace("\u00ad", "").split())


def written(day, way: str) -> str:
    """As the page writes a day, and as a table does."""
    return f"{day:%d.%m.%Y.}" if way in WAYS[3:] else f"{day.day}.{day.month:02}.{day.year}."


def facts_of(record, way: str) -> list[str]:
    """All that is known of a record, as it is to be found."""
    facts = []
    for one in record.learned:
        facts += [one.outcome.text, *(step.comment for step in one.steps)]
        for step in one.steps:
            day = written(step.day, way)
            facts.append(f"{step.level} {day}" if way in WAYS[:3] and one.steps[1:] else day)
        if way in WAYS[:3]:
            facts.append(f"{one.level} {'Apguvusi' if one.level in 'AP' else 'Turpina apgūt'}")
        else:
            facts.append(f"{one.outcome.text} {one.level} {one.level.label}")
    for said in record.observations:
        facts += [f"{written(said.day, way)} {said.text}" if way in WAYS[:3] else said.text]
    return facts + [one.text for one in record.publications]


def record(child, access, sight=sight_of_families):
    period = period_of(child.institution, Token(2026, 1))
    return record_of(child, sight(access), period.since, period.until)


# --- the same everywhere ------------------------------------------------------------------------
@pytest.mark.parametrize("way", WAYS)
def test_page_paper_and_table_say_all_that_the_record_has(house, bees, anna, teacher, reads, way):
    everything(bees, teacher, anna)
    drafts(bees, teacher, anna)
    mother = house.access(house.people.mother, "parent")
    facts = facts_of(record(anna, mother), way)
    assert len(facts) > 15
    text = reads(house.people.mother, way, anna)
    assert [fact for fact in facts if fact not in text] == []


@pytest.mark.parametrize("way", WAYS)
def test_staff_and_parents_get_the_same(house, bees, anna, teacher, reads, way):
    everything(bees, teacher, anna)
    drafts(bees, teacher, anna)
    facts = facts_of(record(anna, teacher), way)
    for user in (house.people.teacher, house.head, house.people.father):
        text = reads(user, way, anna)
        assert [fact for fact in facts if fact not in text] == []


@pytest.mark.parametrize("way", WAYS)
def test_whose_it_is_and_what_the_letters_mean_stand_on_it(house, bees, anna, teacher, reads, way):
    everything(bees, teacher, anna)
    text = reads(house.people.teacher, way, anna)
    assert "Anna Bērziņa" in text
    assert "2026./2027. mācību gada 1. pusgads (1.09.–31.12.2026.)" in text
    for meaning in ("sācis apgūt", "turpina apgūt", "apguvis", "apguvis padziļināti"):
        assert meaning in text
    if way != "summary":
        assert "40000000001" in text  # R1
    if way in ("summary_print", "summary_pdf"):
        assert "Grupas pedagogi: Ilze Kalēja" in text
        assert "Vecāks vai cits likumiskais pārstāvis" in text


# --- nothing of a draft -------------------------------------------------------------------------
@pytest.mark.parametrize("stage", ["draft", "in its minute"])
@pytest.mark.parametrize("way", WAYS)
def test_no_draft_is_in_any_of_them_for_anybody(house, bees, anna, teacher, reads, way, stage):
    """Nor what waits for its minute."""
    everything(bees, teacher, anna)
    hidden = drafts(bees, teacher, anna)
    if stage == "in its minute":
        makers.published(bees, teacher, [anna], at(14, 29, 30))
    assert CANARY in [one.text for one in record(anna, teacher, sight_of).observations]
    for user in (house.people.mother, house.people.teacher, house.head):
        text = reads(user, way, anna)
        assert CANARY not in text
        assert hidden not in text


@pytest.mark.parametrize("way", WAYS[:2])
def test_no_draft_is_in_the_source_of_a_page(house, bees, anna, teacher, asks, way):
    everything(bees, teacher, anna)
    hidden = drafts(bees, teacher, anna)
    for user in (house.people.mother, house.people.teacher):
        source = asks(user, way, anna).text
        assert CANARY not in source
        assert hidden not in source


@pytest.mark.parametrize("way", WAYS)
def test_no_other_child_stands_in_it(house, bees, anna, teacher, reads, way):
    other = house.children["Bitītes"][1]
    everything(bees, teacher, anna)
    everything(bees, teacher, other)
    text = reads(house.people.mother, way, anna)
    assert other.last_name not in text
    assert text.count("Skaita līdz desmit un vēl tālāk") == 1


# --- for whom -----------------------------------------------------------------------------------
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "who",
    [
        "other_parent", "former_parent", "assistant", "nurse", "clerk", "superuser",
        "other_teacher", "former_teacher",
    ],
)  # fmt: skip
def test_whoever_does_not_see_the_child_finds_none(house, bees, anna, teacher, asks, who, way):
    everything(bees, teacher, anna)
    assert asks(getattr(house.people, who), way, anna).status_code == 404
    assert not Job.objects.exists()


@pytest.mark.parametrize("way", WAYS)
def test_a_guardian_kept_from_the_journal_finds_none(house, bees, teacher, asks, way):
    emils = house.children["Bitītes"][1]
    everything(bees, teacher, emils)
    assert asks(house.people.restricted, way, emils).status_code == 404


@pytest.mark.parametrize("way", WAYS)
def test_another_house_finds_none(house, other_house, bees, anna, teacher, asks, way):
    everything(bees, teacher, anna)
    for user in (other_house.head, other_house.people.teacher, other_house.people.mother):
        assert asks(user, way, anna).status_code == 404


def test_what_was_made_closes_with_the_journal(house, bees, anna, teacher, reads, client):
    """At the next request, though the file lies here still."""
    everything(bees, teacher, anna)
    reads(house.people.father, "summary_pdf", anna)
    job, file = Job.objects.get(), newest_file()
    assert client.get(file).status_code == 200
    people.restrict(
        guardianship=anna.guardianships.get(user=house.people.father), document="Lēmums 8",
        issuer="Bāriņtiesa", since=MONDAY, by=house.by,
    )  # fmt: skip
    client.force_login(house.people.father, backend=BACKEND)
    assert client.get(file).status_code == 404
    assert client.get(job.get_absolute_url()).status_code == 404


def test_the_pdf_opens_to_whoever_asked_for_it_alone(house, bees, anna, teacher, reads, client):
    everything(bees, teacher, anna)
    reads(house.people.mother, "summary_pdf", anna)
    for user in (house.people.father, house.people.teacher, house.head):
        client.force_login(user, backend=BACKEND)
        assert client.get(newest_file()).status_code == 404


@pytest.mark.parametrize("who", ["mother", "assistant", "nurse", "other_teacher", "superuser"])
def test_a_groups_summaries_are_for_those_who_assess_it_and_administration(
    house, bees, client, who
):
    client.force_login(getattr(house.people, who), backend=BACKEND)
    for name, act in (("summaries", client.get), ("summaries_pdf", client.post)):
        assert act(reverse(f"assessment:{name}", args=[bees.pk, PERIOD])).status_code == 404
    for user in (house.people.teacher, house.head, house.people.specialist):
        client.force_login(user, backend=BACKEND)
        assert (
            client.get(reverse("assessment:summaries", args=[bees.pk, PERIOD])).status_code == 200
        )
