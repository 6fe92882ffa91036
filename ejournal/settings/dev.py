"""Development and the demo: starts its own real PostgreSQL and Valkey unless told of others."""

import secrets
from os import environ

from ejournal.launcher import services

from .base import *  # noqa: F403
from .base import VAR_DIR, cache
from .databases import database


def _own_secret_key() -> str:
    """A key of this checkout, made once, readable by its owner only."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


SECRET_KEY = environ.get("SECRET_KEY") or _own_secret_key()
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
RITS_DEMO = True

if "DATABASE_URL" in environ and "REDIS_URL" in environ:
    _database_url, REDIS_URL = environ["DATABASE_URL"], environ["REDIS_URL"]
    DATABASE_OWNER_URL = environ.get("DATABASE_OWNER_URL", _database_url)
    CELERY_BROKER_URL = environ.get("RITS_BROKER_URL", REDIS_URL)
else:
    _services = services.ensure()
    _database_url, REDIS_URL = _services.database_url, _services.redis_url
    DATABASE_OWNER_URL = _services.database_owner_url
    CELERY_BROKER_URL = getattr(_services, "broker_url", REDIS_URL)

DATABASES = {"default": database(_database_url)}
CACHES = cache(REDIS_URL)
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
