"""Spoilt requests: what browsers never send and strangers do, made of what the matrix sends.

The same seed makes the same request, so that a failure comes again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import time_machine
from django.http import HttpResponse, QueryDict, SimpleCookie
from django.utils.datastructures import MultiValueDict

from tests.matrix.actors import ACTORS
from tests.matrix.cells import CELLS, Cell, together
from tests.matrix.forms import form
from tests.matrix.portal import Portal
from tests.matrix.test_routes import FOREIGN, address, foreign_address
from tests.world import at

FORM = "application/x-www-form-urlencoded"
NASTY: tuple[str | bytes, ...] = (
    "", " ", "0", "-1", "1", "٣", "1e9", "1.5", "+1", "9" * 5000, str(2**63), "987654321", "None", "on",
    "2026-02-30", "9999-12-31", "0001-01-01", "2026-11-16", "26", "10000-01-01", "2026-11-16/9999-12-31",
    "24:00", "23:59:60", "-0:01", "abc", "people:staff", "//elsewhere.example", "javascript:1", "/\\x",
    "\x00", "a\x00b", "\ud7ff\ue000\uffff", "\u202e\u200d", "ﬁ İ ı ß", "🧒🏽", "'", '"><b>', "{{ x }}",
    "%s %(x)s", "\r\nX: y", b"\xff\xfe", b"\xed\xa0\x80", "x" * 3000, "[]", '{"a": 1}', "=1+1", "../../x",
)  # fmt: skip
HEADERS: tuple[dict[str, str], ...] = (
    {"HTTP_HX_REQUEST": "true"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "\x80//["},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "x" * 3000, "HTTP_HX_CURRENT_URL_URI_AUTOENCODED": "1"},
    {"HTTP_ACCEPT_LANGUAGE": "xx-" + "y" * 600}, {"HTTP_REFERER": "http://[x"}, {"HTTP_USER_AGENT": "\x80"},
    {"HTTP_X_REQUEST_START": "t=nan"}, {"HTTP_X_FORWARDED_FOR": "'"}, {"HTTP_RANGE": "bytes=9-1"},
    {"HTTP_IF_MODIFIED_SINCE": "x"}, {"HTTP_ORIGIN": "null"}, {"HTTP_COOKIE": ""}, {},
)  # fmt: skip
TYPES = (
    f"{FORM}; charset=utf-7", f"{FORM}; charset=nothing", "multipart/form-data",
    "multipart/form-data; boundary=x", "application/json", "text/plain; charset=\x80", "", "x",
)  # fmt: skip
COOKIES = ("sessionid", "csrftoken", "device", "django_language", "messages")


@dataclass(frozen=True)
class Sent:
    """A request; ``way`` says how it was spoilt."""

    method: str
    address: str
    form: tuple[tuple[str, str | bytes], ...] = ()
    query: tuple[tuple[str, str | bytes], ...] = ()
    content_type: str = FORM
    headers: tuple[tuple[str, str], ...] = ()
    cookie: tuple[str, str] | None = None
    way: str = field(default="", compare=False)


def pages() -> dict[str, list[Cell]]:
    """By page one cell of each role: of the one who gets furthest with it."""
    found: dict[tuple[str, str], Any] = {}
    for cell in sorted([*CELLS, *FOREIGN], key=_how_far):
        if cell.method in {"GET", "POST"}:
            found.setdefault((cell.page, _role(cell.actor)), cell)
    return together(found.values())


def _how_far(cell: Any) -> tuple[bool, int]:
    status = {"in": 200, "out": 404, "door": 302}.get(cell.expected, cell.expected)
    return status == 405, status


def _role(actor: str) -> str:
    wanted = ACTORS[actor]
    return wanted.role if wanted else "anonymous"


# --- what a page asks for ------------------------------------------------------------------------------
def heard(portal: Portal, cell: Any) -> tuple[Sent, set[str]]:
    """The sound request, and all fields and parameters that the page asks for while it answers."""
    sound, names = _sound(portal, cell), {"next", "page"}
    if _opens(cell):
        with _listening() as names:
            send(portal, cell.actor, sound)
    return sound, names | {name for name, _value in sound.form}


def _opens(cell: Any) -> bool:
    """Whoever is turned away at once is asked for nothing."""
    return not cell.at_the_door and (cell.expected == "in" or str(cell.expected) < "400")


def _sound(portal: Portal, cell: Any) -> Sent:
    if not isinstance(cell, Cell):
        return Sent(cell.method, foreign_address(portal.stage, cell))
    said = form(portal.stage, cell.route, cell.objects, cell.actor, valid=True)
    values = [(name, one) for name, value in said.items() for one in _each(value)]
    filled = tuple((name, str(value)) for name, value in values) if cell.method == "POST" else ()
    return Sent(cell.method, address(portal.stage, cell), filled)


def _each(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple | set) else [value]


@contextmanager
def _listening() -> Iterator[set[str]]:
    """Names that anybody looks up in what was sent."""
    asked: set[str] = set()
    ways = ("get", "getlist", "__getitem__", "__contains__")
    with pytest.MonkeyPatch.context() as patch:
        for way in ways:
            patch.setattr(QueryDict, way, _noting(way, asked), raising=False)
        yield asked


def _noting(way: str, asked: set[str]) -> Any:
    plain = getattr(MultiValueDict, way)

    def noting(self: QueryDict, key: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(key, str):
            asked.add(key)
        return plain(self, key, *args, **kwargs)

    return noting


# --- ways to spoil a request -------------------------------------------------------------------------
def spoil(sound: Sent, asked: set[str], *, seed: str) -> Sent:
    chance = Random(seed)
    names = sorted(asked) or ["x"]
    while True:
        way = chance.choice(WAYS)
        spoilt = way(sound, names, chance)
        if spoilt != sound:
            return replace(spoilt, way=way.__name__)


def a_field(sent: Sent, names: list[str], chance: Random) -> Sent:
    """One field holds something else."""
    name, value = chance.choice(names), chance.choice(NASTY)
    others = tuple(one for one in sent.form if one[0] != name)
    return replace(sent, form=(*others, (name, value)))


def a_field_twice(sent: Sent, names: list[str], chance: Random) -> Sent:
    return replace(sent, form=(*sent.form, (chance.choice(names), chance.choice(NASTY))))


def no_field(sent: Sent, names: list[str], chance: Random) -> Sent:
    gone = chance.choice(names)
    return replace(sent, form=tuple(one for one in sent.form if one[0] != gone))


def all_fields(sent: Sent, names: list[str], chance: Random) -> Sent:
    return replace(sent, form=tuple((name, chance.choice(NASTY)) for name in names))


def a_parameter(sent: Sent, names: list[str], chance: Random) -> Sent:
    return replace(sent, query=((chance.choice(names), chance.choice(NASTY)),))


def all_parameters(sent: Sent, names: list[str], chance: Random) -> Sent:
    return replace(sent, query=tuple((name, chance.choice(NASTY)) for name in names))


def a_place(sent: Sent, names: list[str], chance: Random) -> Sent:
    """One part of the address is another."""
    parts = sent.address.split("/")
    places = [n for n, part in enumerate(parts) if any(sign.isdigit() for sign in part)]
    if places:
        parts[chance.choice(places)] = quote(chance.choice(NASTY))
    return replace(sent, address="/".join(parts) or "/")


def the_wire(sent: Sent, names: list[str], chance: Random) -> Sent:
    if sent.method == "POST" and chance.random() < 0.5:
        return replace(sent, content_type=chance.choice(TYPES))
    if chance.random() < 0.5:
        return replace(sent, cookie=(chance.choice(COOKIES), _in_a_header(chance.choice(NASTY))))
    return replace(sent, headers=tuple(chance.choice(HEADERS).items()))


def _in_a_header(value: str | bytes) -> str:
    """As WSGI hands on bytes; a server takes no line end."""
    return (
        (value.encode() if isinstance(value, str) else value).decode("latin-1").replace("\r\n", "")
    )


WAYS = (
    a_field,
    a_field_twice,
    no_field,
    all_fields,
    a_parameter,
    all_parameters,
    a_place,
    the_wire,
)


# --- sending ----------------------------------------------------------------------------------------
def send(portal: Portal, actor: str, sent: Sent) -> HttpResponse:
    client = portal.client
    client.cookies = SimpleCookie(portal.cookies(actor))
    if sent.cookie:
        client.cookies[sent.cookie[0]] = sent.cookie[1]
    place = f"{sent.address}?{urlencode(sent.query)}" if sent.query else sent.address
    body = urlencode(sent.form) if sent.method == "POST" else ""
    client.raise_request_exception = False
    try:
        with time_machine.travel(at(8, 50), tick=False):
            return client.generic(sent.method, place, body, sent.content_type, **dict(sent.headers))
    finally:
        client.raise_request_exception = True


def cause(answer: Any) -> str:
    """What was raised, and where."""
    if not (info := getattr(answer, "exc_info", None)):
        return f"{answer.status_code}"
    trace = info[2]
    while trace.tb_next:
        trace = trace.tb_next
    code = trace.tb_frame.f_code
    return f"{info[0].__name__}: {str(info[1])[:120]} ({code.co_filename}:{trace.tb_lineno})"
