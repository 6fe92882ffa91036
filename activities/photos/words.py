"""How it stands with a photo."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.models import DayPhoto
from documents.models import Photo


def state(row: DayPhoto, *, is_own: bool) -> tuple[str, str]:
    """In words, and the tone that goes with them; of one that stands in the day what is to be seen."""
    if row.hidden_at:
        return _("Hidden: administration looks at it"), "soon"
    if row.photo.is_ready:
        if row.confirmed_at:
            return row.alt, ""
        who = {"person": row.added_by}
        return (_("To be checked"), "soon") if is_own else (_("%(person)s checks it") % who, "")
    if row.photo.state == Photo.State.REFUSED:
        return str(row.photo.get_reason_display()), "bad"
    if row.photo.state == Photo.State.FAILED:
        return _("Faces could not be covered. Try again or delete it."), "bad"
    if row.photo.has_no_detector:
        return _("Waits: faces cannot be looked for now"), "soon"
    return _("Faces are being covered"), ""


def covered(photo: Photo) -> str:
    """«Aizklātas 2 sejas un 1 Jūsu vieta.»"""
    found, own = len(photo.found), len(photo.own)
    faces = ngettext("%(n)d face is covered", "%(n)d faces are covered", found) % {"n": found}
    if not found:
        faces = _("No face was found")
    if not own:
        return f"{faces}."
    places = ngettext("and %(n)d place of yours", "and %(n)d places of yours", own) % {"n": own}
    return f"{faces} {places}."


def position(number: int, of: int) -> str:
    """«1 no 3»"""
    return _("%(number)d of %(of)d") % {"number": number, "of": of}
