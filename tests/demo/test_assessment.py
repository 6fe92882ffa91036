"""What children of the demonstration have learned: plausible, mostly growing, nobody's touched, none to
come."""

import re
from datetime import date
from functools import partial
from itertools import pairwise

import pghistory
import pytest
from django.db import connection

from assessment import operations
from assessment.models import Assessment, Level, Observation, Publication
from assessment.parts import COMMENT, IDEA, OBSERVATION
from curriculum.lists import Area
from ejournal.demo.assessment import shown, year
from ejournal.demo.assessment.growth import level_after, level_at_first
from ejournal.demo.day_logs import year as days
from ejournal.demo.months import year as months
from ejournal.demo.place import Place
from ejournal.demo.plan import names
from ejournal.demo.plan.assessment.content import comment, words
from ejournal.demo.plan.houses import JANCIS
from outbox.models import Notification, Seen
from people.access import Action
from people.models import Child
from planning.rules import clean_text
from tests.assessment import makers
from tests.world import a_house
from tests.world import at as moment_of

THE_12TH, THE_20TH = date(2026, 11, 12), date(2026, 11, 20)
at = partial(moment_of, day=THE_12TH)


def crowd(many: int) -> list[Child]:
    born = date(2021, 3, 5)
    return [Child(first_name=f"B{n}", last_name="K", birth_date=born) for n in range(many)]


# --- how children grow ------------------------------------------------------------------------------
def test_of_many_children_some_have_begun_most_go_on_and_few_are_in_depth():
    levels = [level_at_first(child, "MAT.3.1", 0) for child in crowd(2000)]
    share = {level: levels.count(level) / (2000 - levels.count(None)) for level in Level}
    assert share == pytest.approx(
        {Level.BEGUN: 0.3, Level.GOES_ON: 0.4, Level.LEARNED: 0.25, Level.IN_DEPTH: 0.05}, abs=0.03
    )


def test_a_month_later_most_have_grown_and_some_went_down():
    steps = [
        after.rank - Level.GOES_ON.rank
        for child in crowd(1000)
        if (after := level_after(child, "MAT.3.1", Level.GOES_ON))
    ]
    assert set(steps) == {1, -1}
    assert 0.05 < steps.count(-1) / len(steps) < 0.3


# --- what is said -----------------------------------------------------------------------------------
def test_what_is_said_may_be_written_and_names_no_child():
    said = [(words("observation", n), OBSERVATION) for n in range(12)]
    said += [(words("idea", n), IDEA) for n in range(12)]
    said += [
        (comment(area, level, n), COMMENT) for area in Area for level in Level for n in range(2)
    ]
    called = {*names.GIRLS, *names.BOYS}
    for text, part in said:
        assert clean_text(text, part) == text
        assert not called & set(re.findall(r"\w+", text))


# --- the year so far --------------------------------------------------------------------------------
@pytest.fixture
def place(db):
    """Two groups; one child of the second is of the youngest."""
    house = a_house()
    house.child(house.groups["Pūcītes"], "Odeta", "Apine", birth_date=date(2024, 5, 1))
    made = Place(JANCIS, house.institution, THE_12TH, list(house.groups.values()))
    made.house_of_tests = house
    return made


@pytest.fixture
def told(place, time_machine):
    time_machine.move_to(at(16), tick=False)
    brought_up(place)
    return place


def on(place: Place, day: date) -> Place:
    return Place(place.house, place.institution, day, place.groups)


def brought_up(place: Place) -> None:
    with pghistory.context(task="demo"):
        for step in (
            months.fill, days.fill, year.fill, year.publish, shown.begin, shown.tell, shown.read,
        ):  # fmt: skip
            step(place)


def test_every_group_is_assessed_in_outcomes_of_its_plan_and_of_its_stage(told):
    rows = Assessment.objects.select_related("outcome", "child")
    assert set(rows.values_list("day__month", flat=True)) == {9, 10, 11}
    assert all(row.outcome.stage == 3 for row in rows)
    assert {row.outcome.area for row in rows} == set(Area.values)
    assert rows.exclude(comment="").exists()
    assert rows.exclude(evidence=None).exists()
    assert not rows.filter(day__gt=THE_12TH).exists()
    connection.check_constraints()


def test_the_youngest_are_observed_and_given_no_letters(told):
    odeta = Child.objects.get(first_name="Odeta")
    assert not Assessment.objects.filter(child=odeta).exists()
    assert set(Observation.objects.filter(child=odeta).values_list("day__month", flat=True)) == {
        9,
        10,
    }


