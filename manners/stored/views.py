"""Stored files of a house, and taking one out of the journal (R21): find, check, do, show."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from documents.models import StoredFile
from manners import operations, sight
from manners.forms import TakeDownForm
from manners.stored.kind import of_house
from manners.stored.shelf import shelf_of
from manners.words import extent, kind_of_file, when
from outbox import once
from people.access import Action
from people.requests import PortalRequest, house_for, id_of


@require_safe
def files(request: PortalRequest) -> HttpResponse:
    """What lies in the house's files now, newest first."""
    house_for(request, Action.JUDGE_REPORTS)
    number = id_of(request.GET.get("page", "1"))
    shelf = shelf_of(
        request.access, at=request.received_at, kind=request.GET.get("kind", ""), number=number
    )
    if shelf is None:
        raise Http404
    return render(request, "manners/files.html", {"shelf": shelf})


@once.form
def file(request: PortalRequest, pk: int) -> HttpResponse:
    """One file: what it is, and its way out of the journal."""
    found = _found(request, pk)
    form = TakeDownForm(request.POST or None)
    if request.method != "POST":
        return _page(request, found, form)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        operations.take_down(
            file=found, by=request.access, at=request.received_at, **form.cleaned_data
        )
    except (operations.GoneAlready, operations.DecidedAlready):
        return _page(request, found, form, status=409)
    messages.success(request, _("Taken out of the journal. Nobody can open it any more."))
    return redirect("manners:files")


def _found(request: PortalRequest, pk: int) -> StoredFile:
    house_for(request, Action.JUDGE_REPORTS)
    every = of_house(request.access).select_related("institution", "made_by")
    return get_object_or_404(every.to_open(request.received_at), pk=pk)


def _page(
    request: PortalRequest, file: StoredFile, form: TakeDownForm, *, status: int = 200
) -> HttpResponse:
    kind, thing = sight.thing_of(file, request.access)
    context = {
        "file": file, "what": kind_of_file(file.kind), "extent": extent(file), "kind": kind,
        "shown": kind.shown(thing, request.access), "form": form, "is_gone": status == 409,
        "made_at": when(file.made_at, file.institution),
        "kept_until": when(file.expires_at, file.institution) if file.expires_at else "",
    }  # fmt: skip
    return render(request, "manners/file.html", context, status=status)
