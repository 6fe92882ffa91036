"""R24: a plan is begun from an earlier one, so that nothing is typed twice, and nothing typed is lost."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.models import Entry, Hidden, Specialism
from duties.calendar.days import Month
from people.access import Action
from people.models import ChildGroup
from planning import operations
from planning.models import MonthPlan, PlanNote
from planning.operations.items import Said
from planning.operations.whole import Whole
from planning.parts import SECTIONS, Choose
from planning.reach import Submitted
from planning.starting.carrying import days_in, undone
from planning.starting.operations import begin_anew, continue_before, copy, start
from planning.starting.sources import of_other_groups, plan_before, plan_of_last_year
from tests.world import at

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
TEXTS = {code: (f"{code} toreiz", 0) for code in SECTIONS}


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def entries(house):
    """One of each kind, the house's own."""
    made = [
        Entry(kind="value", code="value.ours", text="draudzība"),
        Entry(kind="virtue", code="virtue.ours", text="čaklums"),
        Entry(kind="outcome", code="VAL.ours", text="stāsta", area="VAL", stage=3),
        Entry(kind="outcome", code="VAL.other", text="klausās", area="VAL", stage=3),
    ]
    for entry in made:
        entry.institution, entry.first_year = house.institution, 2020
    return {entry.code: entry for entry in Entry.objects.bulk_create(made)}


@pytest.fixture
def full(house, teacher, entries):
    """A plan in which everything is said: the bees' of November."""
    plan = begun(house, teacher, "Bitītes", NOVEMBER)
    fill(plan, teacher, entries, house.children["Bitītes"][0])
    return plan


@pytest.fixture
def december(house, teacher):
    return begun(house, teacher, "Bitītes", DECEMBER)


def begun(house, by, group, month):
    return operations.open_plan(group=house.groups[group], month=month, by=by, at=at(8))


def fill(plan, by, entries, child=None):
    day = plan.month.replace(day=16)
    whole = Whole(
        texts=TEXTS,
        notes={child.pk: ("Tikai mums", 0)} if child else {},
        chosen=[
            {"kind": e.kind, "area": e.area, "entry": e.pk} for e in entries.values()
        ] + [
            {"kind": Choose.OUTCOME, "area": "KUL", "text": "dzied savu dziesmu"},
            {"kind": Choose.SKILL, "area": "VAL", "skill": "KD"},
            {"kind": Choose.NOT_PLANNED, "area": "MAT"},
        ],
        items_added=[
            Said("walk", "Uz parku", since=day, until=day.replace(day=17)),
            Said("own", "Izstāde", own_kind="Izstāde"),
        ],
    )  # fmt: skip
    operations.write(plan=plan, whole=whole, by=by, at=at(9))


def chosen(plan):
    """Every standing choice, in words."""
    rows = plan.choices.standing().select_related("entry")
    return {(row.kind, row.area, row.words) for row in rows}


def texts(plan):
    return dict(plan.sections.exclude(text="").values_list("code", "text"))


def items(plan):
    rows = plan.items.standing().order_by("pk")
    return [(row.kind, row.text, row.since, row.until) for row in rows]


def take(plan, source, by, **options):
    return copy(plan=plan, source=source, by=by, at=at(10), **options)


def test_everything_parents_read_goes_over_and_nothing_that_only_staff_do(
    full, december, teacher
):  # fmt: skip
    take(december, full, teacher)
    assert texts(december) == {
        code: text for code, (text, _) in TEXTS.items() if code != "differentiation"
    }
    assert chosen(december) == chosen(full)
    assert items(december) == [("walk", "Uz parku", None, None), ("own", "Izstāde", None, None)]
    assert not PlanNote.objects.filter(plan=december).exists()


def test_what_was_typed_or_chosen_already_stays(full, december, teacher):
    whole = Whole(
        texts={"topic": ("Mana tēma", 0)},
        chosen=[
            {"kind": Choose.OUTCOME, "area": "MAT", "text": "skaita"},
            {"kind": Choose.NOT_PLANNED, "area": "VAL"},
        ],
    )
    operations.write(plan=december, whole=whole, by=teacher, at=at(9))
    take(december, full, teacher)
    assert texts(december)["topic"] == "Mana tēma"
    here = chosen(december)
    assert {kind for kind, area, _ in here if area == "MAT"} == {"outcome"}
    assert {kind for kind, area, _ in here if area == "VAL"} == {"not_planned", "skill"}


def test_taken_over_twice_it_is_there_once(full, december, teacher):
    take(december, full, teacher)
    versions = list(december.sections.order_by("pk").values_list("version", flat=True))
    assert not take(december, full, teacher)
    assert len(items(december)) == 2
    assert list(december.sections.order_by("pk").values_list("version", flat=True)) == versions


