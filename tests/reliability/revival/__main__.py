"""script/revive: prove that script/run brings everything back. The exit code is 0 when every claim holds."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import re
import signal
import sys
from types import FrameType

from tests.reliability.revival.findings import claims, figures
from tests.reliability.revival.kills import PLANS
from tests.reliability.revival.trial import Options, run

_AGAIN = re.compile(r" again( in |\.$)").search  # what script/run said of it


def main() -> int:
    options, as_json = _options()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _go)
    record = run(options)
    found, measured = claims(record), figures(record)
    held = all(claim.holds for claim in found)
    if as_json:
        told = {"claims": [dataclasses.asdict(claim) for claim in found], "figures": measured}
        print(json.dumps(told, indent=1))
    else:
        print(f"{options.clients} clients, {options.rounds} rounds, {os.cpu_count()} processors\n")
        for name, value in (measured.pop("works again after, s") | measured).items():
            print(f"{name:32} {value}")
        print(*filter(_AGAIN, record.screen.splitlines()), sep="\n")
        for claim in found:
            print(f"{'holds' if claim.holds else 'FAILS':6} {claim.claim:44} {claim.found}")
    if not held:
        print(*record.screen.splitlines()[-60:], sep="\n", file=sys.stderr)
    return 0 if held else 1


def _go(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)  # by way of all that has to be stopped and removed


def _options() -> tuple[Options, bool]:
    parser = argparse.ArgumentParser(
        prog="script/revive", description=__doc__,
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )  # fmt: skip
    default = Options()
    parser.add_argument("--clients", type=int, default=default.clients, help="who write meanwhile")
    parser.add_argument("--rounds", type=int, default=default.rounds, help="of all kills")
    parser.add_argument("--plan", choices=PLANS, default=default.plan)
    parser.add_argument("--json", action="store_true", help="for programs")
    chosen = vars(parser.parse_args())
    as_json = chosen.pop("json")
    return Options(**chosen), as_json


if __name__ == "__main__":
    sys.exit(main())
