"""One part of a draft saved by itself, as the page is written: a tap, a text."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from messaging.talks import operations, words
from messaging.talks.desk import Desk, desk_of
from messaging.talks.parts import SECTIONS
from messaging.talks.picks import Pick
from messaging.talks.reach import Shared
from messaging.talks.writing.page import TalkPage
from outbox.sections import Stale
from people.requests import PortalRequest
from planning.writing.forms import TextPost, sign_of
from planning.writing.parts import Written
from planning.writing.words import saved


@require_POST
@transaction.atomic
def ticks(request: PortalRequest, talk_id: int) -> HttpResponse:
    """One tap. Who will see the talk now comes with the answer."""
    desk = desk_of(request, talk_id)
    desk.require()
    try:
        pick = Pick.of(request.POST.get("pick", ""))
        change = {"ticked": [pick]} if request.POST.get("on") else {"unticked": [pick]}
        operations.tick(talk=desk.talk, **change, by=request.access, at=request.received_at)
    except ValueError:
        return _ticked(request, desk, [str(words.NOTHING_SUCH)], 422)
    except ValidationError as error:
        return _ticked(request, desk, error.messages, 422)
    except Shared:
        return _ticked(request, desk, [str(words.SHARED)], 409)
    return _ticked(request, desk, [], 200)


def _ticked(
    request: PortalRequest, desk: Desk, errors: Collection[str], status: int
) -> HttpResponse:
    page = TalkPage(desk, access=request.access, at=request.received_at)
    context = {"errors": errors, "sight": page.sight()}
    return render(request, "messaging/talks/writing/ticked.html", context, status=status)


@require_POST
@transaction.atomic
def text(request: PortalRequest, talk_id: int, code: str) -> HttpResponse:
    """One section, as it is typed."""
    desk = desk_of(request, talk_id)
    desk.require()
    if code not in SECTIONS:
        raise Http404
    standing = desk.talk.sections.get(code=code)
    post = TextPost.of(request.POST, code, standing.text)
    part = Written(code, SECTIONS[code], post.text, post.version, is_joined=post.is_joined)
    status = _kept(request, desk, part, post)
    context = {"part": part, "others": [], "swaps": True}
    return render(request, "planning/writing/said.html", context, status=status)


def _kept(request: PortalRequest, desk: Desk, part: Written, post: TextPost) -> int:
    """:returns: the status of the answer; what was not saved stays in the part, with the reason"""
    at = request.received_at
    try:
        row = operations.save_section(
            talk=desk.talk, code=part.code, text=post.text, version=post.version,
            by=request.access, at=at, unheard=post.unheard,
        )  # fmt: skip
    except Stale as stale:
        part.stale, part.is_joined = stale, False
        return 409
    except Shared:
        part.error = str(words.SHARED)
        return 409
    except ValidationError as error:
        part.error = " ".join(error.messages)
        return 422
    part.had, part.version = sign_of(row.text), row.version
    part.said = saved(row, at=at, zone=desk.group.institution.time_zone)
    return 200
