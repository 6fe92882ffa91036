"""Facts about the project. Environments differ in a page; secrets have no default here."""

from os import environ
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from .proxies import proxies
from .schedule import CELERY_BEAT_SCHEDULE  # noqa: F401

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"


def files(folder: str | Path) -> dict[str, Any]:
    """Where stored files lie, read by the portal's own user only; any storage of Django's may do it."""
    private = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": folder, **private},
    }


DEBUG = False
ROOT_URLCONF = "ejournal.urls"
WSGI_APPLICATION = "ejournal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

OUR_APPS = [
    "ejournal", "audit", "assessment", "activities", "messaging", "planning", "attendance", "curriculum",
    "agreements", "manners", "duties", "people", "documents", "outbox",
]  # fmt: skip
INSTALLED_APPS = [
    *OUR_APPS,
    "ejournal.apps.RitsAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "guardian",
    "pghistory",
    "pgtrigger",
    "django_htmx",
    "template_partials",
    "csp",
]

MIDDLEWARE = [
    "ejournal.middleware.ProxyMiddleware",
    "ejournal.middleware.ReceivedAtMiddleware",
    "ejournal.middleware.ReadableMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # adds random bytes, so that lengths tell no secret
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ejournal.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "ejournal.bodies.BodyMiddleware",  # before the first that reads a form
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "people.middleware.AccessMiddleware",
    "ejournal.middleware.PrivatePagesMiddleware",
    "audit.middleware.TrailMiddleware",
    "audit.middleware.DenialMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "people.devices.idle.IdleLockMiddleware",
    "people.devices.stay.StayMiddleware",
    "ejournal.sign_in.login.LoginRequiredMiddleware",
    "people.middleware.KeptOutMiddleware",
    "people.middleware.ActingRoleMiddleware",
    "people.middleware.QuotaMiddleware",
    "ejournal.sign_in.gate.GateMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ejournal.sign_in.reauthentication.FreshSignInMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "people.middleware.ToViewMiddleware",  # past all that stands before a view: see there
    "manners.middleware.WordsMiddleware",  # asked of what a kept form sends too
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ejournal.shell.shell",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- language, time ---------------------------------------------------------------------------
LANGUAGE_CODE = "lv"
LANGUAGES = [("lv", "Latviešu"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["ejournal.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Riga"
FIRST_DAY_OF_WEEK = 1

# --- people, log-in ---------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["people.backends.KeyBackend"]
ANONYMOUS_USER_NAME = None  # guardian: no ghost person
GUARDIAN_MONKEY_PATCH_USER = False
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # people/access asks guardian itself; no backend answers
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "ejournal.sign_in.second_step.MFAAdapter"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "ejournal.sign_in.second_step.AddPasskeyForm",
    "authenticate": "ejournal.sign_in.second_step.AuthenticateForm",
    "reauthenticate": "ejournal.sign_in.second_step.ReauthenticateForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # whoever came by a slip may have no address at all
MFA_TOTP_ISSUER = "Rīts"
MFA_TOTP_TOLERANCE = 1
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_ADAPTER = "ejournal.sign_in.login.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "ejournal.sign_in.login.LoginForm",
    "change_password": "ejournal.sign_in.login.ChangePasswordForm",
    "reset_password": "ejournal.sign_in.login.ResetPasswordForm",
    "reset_password_from_key": "ejournal.sign_in.login.ResetPasswordKeyForm",
    "request_login_code": "ejournal.sign_in.login.RequestLoginCodeForm",
    "confirm_login_code": "ejournal.sign_in.login.ConfirmLoginCodeForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email", "username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no letters to strangers; the answer is the same
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # the others end (ejournal/sign_in/new_password.py)
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Rīts: "
# Forty teachers share one address at 8:45: per account first, then per address.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "10/5m/key,200/5m/ip",
    "slip": "10/5m/key,120/m/ip",
    "pin": "30/5m/key,120/m/ip",
    "reset_password": "120/m/ip,5/h/key",
    "reset_password_from_key": "120/m/ip",
    "request_login_code": "120/m/ip,3/m/key",
    "change_password": "10/5m/user",
}
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
RITS_TRUSTED_PROXIES = proxies(environ.get("RITS_TRUSTED_PROXIES", ""))
ALLAUTH_TRUSTED_PROXY_COUNT = 0
PASSWORD_RESET_TIMEOUT = 3600
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "people.sign_in.passwords.LengthValidator"},
    {"NAME": "people.sign_in.passwords.AroundValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- sessions, cookies, headers ---------------------------------------------------------------
SESSION_ENGINE = "people.sign_in.store"  # in the database: the cache may be flushed at any moment
SESSION_COOKIE_AGE = 12 * 3600  # a parent's lasts longer (people/devices/stay.py)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
RITS_DEVICE_COOKIE_NAME = "device"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "ejournal.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Tabler's stylesheet holds data: images
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Messages name children; the browser keeps nothing personal.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
# A file stays in memory, whatever its size (ejournal/bodies.py holds it to what its view takes): none lies
# about on a disk beside the storages.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

# --- files ------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "documents.content.Nowhere"},
    "files": files(environ.get("RITS_FILES_DIR") or VAR_DIR / "files"),
    "originals": files(environ.get("RITS_ORIGINALS_DIR") or VAR_DIR / "originals"),  # in no backup
    "staticfiles": {"BACKEND": "ejournal.static.PagesFiles"},
}

# --- trail ------------------------------------------------------------------------------------
PGHISTORY_APPEND_ONLY = True

# --- tasks ------------------------------------------------------------------------------------
# A task is only a wake-up: acknowledged at once, since the rows remember and the beat comes by. With
# late acknowledgement a worker dies of a broker that dies during a task (kombu 5.7; script/deliver shows it).
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_DISABLE_PREFETCH = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "max_retries": 0,
    "socket_connect_timeout": 2,  # a page does not wait longer for a broker that is away
    "socket_timeout": 5,  # or for one that is silent
}
CELERY_TASK_ROUTES = {  # slow mail delays no reminder, nor does a heavy document
    "outbox.tasks.relay": {"queue": "letters"},
    "people.tasks.send_links": {"queue": "letters"},
    "attendance.tasks.send_counts": {"queue": "letters"},
    "documents.tasks.work": {"queue": "jobs"},
    "documents.tasks.make_photos": {"queue": "photos"},
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = "UTC"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

# --- outbox -----------------------------------------------------------------------------------
RITS_CLAIM_SECONDS = 300  # longer than any letter takes to send; then it is tried by somebody else
RITS_LETTERS_BEHIND_THE_ANSWER = True
RITS_ORIGIN = "http://localhost:8000"  # how letters address the portal
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = "Rīts <rits@localhost>"

# --- log --------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}

# --- whose portal it is (R7); an operator names itself in the environment -----------------------
RITS_OPERATOR = environ.get("RITS_OPERATOR", "")
RITS_OPERATOR_CONTACT = environ.get("RITS_OPERATOR_CONTACT", "")
RITS_LICENCE = environ.get("RITS_LICENCE", "")

RITS_DEMO = False  # the demo's log-ins are shown on the log-in page only where this is true


def cache(redis_url: str) -> dict[str, dict[str, object]]:
    """Django's cache settings for one Redis-protocol server."""
    return {"default": {"BACKEND": "ejournal.cache.ForgivingCache", "LOCATION": redis_url}}