def test_last_months_undone_is_what_nothing_says_was_done(full, december, teacher, entries):
    full.items.filter(kind="walk").update(done_on=NOVEMBER)
    full.choices.filter(entry=entries["VAL.ours"]).update(done_on=NOVEMBER)
    take(december, full, teacher, scope=undone(DECEMBER))
    assert texts(december) == {}
    assert chosen(december) == {
        ("outcome", "VAL", "klausās"), ("outcome", "KUL", "dzied savu dziesmu"),
    }  # fmt: skip
    assert items(december) == [("own", "Izstāde", None, None)]


@pytest.mark.parametrize(
    ("today", "goes"),
    [(17, ["Izstāde"]), (18, ["Uz parku", "Izstāde"])],  # its last day is the 17th
)
def test_what_has_not_been_yet_is_not_undone(full, december, teacher, today, goes):
    take(december, full, teacher, scope=undone(NOVEMBER.replace(day=today)))
    assert [text for _, text, _, _ in items(december)] == goes


def test_what_was_taken_away_again_is_not_undone(full, december, teacher):
    walk = full.items.get(kind="walk")
    operations.take_away_item(item=walk, by=teacher, at=at(9))
    take(december, full, teacher, scope=undone(DECEMBER))
    assert [text for _, text, _, _ in items(december)] == ["Izstāde"]


def test_an_outcome_goes_over_in_the_words_in_use_now(full, december, teacher, entries):
    old = entries["VAL.ours"]
    Entry.objects.filter(pk=old.pk).update(last_year=2025)
    Entry.objects.create(
        institution=old.institution, kind="outcome", code="VAL.ours", area="VAL", stage=3,
        text="stāsta un jautā", first_year=2026,
    )  # fmt: skip
    take(december, full, teacher)
    assert ("outcome", "VAL", "stāsta un jautā") in chosen(december)
    assert ("outcome", "VAL", "stāsta") not in chosen(december)


def test_what_is_retired_or_hidden_is_left_out_and_named(
    house, full, december, teacher, entries
):  # fmt: skip
    Entry.objects.filter(code="VAL.ours").update(last_year=2025)
    Hidden.objects.create(institution=house.institution, code="virtue.ours", first_year=2026)
    assert set(take(december, full, teacher).left_out) == {"stāsta", "čaklums"}
    assert not {"stāsta", "čaklums"} & {words for _, _, words in chosen(december)}


def test_another_groups_plan_of_the_same_month_brings_its_days(house, december, teacher, entries):
    owls_teacher = house.access(house.people.other_teacher, "teacher")
    owls = begun(house, owls_teacher, "Pūcītes", DECEMBER)
    fill(owls, owls_teacher, entries)
    take(december, owls, teacher)
    assert items(december)[0] == ("walk", "Uz parku", date(2026, 12, 16), date(2026, 12, 18))


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ((date(2025, 12, 16), date(2025, 12, 18)), (date(2026, 12, 15), date(2026, 12, 17))),
        ((date(2025, 12, 1), date(2025, 12, 2)), (date(2026, 12, 7), date(2026, 12, 8))),
        ((date(2025, 12, 1), date(2026, 1, 1)), (None, None)),  # past the month's end
        ((date(2026, 11, 16), date(2026, 11, 17)), (None, None)),
        ((None, None), (None, None)),
    ],
)
def test_last_years_days_keep_their_weekday(then, now):
    assert days_in(Month(DECEMBER), *then) == now


def test_the_29th_of_february_has_a_day_in_other_years():
    first, after = days_in(Month(date(2029, 2, 1)), date(2028, 2, 29), date(2028, 3, 1))
    assert (first.weekday(), first.month, (after - first).days) == (1, 2, 1)


def test_last_years_plan_is_that_of_the_group_this_one_continues(house, teacher, december):
    bees = house.groups["Bitītes"]
    assert plan_of_last_year(bees, DECEMBER) is None
    before = a_group_of_last_year(house, bees)
    then = a_plan(before, date(2025, 12, 1), teacher)
    assert plan_of_last_year(bees, DECEMBER) == then


def test_before_september_comes_august_of_the_group_this_one_continues(house, teacher):
    bees = house.groups["Bitītes"]
    august = a_plan(a_group_of_last_year(house, bees), date(2026, 8, 1), teacher)
    assert plan_before(bees, date(2026, 9, 1)) == august


def a_group_of_last_year(house, group):
    before = house.group("Bitītes pērn")
    type(before).objects.filter(pk=before.pk).update(school_year=2025)
    before.refresh_from_db()
    type(group).objects.filter(pk=group.pk).update(continues=before)
    group.refresh_from_db()
    return before


def a_plan(group, month, by):
    return group.plans.create(
        institution=group.institution, month=month, opened_at=at(8), opened_by=by.user
    )


