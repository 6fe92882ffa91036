"""R27: a week at a glance and on paper: what is confirmed stands there whole, nothing of a draft."""

import re
from dataclasses import dataclass, fields
from datetime import date, timedelta
from html import unescape

import pytest
from django.conf import settings
from django.urls import reverse

from activities import operations, parts
from activities.models import DayLog
from activities.operations import Said
from activities.operations.entries import standing_entry
from activities.photos import operations as of_photos
from activities.photos.operations import About
from curriculum.lists import Area, Skill
from documents import content
from documents.jobs import Jobs
from documents.models import Job, StoredFile
from outbox.clock import ONE_DAY
from people import operations as people
from people.models import Enrolment
from planning.parts import Choose, Text
from tests.activities import makers, photos
from tests.activities.makers import said
from tests.documents.reading import alternatives, pages, pictures, text_of
from tests.planning.full import a_full_plan
from tests.world import MONDAY, TUESDAY, House, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
WEDNESDAY, FRIDAY = MONDAY - ONE_DAY * 5, MONDAY - ONE_DAY * 3  # of the week before
BEFORE = MONDAY - ONE_DAY * 7
CANARY = "Kanārijputniņš"


@dataclass(frozen=True)
class Field:
    """How it is found, and where it may be."""

    said: str
    on_page: bool = False
    on_paper: bool = True


FIELDS = {
    "title": Field("Nosaukums-1", on_page=True),
    "text": Field("Stāsts-2 par klučiem"),
    "area": Field(str(Area.MATHEMATICS.label), on_page=True),
    "skills": Field(str(Skill.COOPERATION.label), on_page=True),
    "outcomes": Field("Rezultāts-KUL (test.outcomeKUL)"),
    "note": Field("Piezīme-3", on_paper=False),
    "reason": Field("Iemesls-4"),
    "alt": Field("Redzams-5", on_paper=False),  # in place of a picture: no text (below)
    "source": Field("Avots: Muzejs-6"),
    # what the day itself knows
    "author": Field("Uldis Ūdris, 12:00"),
    "confirmed": Field("Apstiprināja Ilze Kalēja, 11.11.2026. 19:30, pēc termiņa"),
    "late_reason": Field("pasākums ieilga"),
    "topic": Field("Vārdi-0-par-topic", on_page=True),
}


@pytest.fixture(autouse=True)
def on_monday(time_machine):
    time_machine.move_to(at(14, 30), tick=False)


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def asks(client):
    """``asks(user, name, group)``: the answer at an address of the week."""

    def _asks(user, name: str, group, day: date = BEFORE):
        client.force_login(user, backend=BACKEND)
        act = client.post if name == "week_pdf" else client.get
        return act(reverse(f"activities:{name}", args=[group.pk, day]))

    return _asks


@pytest.fixture
def reads(asks, client):
    """The same as one line of text; of the PDF that a worker makes, too."""

    def _reads(user, name: str, group, day: date = BEFORE) -> str:
        answer = asks(user, name, group, day)
        if name == "week_pdf":
            Jobs().drain(lambda: at(14, 31))
            assert client.get(answer["Location"]).status_code == 200
            return in_one_line(text_of(client.get(newest_file()).getvalue()))
        assert answer.status_code == 200
        return in_one_line(answer.content.decode())

    return _reads


def newest_file() -> str:
    return reverse("documents:file", args=[StoredFile.objects.latest("pk").name])


def in_one_line(text: str) -> str:
    """Without tags; soft hyphens and the ends of lines are the paper's own."""
    bare = re.sub(r"<[^>]*>", "", text)
    return " ".join(unescape(bare).replace("\u00ad", "").split())


