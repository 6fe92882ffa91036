"""What each write of a talk does, and what it refuses."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from messaging.models import Talk, TalkAddition, TalkSection
from messaging.talks import operations
from messaging.talks.picks import Pick, PickKind
from messaging.talks.reach import Shared
from outbox import grace, seen
from outbox.clock import ONE_DAY
from outbox.models import Notification
from outbox.sections import Stale
from people.access import Action
from tests.messaging.talks import makers
from tests.world import MONDAY, TUESDAY, at


def people_of(talk):
    return {str(one) for one in talk.participants.standing()}


# --- a draft begins -------------------------------------------------------------------------------
def test_whoever_opens_it_took_part_and_all_sections_are_there(anna, bees, teacher):
    talk = makers.opened(anna, teacher)
    assert (talk.group, talk.opened_by) == (bees, teacher.user)
    assert people_of(talk) == {"Ilze Kalēja"}
    assert set(talk.sections.values_list("code", flat=True)) == {"content", "house"}


def test_a_day_to_come_and_a_day_of_no_group_are_refused(anna, teacher):
    for day in (TUESDAY, MONDAY - timedelta(days=200)):
        with pytest.raises(ValidationError) as refusal:
            makers.opened(anna, teacher, day)
        assert "day" in refusal.value.message_dict


def test_another_groups_child_is_nobodys_to_talk_of(house, teacher):
    with pytest.raises(PermissionDenied):
        makers.opened(house.children["Pūcītes"][0], teacher)


@pytest.mark.parametrize("who", ["assistant", "nurse", "clerk", "head", "former_teacher"])
def test_who_does_not_teach_the_group_opens_none(house, anna, who):
    role = {"nurse": "nurse", "clerk": "clerk", "head": "admin"}.get(who, "teacher")
    with pytest.raises(PermissionDenied):
        makers.opened(anna, house.access(getattr(house.people, who), role))


def test_a_draft_moves_to_another_day(anna, teacher):
    talk = makers.opened(anna, teacher)
    friday = MONDAY - ONE_DAY * 3
    moved = operations.move_talk(talk=talk, day=friday, by=teacher, at=at(13))
    assert moved.day == friday
    with pytest.raises(ValidationError):
        operations.move_talk(talk=talk, day=TUESDAY, by=teacher, at=at(13))


# --- who and what about ---------------------------------------------------------------------------
def test_people_and_subjects_are_set_singly(house, anna, teacher, mother):
    talk, who = makers.opened(anna, teacher), {"by": teacher, "at": at(13, 5)}
    people = {"guardians": [mother.user.pk], "staff": [teacher.user.pk], "names": ["Logopēde"]}
    assert operations.set_participants(talk=talk, **people, **who) == 2
    assert operations.set_participants(talk=talk, **people, **who) == 0
    operations.set_subjects(talk=talk, kinds=["care"], own=["Pārcelšanās"], **who)
    assert people_of(talk) == {"Kristīne Bērziņa", "Ilze Kalēja", "Logopēde"}
    said = talk.subjects.standing().values_list("kind", "own_kind")
    assert set(said) == {("care", ""), ("own", "Pārcelšanās")}
    operations.set_participants(talk=talk, guardians=[], staff=[teacher.user.pk], **who)
    assert people_of(talk) == {"Ilze Kalēja"}
    assert talk.participants.count() == 3  # those taken off stay in the history


def test_a_tap_adds_and_takes_off(anna, teacher, mother):
    talk, who = makers.opened(anna, teacher), {"by": teacher, "at": at(13, 5)}
    hers = Pick(PickKind.GUARDIAN, str(mother.user.pk))
    operations.tick(talk=talk, ticked=[hers, Pick.of("subject:care")], **who)
    assert talk.participants.guardians().get().user == mother.user
    operations.tick(talk=talk, unticked=[hers], **who)
    assert not talk.participants.guardians().exists()
    assert talk.subjects.standing().count() == 1


def test_a_name_taken_off_comes_back_by_its_tap(anna, teacher):
    talk, who = makers.opened(anna, teacher), {"by": teacher, "at": at(13, 5)}
    operations.set_participants(talk=talk, guardians=[], staff=[], names=["Logopēde"], **who)
    row = Pick(PickKind.NAME, str(talk.participants.standing().get().pk))
    operations.tick(talk=talk, unticked=[row], **who)
    assert people_of(talk) == set()
    operations.tick(talk=talk, ticked=[row], **who)
    assert people_of(talk) == {"Logopēde"}


def test_only_guardians_of_the_child_and_staff_of_the_house_took_part(
    house, other_house, anna, teacher
):
    talk, who = makers.opened(anna, teacher), {"by": teacher, "at": at(13, 5)}
    stranger, mine = house.people.other_parent.pk, house.people.mother.pk
    for people in (
        {"guardians": [stranger], "staff": []}, {"guardians": [], "staff": [mine]},
        {"guardians": [], "staff": [other_house.people.teacher.pk]},
    ):  # fmt: skip
        with pytest.raises(ValidationError) as refusal:
            operations.set_participants(talk=talk, **people, **who)
        assert "participants" in refusal.value.message_dict
    with pytest.raises(ValidationError):
        operations.set_subjects(talk=talk, kinds=["own"], **who)


# --- texts and what was agreed --------------------------------------------------------------------
def test_a_section_is_saved_over_the_version_its_page_knows(anna, teacher):
    talk, who = makers.opened(anna, teacher), {"by": teacher, "at": at(13, 5)}
    saved = operations.save_section(talk=talk, code="content", text="Viens", version=0, **who)
    assert (saved.text, saved.version) == ("Viens", 1)
    with pytest.raises(Stale):
        operations.save_section(talk=talk, code="content", text="Divi", version=0, **who)
    with pytest.raises(ValidationError):
        operations.save_section(talk=talk, code="other", text="Divi", version=0, **who)


def test_what_was_agreed_is_changed_by_another_row(anna, teacher, mother):
    talk = makers.ready(anna, teacher, [mother.user])
    who = {"by": teacher, "at": at(13, 20)}
    first = makers.agreed(talk, teacher)
    second = operations.change_action(
        action=first, text="Josla", user=mother.user.pk, due_on=TUESDAY, **who
    )
    assert [one.text for one in talk.actions.standing()] == ["Josla"]
    assert second.who == "Kristīne Bērziņa"
    operations.take_away_action(action=second, **who)
    operations.take_away_action(action=second, **who)
    assert not talk.actions.standing().exists()


def test_what_was_agreed_says_what_who_and_a_day_after_the_talk(anna, teacher, father):
    talk, who = makers.opened(anna, teacher), {"by": teacher, "at": at(13, 20)}
    said = {"text": "Josla", "name": "Logopēde"}
    for wrong, place in (
        ({"text": " "}, "text"), ({"name": ""}, "who"), ({"user": father.user.pk}, "who"),
        ({"due_on": MONDAY - ONE_DAY}, "due_on"), ({"text": "a" * 301}, "text"),
    ):  # fmt: skip
        with pytest.raises(ValidationError) as refusal:
            operations.add_action(talk=talk, **(said | wrong), **who)
        assert place in refusal.value.message_dict


def test_what_was_agreed_is_settled_and_opened_again_once_it_is_shared(anna, teacher, colleague):
    talk = makers.ready(anna, teacher, [anna.guardianships.first().user])
    action = makers.agreed(talk, teacher)
    operations.share(talk=talk, by=teacher, at=at(13, 30))
    action = operations.settle_action(action=action, state="done", by=colleague, at=at(14))
    assert (action.state, action.settled_by) == ("done", colleague.user)
    action = operations.settle_action(action=action, state="open", by=teacher, at=at(14, 1))
    assert action.settled_at is None
    with pytest.raises(Shared):
        operations.take_away_action(action=action, by=teacher, at=at(14, 2))


# --- shared ---------------------------------------------------------------------------------------
def test_sharing_asks_for_a_guardian_a_subject_and_content(anna, teacher):
    talk = makers.opened(anna, teacher)
    with pytest.raises(ValidationError) as refusal:
        operations.share(talk=talk, by=teacher, at=at(13, 30))
    assert set(refusal.value.message_dict) == {"participants", "subjects", "content"}


def test_sharing_twice_changes_nothing(anna, teacher, mother):
    talk = makers.shared(anna, teacher, [mother.user])
    again = operations.share(talk=talk, by=teacher, at=at(13, 40))
    assert again.shared_at == at(13, 30)


def test_it_is_taken_back_within_its_minute_only(anna, teacher, mother):
    talk = makers.shared(anna, teacher, [mother.user])
    back = operations.take_back(talk=talk, by=teacher, at=at(13, 30, 59))
    assert back.shared_at is None
    operations.take_back(talk=talk, by=teacher, at=at(13, 31))
    grace.release_due(at(14))
    assert not Notification.objects.filter(kind="messaging.talk").exists()
    operations.share(talk=talk, by=teacher, at=at(14))
    with pytest.raises(ValidationError):
        operations.take_back(talk=talk, by=teacher, at=at(14, 1))


def test_nothing_of_a_shared_talk_is_written_any_more(anna, teacher, mother, father):
    talk = makers.shared(anna, teacher, [mother.user])
    who = {"talk": talk, "by": teacher, "at": at(13, 30, 30)}
    for act in (
        lambda: operations.save_section(code="content", text="Cits", version=1, **who),
        lambda: operations.save_section(code="house", text="Cits", version=1, **who),
        lambda: operations.set_participants(guardians=[father.user.pk], staff=[], **who),
        lambda: operations.set_subjects(kinds=["care"], **who),
        lambda: operations.add_action(text="Vēl", user=teacher.user.pk, **who),
        lambda: operations.move_talk(day=MONDAY - ONE_DAY, **who),
        lambda: operations.delete_draft(**who),
        lambda: operations.finish(**who),
    ):
        with pytest.raises(Shared):
            act()


def test_the_database_keeps_what_is_shared(anna, teacher, mother):
    talk = makers.shared(anna, teacher, [mother.user])
    content = TalkSection.objects.filter(talk=talk, code="content")
    for act in (
        lambda: content.update(text="Cits"), content.delete,
        lambda: talk.participants.update(voided_at=at(15), voided_by=teacher.user),
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_an_addition_is_never_changed_nor_removed(anna, teacher, mother):
    talk = makers.released(anna, teacher, [mother.user])
    added = operations.add_addition(talk=talk, text="Vēl", by=teacher, at=at(14))
    rows = TalkAddition.objects.filter(pk=added.pk)
    for act in (lambda: rows.update(text="Cits"), rows.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_an_addition_waits_for_the_release_and_says_something(anna, teacher, mother):
    talk = makers.shared(anna, teacher, [mother.user])
    with pytest.raises(ValidationError):
        operations.add_addition(talk=talk, text="Vēl", by=teacher, at=at(13, 30, 30))
    grace.release_due(at(13, 31, 1))
    talk.refresh_from_db()
    with pytest.raises(ValidationError):
        operations.add_addition(talk=talk, text=" ", by=teacher, at=at(14))
    operations.add_addition(talk=talk, text="Vēl", by=teacher, at=at(14))
    told = Notification.objects.filter(kind="messaging.talk_addition")
    assert [one.person for one in told] == [mother.user]


def test_a_guardian_who_took_part_remarks_and_acknowledges(anna, teacher, mother, father):
    talk = makers.released(anna, teacher, [mother.user])
    remark = operations.add_remark(talk=talk, text="Piekrītu", by=mother, at=at(14))
    assert (remark.is_remark, remark.by) == (True, mother.user)
    operations.acknowledge(talk=talk, by=mother, at=at(14, 5))
    operations.acknowledge(talk=talk, by=mother, at=at(15))
    assert seen.acknowledged("messaging.talk", [talk.pk]) == {(mother.user.pk, talk.pk): at(14, 5)}
    for act in (
        lambda: operations.add_remark(talk=talk, text="Es arī", by=father, at=at(14)),
        lambda: operations.acknowledge(talk=talk, by=father, at=at(14)),
        lambda: operations.acknowledge(talk=talk, by=teacher, at=at(14)),
    ):
        with pytest.raises(PermissionDenied):
            act()


# --- a draft that is not shared -------------------------------------------------------------------
def test_a_deleted_draft_is_read_by_nobody_and_stays_in_the_table(anna, teacher, house):
    talk = makers.opened(anna, teacher)
    operations.delete_draft(talk=talk, by=teacher, at=at(13, 5))
    for access in (teacher, house.by):
        assert not Talk.objects.visible_to(access, Action.VIEW_TALK).exists()
    assert Talk.objects.filter(pk=talk.pk).exists()


def test_finished_without_sharing_it_can_be_shared_later(anna, teacher, mother):
    talk = makers.ready(anna, teacher, [mother.user])
    finished = operations.finish(talk=talk, by=teacher, at=at(13, 20))
    assert not finished.is_draft
    operations.finish(talk=talk, by=teacher, at=at(15))
    assert operations.share(talk=talk, by=teacher, at=at(15)).finished_at == at(13, 20)


def test_a_colleague_reads_and_does_not_write(anna, teacher, colleague):
    talk = makers.opened(anna, teacher)
    assert colleague.can(Action.VIEW_TALK, talk)
    with pytest.raises(PermissionDenied):
        operations.save_section(
            talk=talk, code="content", text="Es", version=0, by=colleague, at=at(13)
        )
