"""Real PostgreSQL, as the portal sees it: made and migrated by the owner, used in the portal's role."""

import os
import shutil
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management.commands import flush
from django.db import connection
from django.db.backends.signals import connection_created
from hypothesis import HealthCheck
from hypothesis import settings as effort

from audit.rights import grant_rights
from tests.suite import databases, static
from tests.suite.database import empty, reserve_keys, take_role

# Invented examples are the same each time, and no busy machine turns them red; the long proofs invent anew.
effort.register_profile(
    "suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
effort.load_profile("suite")


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Path:
    """A folder of the run; parallel workers have it in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def django_db_setup(request, shared, django_db_blocker, django_db_modify_db_settings):
    """After migrating as owner, every connection takes the role of the portal."""
    with django_db_blocker.unblock(), databases.one_at_a_time(shared / "database.lock"):
        _make_or_take(request, shared)
        grant_rights()  # those on the database itself no clone has
        reserve_keys()
    connection_created.connect(take_role)
    flush.Command.handle = empty
    yield
    connection_created.disconnect(take_role)
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def _make_or_take(request, shared: Path) -> None:
    """The worker that comes first has the migrations run, if need be, and clones it for the others."""
    mine = databases.own_name()
    kept = (shared / mine).exists() or not request.config.getoption("create_db")
    if kept and databases.stamp_of(mine) == databases.stamp():
        databases.use(mine)
        return
    request.getfixturevalue("django_db_setup")  # pytest-django's, which this one stands before
    others = databases.names_of_others(request.config)
    databases.share(mine, others)
    for name in others:
        (shared / name).touch()


@pytest.fixture(scope="session", autouse=True)
def static_files():
    """The pages' files, collected as in production."""
    from django.test import override_settings

    with override_settings(STATIC_ROOT=static.collected()):
        yield


@pytest.fixture(scope="session", autouse=True)
def stored_files():
    """Each worker has folders of its own, empty when it begins."""
    from django.conf import settings

    for storage in ("files", "originals"):
        shutil.rmtree(settings.STORAGES[storage]["OPTIONS"]["location"], ignore_errors=True)


@pytest.fixture(autouse=True)
def photos_wait(monkeypatch):
    """Their worker is a process of its own: tests call its loop (``tests.activities.photos``)."""
    monkeypatch.setattr("documents.tasks.make_photos.apply_async", lambda **options: None)


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
