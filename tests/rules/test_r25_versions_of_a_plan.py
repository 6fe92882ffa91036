"""R25: what a plan was when it was submitted and after each amendment, as differences in words."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from audit.history import between, read, steps
from planning import operations
from planning.operations.items import Said
from planning.operations.whole import Whole
from planning.parts import Choose
from tests.audit.sections import written_by
from tests.planning.full import a_full_plan
from tests.world import at

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def plan(house, teacher):
    """A full plan that its teacher submits."""
    with written_by(house, teacher.user):
        plan = a_full_plan(house, house.groups["Bitītes"], NOVEMBER, submitted_at=None)
    with written_by(house, teacher.user):
        operations.submit(plan=plan, by=teacher, at=at(14))
    plan.refresh_from_db()
    return plan


@pytest.fixture
def amend(house, plan, teacher):
    def amend(reason, hour, **parts):
        with written_by(house, teacher.user):
            operations.amend(
                plan=plan, whole=Whole(**parts), reason=reason, by=teacher, at=at(hour)
            )

    return amend


def versions(plan):
    return between(plan, plan.trail_versions)


def told(version):
    return {
        (one.kind, one.subject): [(change.old, change.new) for change in one.changes]
        for one in version.differences
    }


def test_versions_are_the_plan_at_its_submission_and_after_each_amendment(plan, teacher, amend):
    topic = plan.sections.get(code="topic")
    own = plan.choices.get(kind=Choose.OUTCOME, area="VAL", entry=None)
    amend("Uzsniga", 15, texts={"topic": ("Sniega pils", 1)}, dropped=[own.pk])
    amend("Atkusnis", 16, items_added=[Said("walk", "Uz peļķēm", since=date(2026, 11, 20))])
    first, second, third = versions(plan)
    assert [one.at for one in (first, second, third)] == [at(14), at(15), at(16)]
    assert [one.title for one in (second, third)] == ["Uzsniga", "Atkusnis"]
    assert first.differences == []
    assert told(second) == {
        ("update", topic.trail_name): [(topic.text, "Sniega pils")],
        ("delete", own.trail_name): [],
    }
    assert list(told(third)) == [("insert", plan.items.latest("pk").trail_name)]
    assert {one.by for one in (first, second, third)} == {teacher.user}


def test_an_item_lasts_to_its_last_day(amend, plan):
    first, last = date(2026, 11, 20), date(2026, 11, 24)
    amend("Atkusnis", 15, items_added=[Said("walk", "Uz peļķēm", since=first, until=last)])
    (walk,) = versions(plan)[1].differences
    said = {change.label: change.new for change in walk.changes}
    assert said == {"no": "20.11.2026.", "pēdējā diena": "24.11.2026."}


def test_notes_on_children_are_no_part_of_its_history(house, plan, teacher):
    child = house.children["Bitītes"][0]
    with written_by(house, teacher.user):
        operations.save_note(
            plan=plan, child=child, text="Noslēpums", version=1, by=teacher, at=at(15)
        )
    assert "Noslēpums" not in str(steps(read(plan), house.institution))


def test_what_one_person_saves_within_half_an_hour_is_one_step(house, teacher):
    group = house.groups["Bitītes"]
    with written_by(house, teacher.user):
        plan = operations.open_plan(group=group, month=NOVEMBER, by=teacher, at=at(8))
    for version, text in enumerate(("G", "Gais", "Gaisma")):
        with written_by(house, teacher.user):
            operations.save_section(
                plan=plan, code="topic", text=text, version=version, by=teacher, at=at(8)
            )
    trail = read(plan)
    saves = [
        event for story in trail.stories for event in story.events if event.pgh_label == "update"
    ]
    for minutes, event in enumerate(saves, start=1):
        event.pgh_created_at += timedelta(minutes=10 * minutes)  # a test has one moment
    (step,) = steps(trail, house.institution)
    assert [(one.kind, one.subject) for one in step.tellings] == [
        ("insert", ""), ("insert", plan.sections.get(code="topic").trail_name),
    ]  # fmt: skip
    assert [(change.old, change.new) for change in step.tellings[1].changes] == [("", "Gaisma")]


@pytest.mark.parametrize(
    ("who", "role", "status"),
    [
        ("teacher", "teacher", 200), ("other_teacher", "teacher", 200), ("head", "admin", 200),
        ("mother", "parent", 403), ("other_parent", "parent", 404), ("nurse", "nurse", 404),
    ],
)  # fmt: skip
def test_its_history_is_staffs(client, house, plan, who, role, status):
    client.force_login(getattr(house.people, who))
    address = reverse("audit:history", args=["monthplan", plan.pk])
    assert client.get(address).status_code == status
