"""Ten phones that send photos at 10 kB/s while teachers open, confirm and see their registers."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import count
from secrets import token_hex

from ejournal.launcher.ports import LOCAL
from tests.bench import cast, memory, meter
from tests.bench.crowd import Crowd
from tests.bench.findings import Finding
from tests.bench.load import morning
from tests.bench.options import Options
from tests.bench.portal import Served
from tests.bench.visitor import Visitor, inputs
from tests.documents.photos import pictures

PHONES, PACE, PIECE = 10, 10_000, 1_000  # bytes a second; in one go
PHOTO = 3_000_000
RATIO, ROUNDS, TEACHERS_AT_ONCE = 1.2, 4, 4
_BOUNDARY = "of-a-photo"
_KINDS = ("open", "save", "after")
_CARRIED = ("csrfmiddlewaretoken", "acting")
_UNTIL_ALL_SEND, _ROUND, _APART = 2, 12, 1  # seconds


@dataclass
class Phone:
    """Sends a photo slowly, and when that is through, or refused, another one."""

    person: Visitor
    path: str
    known: dict[str, str]  # what its form carries
    left: int  # bytes of its first photo that are still to be sent as it begins
    answers: list[int] = field(default_factory=list)
    failures: int = 0

    def send_until(self, stop: threading.Event) -> None:
        for number in count():
            if stop.is_set():
                return
            try:
                self._send(stop, 0 if number else PHOTO - self.left)
            except OSError:
                self.failures += 1
                stop.wait(1)

    def _send(self, stop: threading.Event, here: int) -> None:
        """:param here: how much of it is here already, by a better line"""
        with socket.create_connection((LOCAL, self.person.port)) as link:
            link.settimeout(60)
            body = self._body(token_hex(16))
            link.sendall(self._head(len(body)) + body[:here])
            for at in range(here, len(body), PIECE):
                link.sendall(body[at : at + PIECE])
                if stop.wait(PIECE / PACE):
                    return
            self.answers.append(int(link.recv(100).split()[1]))

    def _head(self, size: int) -> bytes:
        cookie = "; ".join(f"{name}={value}" for name, value in self.person.cookies.items())
        said = self.person.said | {
            "Cookie": cookie, "Content-Length": str(size), "Accept": "*/*", "HX-Request": "true",
            "Content-Type": f"multipart/form-data; boundary={_BOUNDARY}",
        }  # fmt: skip
        lines = [f"POST {self.path} HTTP/1.1", *(f"{one}: {value}" for one, value in said.items())]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def _body(self, key: str) -> bytes:
        fields = self.known | {"key": key}
        parts = [
            f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ]
        parts.append(
            f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n'
            "Content-Type: image/jpeg\r\n\r\n"
        )
        return "".join(parts).encode() + _photo() + f"\r\n--{_BOUNDARY}--\r\n".encode()


@cache
def _photo() -> bytes:
    """A small one, as heavy as a phone's."""
    small = pictures.saved(pictures.drawn(), "JPEG")
    return small + bytes(PHOTO - len(small))


def uploads(served: Served, worker: int, options: Options) -> Iterator[Finding]:
    """Rounds without and with them take turns, so that what else the machine does meets both."""
    alone, beside = Crowd(served, worker), Crowd(served, worker)
    phones, watched, megabytes = _phones(served, options), 0, 0.0
    for _ in range(ROUNDS):
        _registers(alone, options)
        with _sending(phones):
            _registers(beside, options)
            watched = max(watched, _in_a_transaction())
            megabytes = max(megabytes, *map(meter.rss_megabytes, served.workers))
    yield from _told(alone, beside)
    answers = [answer for phone in phones for answer in phone.answers]
    errors = alone.errors + beside.errors
    yield Finding("uploads.errors", errors, 0, "requests", "of registers, both ways")
    note = (
        f"{PHONES} phones at {PACE / 1000:g} kB/s; whole photos answered {dict(Counter(answers))}"
    )
    failures = sum(phone.failures for phone in phones)
    yield Finding("uploads.broken", failures, None, "photos", note)
    yield Finding("uploads.memory", megabytes, memory.WEB, "MB", "RSS of the greater web worker")
    yield Finding("uploads.transactions", watched, 0, "open", "idle in one, while photos arrive")


def _told(alone: Crowd, beside: Crowd) -> Iterator[Finding]:
    for kind in _KINDS:
        for name, crowd in (("alone", alone), ("beside", beside)):
            for percent in (50, 95):
                value = crowd.part(kind, percent)
                yield Finding(f"uploads.{kind}.{name}.p{percent}", value, None, "ms")
    ratio = max(beside.part(kind, 95) / alone.part(kind, 95) for kind in ("open", "save"))
    yield Finding("uploads.register_p95_ratio", ratio, RATIO, "times", "the worse of open and save")


def _registers(crowd: Crowd, options: Options) -> None:
    """In waves, for so long that some photos come to their end."""
    sittings = cast.sittings(range(1, options.institutions + 1))
    wave = [(cast.visitor(crowd.served.port, one.user), one.path) for one in sittings]
    end = time.monotonic() + _ROUND
    while time.monotonic() < end:
        crowd.run([(0, partial(morning, *one)) for one in wave], TEACHERS_AT_ONCE)
        cast.leave_the_day_open()


def _phones(served: Served, options: Options) -> list[Phone]:
    """Of as many teachers, each in the own group's day."""
    sittings = cast.sittings(range(1, options.institutions + 1))[:PHONES]
    return [
        _phone(cast.visitor(served.port, one.user), one, number)
        for number, one in enumerate(sittings)
    ]


def _phone(person: Visitor, sitting: cast.Sitting, number: int) -> Phone:
    """One after the other is through with its first photo."""
    hidden = inputs(person.get(sitting.photos).text)
    known = {name: value for name, value in hidden if name in _CARRIED}
    return Phone(person, sitting.photos, known, left=(number + 1) * _APART * PACE)


@contextmanager
def _sending(phones: list[Phone]) -> Iterator[None]:
    stop = threading.Event()
    hands = [threading.Thread(target=phone.send_until, args=(stop,)) for phone in phones]
    for hand in hands:
        hand.start()
    time.sleep(_UNTIL_ALL_SEND)
    try:
        yield
    finally:
        stop.set()
        for hand in hands:
            hand.join()


def _in_a_transaction() -> int:
    """Connections that hold one open and do nothing, as one that waited for a phone would."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND state LIKE 'idle in transaction%%' AND state_change < now() - interval '1 second'"
        )
        return int(cursor.fetchone()[0])
