"""python -m tests.suite.ids [--write]: no proof of the suite before its three tiers is lost.

The map (``map_of_ids.txt``) has every test that there was: its file, its name, five letters of the
hash of each of its parameters; then where it is today and in which tier, as far as that is another.
With a reason, after a semicolon, it may be elsewhere under another name or other parameters, or «gone».
``--write`` looks for each again by its name and parameters, and keeps the lines with reasons.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

import pytest

MAP = Path(__file__).with_name("map_of_ids.txt")
THERE_WERE = 4906
WHOLE = "8efdc0891aa94b39"  # of all of them, so that no line is left out
EVERYDAY, GONE, UNKNOWN = "everyday", "gone", "?"


@dataclass(frozen=True)
class Id:
    """A test with one set of parameters; of the parameters the hash."""

    file: str
    test: str
    parameters: str = ""

    @classmethod
    def of(cls, text: str) -> Id:
        place, bracket, parameters = text.partition("[")
        file, _, test = place.partition("::")
        return cls(file, test, _hash(parameters)[:5] if bracket else "")

    @property
    def place(self) -> str:
        return f"{self.file}::{self.test}"


@dataclass(frozen=True)
class Now:
    """Where an old one is today."""

    place: str
    tier: str = EVERYDAY
    reason: str = ""


Today = dict[str, dict[str, str]]  # place → parameters → tier


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def tier(item: pytest.Item) -> str:
    deep = item.get_closest_marker("deep")
    if deep:
        return f"deep:{deep.kwargs['name']}"
    return "slow" if item.get_closest_marker("slow") else EVERYDAY


class Collector:
    def __init__(self) -> None:
        self.today: Today = defaultdict(dict)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        for item in session.items:
            one = Id.of(item.nodeid)
            self.today[one.place][one.parameters] = tier(item)


def collected() -> Today:
    collector, said = Collector(), StringIO()
    with redirect_stdout(said):
        failed = pytest.main(["--collect-only", "-qq", "-m", ""], plugins=[collector])
    if failed:
        sys.exit(said.getvalue())
    return dict(collector.today)


# --- the file -------------------------------------------------------------------------------------------
def read(text: str) -> dict[Id, Now]:
    found: dict[Id, Now] = {}
    file = moved = ""
    for line in text.splitlines():
        if not line.startswith(" "):
            file, _, moved = line.partition(" -> ")
            continue
        left, _, reason = line.strip().partition(" ; ")
        left, _, of_tier = left.partition(" @")
        left, _, place = left.partition(" -> ")
        test, *parameters = left.split()
        now = Now(place or f"{moved or file}::{test}", of_tier or EVERYDAY, reason)
        found |= {Id(file, test, one): now for one in parameters or [""]}
    return found


def written(found: dict[Id, Now]) -> str:
    files: dict[str, list[Id]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (one.file, one.test, one.parameters)):
        files[one.file].append(one)
    return "".join(f"{line}\n" for file in files for line in _of_file(file, files[file], found))


def _of_file(file: str, ids: list[Id], found: dict[Id, Now]) -> Iterator[str]:
    now_in = Counter(found[one].place.partition("::")[0] for one in ids)
    moved = now_in.most_common(1)[0][0]
    moved = file if now_in[file] or moved in {GONE, UNKNOWN} else moved
    yield file if moved == file else f"{file} -> {moved}"
    together: dict[tuple[str, Now], list[str]] = defaultdict(list)
    for one in ids:
        together[one.test, found[one]].append(one.parameters)
    for (test, now), parameters in together.items():
        place = "" if now.place == f"{moved}::{test}" else f" -> {now.place}"
        of_tier = "" if now.tier == EVERYDAY else f" @{now.tier}"
        reason = f" ; {now.reason}" if now.reason else ""
        yield f"  {' '.join([test, *filter(None, parameters)])}{place}{of_tier}{reason}"


def whole(ids: Iterable[Id]) -> str:
    """One hash of all there were."""
    return _hash("\n".join(sorted(f"{one.place}[{one.parameters}" for one in ids)))[:16]


# --- the comparison ---------------------------------------------------------------------------------------
def faults(found: dict[Id, Now], today: Today) -> Iterator[str]:
    if (len(found), whole(found)) != (THERE_WERE, WHOLE):
        yield f"the map has {len(found)} tests ({whole(found)}), there were {THERE_WERE} ({WHOLE})"
    for one, now in found.items():
        if fault := _fault(one, now, today.get(now.place, {})):
            yield f"{one.place} {one.parameters}: {fault}"


def _fault(one: Id, now: Now, there: dict[str, str]) -> str:
    if now.place == GONE:
        return "" if now.reason else "is gone without a reason"
    if now.reason:
        return "" if now.tier in there.values() else f"is not in {now.place}, {now.tier}"
    if one.parameters not in there:
        return f"is not in {now.place}"
    of_tier = there[one.parameters]
    return "" if of_tier == now.tier else f"is {of_tier}, not {now.tier}"


def looked_for(found: dict[Id, Now], today: Today) -> dict[Id, Now]:
    """Each where it is today: in its place, or in the only other one that has its name and parameters."""
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place, of_place in today.items():
        for parameters in of_place:
            named[place.partition("::")[2], parameters].append(place)
    return {one: _now(one, now, today, named) for one, now in found.items()}


def _now(one: Id, now: Now, today: Today, named: dict[tuple[str, str], list[str]]) -> Now:
    if now.reason:
        return now
    places = [now.place, one.place, *named[one.test, one.parameters][:1]]
    if len(named[one.test, one.parameters]) > 1:
        places.pop()
    for place in places:
        if one.parameters in today.get(place, {}):
            return Now(place, today[place][one.parameters])
    return replace(now, place=UNKNOWN, tier=EVERYDAY)


def main(arguments: list[str]) -> int:
    found, today = read(MAP.read_text()), collected()
    if "--write" in arguments:
        found = looked_for(found, today)
        MAP.write_text(written(found))
    missed = list(faults(found, today))
    print(*missed, sep="\n")
    tiers = Counter(now.tier.partition(":")[0] for now in found.values() if now.place != GONE)
    print(f"{len(found)} tests there were: {dict(tiers)}, {len(missed)} not as the map says")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
