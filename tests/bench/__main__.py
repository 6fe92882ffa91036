"""script/bench: measure the portal as production runs it. The exit code is 1 when a budget is missed."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Iterator
from types import FrameType

from tests.bench.findings import Finding, table
from tests.bench.options import QUICK, Options
from tests.bench.portal import Site, site


def main() -> int:
    options, as_json = _options()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _go)
    findings = []
    for finding in _everything(options):
        if options.shows(finding.name):
            findings.append(finding)
            print(finding.line(), flush=True)
    if not as_json:
        print(f"\n{table(findings)}", file=sys.stderr)
    return 0 if findings and all(finding.ok for finding in findings) else 1


def _go(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)  # by way of all that has to be ended and dropped


def _options() -> tuple[Options, bool]:
    parser = argparse.ArgumentParser(
        prog="script/bench", description=__doc__,
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )  # fmt: skip
    default = Options()
    parser.add_argument("--quick", action="store_true", help="small and short; for a first look")
    parser.add_argument(
        "--only", action="append", default=[], metavar="NAME",
        help="beginning of names: queries, size, paint, time, load, rush, uploads, plan, day, level, memory",
    )  # fmt: skip
    parser.add_argument("--growth", nargs="?", const="100x1", metavar="NxYEARS",
                        help="only: many institutions and years against 1 × 1 (100x1)")  # fmt: skip
    parser.add_argument("--photos", action="store_true",
                        help="only: what the detector of faces misses, what a photo costs")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="no table for people")
    for name in ("institutions", "teachers", "concurrency", "repeats", "visits"):
        parser.add_argument(f"--{name}", type=int, help=f"({getattr(default, name)})")
    chosen = vars(parser.parse_args())
    as_json, quick, growth = chosen.pop("json"), chosen.pop("quick"), chosen.pop("growth")
    given = {name: value for name, value in chosen.items() if value}
    given["only"] = tuple(chosen["only"])
    if growth:
        given["growth"] = tuple(map(int, growth.lower().replace("×", "x").split("x")))
    return Options(**((QUICK if quick else {}) | given)), as_json


def _everything(options: Options) -> Iterator[Finding]:
    if options.growth:
        from tests.bench.growth import growth

        yield from growth(options)
        return
    if options.photos:
        from tests.bench.photos import photos

        yield from photos()
        return
    with site() as one:
        os.environ |= one.environment
        _fill(one, options)
        yield from _measured(one, options)


def _fill(one: Site, options: Options) -> None:
    """The first two have groups of certain sizes, the last thirty groups, the others six of 22 children."""
    import django

    django.setup()
    from django.db import connection

    from ejournal.demo.bulk.load import gather_statistics, make
    from ejournal.demo.bulk.scale import Scale
    from tests.bench import cast

    if connection.settings_dict["NAME"] not in one.environment["DATABASE_URL"]:
        raise RuntimeError("settings were read before the bench had a database of its own")
    began = time.monotonic()
    marks = make(
        Scale(
            cast.today(),
            options.institutions + 1,
            children=22,
            days=options.past_days,
            sizes=cast.SIZES | {options.institutions: cast.MANY_GROUPS},
        )
    )
    gather_statistics()
    one.manage("collectstatic", "--noinput", "--verbosity=0")
    print(f"{marks} marks made in {time.monotonic() - began:.0f} s", file=sys.stderr)


def _measured(one: Site, options: Options) -> Iterator[Finding]:
    from tests.bench import (
        days,
        levels,
        load,
        memory,
        pages,
        paint,
        plans,
        queries,
        talks,
        times,
        uploads,
    )

    served = one.serve()
    if options.wants("queries"):
        yield from queries.of_the_register()
        yield from queries.of_every_page()
    if options.wants("size"):
        yield from pages.sizes(served.port)
    if options.wants("paint"):
        yield from paint.paints(served.port, options.visits)
    if options.wants("time"):
        yield from times.times(one, served, options.repeats)
    if options.wants("load"):
        yield from load.load(served, one.work(), options)
    if options.wants("rush"):
        yield from load.rush(served, one.work(), options)
    if options.wants("uploads"):
        yield from uploads.uploads(served, one.work(), options)
    if options.wants("plan"):
        yield from plans.of_pages(options.institutions + 1)
        yield from plans.of_saving(served, options.repeats)
        yield from plans.of_the_pdf(one)
    if options.wants("day"):
        yield from days.of_pages(options.institutions + 1)
        yield from days.of_saving(served, options.repeats)
    if options.wants("level"):
        yield from levels.of_pages(options.institutions + 1)
        yield from levels.of_saving(served, options.repeats)
    if options.wants("talk"):
        yield from talks.of_pages()
    if options.wants("memory"):
        yield from memory.of_the_web(served)
        yield from memory.of_the_worker(one)


if __name__ == "__main__":
    sys.exit(main())
