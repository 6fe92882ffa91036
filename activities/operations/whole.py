"""A draft posted whole: without script, when a session had ended, and before it is confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from activities.models import DayLog
from activities.operations import rows
from activities.operations.entries import add_entry, pick, save_note, save_text, standing_entry
from activities.operations.rows import Said
from activities.picks import Pick
from people.access import Access
from people.rules.refusals import Refusals
from planning.operations.sections import Conflicts, Typed

NOTE = "note"


@dataclass(frozen=True)
class Whole:
    """What a form says of a day. A part that says what stands there changes nothing."""

    ticked: Sequence[Pick] = ()
    unticked: Sequence[Pick] = ()
    texts: Mapping[int, Typed] = field(default_factory=dict)  # by entry
    note: Typed | None = None
    own: Said | None = None

    def __bool__(self) -> bool:
        """Does it say anything at all?"""
        return bool(self.ticked or self.unticked or self.texts or self.note or self.own)


@transaction.atomic
def write(*, log: DayLog, whole: Whole, by: Access, at: datetime) -> None:
    """Write what differs, all or nothing.

    :raises PermissionDenied: something is of somebody else's area
    :raises ValidationError: what cannot be, each at its place of the page
    :raises Conflicts: somebody saved some of it meanwhile
    :raises Confirmed: it is a draft no more
    """
    who: dict[str, Any] = {"by": by, "at": at}
    refusals, stale = Refusals(), Conflicts({})
    rows.hold_planned([*whole.unticked, *whole.ticked])
    for one, is_on in [*((p, False) for p in whole.unticked), *((p, True) for p in whole.ticked)]:
        with refusals.at(""):
            pick(log=log, pick=one, is_on=is_on, **who)
    for entry, (text, version) in whole.texts.items():
        with refusals.at(f"entry-{entry}"), stale.at(f"entry-{entry}"):
            row = standing_entry(log, entry)
            save_text(entry=row, text=text, version=version, **who)
    if whole.note:
        with refusals.at(NOTE), stale.at(NOTE):
            save_note(log=log, text=whole.note[0], version=whole.note[1], **who)
    if whole.own:
        with refusals.at("own"):
            add_entry(log=log, said=whole.own, **who)
    refusals.refuse()
    stale.refuse()
