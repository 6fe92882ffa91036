"""Sections saved as they are typed: a save knows the version it follows, so that nobody overwrites another.

For every app whose texts several people write (``models.SavedSection``): who may, and whether the owner
is still open, its operation says before it saves here. A section needs no receipt: its version does it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection

from outbox.models import SavedSection

Section = TypeVar("Section", bound=SavedSection)


class Stale(Exception):
    """Somebody saved the section meanwhile: 409, nothing was written, both texts are at hand.
    ``is_own``: it was the same person, on another page."""

    def __init__(self, standing: Any, text: str, *, is_own: bool = False) -> None:
        super().__init__("section is stale")
        self.standing, self.text, self.is_own = standing, text, is_own

    @property
    def joined(self) -> str:
        return joined(self.standing.text, self.text)


def save(
    section: Section,
    *,
    text: str,
    version: int,
    by: Any,
    at: datetime,
    unheard: Collection[str] = (),
) -> Section:
    """Write the text over the version that its page knows. The same text again changes nothing.

    :param unheard: what the same page sent before and has had no answer to: one of them may stand here
    :raises Stale: something else stands here; ``standing`` is the row as it is now
    """
    if text == section.text and version <= section.version:
        return section
    knows = version == section.version or section.text in unheard
    if knows and _is_written(section, text, by, at):
        section.version += 1
        section.text, section.saved_at, section.saved_by = text, at, by
        return section
    rows = type(section)._default_manager.select_related("saved_by")
    standing = rows.get(pk=section.pk)
    if standing.text == text:
        return standing
    raise Stale(standing, text, is_own=standing.saved_by_id == by.pk)


def _is_written(section: SavedSection, text: str, by: Any, at: datetime) -> bool:
    """Unless somebody was faster. A statement of our own: it is written with every pause in somebody's
    typing, and Django would make its SQL anew each time."""
    table = connection.ops.quote_name(section._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET text = %s, version = version + 1, saved_at = %s, saved_by_id = %s"  # noqa: S608
            " WHERE id = %s AND version = %s",
            [text, at, by.pk, section.pk, section.version],
        )
        return bool(cursor.rowcount)


def joined(theirs: str, mine: str) -> str:
    """Both texts, none of them lost; one that holds the other stands for both."""
    theirs, mine = theirs.strip(), mine.strip()
    if mine in theirs:
        return theirs
    return mine if theirs in mine else f"{theirs}\n\n{mine}"
