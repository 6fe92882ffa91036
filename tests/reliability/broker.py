"""A Valkey of the trial's own, which may be emptied and killed, and somebody who listens to all of it."""

from __future__ import annotations

import base64
import re
import shutil
import signal
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path

from ejournal.launcher import valkey
from ejournal.launcher.places import Places

_BODY = re.compile(r"body\W+([A-Za-z0-9+/=]{8,})")


class Broker:
    """Everything any client ever sent to it is kept in ``heard``."""

    def __init__(self, folder: Path) -> None:
        self._places = Places(folder)
        self._places.make()
        self._places.sockets.mkdir(mode=0o700)
        self._heard: list[bytes] = []
        self._closing = False
        self.start()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def url(self) -> str:
        return f"unix://{valkey.socket_of(self._places)}?db=0"

    def start(self) -> None:
        self._process = valkey.start(self._places)

    def flush(self) -> None:
        with self._connected() as link:
            link.sendall(b"FLUSHALL\r\n")
            if link.recv(5) != b"+OK\r\n":
                raise RuntimeError("the broker did not forget")

    def kill(self) -> None:
        """Kill -9; it keeps nothing on disk, so all that waited in it is lost."""
        self._process.signal(signal.SIGKILL)
        self._process.wait(10)

    def close(self) -> None:
        self._closing = True
        self.kill()
        self._listener.join(10)
        shutil.rmtree(self._places.sockets, ignore_errors=True)

    def heard(self) -> str:
        """What went through it, as it was sent, and the bodies of tasks in plain words too."""
        raw = b"".join(self._heard).decode(errors="replace")
        return "\n".join([raw, *task_bodies(raw)])

    def _listen(self) -> None:
        while not self._closing:
            with suppress(OSError), self._connected() as link:
                link.sendall(b"MONITOR\r\n")
                while said := link.recv(65536):
                    self._heard.append(said)
            time.sleep(0.005)

    def _connected(self) -> socket.socket:
        link = socket.socket(socket.AF_UNIX)
        link.connect(str(valkey.socket_of(self._places)))
        return link


def task_bodies(text: str) -> list[str]:
    """Celery packs the arguments of a task into base64."""
    return [
        base64.b64decode(found + "=" * (-len(found) % 4)).decode(errors="replace")
        for found in _BODY.findall(text)
    ]
