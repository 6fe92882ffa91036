"""Production embeds nothing and refuses to start half-configured."""

from os import environ

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import cache
from .databases import database
from .mail import mail, origin

_NEEDED = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "RITS_SMTP_URL",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
)
if _missing := [name for name in _NEEDED if not environ.get(name)]:
    raise ImproperlyConfigured(f"Set {', '.join(_missing)} in the environment.")

SECRET_KEY = environ["SECRET_KEY"]
SECRET_KEY_FALLBACKS = environ.get("SECRET_KEY_FALLBACKS", "").split()
ALLOWED_HOSTS = environ["ALLOWED_HOSTS"].split(",")
DATABASES = {"default": database(environ["DATABASE_URL"])}
RITS_APP_ROLE = DATABASES["default"]["USER"]  # its rights are laid down after every migrate
DATABASE_OWNER_URL = environ["DATABASE_OWNER_URL"]
REDIS_URL = environ["REDIS_URL"]
CACHES = cache(REDIS_URL)
CELERY_BROKER_URL = environ.get("RITS_BROKER_URL", REDIS_URL)

_host = ALLOWED_HOSTS[0]
if not environ.get("RITS_ORIGIN") and _host.startswith((".", "*")):
    raise ImproperlyConfigured("Set RITS_ORIGIN: the first of ALLOWED_HOSTS names no single host.")
RITS_ORIGIN = origin(environ.get("RITS_ORIGIN") or f"https://{_host}")
_host = RITS_ORIGIN.removeprefix("https://").partition(":")[0]
globals().update(mail(environ["RITS_SMTP_URL"], must_be_private=True))
DEFAULT_FROM_EMAIL = environ.get("RITS_MAIL_FROM") or f"Rīts <rits@{_host}>"

# of RITS_TRUSTED_PROXIES alone (ejournal.middleware.ProxyMiddleware); the count: one behind another
ALLAUTH_TRUSTED_PROXY_COUNT = int(environ.get("RITS_PROXY_COUNT", "1"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
RITS_DEVICE_COOKIE_NAME = "__Host-device"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
