"""After its confirmation a day changes by one act with an optional reason; the first moment stays (R27)."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from activities import operations
from activities.feed.cards import cards_of
from activities.feed.rows import Asked, found
from activities.models import DayAmendment
from activities.reach import reach
from activities.writing.forms import EntryForm
from outbox import grace
from outbox.models import GRACE
from outbox.sections import Stale
from tests.activities import makers
from tests.activities.changing import change, done_on, outcomes, reasons
from tests.activities.makers import said
from tests.world import at

pytestmark = pytest.mark.django_db


# --- one act ------------------------------------------------------------------------------------
def test_an_entry_changes_with_a_reason_and_the_confirmation_stays(log, bridge, teacher):
    changed = change(bridge, teacher, "Pārrakstījos", title="Tornis", text="No smiltīm")
    assert (changed.title, changed.text, changed.version) == ("Tornis", "No smiltīm", 2)
    amendment = DayAmendment.objects.get()
    assert (amendment.entry, amendment.by, amendment.at) == (bridge, teacher.user, at(20))
    assert amendment.reason == "Pārrakstījos"
    log.refresh_from_db()
    assert (log.confirmed_at, log.confirmed_by) == (at(18), teacher.user)


def test_a_change_that_was_sent_before_the_confirmation_came_is_marked_too(log, bridge, teacher):
    """It was kept while somebody signed in, and the day was confirmed meanwhile."""
    said_before = said("Tornis", bridge.area, text=bridge.text)
    operations.change_entry(entry=bridge, said=said_before, version=1, by=teacher, at=at(17, 55))
    assert DayAmendment.objects.counting().get().at == log.confirmed_at


def test_a_reason_is_asked_of_nobody(bridge, teacher):
    change(bridge, teacher, title="Tornis")
    assert reasons() == [""]


@pytest.mark.parametrize(
    "differs", [{"title": "Tornis"}, {"area": "TEH"}, {"text": ""}, {"skills": ["KD"]}]
)
def test_whatever_differs_is_a_change(bridge, teacher, differs):
    change(bridge, teacher, **differs)
    bridge.refresh_from_db()
    assert {name: getattr(bridge, name) for name in differs} == differs
    assert len(reasons()) == 1


def test_what_says_the_same_changes_nothing(bridge, teacher):
    change(bridge, teacher, skills=["KD", "PM"])
    DayAmendment.objects.all().delete()
    same = change(bridge, teacher, "Nekas", title="  Tilts ", skills=["PM", "KD"])
    assert (same.version, reasons()) == (1, [])


def test_in_a_draft_no_change_is_marked(bees, teacher):
    log = makers.written(bees, teacher)
    changed = change(makers.entry_of(log), teacher, "Labāk", title="Tornis")
    assert (changed.title, reasons()) == ("Tornis", [])


def test_an_entry_of_the_plan_keeps_its_area(bees, teacher, plan):
    log = makers.opened(bees, teacher)
    entry = makers.tick(log, f"choice:{outcomes(plan)[0].pk}", teacher)
    entry.log = log
    changed = change(entry, teacher, title="Skaitām zvanus", area="KUL")
    assert (changed.title, changed.area) == ("Skaitām zvanus", "MAT")


def test_what_is_forgotten_is_added_to_a_confirmed_day(log, teacher):
    operations.add_entry(log=log, said=said("Pastaiga", "DAB"), by=teacher, at=at(20))
    assert list(log.entries.values_list("title", flat=True)) == ["Tilts", "Dziesma", "Pastaiga"]
    log.refresh_from_db()
    assert (log.confirmed_at, reasons()) == (at(18), [])


@pytest.mark.parametrize("received", [at(17, 55), at(18)])
def test_what_was_sent_before_the_confirmation_came_supplements_the_day_too(
    house, log, teacher, received
):
    """It was kept while somebody signed in, and the day was confirmed meanwhile: families are told so."""
    grace.release_due(at(18) + GRACE)
    operations.add_entry(log=log, said=said("Pastaiga", "DAB"), by=teacher, at=received)
    mother = house.access(house.people.mother, "parent")
    (card,) = cards_of(found(mother, Asked()), log.day)
    assert [(one.entry.title, one.changed) for one in card.did] == [
        ("Tilts", ""), ("Dziesma", ""), ("Pastaiga", "papildināts 18:00"),
    ]  # fmt: skip
    assert card.changed == "papildināts 18:00"


# --- taken away ---------------------------------------------------------------------------------
def test_an_entry_is_taken_away_with_a_reason(log, bridge, teacher):
    operations.take_away_entry(entry=bridge, reason="Cita diena", by=teacher, at=at(20))
    assert [one.title for one in log.entries.standing()] == ["Dziesma"]
    assert reasons() == ["Cita diena"]
    operations.take_away_entry(entry=bridge, by=teacher, at=at(20))
    assert len(reasons()) == 1  # gone already


def test_the_last_entry_of_a_confirmed_day_stays(log, bridge, teacher):
    operations.take_away_entry(entry=bridge, by=teacher, at=at(20))
    with pytest.raises(ValidationError) as refused:
        operations.take_away_entry(entry=makers.entry_of(log), by=teacher, at=at(20))
    assert refused.value.code == "empty"
    assert log.entries.standing().count() == 1


def test_the_last_entry_of_a_draft_goes(bees, teacher):
    log = makers.written(bees, teacher)
    operations.take_away_entry(entry=makers.entry_of(log), by=teacher, at=at(20))
    assert not log.entries.standing().exists()
    assert reasons() == []


def test_what_was_taken_away_meanwhile_is_not_changed(bridge, teacher, colleague):
    operations.take_away_entry(entry=bridge, by=colleague, at=at(20))
    with pytest.raises(ValidationError) as refused:
        change(bridge, teacher, title="Tornis")
    assert refused.value.code == "gone"


def test_a_form_older_than_the_entry_takes_it_away_all_the_same(bridge, log, teacher):
    """Kept at a closed door: it was received before somebody else added what it names."""
    operations.take_away_entry(entry=bridge, by=teacher, at=at(17))
    bridge.refresh_from_db()
    assert bridge.voided_at == bridge.added_at


# --- two authors --------------------------------------------------------------------------------
def test_of_two_who_write_one_entry_the_second_gets_both_texts(bees, teacher, colleague):
    log = makers.written(bees, teacher)
    entry = makers.entry_of(log)
    save = {"entry": entry, "version": 0}
    operations.save_text(**save, text="Ilze", by=teacher, at=at(14))
    with pytest.raises(Stale) as met:
        operations.save_text(**save, text="Māra", by=colleague, at=at(14, 1))
    assert met.value.joined == "Ilze\n\nMāra"
    assert met.value.standing.saved_by == teacher.user
    entry.refresh_from_db()
    assert entry.text == "Ilze"


def test_a_change_over_a_version_that_is_gone_shows_both_texts(bridge, teacher, colleague):
    change(bridge, colleague, text="No smiltīm")
    with pytest.raises(Stale) as met:
        change(bridge, teacher, version=1, title="Tornis", text="No akmeņiem")
    assert met.value.joined == "No smiltīm\n\nNo akmeņiem"
    bridge.refresh_from_db()
    assert (bridge.title, bridge.text) == ("Tilts", "No smiltīm")


def test_a_stale_page_that_says_what_stands_there_is_no_conflict(bridge, teacher, colleague):
    change(bridge, colleague, text="No smiltīm")
    assert change(bridge, teacher, version=1, text="No smiltīm").version == 2


def test_a_note_to_colleagues_is_written_by_two(log, teacher, colleague):
    first = operations.save_note(log=log, text="Emīls raudāja", version=0, by=teacher, at=at(19))
    text = "Emīls raudāja. Zvanīju mātei"
    operations.save_note(log=log, text=text, version=first.version, by=colleague, at=at(20))
    with pytest.raises(Stale) as met:
        operations.save_note(log=log, text="Cits", version=1, by=teacher, at=at(20))
    assert (met.value.standing.text, met.value.standing.saved_by) == (text, colleague.user)
    assert reasons() == []  # no parent reads it


# --- whose it is --------------------------------------------------------------------------------
def test_a_specialist_changes_own_areas_alone(log, bridge, teacher, music):
    (song,) = log.entries.filter(area="KUL").select_related("log__group", "log__institution")
    change(song, music, title="Dziesma par tiltu")
    for act in (
        lambda: change(bridge, music, title="Tornis"),
        lambda: change(song, music, area="MAT"),
        lambda: operations.take_away_entry(entry=bridge, by=music, at=at(20)),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert log.entries.standing().count() == 2


def test_whose_areas_are_known_is_kept_of_nobody(log, music, plan):
    """A day that one person's act gave back says nothing of the next one's areas."""
    entry = operations.add_entry(log=log, said=said("Dziesma", "KUL"), by=music, at=at(19))
    for one in (log, entry.log):
        assert not {"own_areas", "closed"} & vars(one).keys()


def test_a_specialist_touches_outcomes_of_own_areas_alone(log, music, plan):
    (mine, _own), (theirs, _other) = outcomes(plan, "KUL"), outcomes(plan)
    words = said("Dziesma ar skaitļiem", "KUL", outcomes=[mine.pk])
    song = operations.add_entry(log=log, said=words, by=music, at=at(19))
    with pytest.raises(PermissionDenied):
        operations.add_entry(
            log=log, said=replace(words, outcomes=[theirs.pk]), by=music, at=at(19)
        )
    with pytest.raises(PermissionDenied):
        change(song, music, outcomes=[mine.pk, theirs.pk])
    assert (done_on(mine), done_on(theirs)) == (log.day, None)


def test_what_a_colleague_touched_stays_when_a_specialist_changes_the_entry(
    log, teacher, music, plan
):
    (mine, _own), (theirs, _other) = outcomes(plan, "KUL"), outcomes(plan)
    words = said("Dziesma ar skaitļiem", "KUL", outcomes=[mine.pk, theirs.pk])
    song = operations.add_entry(log=log, said=words, by=teacher, at=at(19))
    change(song, music, outcomes=[])
    assert [row.choice for row in song.outcomes.standing()] == [theirs]
    assert (done_on(mine), done_on(theirs)) == (None, log.day)


@pytest.mark.parametrize(("who", "offered"), [("teacher", {"KUL", "MAT"}), ("music", {"KUL"})])
def test_outcomes_are_offered_by_area_and_what_is_touched_already(
    log, plan, who, offered, request, teacher
):
    words = said("Dziesma ar skaitļiem", "KUL", outcomes=[outcomes(plan)[0].pk])
    song = operations.add_entry(log=log, said=words, by=teacher, at=at(19))
    own = reach(request.getfixturevalue(who), log.group)
    form = EntryForm(
        reach=own, entry=song, outcomes=outcomes(plan) + outcomes(plan, "KUL"), is_confirmed=True
    )
    ids = [pk for pk, _words in form.fields["outcomes"].choices]
    assert set(plan.choices.filter(pk__in=ids).values_list("area", flat=True)) == offered


@pytest.mark.parametrize(
    ("who", "role"),
    [("head", "admin"), ("other_teacher", "teacher"), ("nurse", "nurse"), ("clerk", "clerk"),
     ("mother", "parent"), ("superuser", "superuser"), ("former_teacher", "teacher")],
)  # fmt: skip
def test_whoever_does_not_write_the_day_changes_nothing(house, log, bridge, who, role):
    by = house.access(getattr(house.people, who), role)
    for act in (
        lambda: change(bridge, by, title="Tornis"),
        lambda: operations.take_away_entry(entry=bridge, by=by, at=at(20)),
        lambda: operations.add_entry(log=log, said=said(), by=by, at=at(20)),
        lambda: operations.save_note(log=log, text="x", version=0, by=by, at=at(20)),
        lambda: operations.take_back(log=log, by=by, at=at(18, 0, 30)),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert log.entries.standing().count() == 2
