"""What a request writes, counted from the statements it sends, without asking PostgreSQL anything."""

import re
from functools import cache as once
from typing import Any

from audit.rights import event_models

_WRITE = re.compile(
    r'(?<!FOR )\b(?:INSERT INTO|UPDATE|DELETE FROM|MERGE INTO|TRUNCATE|COPY)\s+"?(\w+)', re.I
)
_WRITING = ("insert", "update", "delete", "merge", "truncate", "copy", "with")
_SAVEPOINT = re.compile(r'(ROLLBACK TO )?SAVEPOINT "?(\w+)')
# A session is no journal entry, nor is that somebody was shown one, read one or was refused.
_NO_ENTRIES = {"django_session", "people_sensitiveread", "outbox_seen", "audit_denial"}


class Writes:
    """A wrapper of Django's cursors: sees every statement of this connection, raw and bulk ones too.

    Rows that a trigger or a cascade writes it does not see: they follow a statement that it does
    (of what this one touched no row, no trigger of a row fired). Nor does it see a function that writes
    when it is selected, psycopg's own ``copy()``, or another connection: the portal's pages use none.
    """

    def __init__(self) -> None:
        self.rows = 0  # by any statement, taken back or not
        self.standing = 0  # of those to what the trail follows, what no savepoint took back
        self._savepoints: dict[str, int] = {}

    def __call__(self, execute: Any, statement: Any, params: Any, many: bool, context: Any) -> Any:
        text = statement if isinstance(statement, str) else statement.as_string(None)
        done = execute(statement, params, many, context)
        if point := _SAVEPOINT.match(text):
            self._pass(point[2], back=bool(point[1]))
        elif text.lstrip().lower().startswith(_WRITING) and (found := _WRITE.search(text)):
            self._count(found[1], max(context["cursor"].rowcount, 0))
        return done

    def _pass(self, savepoint: str, *, back: bool) -> None:
        if back:
            self.standing = self._savepoints[savepoint]
        else:
            self._savepoints[savepoint] = self.standing

    def _count(self, table: str, rows: int) -> None:
        if table not in _NO_ENTRIES:
            self.rows += rows
        if table in _followed():
            self.standing += rows


@once
def _followed() -> frozenset[str]:
    return frozenset(model.pgh_tracked_model._meta.db_table for model in event_models())
