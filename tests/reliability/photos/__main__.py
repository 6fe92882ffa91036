"""The trial of photos: python -m tests.reliability.photos. The exit code is 0 when every claim holds."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections import Counter
from dataclasses import asdict
from types import FrameType

from tests.reliability.findings import Claim
from tests.reliability.photos.trial import Options, Record, run


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=Options.photos)
    parser.add_argument("--rounds", type=int, default=Options.rounds, help="of three kills")
    parser.add_argument("--like", help="copy this migrated database instead of migrating one")
    options = Options(**vars(parser.parse_args()))
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _go)
    record = run(options)
    found = claims(record, options)
    print(json.dumps([asdict(claim) for claim in found], indent=1, ensure_ascii=False))
    held = all(claim.holds for claim in found)
    if not held:
        print(*record.logs.splitlines()[-60:], sep="\n", file=sys.stderr)
    return 0 if held else 1


def _go(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)  # by way of all that has to be ended and dropped


def claims(record: Record, options: Options) -> list[Claim]:
    states = Counter(state.partition(" ")[2] for state in record.states)
    wanted = sorted(f"{key} ready" for key in record.sent)
    kills = dict(Counter(record.kills))
    return [
        Claim("the trial came to its end", record.gave_up or "yes", not record.gave_up),
        Claim("the worker was killed at each of its worst moments", str(kills),
              set(kills.values()) == {options.rounds} and len(kills) == 3),
        Claim("each photo was received", str(dict(Counter(record.answers))),
              record.answers == [201] * options.photos),
        Claim("each is covered, however often it was sent", str(dict(states)),
              sorted(record.states) == wanted),
        Claim("once: four copies of each and no more", str(dict(Counter(record.copies))),
              record.copies == [4] * options.photos and record.opened == 4 * options.photos),
        Claim("none could be opened uncovered", str(len(record.uncovered)), not record.uncovered),
        Claim("no original is left", str(len(record.originals)), not record.originals),
        Claim("no file is left that belongs to nothing", str(len(record.strays)), not record.strays),
        Claim("no temporary file is left", str(record.temporary), not record.temporary),
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
