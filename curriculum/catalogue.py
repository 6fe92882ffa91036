"""The common catalogue: read from its file and laid down on every migrate. Safe to repeat."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from curriculum.lists import Area
from curriculum.models import Entry

FILE = Path(__file__).with_name("catalogue.toml")


def entries() -> list[Entry]:
    """All of the file, as rows."""
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    rows = [*_outcomes(said["outcome"])]
    for kind in (Entry.Kind.VALUE, Entry.Kind.VIRTUE):
        rows += [
            Entry(kind=kind, code=f"{kind}.{name}", number=number, text=text)
            for number, (name, text) in enumerate(said[kind].items(), start=1)
        ]
    for row in rows:
        row.first_year = said["first_year"]
    return rows


def _outcomes(areas: dict[str, dict[str, list[str]]]) -> Iterator[Entry]:
    for area, stages in areas.items():
        for stage, texts in stages.items():
            for number, text in enumerate(texts, start=1):
                where: dict[str, Any] = {"area": Area(area), "stage": int(stage), "number": number}
                yield Entry(
                    kind=Entry.Kind.OUTCOME, code=f"{area}.{stage}.{number}", text=text, **where
                )


@transaction.atomic
def lay_down() -> int:
    """Codes of the file that no common entry has.

    :returns: how many were laid down
    """
    known = Entry.objects.filter(institution=None).values_list("code", flat=True)
    missing = [entry for entry in entries() if entry.code not in set(known)]
    return len(Entry.objects.bulk_create(missing))
