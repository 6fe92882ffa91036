"""From a connection address to Django's dictionary."""

from psycopg.conninfo import conninfo_to_dict


def database(url: str) -> dict[str, object]:
    """Settings of one database, from a libpq address (``postgresql://role:secret@host/name``)."""
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    known = {name: parts.pop(name, "") for name in ("dbname", "user", "password", "host", "port")}
    return {
        "ENGINE": "ejournal.database",
        "NAME": known["dbname"],
        "USER": known["user"],
        "PASSWORD": known["password"],
        "HOST": known["host"],
        "PORT": known["port"],
        "OPTIONS": {"connect_timeout": 5, **parts},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
