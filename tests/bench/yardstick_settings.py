"""The smallest Django that answers a signed-in person: sessions, log-in, one template, nothing of ours."""

from ejournal.settings.production import *  # noqa: F403

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "guardian",
    "outbox",  # people take a length from it
    "documents",  # and batches of slips their jobs
    "tests.bench.yardstick_people.Tables",
]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
ROOT_URLCONF = "tests.bench.yardstick"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.locmem.Loader",
                    {"one.html": "<!doctype html><title>{{ group.name }}</title>{{ user.pk }}"},
                )
            ]
        },
    }
]