def a_full_day(house: House, teacher, day: date = WEDNESDAY) -> DayLog:
    """Every field says something of its own; the specialist wrote it, the teacher confirmed it late."""
    group = house.groups["Bitītes"]
    plan = a_full_plan(house, group, day.replace(day=1), submitted_at=at(8))
    touched = plan.choices.get(kind=Choose.OUTCOME, area="KUL", entry__isnull=False)
    log = makers.opened(group, teacher, day, at(11, day=day))
    assistant = house.access(house.people.assistant, "teacher", day)
    what = Said("Pirmais nosaukums", "MAT", "Stāsts-2", ["SA"], [touched.pk])
    entry = operations.add_entry(log=log, said=what, by=assistant, at=at(12, day=day))
    type(entry).objects.filter(pk=entry.pk).update(added_by=house.people.specialist)
    photos.photo(log, teacher, About("Redzams-5", entry.pk, "Muzejs-6"), when=at(13, day=day))
    operations.save_note(log=log, text="Piezīme-3", version=0, by=teacher, at=at(13, day=day))
    log = operations.confirm(log=log, late_reason="event", by=teacher, at=at(19, 30, day=day))
    operations.change_entry(
        entry=standing_entry(log, entry.pk), version=1, reason="Iemesls-4", by=teacher,
        said=Said("Nosaukums-1", "MAT", "Stāsts-2 par klučiem", ["SA"], [touched.pk]),
        at=at(8, day=day + ONE_DAY),
    )  # fmt: skip
    return log


# --- every field, everywhere --------------------------------------------------------------------
def test_the_list_is_whole():
    written = {one.code for one in vars(parts).values() if isinstance(one, Text)}
    assert written | {field.name for field in fields(Said)} <= set(FIELDS)


@pytest.mark.parametrize("name", ["week", "week_print", "week_pdf"])
def test_each_field_stands_where_it_may(house, bees, teacher, reads, name):
    a_full_day(house, teacher)
    text = reads(house.people.teacher, name, bees)
    shown = {code for code, one in FIELDS.items() if one.said in text}
    may = "on_page" if name == "week" else "on_paper"
    assert shown == {code for code, one in FIELDS.items() if getattr(one, may)}


@pytest.mark.parametrize("name", ["week_print", "week_pdf"])
def test_whose_it_is_and_who_signs(house, bees, teacher, reads, name):
    makers.confirmed(bees, teacher, WEDNESDAY)
    text = reads(house.people.teacher, name, bees)
    for part in ("Jancis", "40000000001", "Dienas ieraksti", "Bitītes · 9.11.–13.11.2026."):
        assert part in text  # R1
    assert "Grupas pedagogi: Ilze Kalēja, Rita Ozola" in text
    assert "Vadītāja vietnieks/vietniece izglītības jomā" in text


# --- photos -------------------------------------------------------------------------------------
@pytest.fixture
def with_photo(bees, teacher):
    """A confirmed day with a photo of its entry, and one of the day as a whole."""
    log = makers.confirmed(bees, teacher, FRIDAY)
    when = at(15, day=FRIDAY)
    entry = makers.entry_of(log)
    of_entry = photos.photo(log, teacher, About("Tilts uz galda", entry.pk), when=when)
    return of_entry, photos.photo(log, teacher, About("Pēcpusdienas aplis"), when=when)


@pytest.fixture
def paper(asks, client, house, bees):
    """``paper()``: a PDF is asked for and made; its address."""

    def _paper() -> str:
        asks(house.people.teacher, "week_pdf", bees)
        Jobs().drain(lambda: at(14, 31))
        return newest_file()

    return _paper


def test_photos_stand_on_paper_with_what_is_to_be_seen(house, bees, with_photo, asks):
    html = asks(house.people.teacher, "week_print", bees).content.decode()
    for alt in ("Tilts uz galda", "Pēcpusdienas aplis"):
        assert f'alt="{alt}"' in html
    assert "lazy" not in html.partition("<article")[2]  # what was not scrolled to is printed too


def test_the_pdf_says_what_is_to_be_seen(with_photo, paper, client):
    whole = client.get(paper()).getvalue()
    assert pictures(whole) == 2
    assert alternatives(whole) == ["Tilts uz galda", "Pēcpusdienas aplis"]


def test_of_a_draft_and_of_what_nobody_confirmed_no_photo(house, bees, teacher, asks):
    draft = makers.written(bees, teacher, WEDNESDAY)
    photos.photo(draft, teacher, About(CANARY))
    photos.covered(makers.confirmed(bees, teacher, FRIDAY), teacher)
    html = asks(house.people.teacher, "week_print", bees).content.decode()
    assert CANARY not in html
    assert "paper-photos" not in html


