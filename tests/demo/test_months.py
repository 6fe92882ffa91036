"""Plans of the demonstration: no two alike, each as operations would have written it, nobody's touched."""

from datetime import date, timedelta
from itertools import combinations, product

import pghistory
import pytest
from django.db import connection

from curriculum.catalogue import entries
from curriculum.lists import Area, Stage
from curriculum.models import Specialism
from curriculum.operations import set_areas
from ejournal.demo.months import rows, shown, year
from ejournal.demo.months.course import course
from ejournal.demo.months.writing import write as write_in_bulk
from ejournal.demo.place import Place
from ejournal.demo.plan.houses import JANCIS
from ejournal.demo.plan.months.content import content
from planning.models import MonthPlan, PlanNote
from planning.operations import open_plan, save_section, submit, write
from planning.operations.submitting import missing_of
from planning.operations.whole import Whole
from planning.parts import SECTIONS, Choose, ItemKind
from planning.rules import clean_text, missing
from tests.world import MONDAY, a_house, at

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
MONTHS, TURNS = range(1, 13), range(2026, 2031)
EVERY = pytest.mark.parametrize(("month", "stage"), [*product(MONTHS, Stage)])


@EVERY
def test_no_two_groups_of_a_month_say_the_same(month, stage):
    said = [content(month, stage, turn) for turn in TURNS]
    for one, other in combinations(said, 2):
        assert one.texts["content"] != other.texts["content"]
        same = {code for code in one.texts if one.texts[code] == other.texts.get(code)}
        assert len([code for code in same if code.startswith("activities")]) < len(Area)


def test_months_say_different_things():
    for stage in Stage:
        topics = {content(month, stage, turn).texts["topic"] for month in MONTHS for turn in TURNS}
        assert len(topics) == 24


@EVERY
def test_every_plan_may_be_submitted(month, stage):
    known = {entry.code: entry for entry in entries()}
    for turn in TURNS:
        said = content(month, stage, turn)
        chosen = [(known[code].kind, known[code].area) for code in said.entries]
        chosen += [(Choose.NOT_PLANNED, area) for area in said.not_planned]
        assert not missing(said.texts, chosen)
        assert {known[code].stage for code in said.entries} == {stage, None}
        for code, text in said.texts.items():
            assert clean_text(text, SECTIONS[code]) == text
        assert {item.kind for item in said.items} > {ItemKind.BRIEFING, ItemKind.WALK}


def test_every_kind_of_item_is_somewhere():
    said = [content(month, stage, turn) for month in MONTHS for stage in Stage for turn in TURNS]
    assert {item.kind for one in said for item in one.items} == set(ItemKind)


@pytest.fixture
def place(db):
    """Two groups, a specialist of music in the first."""
    house = a_house()
    set_areas(
        institution=house.institution, user=house.people.specialist, areas=[Area.CULTURE], seen=[],
        by=house.by,
    )  # fmt: skip
    made = Place(JANCIS, house.institution, MONDAY, list(house.groups.values()))
    made.people = house.people
    return made


def later(place: Place, day: date) -> Place:
    return Place(place.house, place.institution, day, place.groups)


def brought_up(place: Place) -> None:
    with pghistory.context(task="demo"):
        for step in (
            year.fill,
            shown.finish,
            shown.begin,
            shown.amend_one,
            shown.mark_one,
            shown.write_notes,
        ):
            step(place)


def test_one_group_of_ten_is_late_in_each_month(place):
    known, group = place.calendar(), place.groups[0]
    for month in year.months_of(2026):
        due = known.last_working_day_of_previous_month(month)
        courses = [course(group, month, number, known) for number in range(10)]
        assert sum(one.submitted_at.date() > due for one in courses) == 1
        assert all(one.opened_at < one.submitted_at for one in courses)


def test_a_plan_in_bulk_is_what_the_operations_would_have_written(place):
    sheet = year.sheet_of(place, 0, NOVEMBER)
    known = rows.entries_of(place.institution, place.year)
    (bulk,) = write_in_bulk([sheet], known, place.calendar())
    told = _content(bulk)
    for part in (bulk.sections, bulk.choices, bulk.items):
        part.all().delete()
    bulk.delete()
    _by_operations(place, sheet, known)
    assert _content(MonthPlan.objects.get()) == told
    connection.check_constraints()


