"""script/deliver: prove that the outbox delivers. The exit code is 0 when every claim holds."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from tests.reliability.findings import Claim, claims, figures
from tests.reliability.nemesis import PLANS
from tests.reliability.trial import Options, run


def main() -> int:
    options, as_json, logs = _options()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _go)
    record = run(options)
    found, measured = claims(record, options), figures(record)
    if logs:
        logs.write_text(record.logs)
    held = all(claim.holds for claim in found)
    _print_json(options, found, measured) if as_json else _print(options, found, measured)
    if not held:
        print(*record.logs.splitlines()[-60:], sep="\n", file=sys.stderr)
    return 0 if held else 1


def _go(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)  # by way of all that has to be ended and dropped


def _options() -> tuple[Options, bool, Path | None]:
    parser = argparse.ArgumentParser(
        prog="script/deliver", description=__doc__,
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )  # fmt: skip
    default = Options()
    parser.add_argument("--people", type=int, default=default.people)
    parser.add_argument("--seed", type=int, default=default.seed, help="of chance in the kills")
    parser.add_argument("--seconds-away", type=float, default=default.seconds_away, help="of 451")
    parser.add_argument("--claim-seconds", type=int, default=default.claim_seconds)
    parser.add_argument("--pace", type=float, default=default.pace, help="seconds a letter takes")
    parser.add_argument("--beat-seconds", type=float, help="instead of the real schedule")
    parser.add_argument("--plan", choices=PLANS, default=default.plan)
    parser.add_argument("--like", help="copy this migrated database instead of migrating one")
    parser.add_argument("--patience", type=float, default=default.patience)
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.add_argument("--logs", type=Path, help="keep what workers and beat have logged, here")
    chosen = vars(parser.parse_args())
    as_json, logs = chosen.pop("json"), chosen.pop("logs")
    return Options(**chosen), as_json, logs


def _print_json(options: Options, found: list[Claim], measured: dict[str, Any]) -> None:
    report = {
        "options": dataclasses.asdict(options),
        "claims": [dataclasses.asdict(claim) for claim in found],
        "figures": measured,
    }
    print(json.dumps(report, indent=1))


def _print(options: Options, found: list[Claim], measured: dict[str, Any]) -> None:
    print(f"{options.people} people, seed {options.seed}, {os.cpu_count()} processors\n")
    for deed in measured.pop("deeds"):
        print(f"{deed['at, s']:7} s  {deed['what']:36} {deed['relay']:7} {_recovery(deed)}")
    print()
    for name, value in measured.items():
        print(f"{name:40} {value}")
    print()
    for claim in found:
        print(f"{'holds' if claim.holds else 'FAILS':6} {claim.claim:52} {claim.found}")


def _recovery(deed: dict[str, Any]) -> str:
    ready, letter = deed["ready after, s"], deed["next letter after, s"]
    parts = [f"ready after {ready} s" if ready is not None else ""]
    parts.append(f"next letter after {letter} s" if letter is not None else "")
    return ", ".join(part for part in parts if part)


if __name__ == "__main__":
    sys.exit(main())
