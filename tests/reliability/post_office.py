"""A mail server that keeps what it accepts, refuses when told, and knows each sender's worst moment."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import cycle

Trap = Callable[[str, Callable[[], None]], None]


@dataclass(frozen=True)
class Letter:
    """An accepted letter: when, from which relay, to whom, and all of its bytes."""

    at: float
    relay: str
    to: str
    source: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.source, policy=policy.default)

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])


class PostOffice:
    """One address for each relay, so that it is known who is speaking.

    ``in_flight`` are the letters whose sender was cut off after they were accepted and before it
    said another word: a relay speaks again only after it has written down what became of a letter.
    """

    def __init__(self, pace: float) -> None:
        self.letters: list[Letter] = []
        self.in_flight: list[Letter] = []
        self.refusals = 0
        self.trap: Trap | None = None
        self.pace, self._closed_until = pace, 0.0
        self._stages = cycle((b"MAIL", b"RCPT", b"DATA"))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def address_for(self, relay: str) -> str:
        """Open a counter of its own on a free port."""
        serving = asyncio.start_server(
            lambda *streams: self._serve(relay, *streams), "127.0.0.1", 0, limit=1_000_000
        )
        server = asyncio.run_coroutine_threadsafe(serving, self._loop).result(10)
        return f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"

    def refuse_for(self, seconds: float) -> None:
        """Answer 451 to every letter: at its sender, its recipient, its text, in turn."""
        self._closed_until = time.monotonic() + seconds

    @property
    def refusing(self) -> bool:
        return time.monotonic() < self._closed_until

    def reached(self) -> int:
        """How many people have a letter by now."""
        return len({letter.to for letter in list(self.letters)})

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    async def _serve(
        self, relay: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        conversation = _Conversation(self, relay, reader, writer)
        try:
            await conversation.run()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # it was killed
        finally:
            if conversation.unacknowledged:
                self.in_flight.append(conversation.unacknowledged)
            writer.close()

    def next_refusal(self) -> bytes:
        """The command at which the letter that now begins is refused; empty: it is not."""
        return next(self._stages) if self.refusing else b""


class _Conversation:
    """One connection, line by line."""

    def __init__(
        self, office: PostOffice, relay: str, reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:  # fmt: skip
        self.office, self.relay, self.reader, self.writer = office, relay, reader, writer
        self.to, self.refused_at = "", b""
        self.unacknowledged: Letter | None = None

    async def run(self) -> None:
        await self._say(b"220 trial")
        while line := await self.reader.readline():
            self.unacknowledged = None
            await self._answer(line[:4].upper().strip(), line)
            if line[:4].upper() == b"QUIT":
                return

    async def _answer(self, command: bytes, line: bytes) -> None:
        if command == b"MAIL":
            self.refused_at = self.office.next_refusal()
        if command == self.refused_at:
            self.office.refusals += 1
            return await self._say(b"451 later")
        if command == b"RCPT":
            self.to = line.decode().partition("<")[2].partition(">")[0]
        if command == b"DATA":
            return await self._receive()
        await self._say(b"221 bye" if command == b"QUIT" else b"250 well")

    async def _receive(self) -> None:
        await self._say(b"354 go on")
        source = await self.reader.readuntil(b"\r\n.\r\n")
        await asyncio.sleep(self.office.pace)
        letter = Letter(time.monotonic(), self.relay, self.to, source)
        self.office.letters.append(letter)
        self.unacknowledged = letter
        await self._accept()

    async def _accept(self) -> None:
        trap, self.office.trap = self.office.trap, None
        if trap is None:
            return await self._say(b"250 kept")
        trap(self.relay, lambda: self.writer.write(b"250 kept\r\n"))  # goes out within the call

    async def _say(self, words: bytes) -> None:
        self.writer.write(words + b"\r\n")
        await self.writer.drain()
