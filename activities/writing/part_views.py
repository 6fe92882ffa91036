"""One part of a day saved by itself, as the page is written: a tap, a text, the note to colleagues."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities import operations
from activities.desk import Desk, held_desk
from activities.models import DayEntry
from activities.parts import NOTE, TEXT
from activities.picks import Pick, PickKind
from activities.reach import Confirmed
from activities.writing import words, writers
from activities.writing.names import Names
from activities.writing.page import DayPage
from outbox.models import SavedSection
from outbox.sections import Stale
from people.requests import PortalRequest
from planning.writing.forms import TextPost, sign_of
from planning.writing.parts import Written, note_words
from planning.writing.words import saved as saved_words


@require_POST
@transaction.atomic
def ticks(request: PortalRequest, group_id: int, day: date) -> HttpResponse:
    """One tap. What is said of the entry that stands or is gone now comes with the answer."""
    desk = held_desk(request, group_id, day)
    try:
        pick = Pick.of(request.POST.get("pick", ""))
        with transaction.atomic():  # a tap that is refused begins no day
            entry = operations.pick(
                log=desk.opened(request), pick=pick, is_on=bool(request.POST.get("on")),
                by=request.access, at=request.received_at,
            )  # fmt: skip
    except ValueError:
        return _ticked(request, desk, [_("Nothing such can be chosen.")], 422)
    except ValidationError as error:
        return _ticked(request, desk, error.messages, 422)
    except Confirmed:
        return _ticked(request, desk, [str(words.CONFIRMED)], 409)
    return _ticked(request, desk, [], 200, entry, pick)


def _ticked(
    request: PortalRequest, desk: Desk, errors: list[str], status: int,
    entry: DayEntry | None = None, pick: Pick | None = None,
) -> HttpResponse:  # fmt: skip
    """:param entry: of a row all that is said of it comes along, of a skill its line of skills"""
    is_row, details = bool(pick and pick.kind != PickKind.SKILL), None
    if is_row and entry and entry.voided_at is None:
        page = DayPage(desk, access=request.access, at=request.received_at)
        details = page.details(entry)
    context = {
        "errors": errors, "key": str(pick).replace(":", "-"), "details": details, "entry": entry,
        "is_row": is_row, "others": _others(request, desk) if entry else None,
    }  # fmt: skip
    return render(request, "activities/writing/ticked.html", context, status=status)


def _others(request: PortalRequest, desk: Desk) -> writers.Others:
    """Whoever ticks is writing too. :returns: who else is"""
    assert desk.log
    return writers.note(desk.log, "ticks", person=request.user.pk, at=request.received_at)


@require_POST
@transaction.atomic
def text(request: PortalRequest, group_id: int, day: date, entry_id: int) -> HttpResponse:
    """How it went, as it is typed."""
    desk = held_desk(request, group_id, day)
    entry = desk.entry(entry_id)
    part, unheard = _posted(request, entry.code, TEXT, entry)
    part.heard = Names(desk.group, day, request.POST).heard(part.code, entry.text, part.text)
    part.is_joined |= part.heard.text != part.text
    part.text = part.heard.text

    def save() -> SavedSection | None:
        if part.heard.asked:
            return None
        return operations.save_text(
            entry=entry, text=part.text, version=part.version, unheard=unheard, by=request.access,
            at=request.received_at,
        )  # fmt: skip

    return _answer(request, desk, part, save)


@require_POST
@transaction.atomic
def note(request: PortalRequest, group_id: int, day: date) -> HttpResponse:
    """From colleague to colleague; of a confirmed day too."""
    desk = held_desk(request, group_id, day)
    part, unheard = _posted(request, "note", NOTE, desk.log.notes.get() if desk.log else None)

    def save() -> SavedSection:
        return operations.save_note(
            log=desk.opened(request), text=part.text, version=part.version, unheard=unheard,
            by=request.access, at=request.received_at,
        )  # fmt: skip

    answer = _answer(request, desk, part, save)
    if request.htmx or answer.status_code != 200:
        return answer
    return redirect("activities:day", group_id, day)


def _posted(
    request: PortalRequest, code: str, of: Any, row: SavedSection | None
) -> tuple[Written, tuple[str, ...]]:
    """The text, and what was sent of it before without an answer."""
    posted = TextPost.of(request.POST, code, row.text if row else "")
    part = Written(code, of, posted.text, posted.version, is_joined=posted.is_joined)
    return part, posted.unheard


def _answer(
    request: PortalRequest, desk: Desk, part: Written,
    save: Callable[[], SavedSection | None],
) -> HttpResponse:  # fmt: skip
    """What stands at the text after it: that it is saved, or why not. The text itself stays."""
    status, at, zone = 200, request.received_at, desk.group.institution.time_zone
    saved: SavedSection | None = None
    try:
        saved = save()
        if saved is None:
            return _said(request, desk, part, 422)
        part.had, part.version = sign_of(saved.text), saved.version
        part.said = saved_words(saved, at=at, zone=zone)
        if desk.log:
            writers.note(desk.log, part.code, person=request.user.pk, at=at)
    except Stale as stale:
        part.stale, part.is_joined, status = stale, False, 409
    except Confirmed:
        part.error, status = str(words.CONFIRMED), 409
    except ValidationError as error:
        part.error, status = " ".join(error.messages), 422
    return _said(request, desk, part, status, saved)


def _said(
    request: PortalRequest, desk: Desk, part: Written, status: int,
    saved: SavedSection | None = None,
) -> HttpResponse:  # fmt: skip
    others = writers.others(desk.log, person=request.user.pk, at=request.received_at)
    note_words([part], desk.group.institution_id)
    context = {"part": part, "others": others, **_written(desk, saved)}
    return render(request, "activities/writing/said.html", context, status=status)


def _written(desk: Desk, saved: SavedSection | None) -> dict[str, Any]:
    """Who wrote it last, of an entry that was saved: its row says so."""
    if not isinstance(saved, DayEntry) or desk.log is None:
        return {"entry": None}
    zone = desk.group.institution.time_zone
    return {"entry": saved, "by": words.written(saved, desk.log, zone)}
