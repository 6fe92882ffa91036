"""A day in taps: what is planned is ticked, taken away and put back; what it says is kept (R27)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from activities import operations
from activities.models import DayLog
from activities.reach import Confirmed
from planning.parts import Choose
from tests.activities import makers
from tests.activities.makers import said
from tests.planning.full import a_full_plan
from tests.world import HOLIDAY, MONDAY, TUESDAY, at

NOVEMBER = MONDAY.replace(day=1)
pytestmark = pytest.mark.django_db


def outcome(plan):
    return plan.choices.filter(kind=Choose.OUTCOME, area="MAT", entry=None)[0]


def test_a_ticked_outcome_says_what_the_plan_said_with_its_skills(bees, teacher, plan):
    log, choice = makers.opened(bees, teacher), outcome(plan)
    entry = makers.tick(log, f"choice:{choice.pk}", teacher)
    assert (entry.title, entry.area, entry.skill_words) == (
        choice.words,
        "MAT",
        ["digitālā pratība"],
    )
    choice.refresh_from_db()
    assert choice.done_on == MONDAY


def test_what_is_ticked_away_and_again_is_the_same_row_with_its_text(bees, teacher, plan):
    log, token = makers.opened(bees, teacher), f"choice:{outcome(plan).pk}"
    first = makers.tick(log, token, teacher)
    first.log = log
    operations.save_text(entry=first, text="Skaitījām", version=0, by=teacher, at=at(13))
    makers.tick(log, token, teacher, on=False)
    assert outcome(plan).done_on is None
    again = makers.tick(log, token, teacher)
    assert (again.pk, again.text, again.voided_at) == (first.pk, "Skaitījām", None)


def test_a_plan_amended_meanwhile_changes_nothing_that_is_ticked(bees, teacher, plan):
    log, choice = makers.opened(bees, teacher), outcome(plan)
    entry, words = makers.tick(log, f"choice:{choice.pk}", teacher), choice.words
    plan.choices.filter(pk=choice.pk).update(voided_at=at(14), voided_by=teacher.user)
    entry.refresh_from_db()
    assert entry.title == words
    makers.tick(log, f"choice:{choice.pk}", teacher, on=False)
    assert not log.entries.standing().exists()


def test_another_groups_outcome_is_refused(house, bees, teacher):
    theirs = a_full_plan(house, house.groups["Pūcītes"], NOVEMBER, submitted_at=at(8))
    log = makers.opened(bees, teacher)
    with pytest.raises(ValidationError) as refused:
        makers.tick(log, f"choice:{outcome(theirs).pk}", teacher)
    assert refused.value.code == "planned"


@pytest.mark.parametrize("day", [TUESDAY, HOLIDAY, MONDAY.replace(year=2025)])
def test_a_day_to_come_a_day_off_and_another_year_have_no_log(bees, teacher, day):
    with pytest.raises(ValidationError):
        makers.opened(bees, teacher, day, at(13))
    assert not DayLog.objects.exists()


def test_an_empty_day_is_not_confirmed(bees, teacher):
    log = makers.opened(bees, teacher)
    with pytest.raises(ValidationError) as refused:
        operations.confirm(log=log, by=teacher, at=at(14))
    assert refused.value.code == "empty"


def test_a_confirmed_day_is_not_saved_as_typed(bees, teacher):
    log = makers.confirmed(bees, teacher)
    entry = makers.entry_of(log)
    with pytest.raises(Confirmed):
        operations.save_text(entry=entry, text="x", version=0, by=teacher, at=at(15))


def test_whoever_only_looks_writes_nothing(house, bees):
    with pytest.raises(PermissionDenied):
        makers.opened(bees, house.by)


def test_a_specialist_writes_own_areas_and_does_not_confirm(house, bees, teacher, music):
    log = makers.written(bees, music, MONDAY, said(area="KUL"))
    with pytest.raises(PermissionDenied):
        operations.add_entry(log=log, said=said(area="MAT"), by=music, at=at(14))
    with pytest.raises(PermissionDenied):
        operations.confirm(log=log, by=music, at=at(14))
