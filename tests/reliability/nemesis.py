"""What is done to the portal while letters flow, and when: at which share of people reached."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.reliability.broker import Broker
from tests.reliability.crew import Crew
from tests.reliability.post_office import PostOffice

WORST = "worker killed in the worst moment"
ANY = "worker killed at any moment"
FLUSH, BROKER = "broker flushed", "broker killed and started anew"
REFUSE = "mail server answers 451"
COMES, GOES = "second relay comes", "second relay goes"

THOROUGH = (
    (0.05, WORST), (0.10, COMES), (0.20, FLUSH), (0.30, ANY), (0.40, WORST), (0.50, REFUSE),
    (0.50, ANY), (0.65, BROKER), (0.75, WORST), (0.85, GOES),
)  # fmt: skip
BRIEF = ((0.12, WORST), (0.24, COMES), (0.40, FLUSH), (0.52, REFUSE), (0.60, ANY), (0.80, GOES))
PLANS = {"thorough": THOROUGH, "brief": BRIEF}


@dataclass
class Deed:
    """What was done, when, to whom, and when the one put in its place was ready."""

    what: str
    at: float
    relay: str = ""
    ready_at: float | None = None


class Nemesis:
    def __init__(
        self, crew: Crew, office: PostOffice, broker: Broker, *, seconds_away: float, seed: int
    ) -> None:
        self.deeds: list[Deed] = []
        self.deserters: list[str] = []
        self._crew, self._office, self._broker = crew, office, broker
        self._seconds_away, self._chance = seconds_away, random.Random(seed)
        self._addresses: dict[str, str] = {}
        self._acts: dict[str, Callable[[], str]] = {
            WORST: self._kill_in_the_worst_moment, ANY: self._kill_at_any_moment,
            FLUSH: self._flush, BROKER: self._kill_the_broker, REFUSE: self._refuse,
            COMES: lambda: self.hire("second"), GOES: lambda: self._dismiss("second"),
        }  # fmt: skip

    def hire(self, name: str) -> str:
        if name not in self._addresses:
            self._addresses[name] = self._office.address_for(name)
        self._crew.worker(name, self._addresses[name])
        return name

    def do(self, what: str) -> None:
        relay = self._acts[what]()
        self.deeds.append(Deed(what, time.monotonic(), relay))
        if what in (WORST, ANY):
            self.hire(relay)  # as a supervisor would, at once

    def look(self) -> None:
        """Note who is ready by now and who has gone by itself; another one takes that place."""
        for name in self._crew.deserters():
            self.deserters.append(name)
            self._crew.beat() if name == "beat" else self.hire(name)
        for deed in self.deeds:
            if deed.relay and deed.ready_at is None and self._crew.is_ready(deed.relay):
                deed.ready_at = time.monotonic()

    def _kill_in_the_worst_moment(self) -> str:
        """After the server has answered 250, before the relay can write it down."""
        sprung, victim = threading.Event(), []

        def spring(relay: str, answer: Callable[[], None]) -> None:
            self._crew.freeze(relay)
            answer()
            self._crew.kill(relay)
            victim.append(relay)
            sprung.set()

        self._office.trap = spring
        if not sprung.wait(120):
            raise TimeoutError("no letter came, so nobody could be killed while sending one")
        return victim[0]

    def _kill_at_any_moment(self) -> str:
        time.sleep(self._chance.uniform(0, 2 * self._office.pace))
        ready = [name for name in self._crew.workers if self._crew.is_ready(name)]
        victim = self._chance.choice(ready or self._crew.workers)
        self._crew.kill(victim)
        return victim

    def _flush(self) -> str:
        self._broker.flush()
        return ""

    def _kill_the_broker(self) -> str:
        self._broker.kill()
        time.sleep(1)
        self._broker.start()
        return ""

    def _refuse(self) -> str:
        self._office.refuse_for(self._seconds_away)
        return ""

    def _dismiss(self, name: str) -> str:
        self._crew.retire(name)
        return ""
