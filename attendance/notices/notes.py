"""Health notes for those who may read them; that staff did is kept."""

from collections.abc import Iterable
from datetime import datetime

from attendance.models import AbsenceNotice, HealthNote
from people.access import Access, Action
from people.models import Role
from people.operations import note_reads


def notes_about(notices: Iterable[AbsenceNotice], *, by: Access, at: datetime) -> dict[int, str]:
    """The notes this person may read, by notice id. Each read by staff is kept. At most two queries."""
    rows = HealthNote.objects.visible_to(by, Action.VIEW_HEALTH_NOTE)
    rows = rows.filter(notice__in=[notice.pk for notice in notices]).select_related("notice__child")
    found = {note.notice_id: note for note in rows}
    if found and not by.acts_as(Role.PARENT):
        children = {note.notice.child_id: note.notice.child for note in found.values()}
        note_reads(children.values(), what="health_note", by=by, at=at)
    return {pk: note.text for pk, note in found.items()}
