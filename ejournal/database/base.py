"""Django's PostgreSQL, and beside its cursors one whose questions the server plans once in a connection.

Of a short question planning is most of what PostgreSQL does. Django's own cursor puts values into the
text, which makes each a question of its own; for what writes it has to stay so, since the trail's
context stands before the statement in the same text.
"""

from __future__ import annotations

from typing import Any

import psycopg
from django.db.backends.postgresql import base, operations
from django.db.backends.utils import CursorWrapper

_NEVER = 10**9  # times asked, until the driver prepares a question of itself


class PreparedCursor(psycopg.Cursor[Any]):
    """Values go beside the question, whose plan the server keeps."""

    def execute(self, query: Any, params: Any = None, **manner: Any) -> Any:
        return super().execute(query, params, prepare=True, **manner)


class DatabaseOperations(operations.DatabaseOperations):
    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> Any:
        """As it reads with its values."""
        if isinstance(cursor, PreparedCursor):
            return self.compose_sql(sql, params)
        return super().last_executed_query(cursor, sql, params)


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations

    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "prepare_threshold": _NEVER}

    def prepared_cursor(self) -> CursorWrapper:
        """For questions that only read, with values of always the same types: ``people.models.prepared``."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(PreparedCursor(self.connection))  # type: ignore[attr-defined]
