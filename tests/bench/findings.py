"""What was measured, beside what it may be."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Finding:
    """One figure. ``budget`` None: told, not judged. What is promised is at most the budget."""

    name: str
    value: float
    budget: float | None
    unit: str
    note: str = ""

    @property
    def ok(self) -> bool:
        return self.budget is None or self.value <= self.budget

    def line(self) -> str:
        found = asdict(self) | {"value": round(self.value, 3), "ok": self.ok}
        return json.dumps(found if self.note else {k: v for k, v in found.items() if k != "note"})


def table(findings: Iterable[Finding]) -> str:
    """For people."""
    rows = [("", "what", "value", "budget", "")]
    rows += [(_word(f), f.name, f"{f.value:.6g} {f.unit}", _budget(f), f.note) for f in findings]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join("  ".join(_fit(row, widths)).rstrip() for row in rows)


def _fit(row: tuple[str, ...], widths: list[int]) -> list[str]:
    return [row[0].ljust(widths[0]), row[1].ljust(widths[1]), row[2].rjust(widths[2]),
            row[3].rjust(widths[3]), row[4]]  # fmt: skip


def _word(finding: Finding) -> str:
    if finding.budget is None:
        return ""
    return "ok" if finding.ok else "MISSED"


def _budget(finding: Finding) -> str:
    return "" if finding.budget is None else f"{finding.budget:g}"
