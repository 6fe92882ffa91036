"""Many people at once, each request timed: as fast as they come, or spread over a minute."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from tests.bench import meter
from tests.bench.portal import Served
from tests.bench.visitor import Answer

Task = tuple[float, Callable[["Crowd"], None]]  # when it is due, in seconds from the beginning


@dataclass
class Crowd:
    """What was asked, by kind, and what of processor time it took."""

    served: Served
    worker: int  # its pid
    seconds: dict[str, list[float]] = field(default_factory=dict)
    statuses: list[tuple[str, int]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    took: float = 0
    web_cpu: float = 0
    database_cpu: float = 0
    worker_cpu: float = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, answer: Answer) -> Answer:
        with self._lock:
            self.seconds.setdefault(kind, []).append(answer.seconds)
            self.statuses.append((kind, answer.status))
        return answer

    def run(self, tasks: Iterable[Task], concurrency: int) -> None:
        waiting: SimpleQueue[Task] = SimpleQueue()
        for task in sorted(tasks, key=lambda one: one[0]):
            waiting.put(task)
        web = meter.cpu_seconds(meter.family(self.served.pid))
        database = meter.cpu_seconds(meter.database_family())
        worker = meter.cpu_seconds(meter.family(self.worker))
        began = time.perf_counter()
        hands = [
            threading.Thread(target=self._work, args=(waiting, began)) for _ in range(concurrency)
        ]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()
        self.took += time.perf_counter() - began
        self.web_cpu += meter.cpu_seconds(meter.family(self.served.pid)) - web
        self.database_cpu += meter.cpu_seconds(meter.database_family()) - database
        self.worker_cpu += meter.cpu_seconds(meter.family(self.worker)) - worker

    def _work(self, waiting: SimpleQueue[Task], began: float) -> None:
        while True:
            try:
                due, task = waiting.get_nowait()
            except Empty:
                return
            time.sleep(max(0, began + due - time.perf_counter()))
            try:
                task(self)
            except Exception as error:
                self.failures.append(f"{type(error).__name__}: {error}")

    @property
    def count(self) -> int:
        return len(self.statuses)

    @property
    def errors(self) -> int:
        """Answers nobody expects, and requests without any."""
        wrong = sum(status not in (200, 302) for _kind, status in self.statuses)
        return wrong + len(self.failures)

    @property
    def broken(self) -> int:
        return sum(status >= 500 for _kind, status in self.statuses) + len(self.failures)

    def part(self, kind: str, percent: float) -> float:
        """Milliseconds within which so many per cent of the requests were answered."""
        ordered = sorted(self.seconds[kind])
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))] * 1000
