"""How the portal starts: production refuses to do so half-configured, development keeps a key."""

import os
import stat
import subprocess
import sys

import pytest
from django.conf import settings

from ejournal.settings import dev

# Nothing is connected to: reserved names that resolve nowhere.
WHOLE = {
    "DATABASE_URL": "postgresql://app:secret@db.invalid/rits",
    "DATABASE_OWNER_URL": "postgresql://owner:secret@db.invalid/rits",
    "REDIS_URL": "redis://redis.invalid:6379/0",
    "SECRET_KEY": "0kqV7-c3w9ZrX_b2Lm8Tn4Yp6Sd1Fg5Hj-Qa0We9Rt8Yu7Io6Pz",
    "ALLOWED_HOSTS": "rits.example.lv",
}


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """Python in an environment of its own, with the production settings."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR, text=True, capture_output=True, check=False, timeout=60,
        env={
            "PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "ejournal.settings.production",
        } | environment,
    )  # fmt: skip


def start(**environment: str) -> subprocess.CompletedProcess:
    return python("-c", "import django; django.setup()", **environment)


@pytest.mark.parametrize("missing", WHOLE)
def test_production_refuses_to_start_without(missing):
    without = {name: value for name, value in WHOLE.items() if name != missing}
    refusal = start(**without)
    assert refusal.returncode != 0
    assert "ImproperlyConfigured" in refusal.stderr
    assert missing in refusal.stderr.splitlines()[-1]
    assert not any(value in refusal.stderr for value in without.values())


def test_an_empty_variable_is_a_missing_one():
    refusal = start(**WHOLE | {"SECRET_KEY": ""})
    assert refusal.returncode != 0
    assert "SECRET_KEY" in refusal.stderr.splitlines()[-1]


def test_production_starts_when_all_are_there_and_django_warns_of_nothing():
    checked = python(
        "manage.py", "check", "--deploy", "--fail-level", "WARNING", **WHOLE
    )  # fmt: skip
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


def test_production_is_told_of_nothing_embedded():
    told = python(
        "-c",
        "import django, sys; django.setup(); from django.conf import settings as s; "
        "assert not any(name.startswith('ejournal.launcher') for name in sys.modules); "
        "assert not s.DEBUG and not s.RITS_DEMO; "
        "assert s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE and s.SECURE_SSL_REDIRECT; "
        "assert s.DATABASES['default']['USER'] == 'app'; "
        "assert s.ALLOWED_HOSTS == ['rits.example.lv']",
        **WHOLE,
    )
    assert told.returncode == 0, told.stderr


def test_the_key_of_development_is_its_owners_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(dev, "VAR_DIR", tmp_path / "var")
    key = dev._own_secret_key()
    kept = tmp_path / "var" / "secret_key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert len(key) >= 50
    assert dev._own_secret_key() == key == kept.read_text()


def test_two_checkouts_have_two_keys(tmp_path, monkeypatch):
    keys = set()
    for name in ("one", "other"):
        monkeypatch.setattr(dev, "VAR_DIR", tmp_path / name)
        keys.add(dev._own_secret_key())
    assert len(keys) == 2
