"""Real PostgreSQL, as the portal sees it: made and migrated by the owner, used in the portal's role."""

import fcntl
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.commands import flush
from django.db import connection
from django.db.backends.signals import connection_created


def _take_role(connection, **kwargs) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {settings.RITS_APP_ROLE}")


def _as_owner(method):
    """TRUNCATE is the owner's right; the suite cleans up after transactional tests with it."""

    def handle(self, **options):
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        try:
            return method(self, **options)
        finally:
            _take_role(connection)

    return handle


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After migrating as owner, every connection takes the role of the portal."""
    with django_db_blocker.unblock():
        _take_role(connection)
    connection_created.connect(_take_role)
    flush.Command.handle = _as_owner(flush.Command.handle)
    yield
    connection_created.disconnect(_take_role)
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


@pytest.fixture(scope="session", autouse=True)
def static_files(tmp_path_factory):
    """The pages' files, collected as in production; the first of parallel workers does it for all."""
    from django.test import override_settings

    base = tmp_path_factory.getbasetemp()
    shared: Path = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    with (
        (shared / "static.lock").open("w") as lock,
        override_settings(STATIC_ROOT=shared / "static"),
    ):
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "static" / "staticfiles.json").exists():
            call_command("collectstatic", interactive=False, verbosity=0)
        fcntl.flock(lock, fcntl.LOCK_UN)
        yield


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    """Limits of a minute are counted in the cache, and where the clock stands still a minute has no end.

    Each worker has a cache of its own (``ejournal.settings.test``).
    """
    cache.clear()


@pytest.fixture
def house(db):
    """An institution with groups, staff and families (see ``tests/world.py``)."""
    from tests.world import a_house

    return a_house()


@pytest.fixture
def other_house(house):
    """A second institution, of the same shape, of which nothing may reach anybody of the first."""
    from tests.world import a_house

    return a_house("Saulstari", "40000000002")


@pytest.fixture
def savepoints_aside():
    """At most so many queries, the savepoints of the test's own transaction aside."""
    from contextlib import contextmanager

    from django.test.utils import CaptureQueriesContext

    @contextmanager
    def at_most(limit: int):
        with CaptureQueriesContext(connection) as captured:
            yield
        asked = [q["sql"] for q in captured if "SAVEPOINT" not in q["sql"]]
        assert len(asked) <= limit, "\n".join(asked)

    return at_most