def _by_operations(place: Place, sheet: rows.Sheet, known) -> None:
    day = sheet.course.submitted_at.date()
    by, when = place.as_teacher(sheet.authors.of(0), day), sheet.course
    plan = open_plan(group=sheet.group, month=sheet.month, by=by, at=when.opened_at)
    texts = {code: (text, 0) for code, text in sheet.content.texts.items()}
    chosen = list(rows.choices_said(sheet.content, known))
    items = rows.items_said(sheet, place.calendar())
    whole = Whole(texts, chosen=chosen, items_added=items)
    write(plan=plan, whole=whole, by=by, at=when.submitted_at - timedelta(hours=1))
    submit(plan=plan, by=by, at=when.submitted_at)


def _content(plan: MonthPlan) -> list:
    return [
        (plan.group, plan.month, plan.opened_at, plan.opened_by, plan.submitted_at),
        set(plan.sections.values_list("code", "text", "version")),
        set(plan.choices.values_list("kind", "area", "entry", "skill", "text", "voided_at")),
        set(plan.items.values_list("kind", "own_kind", "area", "text", "since", "until")),
    ]


def test_a_specialist_writes_the_own_area_of_every_plan(place):
    brought_up(place)
    music = place.people.specialist
    assert Specialism.objects.get().user == music
    for plan in MonthPlan.objects.all():
        assert plan.sections.get(code="activities.KUL").saved_by == music
        by = set(plan.choices.filter(area="KUL").values_list("added_by", flat=True))
        assert by == {music.pk}
        assert not plan.sections.exclude(code="activities.KUL").filter(saved_by=music).exists()


def test_the_year_so_far_is_planned_and_the_next_month_is_being_written(place):
    brought_up(place)
    bees, owls = place.groups
    done = MonthPlan.objects.submitted()
    begun = [month for month in year.months_of(2026) if month <= NOVEMBER]
    assert set(done.values_list("group", "month")) == {
        (group.pk, month) for group in place.groups for month in begun
    }
    assert not any(missing_of(plan) for plan in done)
    draft = MonthPlan.objects.get(submitted_at=None)
    assert (draft.group, draft.month) == (bees, DECEMBER)
    assert missing_of(draft)
    authors = set(draft.sections.exclude(text="").values_list("saved_by", flat=True))
    assert authors == {place.people.teacher.pk, place.people.specialist.pk}
    assert not MonthPlan.objects.filter(group=owls, month=DECEMBER).exists()
    noted = PlanNote.objects.filter(plan__group=bees)
    assert noted.values("plan").distinct().count() == MonthPlan.objects.filter(group=bees).count()


def test_said_again_it_changes_nothing(place):
    brought_up(place)
    before = _everything()
    brought_up(place)
    assert _everything() == before


def test_when_the_month_begins_the_draft_is_submitted_and_the_next_is_begun(place):
    brought_up(place)
    brought_up(later(place, date(2026, 12, 2)))
    bees = MonthPlan.objects.filter(group=place.groups[0])
    done = bees.get(month=DECEMBER)
    assert done.submitted_at
    assert not missing_of(done)
    assert bees.get(submitted_at=None).month == date(2027, 1, 1)
    assert MonthPlan.objects.submitted().filter(group=place.groups[1], month=DECEMBER).exists()


def test_a_draft_that_somebody_has_touched_stays_theirs(place):
    brought_up(place)
    draft = MonthPlan.objects.get(submitted_at=None)
    topic = draft.sections.get(code="topic")
    teacher = place.people.teacher
    with pghistory.context(user=teacher.pk):  # as the portal's middleware tells the trail
        save_section(
            plan=draft, code="topic", text="Mans temats", version=topic.version,
            by=place.as_teacher(teacher, MONDAY), at=at(20),
        )  # fmt: skip
    brought_up(later(place, date(2026, 12, 2)))
    draft.refresh_from_db()
    assert draft.submitted_at is None
    assert draft.sections.get(code="topic").text == "Mans temats"


def test_before_the_first_day_and_on_the_last_there_is_nothing_to_begin(place):
    brought_up(Place(JANCIS, place.institution, MONDAY))
    assert not MonthPlan.objects.exists()
    august = later(place, date(2027, 8, 30))
    brought_up(august)
    assert MonthPlan.objects.filter(group=place.groups[0]).count() == 12
    assert not MonthPlan.objects.filter(submitted_at=None).exists()


def _everything() -> list:
    fields = ("sections", "choices", "items", "notes", "amendments")
    return [
        (plan.pk, plan.submitted_at, *(getattr(plan, name).count() for name in fields))
        for plan in MonthPlan.objects.order_by("pk")
    ]
