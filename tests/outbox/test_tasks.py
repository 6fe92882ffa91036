"""What a worker and the beat do for the outbox."""

import inspect
from datetime import UTC, timedelta

import pytest
from django.conf import settings

from ejournal.celery import app
from outbox import tasks
from outbox.claims import A_RUN_LASTS
from outbox.models import Delivery, Notification, Receipt
from outbox.queue import put
from tests.outbox.notes import MORNING, note
from tests.world import at


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(MORNING, tick=False)
    return time_machine


@pytest.fixture
def told(place, ilze):
    put([note(ilze, place)], at=MORNING)


def test_the_beat_knows_them_and_keeps_no_stale_ones():
    app.loader.import_default_modules()
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert entry["task"] in app.tasks
        assert entry["options"]["expires"] == 10 * entry["schedule"]  # clocks may differ a little
        assert not entry.get("args")


def test_no_task_has_an_argument():
    """So that nothing personal goes through the broker, and a flushed broker loses nothing."""
    app.loader.import_default_modules()
    ours = [task for name, task in app.tasks.items() if not name.startswith("celery.")]
    assert len(ours) >= 3
    assert all(not inspect.signature(task.run).parameters for task in ours)


def test_a_run_ends_long_before_it_would_be_killed():
    """The last letter of a run begins in time and may take all that a mail server may take."""
    longest = A_RUN_LASTS.total_seconds() + 8 * settings.EMAIL_TIMEOUT
    assert longest <= settings.RITS_CLAIM_SECONDS <= settings.CELERY_TASK_TIME_LIMIT


def test_the_relay_delivers_what_is_due_now(told, clock, mailoutbox):
    clock.move_to(MORNING - timedelta(seconds=1), tick=False)
    tasks.relay.delay()
    assert mailoutbox == []
    clock.move_to(MORNING, tick=False)
    tasks.relay.delay()
    assert len(mailoutbox) == 1
    tasks.relay.delay()
    assert len(mailoutbox) == 1


def test_old_notifications_are_forgotten_with_their_letters(place, ilze, clock):
    last_year = MORNING.astimezone(UTC) - tasks.NOTIFICATIONS_LAST
    put([note(ilze, place, 1)], at=last_year - timedelta(seconds=1))
    put([note(ilze, place, 2)], at=last_year)
    tasks.forget.delay()
    assert [n.subject_id for n in Notification.objects.all()] == [2]
    assert Delivery.objects.count() == 1


def test_receipts_are_forgotten_after_two_days(ilze, clock):
    for day in (13, 14, 16):
        moment = at(9, day=MORNING.date().replace(day=day))
        Receipt.objects.create(person=ilze, key=f"k{day}", digest="x", received_at=moment)
    tasks.forget.delay()
    assert set(Receipt.objects.values_list("key", flat=True)) == {"k14", "k16"}
