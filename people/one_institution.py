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


def same_or_no_institution(table: str, column: str, target: str) -> RunSQL:
    """What the row points to belongs to its institution, or to none: it is common to all. A foreign key
    cannot say that, so a trigger does, by the name that a key would have."""
    name = f"{table.split('_')[1]}_{column}_of_one_institution"
    return RunSQL(
        f"""
        CREATE FUNCTION public.{name}() RETURNS trigger LANGUAGE plpgsql
        SET search_path = pg_catalog, public AS $$ BEGIN
            IF EXISTS (
                SELECT FROM {target} WHERE id = NEW.{column}_id AND institution_id <> NEW.institution_id
            ) THEN
                RAISE foreign_key_violation USING
                    MESSAGE = 'of another institution', TABLE = '{table}', CONSTRAINT = '{name}';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OF {column}_id, institution_id ON {table}
        FOR EACH ROW EXECUTE FUNCTION public.{name}()
        """,
        f"DROP TRIGGER {name} ON {table}; DROP FUNCTION public.{name}()",
    )
