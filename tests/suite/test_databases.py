"""A database is kept as long as what it follows from is the same, and a clone is the same database."""

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created
from psycopg import connect

from tests.suite import databases
from tests.suite.database import FREE, LAID_DOWN, as_owner, tables, take_role


def test_the_databases_mark_is_that_of_the_sources(db):
    assert databases.stamp_of(connection.settings_dict["NAME"]) == databases.stamp()


def test_the_mark_follows_the_migrations(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    of_none = databases.stamp()
    folder = tmp_path / "people" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_initial.py").write_text("one")
    of_one = databases.stamp()
    (folder / "0001_initial.py").write_text("two")
    assert len({of_none, of_one, databases.stamp()}) == 3


def test_each_worker_clones_for_all_others(monkeypatch):
    class Config:
        workerinput = {"workerid": "gw1", "workercount": 3}

    monkeypatch.setitem(connection.settings_dict["TEST"], "NAME", "rits_gw1")
    assert databases.names_of_others(Config) == ["rits_gw0", "rits_gw2"]


@pytest.fixture
def by_the_owner(db):
    connection_created.disconnect(take_role)
    yield
    connection_created.connect(take_role)


def test_a_clone_replaces_what_was_there(by_the_owner):
    source, copy = (f"{databases.own_name()}_{name}" for name in ("source", "copy"))
    with connection._nodb_cursor() as cursor:
        for name in (source, copy):
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {source}")
    try:
        databases.clone(source, copy)
        with connect(**connection.get_connection_params() | {"dbname": copy}):
            databases.clone(source, copy)  # though somebody is still connected
        databases.put_stamp(copy, "mark")
        assert (databases.stamp_of(source), databases.stamp_of(copy)) == (None, "mark")
    finally:
        with connection._nodb_cursor() as cursor:
            for name in (source, copy):
                cursor.execute(f"DROP DATABASE IF EXISTS {name}")


def test_the_owner_comes_and_goes(db):
    def who() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            return cursor.fetchone()[0]

    assert who() == settings.RITS_APP_ROLE
    with as_owner():
        assert who() != settings.RITS_APP_ROLE
    assert who() == settings.RITS_APP_ROLE
    with pytest.raises(ZeroDivisionError), as_owner():
        1 / 0  # noqa: B018
    assert who() == settings.RITS_APP_ROLE


def test_what_is_kept_refers_to_nothing_that_is_emptied(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint"
            " WHERE contype = 'f'"
        )
        outward = {pair for pair in cursor.fetchall() if pair[0] in LAID_DOWN}
    assert {to for _, to in outward} <= set(LAID_DOWN)
    assert not set(LAID_DOWN) & set(tables())


def test_a_tests_own_keys_are_above_those_kept(house):
    assert house.child(house.groups["Bitītes"], "Zita", "Jauna").pk > FREE
