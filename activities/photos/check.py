"""The page on which the author of a photo looks at it before anybody else does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from activities.desk import Desk
from activities.models import DayPhoto
from activities.photos import operations, words
from activities.photos.forms import MOST_BOXES, PhotoForm
from activities.photos.page import is_to_check, to_check
from activities.writing.names import Names
from activities.writing.words import subtitle
from documents.pictures import picture_of
from people.requests import PortalRequest
from people.rules.refusals import by_field


def answered(
    request: PortalRequest,
    desk: Desk,
    row: DayPhoto,
    *,
    notes: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    """What was posted is confirmed; what is to be looked at is shown."""
    is_own = row.added_by_id == request.user.pk
    form = (
        _form(request, desk, row) if is_own and row.photo.is_ready and not row.hidden_at else None
    )
    if request.method == "POST" and not notes and form is not None:
        if row.confirmed_at:
            return _confirmed_before(request, desk, row)
        return _confirmed(request, desk, row, form)
    return _page(request, desk, row, form, notes=notes, status=status)


def _form(request: PortalRequest, desk: Desk, row: DayPhoto) -> PhotoForm:
    entries = row.log.entries.standing().select_related("item").order_by("added_at", "pk")
    data = request.POST if request.method == "POST" and "alt" in request.POST else None
    return PhotoForm(data, row=row, entries=entries, reach=desk.reach)


def _confirmed(
    request: PortalRequest, desk: Desk, row: DayPhoto, form: PhotoForm
) -> HttpResponse:  # fmt: skip
    if not form.is_valid():
        return _page(request, desk, row, form, status=422)
    names = Names(desk.group, desk.day, request.POST)
    form.heard = heard = names.heard("alt", row.alt, form.cleaned_data["alt"])
    if heard.asked:
        return _page(request, desk, row, form, status=422)
    about = form.about(heard.text)
    try:
        operations.confirm(photo=row, about=about, by=request.access, at=request.received_at)
    except ValidationError as refused:
        for field, said in by_field(refused, form.fields):
            form.add_error(field, said)
        return _page(request, desk, row, form, status=422)
    return _onward(request, desk)


def _confirmed_before(request: PortalRequest, desk: Desk, row: DayPhoto) -> HttpResponse:
    """In another tab: what this one says otherwise is not saved, and is shown beside what stands."""
    entry = str(row.entry_id or "")
    standing = {"alt": row.alt, "entry": entry, "source": row.source}
    said = {name: request.POST.get(name, "").strip() for name in standing}
    if said == standing:
        return _onward(request, desk)
    told = " · ".join(filter(None, [said["alt"], said["source"]]))
    note = _("The photo is confirmed already. Not saved: “%(said)s”.") % {"said": told}
    return _page(request, desk, row, _form(request, desk, row), notes=[note], status=409)


def _onward(request: PortalRequest, desk: Desk) -> HttpResponse:
    """To the next that waits for one's eyes, else back to the day."""
    place = [desk.group.pk, desk.day]
    if left := to_check(desk, request.access):
        return redirect("activities:photo", *place, left[0].pk)
    messages.success(request, _("The photos stand in the day."))
    return redirect("activities:day", *place)


def _page(
    request: PortalRequest, desk: Desk, row: DayPhoto, form: PhotoForm | None, *,
    notes: Sequence[str] = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    is_own = row.added_by_id == request.user.pk
    said, tone = words.state(row, is_own=is_own)
    context = {
        "group": desk.group, "day": desk.day, "row": row, "photo": row.photo, "form": form,
        "subtitle": subtitle(desk.group, desk.day), "picture": _picture(row, is_own=is_own),
        "covered": words.covered(row.photo), "said": said, "tone": tone, "is_own": is_own,
        "due": _position(request, desk, row), "notes": notes, "most": MOST_BOXES,
    }  # fmt: skip
    return render(request, "activities/photos/check.html", context, status=status)


def _picture(row: DayPhoto, *, is_own: bool) -> Any:
    """Of one that was reported nothing is shown here, not to its author either."""
    return None if row.hidden_at and is_own else picture_of(row.photo)


def _position(request: PortalRequest, desk: Desk, row: DayPhoto) -> dict[str, Any] | None:
    """«1 no 3», of those that wait for one's eyes; nothing of the only one."""
    if not is_to_check(row, request.access):
        return None
    waiting = [one.pk for one in to_check(desk, request.access)]
    if len(waiting) == 1:
        return None
    text = words.position(waiting.index(row.pk) + 1, len(waiting))
    return {"text": text, "tone": "", "icon": "photo", "due_at": None}
