"""A person who speaks HTTP: asks, posts, keeps cookies, and says how long each answer took."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from ejournal.launcher.ports import LOCAL

SESSION, CSRF = "__Host-session", "__Host-csrf"
_FORM = re.compile(r'<form[^>]*id="register".*?</form>', re.DOTALL)
_FIELD = re.compile(r"<input\b[^>]*>")
_NAMED = re.compile(r'\b(name|value|type)="([^"]*)"')
# what the proxy before gunicorn says of a browser's request
BEHIND_A_PROXY = {"Host": "localhost", "X-Forwarded-Proto": "https", "Origin": "https://localhost"}


@dataclass(frozen=True)
class Answer:
    status: int
    seconds: float
    body: bytes
    location: str
    encoding: str

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Visitor:
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    encodings: str = "identity"
    said: Mapping[str, str] = field(default_factory=lambda: BEHIND_A_PROXY)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        return self._ask("POST", path, urlencode(fields))

    def signs_in(self, username: str, password: str) -> None:
        """As people do, on the page."""
        fields = dict(inputs(self.get("/accounts/login/").text))
        named = {"login": username, "password": password}
        answer = self.post("/accounts/login/", list((fields | named).items()))
        if answer.status != 302:
            raise RuntimeError(f"{username} could not sign in: {answer.status}")

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {**self.said, "Cookie": cookie, "Accept-Encoding": self.encodings}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        link = http.client.HTTPConnection(LOCAL, self.port, timeout=60)
        link.request(method, path, body, headers)
        response = link.getresponse()
        content = response.read()
        seconds = time.perf_counter() - began
        link.close()
        self._keep(response.headers.get_all("Set-Cookie") or [])
        encoding = response.headers.get("Content-Encoding", "")
        return Answer(
            response.status, seconds, content, response.headers.get("Location", ""), encoding
        )

    def _keep(self, cookies: list[str]) -> None:
        for cookie in cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value


def inputs(page: str) -> list[tuple[str, str]]:
    """Hidden fields of the page."""
    found = [dict(_NAMED.findall(tag)) for tag in _FIELD.findall(page)]
    hidden = [one for one in found if one.get("type") == "hidden" and "name" in one]
    return [(one["name"], one.get("value", "")) for one in hidden]


def confirmation(page: str, *, absent: int = 2) -> list[tuple[str, str]]:
    """What the register's form sends when the last ``absent`` children were tapped: two taps, one button."""
    form = _FORM.search(page)
    if form is None:
        raise RuntimeError("no form on the register's page")
    fields = [pair for pair in inputs(form.group()) if pair[0] != "absent"]
    children = [value for name, value in fields if name == "child"]
    away = children[-absent:] if absent else []
    marked = [pair for pk in away for pair in (("absent", pk), (f"reason_{pk}", "illness"))]
    return [*fields, *marked]
