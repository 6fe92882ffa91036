"""Composite foreign keys: in the database itself no row joins two institutions."""

from django.db.migrations import RunSQL


def agree(name: str, *, table: str, columns: str, target: str, target_columns: str) -> RunSQL:
    """``table (columns)`` must be found together in ``target (target_columns)``; checked at commit."""
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) "
        f"REFERENCES {target} ({target_columns}) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def same_institution(table: str, column: str, target: str) -> RunSQL:
    """The row and what it points to belong to one institution."""
    return agree(
        f"{table.split('_')[1]}_{column}_of_one_institution",
        table=table,
        columns=f"{column}_id, institution_id",
        target=target,
        target_columns="id, institution_id",
    )