END = {
    "reported": lambda row, by: of_photos.hide(photo=row, by=by, at=at(15)),
    "deleted": lambda row, by: of_photos.delete(photo=row, by=by, at=at(15)),
    "covered more": lambda row, by: of_photos.cover(
        photo=row, boxes=[(1, 1, 900, 900)], by=by, at=at(15)
    ),
}


@pytest.mark.parametrize("end", END)
@pytest.mark.parametrize("which", [0, 1])
def test_a_paper_made_before_does_not_open_any_more(with_photo, teacher, paper, client, end, which):
    address = paper()
    assert client.get(address).status_code == 200
    END[end](with_photo[which], teacher)
    assert client.get(address).status_code == 404
    assert client.get(Job.objects.latest("pk").get_absolute_url()).context["file"] is None
    assert client.get(paper()).status_code == 200  # asked for anew


def test_what_is_shown_again_opens_again_and_a_new_photo_closes_nothing(
    house, with_photo, teacher, paper, client
):
    address = paper()
    of_photos.hide(photo=with_photo[0], by=teacher, at=at(15))
    of_photos.show_again(photo=with_photo[0], by=house.by)
    photos.photo(with_photo[0].log, teacher, About("Vēl viens"), when=at(15))
    assert client.get(address).status_code == 200


def test_covered_more_and_confirmed_anew_the_old_paper_stays_closed(
    with_photo, teacher, paper, client
):
    address, row = paper(), with_photo[0]
    of_photos.cover(photo=row, boxes=[(1, 1, 900, 900)], by=teacher, at=at(15))
    photos.work_quickly(at(15))
    of_photos.confirm(photo=photos.fresh(row), about=About("Tilts"), by=teacher, at=at(15))
    assert client.get(address).status_code == 404


def test_what_was_confirmed_after_it_was_asked_for_is_not_in_it(
    house, bees, with_photo, teacher, asks, client
):
    asks(house.people.teacher, "week_pdf", bees)
    photos.photo(with_photo[0].log, teacher, About(CANARY), when=at(14, 30, 30))
    Jobs().drain(lambda: at(14, 31))
    assert CANARY not in alternatives(client.get(newest_file()).getvalue())


def test_many_photos_are_eight_and_a_word(house, bees, teacher, asks):
    log = makers.confirmed(bees, teacher, FRIDAY)
    for n in range(10):
        photos.photo(log, teacher, About(f"Foto {n}", makers.entry_of(log).pk), when=at(14))
    html = asks(house.people.teacher, "week_print", bees).content.decode()
    assert html.count("<picture>") == 8
    assert "un žurnālā vēl 2 foto" in html


def test_a_photo_whose_bytes_are_gone_leaves_the_paper_whole(with_photo, paper, client):
    for copy in photos.copies(with_photo[0]):
        content._storage(copy.file).delete(content._place(copy.file))
    whole = client.get(paper()).getvalue()
    assert pictures(whole) == 1
    assert "Tilts no klučiem" in text_of(whole)


# --- drafts -------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["week_print", "week_pdf"])
def test_nothing_of_a_draft_is_on_paper(house, bees, teacher, reads, name):
    makers.written(bees, teacher, WEDNESDAY, said(CANARY, text=CANARY, skills=["DP"]))
    makers.confirmed(bees, teacher, FRIDAY)
    text = reads(house.people.teacher, name, bees)
    assert CANARY not in text
    assert str(Skill.DIGITAL.label) not in text
    assert "Trešdiena, 11.11. Nav apstiprināts" in text


def test_a_day_that_was_taken_back_is_off_the_next_paper(house, bees, teacher, reads):
    log = makers.confirmed(bees, teacher, FRIDAY, said(CANARY), when=at(14, day=FRIDAY))
    operations.take_back(log=log, by=teacher, at=at(14, 0, 30, day=FRIDAY))
    assert CANARY not in reads(house.people.teacher, "week_pdf", bees)


