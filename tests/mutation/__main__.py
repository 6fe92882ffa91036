"""python -m tests.mutation [APP...]: takes away one guard after the other; a test must notice.

First one run of the tests (without the browser, with those that are too long for everyday) in which
every guard says who comes by; then, for each guard, only those tests without it, the most
particular first, until one fails. Of some apps only, those tests that can come by them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from ejournal.launcher import services
from ejournal.launcher.places import CHECKOUT, HERE
from tests.mutation.accepted import ACCEPTED
from tests.mutation.files import files_for
from tests.mutation.guards import APPS, Guard, all_guards
from tests.mutation.inside import PROBE

RECORD = HERE.var / "mutation.json"
_TIERS = ["-m", "not deep"]  # everyday's tests and the long ones
_PATIENCE = 1500  # seconds for one guard
_FAILED = 1
_FIRST = 30  # tests that are asked before whole files are


@dataclass(frozen=True)
class Verdict:
    guard: Guard
    noticed: bool
    tests: int
    seconds: float
    by: str = ""


def main() -> int:
    options = _options()
    if options.list:
        print(*all_guards(), sep="\n")
        return 0
    services.ensure(HERE)
    try:
        return _mutate(options)
    finally:
        services.stop_unless_leased(HERE)


def _mutate(options: argparse.Namespace) -> int:
    apps = options.apps or list(APPS)
    if options.fresh or not _recorded(apps):
        _record(apps, options.tests, options.processes)
    ours = [guard for guard in all_guards() if guard.app in apps and options.only in str(guard)]
    verdicts = _judge(ours[_shard(options.shard)], options.processes)
    return _report(verdicts)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("apps", nargs="*", metavar="APP", help=f"of {', '.join(APPS)}")
    parser.add_argument("--list", action="store_true", help="only name the guards")
    parser.add_argument("--fresh", action="store_true", help="ask anew which tests come by")
    parser.add_argument("--tests", nargs="*", help="of these only (default: all that can come by)")
    parser.add_argument(
        "--only", default="", metavar="PART", help="guards whose name has this in it"
    )
    parser.add_argument("--shard", metavar="N/M", help="the n-th of m parts")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    if unknown := set(options.apps) - set(APPS):
        parser.error(f"no app of ours: {', '.join(sorted(unknown))}")
    return options


def _shard(shard: str | None) -> slice:
    number, parts = map(int, shard.split("/")) if shard else (1, 1)
    return slice(number - 1, None, parts)


def _recorded(apps: list[str]) -> bool:
    return RECORD.exists() and set(apps) <= set(json.loads(RECORD.read_text())["apps"])


def _record(apps: list[str], tests: list[str] | None, processes: int) -> None:
    """The tests once, in as many shares; all must be green, or nothing that follows means anything."""
    RECORD.unlink(missing_ok=True)
    files = tests or [str(path.relative_to(CHECKOUT)) for path in files_for(apps)]
    shares = [share for number in range(processes) if (share := files[number::processes])]
    with ThreadPoolExecutor(processes) as pool:
        parts = list(pool.map(_share, shares, range(processes)))
    seen: dict[str, list[str]] = {}
    for part in parts:
        for guard, by in part["seen"].items():
            seen.setdefault(guard, []).extend(by)
    took = {test: seconds for part in parts for test, seconds in part["took"].items()}
    passed = Counter(test for tests in seen.values() for test in tests)
    RECORD.write_text(json.dumps({"apps": apps, "seen": seen, "took": took, "passed": passed}))


def _share(files: list[str], seat: int) -> dict[str, dict]:
    kept = HERE.var / f"mutation-{seat}.json"
    arguments = ["-q", "--create-db", *_TIERS, *files]
    done = _pytest(PROBE, str(seat), arguments, patience=None, file=kept)
    if done.returncode:
        raise SystemExit(f"the tests fail with every guard in its place:\n{done.stdout[-3000:]}")
    return json.loads(kept.read_text())


def _judge(guards: list[Guard], processes: int) -> list[Verdict]:
    record = json.loads(RECORD.read_text())
    seats: SimpleQueue[str] = SimpleQueue()  # each process has a database of its own
    for number in range(processes):
        seats.put(str(number))

    def judge(guard: Guard) -> Verdict:
        seat = seats.get()
        try:
            verdict = _without(guard, record, seat)
        finally:
            seats.put(seat)
        word = "noticed" if verdict.noticed else "SURVIVES"
        print(f"{word:8} {guard} (line {guard.line}, {verdict.tests} tests, {verdict.seconds:.0f} s) "
              f"{verdict.by}", flush=True)  # fmt: skip
        return verdict

    with ThreadPoolExecutor(processes) as pool:
        return list(pool.map(judge, guards))


def _without(guard: Guard, record: dict, seat: str) -> Verdict:
    tests = _most_particular_first(record["seen"].get(str(guard), []), record)
    if not tests:
        return Verdict(guard, False, 0, 0, "no test comes by")
    began = time.monotonic()
    named = HERE.var / f"mutation-{seat}.txt"
    named.write_text("\n".join(tests))
    done = _pytest(
        str(guard), seat, ["-x", "-q", "--tb=no", *_TIERS], patience=_PATIENCE, file=named
    )
    seconds = time.monotonic() - began
    if done.returncode not in (0, _FAILED):  # nothing was proven: it did not even run
        return Verdict(guard, False, len(tests), seconds, f"broken: {done.stdout[-300:]}")
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return Verdict(
        guard, done.returncode == _FAILED, len(tests), seconds, " ".join(failed[:1])[:150]
    )


def _most_particular_first(tests: list[str], record: dict) -> list[str]:
    """Who comes by few guards was sent to this one; many others only pass it on their way."""
    passed = record["passed"]
    ranked = sorted(tests, key=lambda test: (passed[test], record["took"].get(test, 0)))
    return ranked[:_FIRST] + _by_file(ranked[_FIRST:])


def _by_file(tests: list[str]) -> list[str]:
    """So that what a file sets up is set up once."""
    files: dict[str, list[str]] = {}
    for test in tests:
        files.setdefault(test.partition("::")[0], []).append(test)
    return [test for of_file in files.values() for test in of_file]


def _pytest(
    what: str, seat: str, arguments: list[str], *, patience: float | None, file: Path
) -> subprocess.CompletedProcess[str]:
    environment = dict(os.environ) | {
        "DJANGO_SETTINGS_MODULE": "ejournal.settings.test",
        "RITS_TEST_SUFFIX": f"mutation_{seat}",
        "PYTEST_XDIST_WORKER": f"gw{10 + int(seat) % 4}",  # its number on the cache server
    }
    return subprocess.run(
        [sys.executable, "-m", "tests.mutation.inside", what, str(file), *arguments],
        cwd=CHECKOUT, env=environment, text=True, check=False, timeout=patience,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def _report(verdicts: list[Verdict]) -> int:
    survivors = [verdict for verdict in verdicts if not verdict.noticed]
    unknown = [verdict for verdict in survivors if verdict.guard.place not in ACCEPTED]
    noticed = {verdict.guard.place for verdict in verdicts if verdict.noticed}
    stale = noticed & ACCEPTED.keys()
    print(f"\n{len(verdicts)} guards taken away: {len(verdicts) - len(survivors)} noticed, "
          f"{len(survivors) - len(unknown)} survive with a reason, {len(unknown)} without")  # fmt: skip
    for verdict in unknown:
        print(f"  no test needs it: {verdict.guard} {verdict.by}")
    for place in sorted(stale):
        print(f"  the reason in accepted.py is no longer needed: {place}")
    return 1 if unknown or stale else 0


if __name__ == "__main__":
    sys.exit(main())