def test_of_other_groups_the_same_month_or_the_latest_submitted(house, teacher):
    owls, bees = house.groups["Pūcītes"], house.groups["Bitītes"]
    by = house.access(house.people.other_teacher, "teacher")
    november = begun(house, by, "Pūcītes", NOVEMBER)
    operations.save_section(plan=november, code="topic", text="Gaisma", version=0, by=by, at=at(9))
    assert of_other_groups(bees, DECEMBER, access=teacher) == []
    owls.plans.filter(month=NOVEMBER).update(submitted_at=at(9), submitted_by=by.user)
    assert of_other_groups(bees, DECEMBER, access=teacher) == [november]
    december = begun(house, by, "Pūcītes", DECEMBER)
    assert of_other_groups(bees, DECEMBER, access=teacher) == [
        november
    ]  # an empty one brings nothing
    operations.save_section(plan=december, code="topic", text="Ziema", version=0, by=by, at=at(9))
    assert of_other_groups(bees, DECEMBER, access=teacher) == [december]


def test_a_plan_of_another_house_is_not_copied(house, other_house, december, teacher):
    by = other_house.access(other_house.people.teacher, "teacher")
    foreign = begun(other_house, by, "Bitītes", NOVEMBER)
    with pytest.raises(PermissionDenied):
        take(december, foreign, teacher)


def test_a_specialist_takes_over_own_areas_only(house, full, december):
    music = house.people.specialist
    Specialism.objects.create(institution=house.institution, user=music, area="KUL")
    take(december, full, house.access(music, "teacher"))
    assert texts(december) == {"activities.KUL": TEXTS["activities.KUL"][0]}
    assert chosen(december) == {("outcome", "KUL", "dzied savu dziesmu")}
    assert items(december) == []


def test_an_assistant_takes_over_nothing(house, full, december):
    with pytest.raises(PermissionDenied):
        take(december, full, house.access(house.people.assistant, "teacher"))


def test_nothing_is_taken_over_into_what_was_submitted(full, december, teacher):
    december.submitted_at, december.submitted_by = at(9), teacher.user
    december.save()
    for act in (
        lambda: take(december, full, teacher),
        lambda: continue_before(plan=december, by=teacher, at=at(10)),
        lambda: begin_anew(plan=december, by=teacher, at=at(10)),
    ):
        with pytest.raises(Submitted):
            act()


def test_continuing_takes_over_topic_message_and_values(full, december, teacher):
    continue_before(plan=december, by=teacher, at=at(10))
    december.refresh_from_db()
    assert december.continues_before
    assert set(texts(december)) == {"topic", "message"}
    assert chosen(december) == {("value", "", "draudzība")}
    assert items(december) == []


def test_continuing_loses_nothing_typed_and_fills_nothing_emptied_since(
    full, december, teacher
):  # fmt: skip
    say = {"plan": december, "by": teacher, "at": at(9)}
    operations.save_section(code="topic", text="Mana tēma", version=0, **say)
    continue_before(plan=december, by=teacher, at=at(10))
    assert texts(december)["topic"] == "Mana tēma"
    operations.save_section(code="message", text="", version=1, **say)
    continue_before(plan=december, by=teacher, at=at(11))
    assert "message" not in texts(december)


def test_without_a_plan_of_the_month_before_there_is_nothing_to_continue(december, teacher):
    with pytest.raises(ValidationError) as refused:
        continue_before(plan=december, by=teacher, at=at(10))
    assert refused.value.code == "no_plan"
    december.refresh_from_db()
    assert not december.continues_before


def test_begun_anew_it_continues_nothing_and_keeps_its_texts(full, december, teacher):
    continue_before(plan=december, by=teacher, at=at(10))
    begin_anew(plan=december, by=teacher, at=at(11))
    december.refresh_from_db()
    assert not december.continues_before
    assert set(texts(december)) == {"topic", "message"}


def test_a_specialist_does_not_say_what_the_plan_continues(house, full, december):
    music = house.people.specialist
    Specialism.objects.create(institution=house.institution, user=music, area="KUL")
    by = house.access(music, "teacher")
    for act in (continue_before, begin_anew):
        with pytest.raises(PermissionDenied):
            act(plan=december, by=by, at=at(10))


def test_begun_from_a_full_plan_in_fifteen_queries(house, full, teacher):
    groups = ChildGroup.objects.select_related("institution")
    group = groups.get(pk=house.groups["Bitītes"].pk)
    source = teacher.find(MonthPlan.objects.all(), Action.VIEW_PLAN, pk=full.pk)  # as the view does
    with CaptureQueriesContext(connection) as asked:
        start(group=group, month=DECEMBER, source=source, by=teacher, at=at(10))
    savepoints = ("SAVEPOINT", "RELEASE")
    assert len([q for q in asked if not q["sql"].startswith(savepoints)]) <= 15
    assert len(texts(group.plans.get(month=DECEMBER))) == len(SECTIONS) - 1
