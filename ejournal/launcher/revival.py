"""What ended is brought back: after a pause that grows, and not for ever.

One that cannot start at all would otherwise try until somebody looks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

PAUSES = (0.5, 1, 2, 4, 8, 16, 30)  # seconds before the first start anew, the second …
WINDOW = 300  # seconds within which ends count together; one more than there are pauses is too many


def pause(ends: Sequence[float], now: float) -> float | None:
    """Seconds to wait after the last of these ends; None: too many of them are too near."""
    recent = sum(now - end < WINDOW for end in ends)
    return PAUSES[recent - 1] if recent <= len(PAUSES) else None


class Hopeless(Exception):
    """It ended again and again: somebody has to look."""


class Kept(Protocol):
    """One that is brought back: a child of script/run, or a server."""

    name: str

    def trouble(self) -> str:
        """In what way it is not there; empty while it is."""

    def start(self) -> None: ...


@dataclass
class Watch:
    """Over one of them. What happens stands on the screen, a line each."""

    kept: Kept
    ends: list[float] = field(default_factory=list)
    due: float | None = None  # when it is started anew
    missed: bool = False

    def look(self, now: float) -> None:
        """:raises Hopeless: it ends again and again"""
        if self.due is None:
            self._judge(self.kept.trouble(), now)
        elif now >= self.due:
            self.due = None
            self._start()

    def _judge(self, trouble: str, now: float) -> None:
        if trouble:
            self._wait(trouble, now)
        elif self.missed:
            self.missed = False
            print(f"{self.kept.name} runs again.", flush=True)

    def _wait(self, trouble: str, now: float) -> None:
        self.ends.append(now)
        seconds = pause(self.ends, now)
        if seconds is None:
            raise Hopeless(f"{trouble}, {len(PAUSES) + 1} times in {WINDOW // 60} minutes")
        self.missed, self.due = True, now + seconds
        print(f"{trouble}; it is started again in {seconds:g} s.", flush=True)

    def _start(self) -> None:
        try:
            self.kept.start()
        except Exception as failed:  # whatever it was, the next look finds it missing
            print(f"{self.kept.name} could not be started: {failed}", flush=True)
