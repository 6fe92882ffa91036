"""How the suite gets its database: migrated once, kept while migrations stay the same, cloned for others.

``python -m tests.suite.databases gw0 gw1`` makes those of a run's workers before they start.
"""

import fcntl
import hashlib
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

# What a migrated database follows from; packages bring migrations of their own.
SOURCES = (
    "*/migrations/*.py",
    "audit/rights.py",
    "curriculum/catalogue.toml",
    "script/locks/test.txt",
)

# Before a database is dropped. WITH (FORCE) is refused while autovacuum is at work there, since that is
# the server's own and not ours to end; a plain DROP ends it itself and waits only for clients.
END_CLIENTS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = %s AND backend_type = 'client backend'"
)


def stamp() -> str:
    """Of all that a migrated database follows from."""
    base = Path(settings.BASE_DIR)
    found = hashlib.sha256()
    for path in sorted(path for pattern in SOURCES for path in base.glob(pattern)):
        found.update(f"{path.relative_to(base)}\n".encode() + path.read_bytes())
    return found.hexdigest()


@contextmanager
def one_at_a_time(lock_file: Path) -> Iterator[None]:
    """Of the workers of a run; the lock ends with its holder, however that ends."""
    with lock_file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def own_name() -> str:
    return str(connection.creation._get_test_db_name())


def names_of_others(config: Any) -> list[str]:
    """Databases of the other workers of this run."""
    worker = getattr(config, "workerinput", None)
    if worker is None:
        return []
    every = [f"gw{number}" for number in range(int(worker["workercount"]))]
    return [
        re.sub(rf"{worker['workerid']}$", other, own_name())
        for other in every
        if other != worker["workerid"]
    ]


def stamp_of(name: str) -> str | None:
    """:returns: what the database was stamped with, or None if it is not there or never was"""
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [name],
        )
        found = cursor.fetchone()
    return found[0] if found else None


def put_stamp(name: str, mark: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"COMMENT ON DATABASE {connection.ops.quote_name(name)} IS '{mark}'")


def clone(source: str, name: str) -> None:
    """A second database like the first, to which nobody may be connected; what was there is gone."""
    quoted = connection.ops.quote_name
    with connection._nodb_cursor() as cursor:
        cursor.execute(END_CLIENTS, [name])
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted(name)}")
        cursor.execute(f"CREATE DATABASE {quoted(name)} TEMPLATE {quoted(source)}")


def use(name: str) -> None:
    """As Django does when it has made a database for tests."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def share(first: str, others: list[str]) -> None:
    """A database that was just migrated gets its stamp, and the others are its clones."""
    connection.close()
    put_stamp(first, stamp())
    for name in others:
        clone(first, name)
        put_stamp(name, stamp())


def make(*workers: str) -> None:
    """Anew, whatever was there; the first is migrated, the others are its clones."""
    first, *others = [f"{own_name()}_{worker}" for worker in workers]
    connection.settings_dict["TEST"]["NAME"] = first
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    share(first, others)


if __name__ == "__main__":
    import django

    django.setup()
    make(*sys.argv[1:])
