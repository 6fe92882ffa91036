"""Real PostgreSQL and Valkey, of their own name and number; loud: what production logs, a test raises."""

from os import environ

from .databases import database
from .dev import *  # noqa: F403
from .dev import DATABASE_OWNER_URL, DATABASES, REDIS_URL, STORAGES, VAR_DIR, cache, files

SECRET_KEY = "tests only"  # noqa: S105
RITS_DEMO = False
# Tests make and migrate their database as the owner; then every connection takes the portal's role.
RITS_LOGIN_DATABASE = DATABASES["default"]
DATABASES = {"default": database(DATABASE_OWNER_URL) | {"CONN_MAX_AGE": 0}}
# When the server falls the test is lost too; the trial of killed servers has a database of its own.
# A statement without an end makes its test fail, not the whole run wait.
DATABASES["default"]["OPTIONS"]["options"] = (  # type: ignore[index]
    "-c synchronous_commit=off -c statement_timeout=180s"
)
# Each parallel worker has its own number on the Valkey server: one may empty it without the others.
_number = int(environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 14 + 1
CACHES = cache(
    REDIS_URL.replace("db=0", f"db={_number}") if "db=0" in REDIS_URL else f"{REDIS_URL}/{_number}"
)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
RITS_LETTERS_BEHIND_THE_ANSWER = False  # a test reads them at once
RITS_ORIGIN = "http://testserver"
WHITENOISE_AUTOREFRESH = True  # the client of each test would look at every file at its start
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
# Several runs beside one another: each has its own database.
_name = "test_rits_" + environ.get("RITS_TEST_SUFFIX", "suite")
DATABASES["default"]["TEST"] = {"NAME": _name}
# So have their files: what a run leaves is taken away when the next one begins (tests/conftest.py).
_files = VAR_DIR / "files-of-tests" / _name / environ.get("PYTEST_XDIST_WORKER", "gw0")
STORAGES["files"], STORAGES["originals"] = files(_files / "files"), files(_files / "originals")
