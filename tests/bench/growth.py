"""The same pages over one institution of one year and over many: within 1.2 times."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from datetime import UTC, datetime

from ejournal.demo.logins import PASSWORD
from tests.bench.findings import Finding
from tests.bench.options import Options
from tests.bench.portal import Served, Site, site
from tests.bench.visitor import Visitor
from tests.bench.walk import walk

TIMES = 1.2
_WHO = ("teacher0a", "nurse", "clerk", "admin", "mother1")
_BESIDES = {"admin": "/days/board/{month}/", "mother1": "/days/"}  # if no link leads there


def growth(options: Options) -> Iterator[Finding]:
    """Both portals stand beside each other and take turns."""
    institutions, years = options.growth or (100, 1)
    with site() as small, site() as large:
        _fill(small, 1, 1)
        _fill(large, institutions, years)
        yield from _compared(small.serve(), large.serve(), options, f"{institutions} × {years}")


def _fill(one: Site, institutions: int, years: int) -> None:
    numbers = {"--institutions": institutions, "--years": years, "--groups": 6, "--children": 25}
    sizes = [f"{name}={number}" for name, number in numbers.items()]
    one.manage("demo", "--yes-invented-data", *sizes)
    one.manage("collectstatic", "--noinput", "--verbosity=0")


def _compared(small: Served, large: Served, options: Options, scale: str) -> Iterator[Finding]:
    worst: tuple[float, str] = (0, "")
    for who in _WHO:
        pair = [_signed_in(served, who) for served in (small, large)]
        for name, paths in _same_pages(*pair, who).items():
            ratio, took = _ratio(pair, paths, options.repeats)
            worst = max(worst, (ratio, f"{name} of {who}"))
            yield Finding(f"growth.{who}.{name}", ratio, TIMES, "times", took)
    yield Finding("growth.worst", worst[0], TIMES, "times", f"{worst[1]}; {scale} against 1 × 1")


def _signed_in(served: Served, who: str) -> Visitor:
    person = Visitor(served.port)
    person.signs_in(f"n1.{who}", PASSWORD)
    return person


def _same_pages(small: Visitor, large: Visitor, who: str) -> dict[str, tuple[str, str]]:
    besides = _BESIDES.get(who, "/").format(month=f"{datetime.now(UTC):%Y-%m}")
    found = [walk(lambda path, one=one: _page(one, path), "/", besides) for one in (small, large)]
    return {name: (found[0][name], found[1][name]) for name in found[0] if name in found[1]}


def _page(person: Visitor, path: str) -> str | None:
    answer = person.get(path)
    return answer.text if answer.status == 200 and b"<html" in answer.body[:300] else None


def _ratio(pair: list[Visitor], paths: tuple[str, str], repeats: int) -> tuple[float, str]:
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(repeats):
        for seconds, person, path in zip(took, pair, paths, strict=True):
            seconds.append(person.get(path).seconds)
    # the quicker quarter: other work on the machine only ever adds
    small, large = (statistics.quantiles(seconds, n=4)[0] * 1000 for seconds in took)
    return large / small, f"{small:.1f} → {large:.1f} ms"
