"""Parents' notes to their notices: of health. Whoever is shown one, it is kept that they were."""

from collections.abc import Iterable
from datetime import datetime

from attendance.models import AbsenceNotice, HealthNote
from people.access import Access, Action
from people.operations import note_reads


def notes_about(notices: Iterable[AbsenceNotice], by: Access, at: datetime) -> dict[int, str]:
    """The notes this person may read, by the notice's id; their reading is kept. Two queries."""
    rows = HealthNote.objects.visible_to(by, Action.VIEW_HEALTH_NOTE)
    ids = [notice.pk for notice in notices]
    found = list(rows.filter(notice__in=ids).select_related("notice__child")) if ids else []
    if found:
        note_reads((note.notice.child for note in found), what="health_note", by=by, at=at)
    return {note.notice_id: note.text for note in found}
