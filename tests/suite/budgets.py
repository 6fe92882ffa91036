"""How long the suite may take: worker-seconds by folder, printed at the end of each run.

A whole everyday run past a budget by more than a seventh is red, and so is one of its tests that
takes too long; any other run only says so. What is set up once for all (the database, the pages' files,
the browser) is told apart, since it is nobody's test.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import pytest

EVERYDAY = "not deep and not slow"
REST = "the rest"
SECONDS = {
    "matrix": 400, "browser": 300, "rules": 300, "people": 60, "duties": 60, "attendance": 30,
    "agreements": 30, "curriculum": 30, "planning": 60, "activities": 60, "assessment": 60,
    "audit": 30, "documents": 40, "manners": 40, "messaging": 60, "outbox": 30, REST: 200,
}  # fmt: skip
OF_ONE_TEST = 5
PATIENCE = 1.15
FOR_ALL, FOR_SOME = {"session", "package"}, {"module", "class"}  # scopes of fixtures


def folder_of(test: str) -> str:
    parts = test.partition("::")[0].split("/")
    return parts[1] if len(parts) > 2 and parts[1] in SECONDS else REST


@dataclass
class Times:
    """What the reports of a run add up to, in worker-seconds."""

    folders: Counter[str] = field(default_factory=Counter)
    tests: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    for_all: float = 0

    def add(self, test: str, seconds: float, for_all: float = 0, for_some: float = 0) -> None:
        """:param for_all: of these seconds, what was set up for the run; for_some: for a module"""
        self.for_all += for_all
        self.folders[folder_of(test)] += seconds - for_all
        self.tests[test] += seconds - for_all - for_some

    def lines(self) -> Iterator[str]:
        for folder, budget in SECONDS.items():
            if self.folders[folder]:
                past = ", PAST IT" if self._past(self.folders[folder], budget) else ""
                yield f"budget: {folder} {self.folders[folder]:.0f} of {budget} s{past}"
        yield f"budget: set up once for all {self.for_all:.0f} s"
        for test, seconds in sorted(self.tests.items(), key=lambda one: -one[1]):
            if seconds > OF_ONE_TEST:
                yield f"budget: one test {seconds:.1f} of {OF_ONE_TEST} s: {test}"

    def kept(self) -> bool:
        return not any(
            self._past(self.folders[folder], budget) for folder, budget in SECONDS.items()
        ) and not any(self._past(seconds, OF_ONE_TEST) for seconds in self.tests.values())

    @staticmethod
    def _past(seconds: float, budget: float) -> bool:
        return seconds > budget * PATIENCE


def whole_everyday_run(config: pytest.Config) -> bool:
    option = config.option
    return (
        config.args_source is pytest.Config.ArgsSource.TESTPATHS
        and option.markexpr == EVERYDAY
        and not (option.keyword or option.collectonly or option.lf)
    )


class Clock:
    """In each worker: what of a test's set-up was not its own. On top: what all took."""

    def __init__(self) -> None:
        self.times = Times()
        self._depth, self._shared = 0, {"for_all": 0.0, "for_some": 0.0}

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        """Only the outermost counts: one fixture asks for others."""
        name = {**dict.fromkeys(FOR_ALL, "for_all"), **dict.fromkeys(FOR_SOME, "for_some")}.get(
            fixturedef.scope
        )
        if name is None or self._depth:
            return (yield)
        self._depth, began = 1, perf_counter()
        try:
            return (yield)
        finally:
            self._depth = 0
            self._shared[name] += perf_counter() - began

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Iterator[None]:
        report = yield
        report.shared, self._shared = self._shared, {"for_all": 0.0, "for_some": 0.0}
        return report

    def pytest_runtest_logreport(self, report: Any) -> None:
        self.times.add(report.nodeid, report.duration, **getattr(report, "shared", {}))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        top = not hasattr(session.config, "workerinput")
        if top and whole_everyday_run(session.config) and not self.times.kept():
            session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self.times.tests:
            for line in self.times.lines():
                terminalreporter.write_line(line)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Clock(), "budgets-clock")
