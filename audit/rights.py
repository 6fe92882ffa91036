"""Rights of the database role the portal logs in with: it can add to the trail, never change it."""

from typing import Any

from django.conf import settings
from django.db import connections
from psycopg import sql

_CONTEXT_TABLE = "pghistory_context"


def event_models() -> list[Any]:
    from django.apps import apps

    return [m for m in apps.get_app_config("audit").get_models() if hasattr(m, "pgh_tracked_model")]


def grant_rights(using: str = "default") -> None:
    """Lay the rights down anew; runs after every migrate, as the owner. Safe to repeat."""
    role = sql.Identifier(settings.RITS_APP_ROLE)
    events = [model._meta.db_table for model in event_models()]
    statements = [
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role),
        sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}").format(
            role
        ),
        sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(role),
        sql.SQL("REVOKE DELETE, TRUNCATE ON {} FROM {}").format(
            sql.Identifier(_CONTEXT_TABLE), role
        ),
        sql.SQL("REVOKE ALL ON django_migrations FROM {0}; GRANT SELECT ON django_migrations TO {0}")
        .format(role),
        *(
            sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(
                sql.Identifier(table), role
            )
            for table in events
        ),
    ]  # fmt: skip
    connection = connections[using]
    name = sql.Identifier(str(connection.settings_dict["NAME"]))
    # a temporary table would lie before the event table of the same name and swallow its events
    statements.append(sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC, {}").format(name, role))
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        if _CONTEXT_TABLE not in existing or not existing.issuperset(events):
            return  # in the middle of a partial migrate
        for statement in statements:
            cursor.execute(statement)
