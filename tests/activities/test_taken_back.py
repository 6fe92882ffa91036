"""For a minute a confirmed day can be taken back by whoever confirms it (R27)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from activities import operations
from activities.feed.cards import cards_of
from activities.feed.rows import Asked, found
from activities.models import DayAmendment
from activities.operations import Said
from outbox import grace
from outbox.models import GRACE
from tests.activities import makers
from tests.activities.makers import url
from tests.world import at

SECOND = timedelta(seconds=1)
pytestmark = pytest.mark.django_db


def test_within_its_minute_a_day_is_a_draft_again(log, teacher):
    back = operations.take_back(log=log, by=teacher, at=at(18) + GRACE - SECOND)
    assert (back.confirmed_at, back.confirmed_by, back.late_reason) == (None, None, "")
    again = operations.take_back(log=log, by=teacher, at=at(22))  # a draft already
    assert not again.is_confirmed


def test_a_change_of_what_was_taken_back_never_counted(house, log, bridge, teacher):
    """Nobody was told of the first: confirmed anew it is as its parents first read it."""
    said = Said("Tornis", bridge.area, "No smiltīm")
    operations.change_entry(entry=bridge, said=said, version=1, by=teacher, at=at(18, 0, 20))
    operations.take_back(log=log, by=teacher, at=at(18, 0, 40))
    again = operations.confirm(log=log, by=teacher, at=at(18, 5))
    grace.release_due(at(18, 5) + GRACE)
    access = house.access(house.people.mother, "parent")
    (card,) = cards_of(found(access, Asked()), log.day)
    assert (card.changed, [one.changed for one in card.did]) == ("", ["", ""])
    assert not DayAmendment.objects.counting().exists()
    operations.change_entry(
        entry=bridge, said=replace(said, text=""), version=2, by=teacher, at=at(20)
    )
    (card,) = cards_of(found(access, Asked()), log.day)
    assert (again.confirmed_at, card.changed) == (at(18, 5), "labots 20:00")


def test_after_its_minute_it_stays(log, teacher):
    with pytest.raises(ValidationError) as refused:
        operations.take_back(log=log, by=teacher, at=at(18) + GRACE)
    assert refused.value.code == "released"
    log.refresh_from_db()
    assert log.confirmed_at == at(18)


def test_what_parents_see_is_not_taken_back_whatever_the_clock_says(bees, teacher):
    log = makers.released(bees, teacher)
    assert log.released_at == log.confirmed_at + GRACE
    with pytest.raises(ValidationError):
        operations.take_back(log=log, by=teacher, at=log.confirmed_at)


def test_assistant_and_specialist_take_nothing_back(house, log, music):
    for by in (house.access(house.people.assistant, "teacher"), music):
        with pytest.raises(PermissionDenied):
            operations.take_back(log=log, by=by, at=at(18, 0, 30))


def test_a_colleague_takes_it_back(log, colleague):
    assert not operations.take_back(log=log, by=colleague, at=at(18, 0, 30)).is_confirmed


def test_confirmed_twice_the_first_moment_stays(log, colleague):
    again = operations.confirm(log=log, late_reason="event", by=colleague, at=at(21))
    assert (again.confirmed_at, again.late_reason) == (at(18), "")


def test_a_confirmation_received_before_somebody_opened_the_day_counts_from_then(bees, teacher):
    """Kept at a closed door."""
    log = makers.written(bees, teacher, when=at(13))
    assert operations.confirm(log=log, by=teacher, at=at(12, 50)).confirmed_at == at(13)


def test_a_day_that_was_taken_back_says_that_nobody_read_it(ilze, bees, teacher):
    makers.written(bees, teacher)
    ilze.post(url(bees, "confirm"), {})
    told = "Atsaukts: diena atkal ir melnraksts. Vecāki to neredzēja."
    pages = [ilze.post(url(bees, "take_back"), follow=True) for _time in range(2)]
    assert [told in page.content.decode() for page in pages] == [True, False]
