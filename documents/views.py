"""A job's page, and the one way to a stored file: find, check, do, show."""

from __future__ import annotations

import logging
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from documents import content, files, operations, registry
from documents.models import Job, StoredFile
from documents.registry import FileKind, JobKind
from outbox import once

logger = logging.getLogger(__name__)


@require_safe
def job(request: Any, pk: int) -> HttpResponse:
    """How far it is; when it is done, the way to its file."""
    found, kind = _seen(request, pk)
    address, words = kind.way_back(found)
    results = StoredFile.objects.to_open(request.received_at).select_related("job")
    result = results.filter(job=found).first()
    opens = result is not None and kind.opens_to(result, request.access)
    context = {
        "job": found, "label": kind.label, "advice": kind.advice, "file": result if opens else None,
        "back": address, "back_words": words,
    }  # fmt: skip
    name = "documents/job_state.html" if request.htmx else "documents/job.html"
    return render(request, name, context)


@once.act()
def try_again(request: Any, pk: int) -> HttpResponse:
    """What failed is asked for once more."""
    found, _kind = _seen(request, pk)
    operations.try_again(job=found, by=request.access, at=request.received_at)
    return redirect(found)


@require_safe
def file(request: Any, name: str) -> HttpResponseBase:
    """The file, for whom its kind shows it now; for others there is none."""
    lying = StoredFile.objects.to_open(request.received_at)
    found = get_object_or_404(lying.select_related("job"), name=name)
    kind = registry.find(found.kind)
    if kind is None or not kind.opens_to(found, request.access):
        raise Http404
    if kind.is_picture and kind.stays(request):
        return _kept_picture(request, found, kind)
    return _whole(request, found, kind)


def _kept_picture(request: Any, found: StoredFile, kind: FileKind) -> HttpResponseBase:
    """304 where the browser has it: it was asked whether it still opens, which is all that is new."""
    tag = files.tag(request, found.digest)
    unchanged: Any = get_conditional_response(request, etag=tag)
    answer = unchanged or _whole(request, found, kind)
    return answer if answer.status_code == 503 else files.kept_privately(answer, tag)


def _whole(request: Any, found: StoredFile, kind: FileKind) -> HttpResponseBase:
    try:
        pieces = content.read(found)
    except content.Unreadable as why:
        logger.error("file %s cannot be read: %s", found.pk, why)
        return render(request, "documents/unreadable.html", status=503)
    kind.opened(found, request.access, request.received_at)
    facts: dict[str, Any] = {"size": found.size, "content_type": found.content_type}
    if kind.is_picture:
        return files.in_page(pieces, **facts)
    return files.streamed(pieces, name=found.shown_as, **facts)


def _seen(request: Any, pk: int) -> tuple[Job, JobKind]:
    """:raises Http404: there is none, or none that this person may see"""
    found = get_object_or_404(Job, pk=pk)
    kind = registry.of_job(found)
    if kind is None or not kind.is_seen(found, request.access):
        raise Http404
    return found, kind
