"""script/units/: what a system of one's own starts and brings back, by the commands of script/run."""

import configparser
import os
import re
import sys

import pytest

from ejournal.launcher import commands, supervisor
from ejournal.launcher.children import Children
from ejournal.launcher.places import HERE
from ejournal.settings.proxies import proxies

UNITS = HERE.checkout / "script" / "units"
README = (HERE.checkout / "README.md").read_text()


def unit(name: str) -> configparser.ConfigParser:
    found = configparser.ConfigParser(interpolation=None)
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read(UNITS / name)
    return found


@pytest.fixture
def became(monkeypatch) -> list[list[str]]:
    found: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda program, command: found.append(command))
    return found


@pytest.mark.parametrize("name", ["web", *commands.BEHIND_THE_WEB])
def test_each_process_is_started_by_its_name_and_named_in_the_readme(became, name):
    commands.become(name)
    (command,) = became
    assert command[0] == sys.executable
    assert command == (commands.BEHIND_THE_WEB.get(name) or commands.web())
    assert f"rits@{name}" in README


def test_script_run_starts_the_same_ones_and_a_mail_catcher(monkeypatch):
    started = []
    monkeypatch.setattr(
        Children, "start", lambda self, name, *rest, **options: started.append(name)
    )
    with supervisor.ports.listen(range(1)) as listener:
        supervisor._start_all(Children(HERE.var / "none.json"), listener)
    assert sorted(started) == sorted(["mail", "web", *commands.BEHIND_THE_WEB])


@pytest.mark.parametrize("name", ["", "mail", "shell"])
def test_nothing_else_is_started(became, name):
    with pytest.raises(SystemExit, match="web, worker, letters, jobs, photos, beat"):
        commands.become(name)
    assert became == []


def test_a_unit_brings_its_process_back_and_never_gives_it_up():
    service = unit("rits@.service")
    assert service["Service"]["ExecStart"].endswith("python -m ejournal.launcher.commands %i")
    assert service["Service"]["Restart"] == "always"
    assert service["Unit"]["StartLimitIntervalSec"] == "0"
    assert (
        service["Service"]["Environment"] == "DJANGO_SETTINGS_MODULE=ejournal.settings.production"
    )


def test_the_worker_of_photos_is_ended_before_it_takes_the_machine():
    told = unit("rits@photos.service.d/memory.conf")["Service"]
    most = int(told["MemoryMax"].removesuffix("M"))
    (word,) = [one for one in commands.photos() if one.startswith("--max-memory-per-child=")]
    assert int(word.partition("=")[2]) == 900 * 1024 < most * 1024
    assert told["MemorySwapMax"] == "0"  # a slow machine is no better than an ended worker


def test_only_nginx_enters_the_socket_and_says_what_the_portal_believes():
    socket, nginx = unit("rits@web.socket")["Socket"], (UNITS / "nginx.conf").read_text()
    assert (socket["SocketUser"], socket["SocketMode"]) == ("www-data", "0600")
    assert f"proxy_pass http://unix:{socket['ListenStream']};" in nginx
    said = set(re.findall(r"proxy_set_header (\S+)", nginx))
    assert said == {"Host", "X-Forwarded-For", "X-Forwarded-Proto", "X-Request-Start"}
    (told,) = re.findall(r"RITS_TRUSTED_PROXIES=(\w+)", nginx)
    assert proxies(told) == ("unix",)
