"""The page of words of a group, and one text of a child saved by itself."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessment.desk import ChildDesk, Desk, child_desk_of, desk_of
from assessment.observing import words
from assessment.observing.page import WordsPage
from assessment.observing.texts import code_of, kept, posted_of, typed_of
from assessment.texts import Typed
from outbox import once
from outbox.clock import local_day
from people.access import Action
from people.requests import PortalRequest
from planning.writing.parts import note_words


@once.form
def words_page(request: PortalRequest, group_id: int, day: date | None = None) -> HttpResponse:
    """Of a day, of today at first; posted, all of it at once: without script, and when a session ended."""
    desk = desk_of(request, group_id)
    zone = desk.group.institution.time_zone
    day = day or local_day(request.received_at, zone)
    if request.method != "POST":
        return _shown(request, desk, day)
    request.access.require(Action.ASSESS, desk.group)
    status, typed = _written(request, desk, day)
    if status != 200:
        return _shown(request, desk, day, typed=typed, status=status)
    messages.success(request, _("It is saved. Parents do not see it yet."))
    return redirect("assessment:words_of", group_id, day)


def _written(request: PortalRequest, desk: Desk, day: date) -> tuple[int, dict[str, Typed]]:
    """Each text by itself: one that is refused keeps no other from being saved."""
    at, page = (
        request.received_at,
        WordsPage(desk, day, access=request.access, at=request.received_at),
    )
    found, status = {}, 200
    for child in page.youngest():
        if f"text-{code_of(child)}" not in request.POST:
            continue
        typed, one = (
            posted_of(child, desk.group, day, request.POST),
            ChildDesk(desk.group, desk.reach, child),
        )
        if not typed.is_untouched:
            found[typed.part.code] = typed
            status = max(status, kept(typed, one, day, by=request.access, at=at))
    return status, found


def _shown(
    request: PortalRequest, desk: Desk, day: date, *, typed: dict[str, Typed] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    page = WordsPage(desk, day, access=request.access, at=request.received_at, typed=typed)
    note = {409: words.CONFLICT, 422: words.NOT_YET}.get(status)
    context = {"notes": [note] if note else [], **page.context()}
    return render(request, "assessment/observing/page.html", context, status=status)


@require_POST
@transaction.atomic
def say(request: PortalRequest, child_id: int, day: date) -> HttpResponse:
    """One text, as it is typed; of any child, whatever its age stage."""
    desk = child_desk_of(request, child_id)
    request.access.require(Action.ASSESS, desk.group)
    typed = typed_of(desk.child, desk.group, day, request.POST)
    status = kept(typed, desk, day, by=request.access, at=request.received_at)
    if "list" not in request.POST or status != 200:
        return said(request, typed, status)
    page = WordsPage(desk, day, access=request.access, at=request.received_at)
    about = words.about_day(day) if typed.part.text else ""
    return said(request, typed, status, about=about, progress=page.progress())


def said(request: PortalRequest, typed: Typed, status: int, **around: str) -> HttpResponse:
    """What stands at the text after it: that it is saved, or why not. The text itself stays.

    :param around: of a list of children what its row and its head say now
    """
    if request.access.institution:
        note_words([typed.part], request.access.institution.pk)
    context = {"part": typed.part, "others": [], "swaps": True, **around}
    template = "assessment/observing/said.html" if around else "planning/writing/said.html"
    return render(request, template, context, status=status)