def test_the_page_marks_drafts_as_drafts(house, bees, teacher, reads):
    makers.written(bees, teacher, WEDNESDAY, said(CANARY))
    text = reads(house.people.teacher, "week", bees)
    assert CANARY in text
    assert "Melnraksts, vēl nav apstiprināts" in text


# --- how each day stands ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("when", "how"),
    [((18, 59, 59), "laikā"), ((19, 0, 0), "laikā"), ((19, 0, 1), "pēc termiņa")],
)
def test_whether_a_day_was_confirmed_in_time(house, bees, teacher, asks, reads, when, how):
    makers.confirmed(bees, teacher, FRIDAY, when=at(*when, day=FRIDAY))
    columns = asks(house.people.teacher, "week", bees).context["columns"]
    assert columns[-1].due["text"] == how
    assert columns[0].due["tone"] == "bad"  # nobody confirmed it
    assert f", {how}" in reads(house.people.teacher, "week_print", bees)


def test_an_entry_taken_away_afterwards_is_told_without_its_words(house, bees, teacher, reads):
    log = makers.confirmed(bees, teacher, FRIDAY, said(CANARY), said("Paliek"))
    operations.take_away_entry(
        entry=makers.entry_of(log), reason="ne tā diena", by=teacher, at=at(15, day=FRIDAY)
    )
    text = reads(house.people.teacher, "week_pdf", bees)
    assert CANARY not in text
    assert "Noņemta darbība: 13.11.2026. 15:00, Ilze Kalēja: ne tā diena" in text


def test_which_areas_have_nothing(house, bees, teacher, asks):
    makers.written(bees, teacher, WEDNESDAY, said(area="MAT"), said(area="VAL"))
    empty = asks(house.people.teacher, "week", bees).context["empty"]
    assert set(empty) == {area.label for area in Area} - {
        Area.MATHEMATICS.label,
        Area.LANGUAGE.label,
    }


def test_a_holiday_says_why(house, bees, reads):
    for name in ("week", "week_print", "week_pdf"):
        assert "Latvijas Republikas Proklamēšanas" in reads(
            house.people.teacher, name, bees, MONDAY
        )


def test_what_is_ahead_is_not_called_late(house, bees, asks):
    monday, _tuesday, _holiday, thursday, _friday = asks(
        house.people.teacher, "week", bees, MONDAY
    ).context["columns"]
    assert (monday.due["tone"], thursday.due) == ("", None)
    assert thursday.note == "Vēl nav pienākusi"
    assert not thursday.url


def test_a_group_of_a_few_days_owes_only_those(house, asks):
    ducks = house.group("Pīlītes", "pucites")
    house.assign(house.people.teacher, ducks)
    people.enrol(
        child=house.children["Pūcītes"][0], group=ducks, since=WEDNESDAY, until=FRIDAY,
        kind=Enrolment.Kind.TEMPORARY, by=house.by,
    )  # fmt: skip
    columns = asks(house.people.teacher, "week", ducks).context["columns"]
    none = "Šajā dienā grupā nav bērnu."
    assert [one.note for one in columns] == [none, none, "", "", none]
    assert [bool(one.due) for one in columns] == [False, False, True, True, False]


# --- which week ---------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["week", "week_print"])
def test_any_day_leads_to_its_monday(house, bees, asks, name):
    answer = asks(house.people.teacher, name, bees, FRIDAY)
    assert answer["Location"] == reverse(f"activities:{name}", args=[bees.pk, BEFORE])


def test_a_week_over_the_end_of_the_year(house, bees, teacher, asks, time_machine):
    monday, new_year = date(2026, 12, 28), date(2027, 1, 1)
    time_machine.move_to(at(9, day=date(2027, 1, 5)), tick=False)
    makers.confirmed(bees, teacher, date(2026, 12, 30))
    answer = asks(house.people.teacher, "week", bees, new_year - ONE_DAY * 4)
    text = in_one_line(answer.content.decode())
    assert "28.12.2026.–1.01.2027." in text
    assert "Tilts no klučiem" in text
    assert answer.context["columns"][-1].note == "Jaungada diena"
    assert answer.context["after"]["url"].endswith("2027-01-04/")
    assert answer.context["before"]["url"].endswith(f"{monday - timedelta(weeks=1)}/")


