"""How the children of script/run are called: everybody on the machine can read that."""

from urllib.parse import urlsplit

from django.conf import settings

from ejournal.launcher import commands
from ejournal.launcher.places import HERE
from ejournal.settings.mail import mail


def test_no_command_tells_a_secret_or_an_address_with_one() -> None:
    told = [
        *commands.web(3),
        *commands.worker("letters", 2),
        *commands.beat(HERE.var / "beat-schedule"),
        *commands.mail(2500, 8100),
    ]
    owner, url = settings.DATABASE_OWNER_URL, settings.REDIS_URL
    assert not [
        word for word in told if settings.SECRET_KEY in word or owner in word or url in word
    ]
    assert {urlsplit(word.partition("=")[2]).scheme for word in told if "://" in word} == {"fd"}
    assert not [word for word in told if "password" in word or "secret" in word]


def test_what_the_children_are_told_holds_no_secret_and_never_leaves_this_machine() -> None:
    told = commands.addresses(web=8000, smtp=2500)
    assert told["RITS_ORIGIN"] == "http://localhost:8000"
    server = mail(told["RITS_SMTP_URL"])
    assert (server["EMAIL_HOST"], server["EMAIL_PORT"]) == ("127.0.0.1", 2500)
    assert server["EMAIL_HOST_PASSWORD"] == ""
