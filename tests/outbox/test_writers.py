"""Who is writing: told for half a minute, by section, never to oneself."""

from datetime import timedelta

from outbox import writers
from tests.world import at

NOW, ILZE, MARA = at(20, 14), 1, 2


def told(*, person: int, moment=NOW) -> dict[str, list[int]]:
    return writers.others("plan/1", person=person, at=moment)


def test_a_colleague_is_told_by_section_and_not_to_oneself():
    writers.note("plan/1", "topic", person=ILZE, at=NOW)
    writers.note("plan/1", "topic", person=MARA, at=NOW)
    assert told(person=ILZE) == {"topic": [MARA]}


def test_it_is_told_for_half_a_minute():
    writers.note("plan/1", "topic", person=ILZE, at=NOW)
    assert told(person=MARA, moment=NOW + timedelta(seconds=29)) == {"topic": [ILZE]}
    assert told(person=MARA, moment=NOW + timedelta(seconds=31)) == {}


def test_another_owner_knows_nothing_of_it():
    writers.note("plan/2", "topic", person=ILZE, at=NOW)
    assert told(person=MARA) == {}


def test_whoever_saves_is_told_at_once_who_else_writes():
    writers.note("plan/1", "topic", person=ILZE, at=NOW)
    assert writers.note("plan/1", "content", person=MARA, at=NOW) == {"topic": [ILZE]}


def test_who_types_on_is_told_on():
    for seconds in range(0, 41, 4):
        writers.note("plan/1", "topic", person=ILZE, at=NOW + timedelta(seconds=seconds))
    assert told(person=MARA, moment=NOW + timedelta(seconds=55)) == {"topic": [ILZE]}
