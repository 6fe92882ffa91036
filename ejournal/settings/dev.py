"""Development and the demo: starts its own real PostgreSQL and Valkey unless told of others."""

import os
import secrets
from contextlib import suppress
from os import environ

from ejournal.launcher import services

from .base import *  # noqa: F403
from .base import RITS_CLAIM_SECONDS, RITS_ORIGIN, VAR_DIR, cache
from .databases import database
from .mail import mail


def _own_secret_key() -> str:
    """A key of this checkout, made once, readable by its owner only."""
    path = VAR_DIR / "secret_key"
    VAR_DIR.mkdir(exist_ok=True)
    with suppress(FileExistsError):  # two processes may begin at once; the first one's key counts
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        os.write(handle, secrets.token_urlsafe(50).encode())
        os.close(handle)
    return path.read_text().strip()


SECRET_KEY = environ.get("SECRET_KEY") or _own_secret_key()
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
RITS_DEMO = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost

if environ.get("DATABASE_URL") and environ.get("REDIS_URL"):
    _database_url, REDIS_URL = environ["DATABASE_URL"], environ["REDIS_URL"]
    DATABASE_OWNER_URL = environ.get("DATABASE_OWNER_URL") or _database_url
else:
    _services = services.ensure()
    _database_url, REDIS_URL = _services.database_url, _services.redis_url
    DATABASE_OWNER_URL = _services.database_owner_url

CELERY_BROKER_URL = services.broker_form(REDIS_URL)
DATABASES = {"default": database(_database_url)}
RITS_APP_ROLE = DATABASES["default"]["USER"]
CACHES = cache(REDIS_URL)

# script/run gives both: its own address and that of its mail catcher
RITS_ORIGIN = environ.get("RITS_ORIGIN") or RITS_ORIGIN
if environ.get("RITS_SMTP_URL"):
    globals().update(mail(environ["RITS_SMTP_URL"]))
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# a trial that kills a worker in the midst of a letter cannot wait as long as the real portal does
RITS_CLAIM_SECONDS = int(environ.get("RITS_CLAIM_SECONDS", RITS_CLAIM_SECONDS))
