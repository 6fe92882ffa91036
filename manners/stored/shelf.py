"""The stored files of a house as a list, by pages and kinds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from documents.models import StoredFile
from manners import registry
from manners.stored.kind import of_house
from manners.words import extent, kind_of_file, when
from people.access import Access

PAGE = 50
MOST = 10_000  # pages, more than any house fills


@dataclass(frozen=True)
class Shelf:
    """A page of the list. ``kinds``: code, words, and whether it is the chosen one, ``kind``."""

    lines: list[dict[str, Any]]
    kind: str
    kinds: list[tuple[str, str, bool]]
    newer: dict[str, str] | None
    older: dict[str, str] | None


def shelf_of(access: Access, *, at: datetime, kind: str = "", number: int = 1) -> Shelf | None:
    """Two queries, and those of the kinds; None where there is no such page or kind."""
    there = of_house(access).to_open(at).order_by("-made_at", "-pk")
    codes = sorted(set(there.order_by().values_list("kind", flat=True)))
    if not 1 <= number <= MOST or (kind and kind not in codes):
        return None
    begin = PAGE * (number - 1)
    wanted = (there.filter(kind=kind) if kind else there).select_related("institution", "made_by")
    rows = list(wanted[begin : begin + PAGE + 1])
    if number > 1 and not rows:
        return None
    names = registry.names_of((row.pk for row in rows[:PAGE]), access)
    return Shelf(
        [_line(row, names.get(row.pk, "")) for row in rows[:PAGE]],
        kind,
        [(code, kind_of_file(code), code == kind) for code in codes],
        _way(kind, number - 1, _("Newer")) if number > 1 else None,
        _way(kind, number + 1, _("Older")) if len(rows) > PAGE else None,
    )


def _line(file: StoredFile, name: str) -> dict[str, Any]:
    """Input of ``components/line.html``."""
    told = [str(file.made_by), when(file.made_at, file.institution), file.get_source_display()]
    if file.expires_at:
        told.append(_("kept until %(when)s") % {"when": when(file.expires_at, file.institution)})
    return {
        "title": ": ".join(filter(None, (kind_of_file(file.kind), name))),
        "subtitle": " · ".join(told), "aside": extent(file),
        "url": reverse("manners:file", args=[file.pk]),
    }  # fmt: skip


def _way(kind: str, number: int, text: str) -> dict[str, str]:
    """Input of ``components/pager.html``."""
    asked = {"kind": kind} if kind else {}
    query = urlencode(asked | {"page": number})
    return {"url": f"{reverse('manners:files')}?{query}", "text": text}
