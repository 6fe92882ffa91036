"""Notes on single children, protected like health: that staff were shown one is kept (R25)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from people.access import Access
from people.models import Child
from people.operations import note_reads


def keep_read(children: Iterable[Child], *, by: Access, at: datetime) -> None:
    """Notes on these children stand on what is shown. One query; none where there is no note."""
    if shown := list(children):
        note_reads(shown, what="plan_note", by=by, at=at)
