"""Rights of the database role the portal logs in with: it reads the trail and can write nothing into it.

Events and their contexts are written by trigger functions, which run as their owner. Migrations lay these
functions down as pgtrigger and pghistory have them, so everything here is laid down anew after each.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.models import Model
from psycopg import sql

_CONTEXT_TABLE = "pghistory_context"
# by the portal itself; never changed
_ADDED_TO = ("people_sensitiveread", "audit_denial", "messaging_talkaddition")
_SETTLED_AFTER = "15 minutes"  # longer than any request or task adds to its own context


def event_models() -> list[Any]:
    models = apps.get_app_config("audit").get_models()
    return [model for model in models if hasattr(model, "pgh_tracked_model")]


def event_model_of(model: type[Model]) -> Any:
    """The events of a tracked model."""
    concrete = model._meta.concrete_model
    found = (e for e in event_models() if e.pgh_tracked_model._meta.concrete_model is concrete)
    return next(found)


def grant_rights(using: str = "default") -> None:
    """Lay the rights down anew; runs after every migrate, as the owner. Safe to repeat."""
    connection = connections[using]
    events = [model._meta.db_table for model in event_models()]
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        if not existing.issuperset({_CONTEXT_TABLE, *_ADDED_TO, *events}):
            return  # in the middle of a partial migrate
        for statement in [*_grants(events, str(connection.settings_dict["NAME"])), *_guards()]:
            cursor.execute(statement)


def _grants(events: list[str], database: str) -> Iterator[sql.Composed]:
    role = sql.Identifier(str(settings.RITS_APP_ROLE))
    for grant in (
        "GRANT USAGE ON SCHEMA public TO {}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
        "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM {}",
    ):
        yield sql.SQL(grant).format(role)
    # a temporary table would lie before the event table of the same name and swallow its events
    temporary = sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC, {}")
    yield temporary.format(sql.Identifier(database), role)
    for table in [*events, _CONTEXT_TABLE]:
        revoke = sql.SQL("REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {} FROM {}")
        yield revoke.format(sql.Identifier(table), role)
    for table in _ADDED_TO:
        revoke = sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}")
        yield revoke.format(sql.Identifier(table), role)


def _guards() -> Iterator[sql.Composed]:
    """What rights alone cannot say.

    The portal's role cannot switch triggers off for itself (pgtrigger's own function would let it); the
    owner still can, for lawful erasure. And what is written belongs to a context of now: the running
    request adds to its own, nobody rewrites an older one or puts an event under it.
    """
    role = sql.Literal(str(settings.RITS_APP_ROLE))
    # in a trigger the current user is its owner: who it is says the log-in, or the role it has set
    yield sql.SQL(
        "CREATE OR REPLACE FUNCTION public.is_the_portal() RETURNS boolean LANGUAGE sql STABLE AS $$ "
        "SELECT coalesce(nullif(current_setting('role', true), 'none'), session_user) = {} $$"
    ).format(role)
    yield sql.SQL(
        "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) "
        "RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN "
        "IF coalesce(current_setting('pgtrigger.ignore', true), '') = '' "
        "OR public.is_the_portal() THEN RETURN false; END IF; "
        "RETURN trigger_name::text = ANY(current_setting('pgtrigger.ignore')::text[]); END $$"
    ).format()
    yield sql.SQL(
        "CREATE OR REPLACE FUNCTION public.a_context_settles() "
        "RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at "
        "OR OLD.created_at < now() - interval {} "
        "THEN RAISE EXCEPTION 'a context of the trail has settled'; END IF; "
        "RETURN NEW; END $$"
    ).format(sql.Literal(_SETTLED_AFTER))
    yield sql.SQL(
        "CREATE OR REPLACE TRIGGER a_context_settles BEFORE UPDATE ON {} "
        "FOR EACH ROW EXECUTE FUNCTION public.a_context_settles()"
    ).format(sql.Identifier(_CONTEXT_TABLE))
    yield sql.SQL(_ATTACH).format(settled=sql.Literal(_SETTLED_AFTER))
    yield sql.SQL(_AS_ITS_OWNER).format()


# As pghistory has it, and: no event is put under a context of before.
_ATTACH = """
CREATE OR REPLACE FUNCTION public._pgh_attach_context() RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
    said_id text := nullif(current_setting('pghistory.context_id', true), '');
    said text := nullif(current_setting('pghistory.context_metadata', true), '');
    known pghistory_context;
BEGIN
    IF said_id IS NULL OR said IS NULL THEN RETURN NULL; END IF;
    SELECT * INTO known FROM pghistory_context WHERE id = said_id::uuid;
    IF known.created_at < now() - interval {settled} AND public.is_the_portal() THEN
        RAISE EXCEPTION 'a context of the trail has settled';
    END IF;
    IF known.metadata IS DISTINCT FROM said::jsonb THEN
        INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
            VALUES (said_id::uuid, said::jsonb, now(), now())
            ON CONFLICT (id) DO UPDATE
                SET metadata = excluded.metadata, updated_at = excluded.updated_at;
    END IF;
    RETURN said_id::uuid;
END $$
"""

_AS_ITS_OWNER = """
DO $$
DECLARE written record;
BEGIN
    FOR written IN
        SELECT oid::regprocedure AS name FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND prorettype = 'trigger'::regtype
          AND proname ~ '^pgtrigger_(insert_insert|update_update|delete_delete)_' AND NOT prosecdef
    LOOP
        EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = public, pg_temp', written.name);
    END LOOP;
END $$
"""
