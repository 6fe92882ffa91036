"""Claiming: one letter at a time, whole, the oldest first; what one has in hand another passes by."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import transaction

from outbox import relay
from outbox.models import Delivery
from outbox.queue import put
from tests.outbox.notes import MORNING, Summary, apart, note, some_people, states
from tests.world import TUESDAY, at

EVENING, SEVEN = at(22), at(7, day=TUESDAY)
CLAIM = timedelta(seconds=300)
SECOND = timedelta(seconds=1)


def subjects(claimed) -> list[int]:
    return [row.notification.subject_id for row in claimed.rows]


# --- claiming ------------------------------------------------------------------------------------
def test_nothing_is_claimed_before_its_time(tell):
    tell(1)
    assert relay.Letters().claim(MORNING - SECOND) is None
    assert subjects(relay.Letters().claim(MORNING)) == [1]


def test_the_oldest_goes_first(tell):
    for thing, minute in ((1, 2), (2, 0), (3, 1)):
        tell(thing, when=at(9, minute))
    assert [subjects(relay.Letters().claim(at(10))) for _ in range(3)] == [[2], [3], [1]]


def test_what_is_claimed_is_passed_by_until_the_claim_runs_out(tell):
    tell(1)
    first = relay.Letters().claim(MORNING)
    assert relay.Letters().claim(MORNING + CLAIM - SECOND) is None
    again = relay.Letters().claim(MORNING + CLAIM)
    assert again.row.letter == first.row.letter
    assert [row.attempts for row in first.rows + again.rows] == [1, 2]


def test_what_goes_out_together_is_claimed_together(tell):
    tell(1, 2, kind=Summary.code)
    tell(3, when=at(12), kind=Summary.code)
    assert subjects(relay.Letters().claim(at(17))) == [1, 2, 3]
    assert relay.Letters().claim(at(17)) is None


def test_a_letter_has_its_name_from_the_first_claim_on(tell):
    tell(1, 2, when=EVENING)
    proposed = Delivery.objects.values_list("letter", flat=True)[0]
    names = {relay.Letters().claim(SEVEN + n * CLAIM).row.letter for n in range(3)}
    assert len(names) == 1
    assert proposed not in names


def test_what_is_put_beside_a_claimed_letter_is_another_letter(tell):
    tell(1, when=EVENING)
    first = relay.Letters().claim(SEVEN)
    tell(2, when=EVENING)  # committed late, due at the same moment
    straggler = relay.Letters().claim(SEVEN)
    assert subjects(straggler) == [2]
    assert straggler.row.letter != first.row.letter
    assert subjects(relay.Letters().claim(SEVEN + CLAIM)) == [1]


# --- beside one another ----------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_what_another_is_about_to_claim_is_passed_by(tell, woken):
    tell(1, 2, when=EVENING)
    tell(3, when=SEVEN + SECOND)
    now = SEVEN + SECOND
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        assert subjects(relay.Letters().claim(now)) == [1, 2]  # not committed yet
        other = pool.submit(apart, lambda: relay.Letters().claim(now)).result(10)
        assert subjects(other) == [3]
        assert pool.submit(apart, lambda: relay.Letters().claim(now)).result(10) is None


@pytest.mark.django_db(transaction=True)
def test_a_letter_is_never_torn(tell, woken):
    """While somebody has only its first row in hand, its others are nobody's."""
    tell(1, 2, 3, when=EVENING)
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        assert Delivery.objects.select_for_update().order_by("pk").first()
        assert pool.submit(apart, lambda: relay.Letters().claim(SEVEN)).result(10) is None
    assert subjects(relay.Letters().claim(SEVEN)) == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_four_relays_send_each_letter_once(place, woken):
    put([note(person, place) for person in some_people(60)], at=MORNING)
    all_ready = Barrier(4)

    def run() -> int:
        all_ready.wait(10)
        return relay.Letters().drain(lambda: MORNING)

    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(apart, run) for _ in range(4)]
        assert sum(one.result(60) for one in done) == 60
    assert len({tuple(letter.to) for letter in mail.outbox}) == len(mail.outbox) == 60
    assert states() == {"sent": 60}
