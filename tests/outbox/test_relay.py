"""The relay: asks of what it claimed whether it still matters, and says what became of it."""

from datetime import UTC, timedelta

from outbox import claims, registry, relay
from outbox.models import Delivery, Notification, Preference
from outbox.queue import put
from people.models import User
from tests.outbox.notes import MORNING, note, some_people, states
from tests.world import TUESDAY, at

EVENING, SEVEN = at(22), at(7, day=TUESDAY)
CLAIM = timedelta(seconds=300)
SECOND = timedelta(seconds=1)


def drain(moment=MORNING, **more) -> int:
    return relay.Letters().drain(lambda: moment, **more)


# --- what became of it -----------------------------------------------------------------------------
def test_it_is_sent_and_said_so(tell, mailoutbox):
    tell(1)
    assert drain() == 1
    row = Delivery.objects.get()
    assert (row.state, row.settled_at, row.attempts, row.error) == ("sent", MORNING, 1, "")
    assert drain(MORNING + CLAIM) == 0
    assert len(mailoutbox) == 1


def test_whose_claim_was_taken_over_has_nothing_more_to_say(tell):
    tell(1)
    slow = relay.Letters().claim(MORNING)
    quick = relay.Letters().claim(MORNING + CLAIM)
    relay.Letters().settle(slow, state="dead", settled_at=MORNING, error="no connection")
    assert Delivery.objects.get().state == "waiting"
    relay.Letters().settle(quick, state="sent", settled_at=MORNING)
    relay.Letters().settle(slow, next_try_at=MORNING)
    assert states() == {"sent": 1}


def test_who_is_late_but_alone_still_has_the_word(tell):
    tell(1)
    claimed = relay.Letters().claim(MORNING)
    relay.Letters().settle(claimed, state="sent", settled_at=MORNING + 2 * CLAIM)
    assert states() == {"sent": 1}


def test_what_matters_no_more_is_not_sent(tell, kind, mailoutbox):
    tell(1, 2, when=EVENING)
    kind.unwanted = {1}
    drain(SEVEN)
    assert states() == {"skipped": 1, "sent": 1}
    (letter,) = mailoutbox
    assert letter.body.count("/notifications/") == 2  # the one item, and the settings
    assert set(Delivery.objects.values_list("settled_at", flat=True)) == {SEVEN}


def test_who_has_no_account_any_more_gets_nothing(tell, mailoutbox):
    tell(1)
    User.objects.update(is_active=False)
    drain()
    assert (states(), mailoutbox) == ({"skipped": 1}, [])


def test_a_kind_unknown_to_one_worker_is_left_to_another(tell, mailoutbox, monkeypatch):
    tell(1)
    with monkeypatch.context() as elsewhere:  # a worker of an older or newer version
        elsewhere.setattr(registry, "_registry", {})
        drain()
    assert (states(), mailoutbox) == ({"waiting": 1}, [])
    drain(MORNING + claims.pause_after(1))
    assert states() == {"sent": 1}


def test_what_must_wait_waits_and_is_not_lost(tell, kind, mailoutbox):
    tell(1, 2, when=EVENING)
    later = SEVEN + timedelta(hours=3)
    kind.postponed = {1: later}
    assert drain(SEVEN) == 1
    row = Delivery.objects.get(state="waiting")
    assert (row.next_try_at, row.attempts, row.settled_at) == (later, 0, None)
    assert (drain(later - SECOND), drain(later)) == (0, 1)
    assert states() == {"sent": 2}
    assert len(mailoutbox) == 2


def test_whoever_never_lives_to_tell_is_given_up(tell, mailoutbox):
    """Each time the worker dies between claiming and telling: a letter that kills is not sent on."""
    tell(1)
    moment = MORNING
    for _ in range(claims.MAX_ATTEMPTS):
        assert relay.Letters().claim(moment)
        moment += CLAIM
    assert drain(moment) == 1
    row = Delivery.objects.get()
    assert (row.state, row.error, row.settled_at) == ("dead", "no answer", moment)
    assert mailoutbox == []


def test_what_fails_in_one_letter_keeps_no_other_waiting(
    place, kind, mailoutbox, caplog, monkeypatch
):
    """A mistake of ours in one kind: the relay goes on, and that letter is tried again."""
    first, second = some_people(2)
    put([note(first, place, 1), note(second, place, 2)], at=MORNING)

    def wanted(notification, at):
        return 1 / (notification.subject_id - 1)

    monkeypatch.setattr(kind, "wanted", wanted)
    assert drain() == 2
    assert [letter.to for letter in mailoutbox] == [[second.email]]
    assert "anārij" not in caplog.text
    monkeypatch.undo()
    again = MORNING + claims.pause_after(1)
    assert relay.Letters().claim(again - SECOND) is None
    assert relay.Letters().claim(again).rows[0].notification.person == first


def test_what_fails_in_a_letter_leaves_the_rest_of_it(place, kind, mailoutbox, monkeypatch):
    (person,) = some_people(1)
    put([note(person, place, number) for number in range(1, 6)], at=MORNING)
    with monkeypatch.context() as mistaken:
        mistaken.setattr(kind, "wanted", lambda told, at: 1 / (told.subject_id - 1))
        assert drain() == 1
    assert states() == {"sent": 4, "waiting": 1}
    drain(MORNING + claims.pause_after(1))
    assert states() == {"sent": 5}
    assert len({letter.extra_headers["Message-ID"] for letter in mailoutbox}) == 2


def test_what_was_put_off_together_goes_out_together(tell, place, kind, mailoutbox):
    (person,) = some_people(1)
    put([note(person, place, number) for number in range(1, 6)], at=MORNING)
    kind.postponed = dict.fromkeys(range(1, 6), MORNING + timedelta(hours=3))
    drain()
    assert (states(), mailoutbox) == ({"waiting": 5}, [])
    kind.postponed = {}
    drain(MORNING + timedelta(hours=3))
    assert (states(), len(mailoutbox)) == ({"sent": 5}, 1)


def test_a_moment_that_is_past_puts_nothing_off(tell, kind):
    tell(1)
    kind.postponed = {1: MORNING - timedelta(hours=1)}
    assert drain() == 1
    assert states() == {"sent": 1}


def test_who_said_no_meanwhile_gets_nothing(tell, mailoutbox):
    tell(1)
    told = Notification.objects.get()
    Preference.objects.create(person=told.person, kind=told.kind, channel="email", mode="never")
    drain()
    assert (states(), mailoutbox) == ({"skipped": 1}, [])


def test_what_was_held_up_into_the_quiet_hours_waits_for_their_end(tell, mailoutbox):
    tell(1)
    assert drain(MORNING.replace(hour=21)) == 1
    assert (states(), mailoutbox) == ({"waiting": 1}, [])
    assert Delivery.objects.get().due_at == MORNING.replace(hour=7) + timedelta(days=1)


def test_a_run_ends_when_its_time_is_up(place):
    put([note(person, place) for person in some_people(5)], at=MORNING)
    clock = iter(MORNING + n * SECOND for n in range(100))
    done = relay.Letters().drain(lambda: next(clock), lasts=6 * SECOND)
    assert 0 < done < 5
    assert states() == {"sent": done, "waiting": 5 - done}
    assert drain(lasts=timedelta(0)) == 0


def test_moments_are_kept_as_they_are(tell):
    """A claim is known by its moment: no fraction of it may be lost on the way to the database."""
    odd = MORNING.astimezone(UTC).replace(microsecond=123_457)
    tell(1, when=odd)
    drain(odd)
    assert Delivery.objects.get().settled_at == odd
