"""How large and how long; the defaults are those of ``script/bench``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    institutions: int = 10
    teachers: int = 144
    concurrency: int = 8
    rush_seconds: float = 60
    repeats: int = 60  # of a single page
    visits: int = 5  # of the browser
    past_days: int | None = None  # None: a year
    growth: tuple[int, int] | None = None  # institutions and years beside 1 × 1
    photos: bool = False  # only: faces on photos
    only: tuple[str, ...] = ()

    def wants(self, part: str) -> bool:
        return not self.only or any(part.startswith(one.split(".")[0]) for one in self.only)

    def shows(self, name: str) -> bool:
        return not self.only or any(name.startswith(one) for one in self.only)


QUICK = {
    "institutions": 8, "teachers": 36, "rush_seconds": 15, "repeats": 25, "visits": 3, "past_days": 45,
}  # fmt: skip
