"""Who writes what of a talk: those who wrote or took part in it its draft, the group's teachers what
follows from it (R28)."""

from __future__ import annotations

from duties import ladder
from messaging.models import Talk
from people.access import Access, Action


class Shared(Exception):
    """The talk was shared meanwhile: its text changes only by an addition. 409, nothing was written."""

    def __init__(self, talk: Talk) -> None:
        super().__init__("talk is shared")
        self.talk = talk


def locked(talk: Talk, *, by: Access, action: Action) -> Talk:
    """The talk as it stands, held until the end of the transaction.

    :raises PermissionDenied: not theirs, or deleted meanwhile
    :raises ValidationError: the school year is sealed
    """
    by.require(action, talk)
    rows = Talk.objects.select_for_update(of=("self",), no_key=True)
    held = rows.select_related("group__institution", "institution", "child").get(pk=talk.pk)
    ladder.require_open(ladder.Subject.JOURNAL, access=by, group=held.group, day=held.day)
    return held


def locked_draft(talk: Talk, *, by: Access) -> Talk:
    """One that this person writes and that was not shared yet.

    :raises PermissionDenied: not theirs to write
    :raises Shared: it is shared
    :raises ValidationError: the school year is sealed
    """
    held = locked(talk, by=by, action=Action.WRITE_TALK)
    if held.is_shared:
        raise Shared(held)
    return held
