"""Rights of the database role the portal logs in with: it can add to the trail, never change it."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections
from psycopg import sql

_CONTEXT_TABLE = "pghistory_context"
_READS_TABLE = "people_sensitiveread"
_SETTLED_AFTER = "15 minutes"  # longer than any request or task adds to its own context


def event_models() -> list[Any]:
    models = apps.get_app_config("audit").get_models()
    return [model for model in models if hasattr(model, "pgh_tracked_model")]


def grant_rights(using: str = "default") -> None:
    """Lay the rights down anew; runs after every migrate, as the owner. Safe to repeat."""
    connection = connections[using]
    events = [model._meta.db_table for model in event_models()]
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        if not existing.issuperset({_CONTEXT_TABLE, _READS_TABLE, *events}):
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
    yield sql.SQL("REVOKE DELETE, TRUNCATE ON {} FROM {}").format(
        sql.Identifier(_CONTEXT_TABLE), role
    )
    for table in [*events, _READS_TABLE]:
        revoke = sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}")
        yield revoke.format(sql.Identifier(table), role)


def _guards() -> Iterator[sql.Composed]:
    """Two things rights alone cannot say.

    The portal's role cannot switch triggers off for itself (pgtrigger's own function would let
    it); the owner still can, for lawful erasure. And a context settles: pghistory must be able to
    add to the one of the running request, nobody to rewrite an older one.
    """
    yield sql.SQL(
        "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) "
        "RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN "
        "IF current_user = {} THEN RETURN false; END IF; "
        "RETURN coalesce(trigger_name::text = ANY(nullif("
        "current_setting('pgtrigger.ignore', true), '')::text[]), false); END $$"
    ).format(sql.Literal(str(settings.RITS_APP_ROLE)))
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
