"""What the portal's database role may never do to the trail, asked with a log-in of its own."""

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from psycopg.errors import InsufficientPrivilege

from audit.rights import event_models, grant_rights
from people.models import Child
from tests.audit.trail import event_model_of

EVENTS = sorted(event._meta.db_table for event in event_models())


@pytest.fixture
def portal(db):
    """The test database as the portal logs in to it, not by SET ROLE; nothing of it stays."""
    here, login = connection.settings_dict, settings.RITS_LOGIN_DATABASE
    with psycopg.connect(
        dbname=here["NAME"], host=here["HOST"], port=here["PORT"] or None,
        user=settings.RITS_APP_ROLE, password=login["PASSWORD"] or None,
    ) as link:  # fmt: skip
        yield link
        link.rollback()


def refused(link, statement: str) -> bool:
    try:
        with link.transaction(force_rollback=True):
            link.execute(statement)
    except InsufficientPrivilege:
        return True
    return False


def test_the_portal_really_is_the_lesser_role(portal):
    who = "SELECT session_user, current_user, usesuper, usecreatedb FROM pg_user WHERE usename = session_user"
    assert portal.execute(who).fetchone() == ("rits_app", "rits_app", False, False)
    assert refused(portal, "SET ROLE rits_owner")
    assert refused(portal, "SET session_replication_role = replica")


def test_every_event_table_is_asked():
    assert len(EVENTS) >= 17


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET pgh_label = 'insert'",
        "DELETE FROM {}",
        "TRUNCATE {}",
        "UPDATE {} SET pgh_context_id = NULL",
        "LOCK TABLE {} IN ACCESS EXCLUSIVE MODE",
    ],
)
def test_events_are_only_added(portal, statement):
    assert [table for table in EVENTS if not refused(portal, statement.format(table))] == []


def test_events_are_read_and_added(portal):
    for table in EVENTS:
        portal.execute(f"SELECT count(*) FROM {table}")
    granted = "SELECT has_table_privilege(%s, 'INSERT')"
    assert all(portal.execute(granted, [table]).fetchone()[0] for table in EVENTS)


@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {} CASCADE", "DROP TABLE {}"])
def test_the_context_of_events_is_not_removed(portal, statement):
    assert refused(portal, statement.format("pghistory_context"))


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (a int)",
        "CREATE TEMP TABLE audit_markevent (a int)",  # would stand before the real one
        "CREATE SCHEMA mine",
        "CREATE VIEW mine AS SELECT 1",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE attendance_mark DISABLE TRIGGER ALL",
        "ALTER TABLE attendance_mark ADD COLUMN mine int",
        "DROP TABLE attendance_mark",
        "DROP TRIGGER pgtrigger_insert_insert_f1763 ON auth_group",
        "TRUNCATE attendance_mark",  # no trigger would record it
        "TRUNCATE django_session",
        "CREATE ROLE mine",
        "GRANT rits_owner TO rits_app",
        "SELECT setval('audit_markevent_pgh_id_seq', 1)",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())",
        "DELETE FROM django_migrations",
    ],
)
def test_no_definitions(portal, statement):
    assert refused(portal, statement)


def test_the_rights_hold_after_they_were_laid_down_again(db):
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        grant_rights()
        cursor.execute(f"SET ROLE {settings.RITS_APP_ROLE}")
        may = "SELECT has_table_privilege(current_user, %s, 'UPDATE, DELETE, TRUNCATE')"
        for table in EVENTS:
            cursor.execute(may, [table])
            assert cursor.fetchone() == (False,)


def test_the_suite_runs_in_the_portals_role(house):
    events = event_model_of(Child).objects
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        events.update(first_name="Cita")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        events.all().delete()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_childevent SET first_name = 'Cita'", "DELETE FROM audit_childevent"],
)
def test_even_the_owner_is_stopped_by_the_trigger(house, statement):
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() != (settings.RITS_APP_ROLE,)
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            cursor.execute(statement)
        cursor.execute(f"SET ROLE {settings.RITS_APP_ROLE}")


def test_the_journal_itself_stays_writable(portal):
    """What the portal is for is granted: rows of the journal, of sessions."""
    for table in ("attendance_mark", "people_child", "django_session"):
        may = portal.execute("SELECT has_table_privilege(%s, 'INSERT')", [table])
        assert may.fetchone() == (True,)
