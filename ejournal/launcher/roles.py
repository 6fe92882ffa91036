"""The two log-ins and the database on the embedded PostgreSQL; an outside server has its own."""

from . import postgres
from .places import Places

OWNER, APPLICATION, DATABASE = "rits_owner", "rits_app", "rits"


def ensure(places: Places) -> None:
    """The owner migrates and may make test databases; the application uses what it was granted.

    Schema public needs nothing: since PostgreSQL 15 only the database's owner may create in it.
    """
    import psycopg  # heavy, and unneeded when everything runs already

    with psycopg.connect(
        postgres.url_of(places, "postgres", "postgres"), autocommit=True, connect_timeout=10
    ) as link:
        roles = {row[0] for row in link.execute("SELECT rolname FROM pg_roles")}
        if OWNER not in roles:
            link.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB")
        if APPLICATION not in roles:
            link.execute(f"CREATE ROLE {APPLICATION} LOGIN")
        link.execute(f"GRANT {APPLICATION} TO {OWNER}")
        if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            link.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER} ENCODING 'UTF8'")
