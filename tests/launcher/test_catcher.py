"""The mail catcher of development: takes letters, shows them to its own page only, leaves nothing."""

import asyncio
import http.client
import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

from ejournal.launcher import commands, ports
from ejournal.launcher.children import Children
from ejournal.launcher.places import HERE
from ejournal.launcher.processes import Process

pytestmark = pytest.mark.slow  # starts processes and waits for them


@dataclass(frozen=True)
class Catcher:
    """A running one; its ports are any free ones, as tests run beside one another."""

    children: Children
    record: Path
    smtp: int
    page: int

    def send(self, subject: str) -> None:
        server = get_connection(
            "django.core.mail.backends.smtp.EmailBackend", host=ports.LOCAL, port=self.smtp
        )
        letter = EmailMultiAlternatives(
            subject,
            "Labrīt, ķiršu grupa!",
            "rits@localhost",
            ["anna@example.lv"],
            connection=server,
        )
        letter.attach_alternative("<p>Labrīt, ķiršu grupa!</p>", "text/html")
        assert letter.send() == 1

    def ask(self, command: str, origin: str = "http://localhost:{}", **about: Any) -> Any:
        """As its page does: over a websocket, with the page's address."""

        async def answer() -> Any:
            where = f"ws://{ports.LOCAL}:{self.page}/websocket"
            async with (
                aiohttp.ClientSession() as client,
                client.ws_connect(where, origin=origin.format(self.page)) as link,
            ):
                await link.send_json({"command": command, **about})
                return (await link.receive_json(timeout=20))["data"]

        return asyncio.run(answer())

    @property
    def mailbox(self) -> str:
        (one,) = self.ask("list_accounts")["accounts"]
        return one

    def letters(self) -> list[dict[str, Any]]:
        return self.ask("list_mails", account=self.mailbox, mailbox="INBOX")["mails"]


def _any_port() -> int:
    return ports.free(range(1))  # 0: the system chooses


def _wait_for(port: int) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            return socket.create_connection((ports.LOCAL, port), timeout=5).close()
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.05)


@pytest.fixture
def catcher(tmp_path: Path) -> Iterator[Catcher]:
    started = Catcher(Children(tmp_path / "c.json"), tmp_path / "c.json", _any_port(), _any_port())
    started.children.start("mail", commands.mail(started.smtp, started.page), cwd=HERE.checkout)
    try:
        for port in (started.smtp, started.page):
            _wait_for(port)
        yield started
    finally:
        started.children.stop()


def test_a_letter_is_shown_whoever_it_was_for(catcher: Catcher) -> None:
    catcher.send("Rīts: atgādinājums")
    (shown,) = catcher.letters()
    assert shown["header"]["subject"] == "Rīts: atgādinājums"
    assert shown["header"]["to"] == "anna@example.lv"
    where = {"account": catcher.mailbox, "mailbox": "INBOX", "uid": shown["uid"]}
    letter = catcher.ask("get_mail", **where)["mail"]
    assert letter["body_plain"].strip() == "Labrīt, ķiršu grupa!"
    assert letter["body_html"].strip() == "<p>Labrīt, ķiršu grupa!</p>"


def test_its_page_is_there_to_be_opened(catcher: Catcher) -> None:
    connection = http.client.HTTPConnection(ports.LOCAL, catcher.page, timeout=20)
    connection.request("GET", "/")
    answer = connection.getresponse()
    assert answer.status == 200
    assert b"main.js" in answer.read()
    connection.close()


def test_no_letter_is_lost_while_the_page_is_read(catcher: Catcher) -> None:
    until = time.monotonic() + 30
    with ThreadPoolExecutor(4) as senders:
        sent = senders.map(catcher.send, [f"{number}" for number in range(60)])
        while len(catcher.letters()) < 60:
            assert time.monotonic() < until
            time.sleep(0.02)
    assert len(list(sent)) == 60


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost:1", "null"])
def test_another_page_of_the_same_browser_gets_nothing(catcher: Catcher, origin: str) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
        catcher.ask("list_accounts", origin=origin)


def test_it_listens_to_this_machine_only(catcher: Catcher) -> None:
    for port in (catcher.smtp, catcher.page):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", port), timeout=5)


def test_stopping_leaves_no_process_and_no_open_port(catcher: Catcher) -> None:
    process = Process(**json.loads(catcher.record.read_text())["mail"])
    assert process.alive
    catcher.children.stop()
    assert not process.alive
    for port in (catcher.smtp, catcher.page):
        ports.listen(range(port, port + 1)).close()


def test_a_taken_port_ends_it_with_a_failure(tmp_path: Path) -> None:
    children = Children(tmp_path / "children.json")
    with ports.listen(range(1)) as taken:
        command = commands.mail(ports.number(taken), _any_port())
        children.start("mail", command, log=tmp_path / "said", cwd=HERE.checkout)
        assert children._running["mail"].wait(30) == 1
    children.stop()
    assert "in use" in (tmp_path / "said").read_text()