def test_the_pager_stays_in_the_school_year_and_the_past(house, bees, asks):
    first = asks(house.people.teacher, "week", bees, date(2026, 8, 31))
    assert first.context["before"] is None
    assert first.context["columns"][0].note == "Šajā mācību gadā grupa nestrādā."
    assert asks(house.people.teacher, "week", bees, MONDAY).context["after"] is None


@pytest.mark.parametrize("day", [date(2026, 8, 24), date(2027, 9, 6), date(1, 1, 1), date.max])
def test_a_week_of_another_school_year_is_none(house, bees, asks, day):
    for name in ("week", "week_print", "week_pdf"):
        assert asks(house.people.teacher, name, bees, day).status_code == 404


# --- for whom -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "who",
    ["mother", "restricted", "other_teacher", "former_teacher", "nurse", "clerk", "superuser"],
)
def test_whoever_does_not_work_with_the_group_finds_none(house, bees, teacher, asks, who):
    makers.released(bees, teacher, FRIDAY)
    for name in ("week", "week_print", "week_pdf"):
        assert asks(getattr(house.people, who), name, bees).status_code == 404
    assert not Job.objects.exists()


def test_administration_reads_each_groups(house, bees, teacher, reads):
    makers.confirmed(bees, teacher, FRIDAY)
    for name in ("week", "week_print", "week_pdf"):
        assert "Tilts no klučiem" in reads(house.head, name, bees)


def test_another_house_finds_none(other_house, bees, asks):
    for user in (other_house.head, other_house.people.teacher):
        assert asks(user, "week", bees).status_code == 404


def test_the_pdf_opens_to_whoever_asked_for_it_alone(house, bees, teacher, reads, client):
    makers.confirmed(bees, teacher, FRIDAY)
    reads(house.people.teacher, "week_pdf", bees)
    for user in (house.head, house.people.assistant, house.people.mother):
        client.force_login(user, backend=BACKEND)
        assert client.get(newest_file()).status_code == 404


def test_a_substitute_loses_it_with_the_group(house, bees, teacher, reads, client, time_machine):
    makers.confirmed(bees, teacher, FRIDAY)
    reads(house.people.substitute, "week_pdf", bees)
    time_machine.move_to(at(0, day=TUESDAY), tick=False)
    assert client.get(newest_file()).status_code == 404


# --- what it costs ------------------------------------------------------------------------------
@pytest.mark.parametrize("entries", [1, 12])
@pytest.mark.parametrize("name", ["week", "week_print"])
def test_it_asks_the_same_few_questions(
    house, bees, teacher, client, name, entries, savepoints_aside
):
    for day in (WEDNESDAY, FRIDAY):
        makers.confirmed(bees, teacher, day, *[said(f"Darbība {n}") for n in range(entries)])
    client.force_login(house.people.teacher, backend=BACKEND)
    address = reverse(f"activities:{name}", args=[bees.pk, BEFORE])
    client.get(address)
    with savepoints_aside(15):
        assert client.get(address).status_code == 200


def test_an_ordinary_week_is_one_sheet_and_a_long_one_is_whole(house, bees, teacher, asks, client):
    long = "Klučiem nepietika platuma, tāpēc bērni sasēja divus dēlīšus kopā. " * 10
    for text, days, sheets in (("", (0, 1), 1), (long, (2, 3, 4), 3)):
        for n in days:
            what = [said(f"Darbība {n}-{k}", text=text.strip()) for k in range(4)]
            makers.confirmed(bees, teacher, BEFORE + ONE_DAY * n, *what)
        asks(house.people.teacher, "week_pdf", bees)
        Jobs().drain(lambda: at(14, 31))
        found = pages(client.get(newest_file()).getvalue())
        assert len(found) == sheets
        assert "paraksts, datums" in found[-1].text
        assert {page.size for page in found} == {(210, 297)}
