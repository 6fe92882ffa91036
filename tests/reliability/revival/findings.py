"""What a trial has shown: claims that hold or do not, and figures."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.reliability.findings import Claim
from tests.reliability.revival.trial import Record

_EXPECTED = {"200", "302", "503"}  # and no answer at all, from whoever was killed


def claims(record: Record) -> list[Claim]:
    gone = [deed.what for deed in record.deeds if deed.back_after is None]
    gave_up = [f"{one.name}: {one.gave_up}" for one in record.writers if one.gave_up]
    idle = [one.name for one in record.writers if not one.acknowledged]
    said = record.screen.count("runs again.")
    other = {
        status: n
        for status, n in _answers(record).items()
        if status.isdigit() and status not in _EXPECTED
    }
    return [
        Claim("everything killed works again", ", ".join(gone) or f"{len(record.deeds)} kills", not gone),
        Claim("nobody had to give up", "; ".join(gave_up or idle) or "nobody", not gave_up + idle),
        Claim("no acknowledged write is lost", str(record.lost), not record.lost),
        Claim("none is written twice", str(record.doubled), not record.doubled),
        Claim("answers are 503 while the database is away", f"{_answers(record)['503']}; others {other or 0}",
              _answers(record)["503"] > 0 and not other),
        Claim("tasks of all queues go well afterwards", ", ".join(record.works), len(record.works) == 3),
        Claim("the screen says that it runs again", f"{said} times", said >= _of_its_own(record)),
        Claim("Ctrl-C stops all of it", f"exit code {record.exit_code}, {len(record.left)} left",
              record.exit_code == 0 and not record.left),
    ]  # fmt: skip


def _of_its_own(record: Record) -> int:
    """Kills that the supervisor answers; processes of a process are brought back by that one."""
    return sum(" process of " not in deed.what for deed in record.deeds)


def _answers(record: Record) -> Counter[str]:
    return sum((one.answers for one in record.writers), Counter())


def figures(record: Record) -> dict[str, Any]:
    after: dict[str, list[float | None]] = {}
    for deed in record.deeds:
        after.setdefault(deed.what, []).append(deed.back_after)
    acknowledged = sum(one.acknowledged for one in record.writers)
    return {
        "works again after, s": after,
        "seconds of writing": round(record.took),
        "writes acknowledged": acknowledged,
        "forms sent again": sum(one.sent for one in record.writers) - acknowledged,
        "answers": dict(_answers(record)),
    }