def test_a_child_grows_and_may_go_down(told):
    steps = [
        later.rank - earlier.rank
        for child in Child.objects.all()
        for code in Assessment.objects.values_list("outcome__code", flat=True).distinct()
        for earlier, later in pairwise(
            Level(level)
            for level in Assessment.objects.filter(child=child, outcome__code=code)
            .order_by("day").values_list("level", flat=True)
        )
    ]  # fmt: skip
    assert steps.count(1) > steps.count(-1) > 0


def test_months_gone_by_are_shown_to_parents_and_this_one_is_a_draft(told):
    shown_rows = Assessment.objects.filter(publication__released_at__isnull=False)
    draft = Assessment.objects.filter(publication=None)
    assert set(shown_rows.values_list("day__month", flat=True)) == {9, 10}
    assert set(draft.values_list("day__month", flat=True)) == {11}
    assert Publication.objects.released().exclude(text="").exists()
    assert Publication.objects.released().filter(text="").exists()


def test_a_column_is_begun_with_a_comment_and_an_idea_for_home(told):
    begun = Assessment.objects.filter(day=THE_12TH)
    assert 0 < begun.count() <= 3
    assert begun.exclude(comment="").count() == 1
    assert Publication.objects.draft().get().text


def test_a_mother_has_read_all_but_the_newest_and_was_told_of_it(told):
    house = told.house_of_tests
    house.people.mother.username = "mamma"
    house.people.mother.save(update_fields=["username"])
    with pghistory.context(task="demo"):
        shown.read(told)
    access = house.access(house.people.mother, "parent", THE_12TH)
    mine = Publication.objects.visible_to(access, Action.VIEW_ASSESSMENT)
    read = Seen.objects.filter(person=house.people.mother).values_list("subject", flat=True)
    unread = mine.exclude(pk__in=list(read))
    assert {one.published_at.month for one in mine} == {10, 11}
    assert {one.published_at.month for one in unread} == {11}
    told_of = Notification.objects.filter(kind=shown.SEEN, person=house.people.mother)
    assert told_of.exists()


def test_said_again_it_changes_nothing(told):
    before = _everything()
    brought_up(told)
    assert _everything() == before


def _everything() -> list:
    models = (Assessment, Observation, Publication, Notification)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_later_month_publishes_what_was_a_draft(told, time_machine):
    time_machine.move_to(moment_of(9, day=date(2026, 12, 7)), tick=False)
    brought_up(on(told, date(2026, 12, 7)))
    assert not Assessment.objects.filter(publication=None, day__lt=date(2026, 12, 1)).exists()


def test_what_somebody_has_touched_stays_theirs(told, time_machine):
    house = told.house_of_tests
    teacher = told.as_teacher(house.people.teacher, THE_12TH)
    bees, (anna, *_others) = told.groups[0], house.children["Bitītes"]
    outcome = makers.outcomes()[4]
    with pghistory.context(user=teacher.user.pk):  # as the portal's middleware tells the trail
        mine = makers.assessed(bees, teacher, anna, outcome, "P", day=date(2026, 11, 11))
    time_machine.move_to(moment_of(9, day=date(2026, 12, 7)), tick=False)
    brought_up(on(told, date(2026, 12, 7)))
    mine.refresh_from_db()
    assert (mine.level, mine.publication) == ("P", None)


def test_before_the_first_day_there_is_nothing(place):
    brought_up(Place(JANCIS, place.institution, THE_12TH))
    brought_up(on(place, date(2026, 8, 30)))
    assert not Assessment.objects.exists()


def test_a_month_of_the_demonstration_is_what_the_operations_would_have_written(told):
    """One row by either way."""
    row = Assessment.objects.filter(publication=None, evidence=None, day__lt=THE_12TH).earliest(
        "pk"
    )
    fields = ("level", "day", "assessed_at", "assessed_by", "version", "publication", "voided_at")
    in_bulk = Assessment.objects.filter(pk=row.pk).values_list(*fields).get()
    child, outcome, level = row.child, row.outcome, row.level
    group = next(one for one in told.groups if one.enrolments.filter(child=child).exists())
    by, when = told.as_teacher(row.assessed_by, row.day), row.assessed_at
    row.delete()
    became = operations.paint(
        group=group, day=row.day, cells=[makers.cell(child, outcome, level)], by=by, at=when
    )
    (again,) = became.saved.values()
    assert Assessment.objects.filter(pk=again.pk).values_list(*fields).get() == in_bulk
