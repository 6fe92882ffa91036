"""What the portal's database role may never do to the trail, asked with a log-in of its own."""

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from psycopg.errors import InsufficientPrivilege, RaiseException

from audit.rights import event_models, grant_rights
from people.models import Child
from tests.audit.trail import event_model_of
from tests.suite.database import as_owner

EVENTS = sorted(event._meta.db_table for event in event_models())


@pytest.fixture
def portal(db):
    """The test database as the portal logs in to it, not by SET ROLE; nothing of it stays."""
    yield from _logged_in()


@pytest.fixture
def portal_of_a_transaction(transactional_db):
    """The same, which sees what the test has committed."""
    yield from _logged_in()


def _logged_in():
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
        "INSERT INTO {} DEFAULT VALUES",
        "UPDATE {} SET pgh_label = 'insert'",
        "DELETE FROM {}",
        "TRUNCATE {}",
        "UPDATE {} SET pgh_context_id = NULL",
        "LOCK TABLE {} IN ACCESS EXCLUSIVE MODE",
    ],
)
def test_nothing_is_written_into_the_trail(portal, statement):
    assert [table for table in EVENTS if not refused(portal, statement.format(table))] == []


def test_events_are_read(portal):
    for table in EVENTS:
        portal.execute(f"SELECT count(*) FROM {table}")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO {} (id, metadata, created_at, updated_at)"
        " VALUES (gen_random_uuid(), '{{}}', now() - interval '20 days', now())",
        "UPDATE {} SET metadata = '{{}}'",
        "DELETE FROM {}",
        "TRUNCATE {} CASCADE",
        "DROP TABLE {}",
    ],
)
def test_no_context_is_written_by_hand(portal, statement):
    assert refused(portal, statement.format("pghistory_context"))


def change(link, context: str, name: str = "Cita") -> None:
    """What the portal does: a context is said, a row is changed."""
    for name_of_it, said in (("context_id", context), ("context_metadata", '{"user": 6}')):
        link.execute("SELECT set_config(%s, %s, true)", [f"pghistory.{name_of_it}", said])
    link.execute("INSERT INTO auth_group (name) VALUES (%s)", [name])


_CONTEXT = "7f1c9f0e-0000-4000-8000-000000000001"


def test_a_change_by_the_real_log_in_is_in_the_trail_with_its_context(portal):
    change(portal, _CONTEXT)
    kept = "SELECT metadata FROM audit_authgroupevent JOIN pghistory_context c ON c.id = pgh_context_id"
    assert portal.execute(f"{kept} WHERE name = 'Cita'").fetchall() == [({"user": 6},)]


@pytest.mark.django_db(transaction=True)
def test_no_event_is_put_under_an_old_context(portal_of_a_transaction):
    with as_owner() as cursor:
        cursor.execute(
            "INSERT INTO pghistory_context (id, metadata, created_at, updated_at)"
            " VALUES (%s, '{\"user\": 6}', now() - interval '20 days', now())",
            [_CONTEXT],
        )
    with pytest.raises(RaiseException, match="settled"):
        change(portal_of_a_transaction, _CONTEXT)


@pytest.mark.django_db(transaction=True)
def test_what_stands_open_is_closed_by_every_migrate(portal_of_a_transaction):
    """As pgtrigger lays its functions down, and with rights that somebody gave by hand; twice."""
    for _ in range(2):
        with as_owner() as cursor:
            cursor.execute(_OPENED)
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        call_command("migrate", verbosity=0, interactive=False)
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {settings.RITS_APP_ROLE}")
        for act in (
            "INSERT INTO {} DEFAULT VALUES",
            "UPDATE {} SET pgh_label = 'x'",
            "TRUNCATE {}",
        ):
            assert refused(portal_of_a_transaction, act.format("audit_markevent"))
        change(portal_of_a_transaction, _CONTEXT)
        portal_of_a_transaction.rollback()


_OPENED = f"""
    GRANT INSERT, UPDATE, TRUNCATE ON audit_markevent, pghistory_context TO {settings.RITS_APP_ROLE};
    DO $$ DECLARE written record; BEGIN
        FOR written IN SELECT oid::regprocedure AS name FROM pg_proc WHERE prosecdef
            AND proname LIKE 'pgtrigger%%' LOOP
            EXECUTE format('ALTER FUNCTION %%s SECURITY INVOKER RESET search_path', written.name);
        END LOOP;
    END $$
""".replace("%%", "%")


def test_no_trigger_is_ignored_by_the_real_log_in(portal):
    names = "SELECT array_agg(tgname)::text FROM pg_trigger WHERE NOT tgisinternal"
    ignored = portal.execute(names).fetchone()[0]
    portal.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [ignored])
    change(portal, _CONTEXT)
    kept = "SELECT count(*) FROM audit_authgroupevent WHERE name = 'Cita'"
    assert portal.execute(kept).fetchone() == (1,)


def test_functions_of_the_trail_run_as_their_owner_in_a_fixed_schema(portal):
    lax = (
        "SELECT proname FROM pg_proc WHERE prosrc LIKE '%%INSERT INTO \"audit\\_%%' AND"
        " (NOT prosecdef OR proconfig IS DISTINCT FROM ARRAY['search_path=public, pg_temp'])"
    )
    assert portal.execute(lax).fetchall() == []


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
        for _ in range(2):
            grant_rights()
        cursor.execute(f"SET ROLE {settings.RITS_APP_ROLE}")
        may = "SELECT has_table_privilege(current_user, %s, 'INSERT, UPDATE, DELETE, TRUNCATE')"
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
