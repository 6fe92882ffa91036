"""The database's own refusals: which there are, and what breaking one raises."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction

# Checks, uniqueness, exclusion, foreign keys of several columns; and unique indexes that are no
# constraint to PostgreSQL (conditional ones, those over an expression). Simple foreign keys and
# primary keys are Django's.
_NAMES = """
    SELECT c.conname FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
    WHERE t.relname LIKE %(tables)s
      AND (c.contype IN ('c', 'x', 'u') OR (c.contype = 'f' AND array_length(c.conkey, 1) > 1))
    UNION
    SELECT i.relname FROM pg_index x
      JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
    WHERE t.relname LIKE %(tables)s AND x.indisunique AND NOT x.indisprimary
"""


def constraints_of(app: str) -> set[str]:
    """Names of all constraints on the tables of an app."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, {"tables": f"{app}\\_%"})
        return {name for (name,) in cursor.fetchall()}


@contextmanager
def refused_by(name: str):
    """What is done inside breaks the constraint of that name, at once or at the commit."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():  # noqa: PT012
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert refusal.value.__cause__.diag.constraint_name == name


@contextmanager
def accepted():
    """What is done inside breaks nothing, at the commit neither."""
    with transaction.atomic():
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
