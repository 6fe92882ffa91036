"""Talks of the demonstration: plausible, nobody's touched, none to come, as operations would write them."""

import re
from datetime import date
from functools import partial

import pghistory
import pytest
from django.db import connection

from ejournal.demo.place import Place
from ejournal.demo.plan import names
from ejournal.demo.plan.houses import JANCIS
from ejournal.demo.plan.talks.content import every
from ejournal.demo.talks import year
from messaging.models import (
    Talk,
    TalkAction,
    TalkAddition,
    TalkParticipant,
    TalkSection,
    TalkSubject,
)
from messaging.talks import card, operations
from messaging.talks.parts import ACTION, ADDITION, OWN_SUBJECT, REMARK, SECTIONS, Subject
from messaging.talks.reading import KIND
from outbox.models import Notification, Seen
from people.access import Action
from planning.rules import clean_text
from tests.world import a_house
from tests.world import at as moment_of

THE_24TH = date(2026, 11, 24)
at = partial(moment_of, day=THE_24TH)
MODELS = (Talk, TalkAction, TalkAddition, TalkParticipant, TalkSection, TalkSubject)


def test_what_is_said_may_be_written_and_names_no_child():
    called = {*names.GIRLS, *names.BOYS}
    for one in every():
        assert set(one.kinds) <= set(Subject.values)
        assert bool(one.own_kind) is (Subject.OWN in one.kinds)
        said = [
            (one.content, SECTIONS["content"]), (one.house, SECTIONS["house"]),
            (one.own_kind, OWN_SUBJECT), (one.remark, REMARK), (one.addition, ADDITION),
            *((agreed.text, ACTION) for agreed in one.agreed),
        ]  # fmt: skip
        for text, part in said:
            assert clean_text(text, part) == text
            assert not called & set(re.findall(r"\w+", text))


@pytest.fixture
def place(db):
    """Two groups; every child has a guardian who reads talks."""
    house = a_house()
    for group in ("Bitītes", "Pūcītes"):
        for child in house.children[group]:
            if not child.guardianships.exists():
                house.guardian(child, house.people.other_parent)
        house.crowd(house.groups[group], 4)
        for nth, child in enumerate(house.children[group][3:]):
            parent = house.adult("parent", "Vita", f"Lapa{nth}")
            house.guardian(child, parent)
    house.people.mother.username = "mamma"
    house.people.mother.save(update_fields=["username"])
    made = Place(JANCIS, house.institution, THE_24TH, list(house.groups.values()))
    made.house_of_tests = house
    return made


@pytest.fixture
def told(place, time_machine):
    time_machine.move_to(at(9), tick=False)
    brought_up(place)
    return place


def brought_up(place: Place) -> None:
    with pghistory.context(task="demo"):
        year.fill(place)
        year.tell(place)


def on(place: Place, day: date) -> Place:
    return Place(place.house, place.institution, day, place.groups)


def test_every_group_talks_and_none_of_it_is_to_come(told):
    assert set(Talk.objects.values_list("group", flat=True)) == {one.pk for one in told.groups}
    assert not Talk.objects.filter(day__gte=THE_24TH).exists()
    assert not TalkAction.objects.filter(settled_at__gt=at(9)).exists()
    assert not TalkAddition.objects.filter(at__gt=at(9)).exists()
    assert not Seen.objects.filter(kind=KIND, first_at__gt=at(9)).exists()
    connection.check_constraints()


def test_the_group_that_is_looked_at_has_one_of_each(told):
    bees = Talk.objects.filter(group=told.groups[0])
    assert bees.drafts().count() == 1
    unread = bees.released().exclude(pk__in=Seen.objects.values("subject"))
    assert unread.count() >= 2
    assert TalkAddition.objects.filter(talk__in=bees, is_remark=True).exists()
    teacher = told.as_teacher(told.teachers(THE_24TH)[told.groups[0].pk][0], THE_24TH)
    lines = card.lines_of(teacher, at(9))
    assert {line["due"] and line["due"]["tone"] for line in lines} == {"bad", "soon", None}


def test_a_mother_has_one_to_read_and_the_father_does_not_see_it(told):
    house = told.house_of_tests
    mother, father = (
        Talk.objects.visible_to(house.access(person, "parent", THE_24TH), Action.VIEW_TALK)
        for person in (house.people.mother, house.people.father)
    )
    new = mother.order_by("-day")[0]
    assert not Seen.objects.filter(person=house.people.mother, subject=new.pk).exists()
    assert Notification.objects.filter(person=house.people.mother, subject_id=new.pk).exists()
    assert not father.filter(pk=new.pk).exists()


def test_said_again_it_changes_nothing(told):
    before = _everything()
    brought_up(told)
    assert _everything() == before


def _everything() -> list:
    return [list(one.objects.order_by("pk").values()) for one in (*MODELS, Notification, Seen)]


def test_what_somebody_has_deleted_does_not_come_again(told, time_machine):
    draft = Talk.objects.drafts().get()
    by = told.as_teacher(draft.opened_by, THE_24TH)
    with pghistory.context(user=by.user.pk):
        operations.delete_draft(talk=draft, by=by, at=at(9, 30))
    count = Talk.objects.count()
    brought_up(told)
    assert Talk.objects.count() == count


def test_in_spring_there_are_new_ones(told, time_machine):
    before, day = Talk.objects.count(), date(2027, 4, 20)
    time_machine.move_to(moment_of(9, day=day), tick=False)
    brought_up(on(told, day))
    assert Talk.objects.count() > before
    assert Talk.objects.drafts().count() == 2  # the one of autumn is people's to finish
    connection.check_constraints()


def test_before_the_first_day_there_is_nothing(place):
    brought_up(on(place, date(2026, 8, 30)))
    assert not Talk.objects.exists()


def test_a_talk_of_the_demonstration_is_what_the_operations_would_have_written(told):
    """The same talk by either way, but for keys."""
    row = Talk.objects.released().filter(additions=None, actions__state="open").earliest("pk")
    parts = ("participants", "subjects", "sections", "actions")
    in_bulk = {name: _facts(getattr(row, name)) for name in parts}
    by = told.as_teacher(row.opened_by, row.day)
    who = {"by": by, "at": row.opened_at}
    again = operations.open_talk(child=row.child, day=row.day, **who)
    guardians = [one.user_id for one in row.participants.all() if one.is_guardian]
    operations.set_participants(talk=again, guardians=guardians, staff=[by.user.pk], **who)
    kinds = [one.kind for one in row.subjects.all() if one.kind != "own"]
    own = [one.own_kind for one in row.subjects.all() if one.kind == "own"]
    operations.set_subjects(talk=again, kinds=kinds, own=own, **who)
    for one in row.sections.exclude(text=""):
        operations.save_section(talk=again, code=one.code, text=one.text, version=0, **who)
    for one in row.actions.all():
        said = {"text": one.text, "user": one.user_id, "due_on": one.due_on}
        operations.add_action(talk=again, **said, **who)
    assert {name: _facts(getattr(again, name)) for name in parts} == in_bulk


def _facts(rows) -> list[dict]:
    aside = {"id", "talk_id", "added_at", "saved_at", "state", "settled_at", "settled_by_id"}
    found = [{k: v for k, v in one.items() if k not in aside} for one in rows.values()]
    return sorted(found, key=str)
