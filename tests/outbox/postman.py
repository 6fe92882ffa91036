"""A real SMTP server on a free port, that may be out of sorts: it answers as told, or not at all."""

import threading
from contextlib import suppress
from socketserver import StreamRequestHandler, ThreadingTCPServer

DROP, HANG = "drop the line", "say nothing"
_USUAL = {"CONNECT": "220 postman", "DATA": "354 go on", "QUIT": "221 bye"}


class _Talk(StreamRequestHandler):
    server: "Postman"

    def handle(self) -> None:
        self.server.connections += 1
        with suppress(OSError):  # the other side hung up
            if self._say("CONNECT"):
                self._listen()

    def _listen(self) -> None:
        while line := self.rfile.readline():
            verb = line.split()[0].decode().upper()
            self.server.goodbyes += verb == "QUIT"
            said = self._say(verb)
            if verb == "DATA" and said.startswith("3"):
                said = self._take()
            if not said or verb == "QUIT":
                return

    def _take(self) -> str:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b"."))
        said = self._say("KEEP")
        if said.startswith("2"):
            self.server.letters.append(b"".join(lines))
        return said

    def _say(self, verb: str) -> str:
        told = self.server.answers.get(verb)
        answer = told.pop(0) if told else _USUAL.get(verb, "250 ok")
        if answer == HANG:
            self.server.closing.wait(10)
        if answer in {DROP, HANG}:
            return ""
        self.wfile.write(f"{answer}\r\n".encode())
        return answer


class Postman(ThreadingTCPServer):
    """``answers``: verb → what it says to the first, the second …; then as usual.

    Verbs are those of SMTP, CONNECT (the greeting) and KEEP (after the text of the letter).
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.answers: dict[str, list[str]] = {}
        self.letters: list[bytes] = []
        self.connections = self.goodbyes = 0
        self.closing = threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def close(self) -> None:
        self.closing.set()
        self.shutdown()
        self._thread.join()
        self.server_close()
