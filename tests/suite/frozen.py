"""What operations have made once is laid down again: the same rows, under the same keys.

Rows of the trail are among them, so its triggers stay silent. The keys are of a range that nothing
else takes (``database.FREE``), lower than those of whatever a test adds.
"""

import pickle
from collections.abc import Callable, Hashable
from typing import TypeVar

from django.db import connection, transaction
from psycopg import sql

from tests.suite.database import FREE, as_owner, keys_above, rows

T = TypeVar("T")
A_RANGE = 10_000  # keys for one thing kept
UPON = 10  # ranges from this one on are given out by name
_numbers: dict[str, int] = {}
_kept: dict[tuple[str, Hashable], tuple[str, bytes]] = {}


def laid_down(name: str, number: int, build: Callable[[], T]) -> T:
    """What the function makes, rows and objects; the objects are new ones each time.

    :param number: of the range of keys, from 1 to 9 or above 80; of two things with one only one may stand
    """
    there = _people()
    if not _kept_only(there, number):
        return build()  # among rows of the test's own it is made as it always was
    if (name, there) not in _kept:
        made, changed = _made(name, there, number, build)
        assert not changed, "it changed what was there before"
        return made
    statements, things = _kept[name, there]
    _lay_down(statements)
    return pickle.loads(things)


def laid_upon(name: str, build: Callable[[], None]) -> None:
    """The same for rows that belong to what stands there already: kept for exactly that, row by row.

    What changes rows of before is not kept. Who is signed in, nothing hangs on.
    """
    there = hash(frozenset(row for row in rows() if row[0] != "django_session"))
    number = _numbers.setdefault(name, UPON + len(_numbers))
    if (name, there) in _kept:
        _lay_down(_kept[name, there][0])
    elif _made(name, there, number, build)[1]:
        del _kept[name, there]


def _people() -> tuple[int, ...]:
    """Keys of everybody there is; no house is without people."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM people_user ORDER BY id")
        return tuple(pk for (pk,) in cursor.fetchall())


def _kept_only(people: tuple[int, ...], number: int) -> bool:
    return all(pk < FREE and pk // A_RANGE != number for pk in people)


def _made(name: str, there: Hashable, number: int, build: Callable[[], T]) -> tuple[T, bool]:
    """:returns: what was made, and whether that changed what was there before"""
    before = rows()
    with keys_above(number * A_RANGE), transaction.atomic():
        made = build()
    after = rows()
    _kept[name, there] = _statements(after - before), pickle.dumps(made)
    return made, not before <= after


def _lay_down(statements: str) -> None:
    with as_owner() as cursor:
        cursor.execute(statements)


def _statements(new: set[tuple[str, str]]) -> str:
    by_table: dict[str, list[str]] = {}
    for table, row in sorted(new):
        by_table.setdefault(table, []).append(row)
    insert = sql.SQL("INSERT INTO {table} SELECT * FROM unnest(ARRAY[{rows}]::{table}[])")
    return "; ".join(
        insert.format(
            table=sql.Identifier(table), rows=sql.SQL(", ").join(map(sql.Literal, some))
        ).as_string(connection.connection)
        for table, some in by_table.items()
    )
