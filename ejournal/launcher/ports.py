"""Ports of this machine, open to nobody outside it."""

import socket

LOCAL = "127.0.0.1"
WEB, SMTP, LETTERS = range(8000, 8100), range(2500, 2600), range(8100, 8200)


def listen(ports: range) -> socket.socket:
    """Listens on the first free one at once, so that nobody gets it before a child inherits it.

    :raises SystemExit: none of them is free
    """
    for port in ports:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOCAL, port))
            listener.listen()  # while it is only bound, another may bind the same one
            return listener
        except OSError:
            listener.close()
    one, last = ports[0], ports[-1]
    raise SystemExit(
        f"Port {one} is taken." if one == last else f"No free port between {one} and {last}."
    )


def free(ports: range) -> int:
    """The first that is free now, for a child that must listen by itself; start it right away."""
    with listen(ports) as listener:
        return number(listener)


def number(listener: socket.socket) -> int:
    return int(listener.getsockname()[1])
