"""Two beats at the same moment, in transactions of their own."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from duties.reminders import remind
from outbox.models import Delivery, Notification
from tests.world import MONDAY, a_house, at, verified_email

BEATS = 4


@pytest.mark.django_db(transaction=True)
def test_beats_at_the_same_moment_say_everything_once():
    house = a_house()
    for user in (house.people.teacher, house.people.head):
        verified_email(user)
    together = Barrier(BEATS)

    def beat(moment) -> None:
        together.wait()
        try:
            remind(house.institution, moment)
        finally:
            connection.close()

    with ThreadPoolExecutor(BEATS) as pool:
        for moment in (at(8, 45), at(9, 0, 1), at(9, 15, 1)):
            list(pool.map(beat, [moment] * BEATS))
    told = Counter(Notification.objects.filter(day=MONDAY).values_list("occasion", flat=True))
    # three people of one group, one of the other; administration once for both
    assert told == {"soon": 4, "late": 4, "escalated": 1}
    written_to = Notification.objects.filter(person__in=[house.people.teacher, house.people.head])
    assert Delivery.objects.count() == written_to.count()
