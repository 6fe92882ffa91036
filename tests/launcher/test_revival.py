"""What ends is brought back, after a pause that grows, until that is hopeless; the clock is an argument."""

import os
import signal
from dataclasses import dataclass

import pytest

from ejournal.launcher import supervisor
from ejournal.launcher.revival import PAUSES, WINDOW, Hopeless, Watch, pause


@dataclass
class Patient:
    """One that is kept, and told when to be ill."""

    name: str = "beat"
    illness: str = ""
    starts: int = 0
    cured_by_a_start: bool = True

    def trouble(self) -> str:
        return self.illness

    def start(self) -> None:
        self.starts += 1
        if self.cured_by_a_start:
            self.illness = ""


def test_the_pause_grows_with_each_end_and_after_the_last_one_there_is_none():
    ends = [float(n) for n in range(len(PAUSES) + 1)]
    waits = [pause(ends[: n + 1], ends[n]) for n in range(len(ends))]
    assert waits == [0.5, 1, 2, 4, 8, 16, 30, None]


def test_what_ended_long_ago_counts_no_more():
    assert pause([0, 10], now=10) == 1
    assert pause([0, WINDOW], now=WINDOW) == 0.5
    assert pause([*range(7), WINDOW + 3], now=WINDOW + 3) == 4


def test_one_that_ended_is_started_after_the_pause_and_not_before(capsys):
    patient = Patient(illness="beat ended unexpectedly (signal 9)")
    watch = Watch(patient)
    for moment in (0, 0.2, 0.4):
        watch.look(moment)
    assert patient.starts == 0
    watch.look(0.5)
    assert patient.starts == 1
    watch.look(0.8)
    watch.look(1.1)
    assert patient.starts == 1
    assert capsys.readouterr().out.splitlines() == [
        "beat ended unexpectedly (signal 9); it is started again in 0.5 s.", "beat runs again.",
    ]  # fmt: skip


def test_one_that_cannot_start_is_given_up_and_named():
    patient, moment = Patient(illness="beat ended", cured_by_a_start=False), 0.0
    watch = Watch(patient)
    while patient.starts < len(PAUSES):
        watch.look(moment)
        moment += 0.1
    assert sum(PAUSES) < moment < sum(PAUSES) + 5
    with pytest.raises(Hopeless, match="beat ended, 8 times in 5 minutes"):
        watch.look(moment)


def test_one_that_ends_now_and_then_is_brought_back_for_ever():
    patient = Patient()
    watch = Watch(patient)
    for day in range(50):
        patient.illness = "beat ended"
        watch.look(day * WINDOW)
        watch.look(day * WINDOW + 1)
    assert patient.starts == 50


def test_a_start_that_fails_is_said_and_tried_again(capsys):
    class Stubborn(Patient):
        def start(self) -> None:
            if self.starts == 0:
                self.starts = 1
                raise OSError("no memory")
            super().start()

    watch = Watch(Stubborn(illness="beat ended"))
    for moment in (0, 0.5, 0.8, 1.8, 2.1):
        watch.look(moment)
    said = capsys.readouterr().out.splitlines()
    assert said[1] == "beat could not be started: no memory"
    assert said[2] == "beat ended; it is started again in 1 s."
    assert said[3] == "beat runs again."


def test_ctrl_c_in_the_midst_of_a_start_is_heard_when_it_is_whole():
    before, done = [signal.getsignal(number) for number in supervisor.STOPS], []

    def start() -> None:
        with supervisor._undisturbed():
            os.kill(os.getpid(), signal.SIGINT)
            done.append("whole")

    try:
        with pytest.raises(supervisor.Asked):
            start()
        assert done == ["whole"]
        with pytest.raises(supervisor.Asked):  # and outside, at once
            os.kill(os.getpid(), signal.SIGTERM)
    finally:
        for number, handler in zip(supervisor.STOPS, before, strict=True):
            signal.signal(number, handler)
