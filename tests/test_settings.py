"""How the portal starts: production refuses to do so half-configured, development keeps a key."""

import ast
import os
import stat
import subprocess
import sys
import traceback
from collections import Counter

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from ejournal.launcher import commands
from ejournal.settings import dev
from ejournal.settings.mail import mail

# Nothing is connected to: reserved names that resolve nowhere.
WHOLE = {
    "DATABASE_URL": "postgresql://app:secret@db.invalid/rits",
    "DATABASE_OWNER_URL": "postgresql://owner:secret@db.invalid/rits",
    "REDIS_URL": "redis://redis.invalid:6379/0",
    "RITS_SMTP_URL": "smtp+tls://rits:secret@mail.invalid",
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
        "assert s.ALLOWED_HOSTS == ['rits.example.lv']; "
        "assert s.RITS_TRUSTED_PROXIES == ()",
        **WHOLE,
    )
    assert told.returncode == 0, told.stderr


def letters_of(**environment: str) -> list[str]:
    """Whose name they bear, where they lead and who takes them, in production."""
    names = "DEFAULT_FROM_EMAIL", "RITS_ORIGIN", "EMAIL_HOST", "EMAIL_BACKEND"
    tell = f"from django.conf import settings as s; [print(getattr(s, n)) for n in {names}]"
    told = python("-X", "utf8", "-c", tell, **WHOLE | environment)
    assert told.returncode == 0, told.stderr
    return told.stdout.splitlines()


def test_letters_of_production_lead_to_its_first_host_unless_told_otherwise():
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    ours, named = "Rīts <rits@rits.example.lv>", "Bitīte <raksti@bitite.example.lv>"
    assert letters_of() == [ours, "https://rits.example.lv", "mail.invalid", smtp]
    elsewhere = letters_of(RITS_ORIGIN="https://bitite.example.lv/", RITS_MAIL_FROM=named)
    assert elsewhere[:2] == [named, "https://bitite.example.lv"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"RITS_SMTP_URL": "smtp://rits:secret@mail.invalid"},  # letters and the secret in the clear
        {"RITS_ORIGIN": "http://rits.example.lv"},
        {"RITS_ORIGIN": "rits.example.lv"},
        {"RITS_ORIGIN": "https://rits.example.lv/journal"},
        {"ALLOWED_HOSTS": "*"},
        {"ALLOWED_HOSTS": ".example.lv"},
    ],
)
def test_production_refuses_letters_that_would_be_open_or_lead_astray(wrong):
    refusal = start(**WHOLE | wrong)
    assert refusal.returncode != 0
    assert "ImproperlyConfigured" in refusal.stderr
    assert "secret" not in refusal.stderr.replace("secret_key", "")


def test_production_refuses_a_mail_server_it_cannot_read_and_tells_no_secret():
    refusal = start(**WHOLE | {"RITS_SMTP_URL": "https://rits:pa/ss@mail.invalid"})
    assert refusal.returncode != 0
    assert "ImproperlyConfigured: Write the mail server as" in refusal.stderr.splitlines()[-1]
    assert "pa/ss" not in refusal.stderr


@pytest.mark.parametrize(
    ("url", "port", "starttls", "tls"),
    [
        ("smtp://mail.invalid", 25, False, False),
        ("smtp://127.0.0.1:2525", 2525, False, False),
        ("smtp+tls://mail.invalid", 587, True, False),
        ("smtps://mail.invalid/", 465, False, True),
        ("smtps://mail.invalid:4465", 4465, False, True),
    ],
)
def test_each_way_to_a_mail_server(url, port, starttls, tls):
    told = mail(url)
    assert told["EMAIL_HOST"] in ("mail.invalid", "127.0.0.1")
    assert told["EMAIL_PORT"] == port
    assert (told["EMAIL_USE_TLS"], told["EMAIL_USE_SSL"]) == (starttls, tls)
    assert (told["EMAIL_HOST_USER"], told["EMAIL_HOST_PASSWORD"]) == ("", "")


def test_user_and_secret_of_a_mail_server_may_hold_any_character():
    told = mail("smtp+tls://rits%40example.lv:p%2Fa%3As%25s@mail.invalid")
    assert told["EMAIL_HOST_USER"] == "rits@example.lv"
    assert told["EMAIL_HOST_PASSWORD"] == "p/a:s%s"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.invalid",
        "mail.invalid:25",
        "http://rits:Secret1@mail.invalid",
        "smtp://rits:Secret1@",
        "smtp://rits:Secret1/2@mail.invalid",
        "smtp://rits:Secret1#2@mail.invalid",
        "smtp://rits:Secret1@mail.invalid:Secret1",
        "smtp://rits:Secret1@mail.invalid:0",
        "smtp://rits:Secret1@mail.invalid?tls=1",
        "smtp://rits:Secret1@[mail",
    ],
)
def test_what_is_no_mail_server_is_refused_without_being_repeated(url):
    with pytest.raises(ImproperlyConfigured) as refused:
        mail(url)
    said = "".join(traceback.format_exception(refused.value))
    assert "percent-encoded" in said
    assert "Secret1" not in said


def test_development_takes_its_address_and_its_catcher_from_the_environment():
    tell = (
        "from django.conf import settings as s; "
        "print(s.RITS_ORIGIN, s.EMAIL_BACKEND.split('.')[-2], s.EMAIL_PORT, s.RITS_CLAIM_SECONDS)"
    )
    services = {name: WHOLE[name] for name in ("DATABASE_URL", "REDIS_URL")}
    development = services | {"DJANGO_SETTINGS_MODULE": "ejournal.settings.dev"}
    alone = python("-c", tell, **development)
    assert alone.stdout == "http://localhost:8000 console 25 300\n", alone.stderr
    started = commands.addresses(web=8001, smtp=2500) | {"RITS_CLAIM_SECONDS": "5"}
    told = python("-c", tell, **development | started)
    assert told.stdout == "http://localhost:8001 smtp 2500 5\n", told.stderr


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


@pytest.mark.parametrize(
    "module",
    sorted((settings.BASE_DIR / "ejournal/settings").glob("*.py")),
    ids=lambda one: one.stem,
)
def test_no_setting_is_given_twice(module):
    """The second would silently take the place of the first."""
    names = Counter(
        target.id
        for statement in ast.parse(module.read_text()).body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name) and target.id.isupper()
    )
    assert [name for name, times in names.items() if times > 1] == []
