"""A plan posted whole, without script or after an ended session: all of it or nothing."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from curriculum.models import Specialism
from planning import operations
from planning.operations.items import Said
from planning.operations.whole import Conflicts, Whole
from planning.parts import Choose
from planning.reach import Submitted
from tests.world import at

DECEMBER = date(2026, 12, 1)
WALL = Said("wall", "Mūsu labie darbi", since=date(2026, 12, 7), until=date(2026, 12, 11))


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def plan(house, teacher):
    group = house.groups["Bitītes"]
    return operations.open_plan(group=group, month=DECEMBER, by=teacher, at=at(8))


@pytest.fixture
def write(plan, teacher):
    def write(by=teacher, hour=10, **parts):
        return operations.write(plan=plan, whole=Whole(**parts), by=by, at=at(hour))

    return write


def music_teacher(house):
    music = house.people.specialist
    Specialism.objects.create(institution=house.institution, user=music, area="KUL")
    return house.access(music, "teacher")


def own(text, area="VAL"):
    return {"kind": Choose.OUTCOME, "area": area, "text": text}


def said_of(plan):
    return dict(plan.sections.exclude(text="").values_list("code", "text"))


def test_one_post_writes_texts_notes_choices_and_items(house, plan, write):
    child = house.children["Bitītes"][0]
    write(
        texts={"topic": ("Gaisma", 0), "activities.VAL": ("Pasakas", 0)},
        notes={child.pk: ("Lēnāk", 0)},
        chosen=[own("Stāsta"), {"kind": Choose.NOT_PLANNED, "area": "MAT"}],
        items_added=[WALL],
    )
    assert said_of(plan) == {"topic": "Gaisma", "activities.VAL": "Pasakas"}
    assert plan.notes.get().text == "Lēnāk"
    assert set(plan.choices.standing().values_list("kind", "area")) == {
        ("outcome", "VAL"), ("not_planned", "MAT"),
    }  # fmt: skip
    assert plan.items.standing().get().when == "7.12.2026.–11.12.2026."


def test_of_two_whole_posts_the_second_gets_both_texts_of_each_section(plan, write):
    write(texts={"topic": ("Gaisma", 0), "content": ("Sveces", 0)})
    with pytest.raises(Conflicts) as met:
        write(texts={"topic": ("Ziema", 0), "content": ("Sniegs", 0), "message": ("Sveiks", 0)})
    assert {code: stale.joined for code, stale in met.value.stale.items()} == {
        "topic": "Gaisma\n\nZiema", "content": "Sveces\n\nSniegs",
    }  # fmt: skip
    assert said_of(plan) == {"topic": "Gaisma", "content": "Sveces"}


def test_notes_that_meet_are_told_with_the_sections(house, plan, write):
    child = house.children["Bitītes"][0]
    write(texts={"topic": ("Gaisma", 0)}, notes={child.pk: ("Lēnāk", 0)})
    with pytest.raises(Conflicts) as met:
        write(texts={"topic": ("Ziema", 0)}, notes={child.pk: ("Ātrāk", 0)})
    assert list(met.value.stale) == ["topic"]
    assert met.value.notes[child.pk].joined == "Lēnāk\n\nĀtrāk"


def test_what_says_what_stands_there_changes_nothing_whatever_its_version(plan, write):
    write(texts={"topic": ("Ziema", 0)})
    write(texts={"topic": ("Gaisma", 1)})
    write(texts={"topic": ("Gaisma", 0)}, chosen=[own("Stāsta")], items_added=[WALL])
    item, choice = plan.items.get(), plan.choices.get()
    write(chosen=[own("Stāsta")], items_changed={item.pk: WALL})
    assert plan.sections.get(code="topic").version == 2
    assert (plan.items.get(), plan.choices.get()) == (item, choice)


def test_everything_that_is_refused_is_told_at_once_and_nothing_is_written(house, plan, write):
    write(items_added=[WALL])
    item, stranger = plan.items.get(), house.children["Pūcītes"][0]
    with pytest.raises(ValidationError) as refused:
        write(
            texts={"topic": ("x" * 201, 0), "message": ("Sveiks", 0)},
            notes={stranger.pk: ("Lēnāk", 0)},
            chosen=[own(""), {"kind": Choose.VALUE, "entry": 0}],
            items_added=[Said("walk", "", since=date(2026, 12, 7))],
            items_changed={item.pk: Said("wall", "Cits", since=date(2027, 1, 7))},
        )
    assert set(refused.value.message_dict) == {
        "topic", f"notes.{stranger.pk}", "area-VAL", "values", "items.new0.text",
        f"items.{item.pk}.since",
    }  # fmt: skip
    assert said_of(plan) == {}


def test_an_item_changed_by_another_is_not_changed_over_them(plan, write):
    write(items_added=[WALL])
    item = plan.items.get()
    write(items_changed={item.pk: Said("wall", "Ziemas vārdi")})
    with pytest.raises(ValidationError) as refused:
        write(items_changed={item.pk: Said("wall", "Gaismas vārdi")})
    assert list(refused.value.message_dict) == [f"items.{item.pk}"]
    write(items_changed={item.pk: WALL})  # left as the page had it: nothing is meant
    assert plan.items.standing().get().text == "Ziemas vārdi"


def test_taken_away_and_chosen_in_one_post(plan, write):
    write(chosen=[own("Stāsta")])
    write(
        chosen=[{"kind": Choose.NOT_PLANNED, "area": "VAL"}],
        dropped=[plan.choices.get().pk],
    )
    assert plan.choices.standing().get().kind == Choose.NOT_PLANNED
    write(chosen=[own("Klausās")])
    assert plan.choices.standing().get().text == "Klausās"


def test_not_planned_beside_an_outcome_is_refused(write):
    with pytest.raises(ValidationError) as refused:
        write(chosen=[own("Stāsta"), {"kind": Choose.NOT_PLANNED, "area": "VAL"}])
    assert list(refused.value.message_dict) == ["area-VAL"]


def test_a_specialist_writes_own_areas_and_nothing_else(house, plan, write):
    by = music_teacher(house)
    write(by=by, texts={"activities.KUL": ("Dziesmas", 0)}, chosen=[own("Dzied", "KUL")])
    for parts in (
        {"texts": {"topic": ("Mans", 0)}},
        {"chosen": [own("Stāsta")]},
        {"chosen": [{"kind": Choose.SKILL, "area": "VAL", "skill": "KD"}]},
        {"items_added": [WALL]},
        {"notes": {house.children["Bitītes"][0].pk: ("Lēnāk", 0)}},
    ):
        with pytest.raises(PermissionDenied):
            write(by=by, **parts)


def test_a_value_under_an_own_area_is_not_a_specialists(house, plan):
    by = music_teacher(house)
    with pytest.raises(PermissionDenied):
        operations.choose(plan=plan, kind="value", area="KUL", entry=1, by=by, at=at(10))


def test_an_assistant_writes_nothing(house, write):
    with pytest.raises(PermissionDenied):
        write(by=house.access(house.people.assistant, "teacher"))


def test_what_was_submitted_meanwhile_is_not_written_over(plan, teacher, write):
    plan.submitted_at, plan.submitted_by = at(9), teacher.user
    plan.save()
    with pytest.raises(Submitted):
        write(texts={"topic": ("Gaisma", 0)})


def test_a_full_form_is_written_in_few_queries(house, plan, write, django_assert_max_num_queries):
    child = house.children["Bitītes"][0]
    texts = {section.code: ("Teksts", 0) for section in plan.sections.all()}
    with django_assert_max_num_queries(30):
        write(
            texts=texts,
            notes={child.pk: ("Lēnāk", 0)},
            chosen=[own(f"Dara {n}") for n in range(30)],
            items_added=[WALL] * 10,
        )
