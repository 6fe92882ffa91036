"""The suite's database: made by its owner, used in the portal's role, emptied without being made anew."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache as once
from threading import current_thread
from typing import Any

from django.conf import settings
from django.db import connection, transaction

# What migrating lays down and no test changes. Everything else after it is made by the tests.
LAID_DOWN = ("django_migrations", "django_content_type", "auth_permission")
_OF_A_HOUSE = "institution_id IS NOT NULL"
BESIDE = {
    "curriculum_entry": _OF_A_HOUSE,
    "audit_catalogueentryevent": _OF_A_HOUSE,
}  # tests add rows
FREE = 1_000_000  # keys below are for what is kept (tests/suite/frozen.py); a test's own come after


def take_role(connection: Any, **kwargs: Any) -> None:
    """Of the portal; the name tells whose a connection is: a test's, or a listening portal's."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {settings.RITS_APP_ROLE}")
        cursor.execute("SELECT set_config('application_name', %s, false)", [current_thread().name])


@contextmanager
def as_owner() -> Iterator[Any]:
    """A cursor of the owner, for whom no trigger fires; after it the portal's role is back.

    When something fails inside, its rollback takes the role back.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        _ignore(cursor, _triggers())
        yield cursor
        _ignore(cursor, ())
        take_role(connection)


def _ignore(cursor: Any, triggers: Iterable[str]) -> None:
    names = f"{{{','.join(triggers)}}}" if triggers else ""
    cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [names])


def empty(*args: Any, **kwargs: Any) -> None:
    """In place of «flush»: deletes rows where there are any, and keeps what migrating laid down.

    TRUNCATE makes the files of a hundred tables and indexes anew, and after it contents types and
    permissions must be written again: 1.4 s. This takes a twentieth. Whoever still writes is waited for.
    """
    with as_owner() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(map(_quoted, tables()))} IN SHARE MODE")
        some = (f"SELECT '{t}' WHERE EXISTS (SELECT {_of_tests(t)})" for t in tables())
        cursor.execute(" UNION ALL ".join(some))
        full = [name for (name,) in cursor.fetchall()]
        if full:  # foreign keys are asked at the end, so that the order is all one
            cursor.execute("; ".join(f"DELETE {_of_tests(name)}" for name in full))


def analyze() -> None:
    """A long test fills tables in one transaction, of which PostgreSQL would go on to think as empty."""
    with as_owner() as cursor:
        cursor.execute(f"ANALYZE {', '.join(map(_quoted, tables()))}")


@once
def tables() -> tuple[str, ...]:
    """Those the tests fill."""
    found = _names("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    return tuple(name for name in found if name not in LAID_DOWN)


def _of_tests(table: str) -> str:
    """The table's rows that no migration laid down."""
    return f"FROM {_quoted(table)} WHERE {BESIDE.get(table, 'true')}"


@once
def _triggers() -> tuple[str, ...]:
    return _names("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")


def _names(question: str) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return tuple(name for (name,) in cursor.fetchall())


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def rows() -> set[tuple[str, str]]:
    """Every row of every table the tests fill, as PostgreSQL writes it."""
    each = (f"SELECT '{t}', one::text FROM {_quoted(t)} AS one" for t in tables())
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        return set(cursor.fetchall())


def reserve_keys() -> None:
    """A test's own rows get keys above those of what is kept, so that the two never meet."""
    with as_owner() as cursor:
        cursor.execute(
            "SELECT setval(format('%%I.%%I', schemaname, sequencename), %s)"
            " FROM pg_sequences WHERE schemaname = 'public' AND coalesce(last_value, 0) < %s",
            [FREE, FREE],
        )


@contextmanager
def keys_above(last: int) -> Iterator[None]:
    """What is written inside has keys above that; afterwards the sequences go on as before."""
    with as_owner() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', schemaname, sequencename), last_value"
            " FROM pg_sequences WHERE schemaname = 'public'"
        )
        before = cursor.fetchall()
    _set_keys([(name, last) for name, _ in before])
    try:
        yield
    finally:
        _set_keys(before)


def _set_keys(keys: list[tuple[str, int]]) -> None:
    names, numbers = zip(*keys, strict=True)
    with as_owner() as cursor:
        cursor.execute(
            "SELECT setval(name::regclass, number) FROM unnest(%s::text[], %s::bigint[]) AS of(name, number)",
            [list(names), list(numbers)],
        )
