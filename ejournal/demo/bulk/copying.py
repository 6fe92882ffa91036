"""COPY through the portal's own connection: the triggers of the trail fire as for any insert."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pghistory
from django.db import connection, models
from psycopg import sql


def copy(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of these fields; the table numbers them. Within ``pghistory.context`` only.

    pghistory puts its context before statements that Django executes, which COPY is not. What it
    set for an earlier statement holds until the end of the transaction, so one statement that
    changes nothing is executed first.
    """
    columns = [sql.Identifier(_column(model, name)) for name in fields]
    table = sql.Identifier(model._meta.db_table)
    order = sql.SQL("COPY {} ({}) FROM STDIN").format(table, sql.SQL(", ").join(columns))
    with connection.cursor() as cursor:
        _tell_the_trail(cursor)
        with cursor.copy(order) as out:
            for row in rows:
                out.write_row(row)


def copy_rows(model: Any, rows: Iterable[Any]) -> None:
    """Unsaved rows, whole; they do not learn their keys."""
    columns = [field for field in model._meta.concrete_fields if not field.primary_key]
    values = ([getattr(row, column.attname) for column in columns] for row in rows)
    copy(model, [column.name for column in columns], values)


def _column(model: type[models.Model], name: str) -> str:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return str(field.column)


def _tell_the_trail(cursor: Any) -> None:
    """:raises RuntimeError: nobody has said who writes"""
    if not connection.in_atomic_block:
        raise RuntimeError("the context of the trail lasts as long as its transaction")
    with pghistory.context() as told:
        if not told.metadata:
            raise RuntimeError("say in a context who writes")
        cursor.execute("VALUES (1)")
