"""Documents of one's houses, publishing them, and the page before which nobody gets further."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agreements import operations, page
from agreements.first_texts import TITLES, text_of
from agreements.forms import PublishForm
from agreements.models import Acknowledgement, Document, Version
from agreements.owed import owed
from agreements.text import Block, blocks
from outbox import once
from people import acting
from people.access import Action
from people.requests import PortalRequest, asked_for, id_of, next_page
from people.sign_in import sealed


@dataclass(frozen=True)
class Shown:
    """A version as it is read."""

    version: Version
    blocks: list[Block]


@once.form
def accept(request: PortalRequest) -> HttpResponse:
    """What stands before the journal: read it, acknowledge it, go on (R3)."""
    due = _with_houses(owed(request.access))
    if request.method != "POST":
        return _gate(request, due) if due else next_page(request)
    if _ids(request) != {version.pk for version in due}:
        return _gate(request, due, status=409) if due else next_page(request)
    operations.acknowledge(versions=due, by=request.access, at=request.received_at)
    return acting.send_on(request, request.POST.get(sealed.FIELD, "")) or next_page(request)


def stopped(request: PortalRequest) -> HttpResponse:
    """A form that met the gate waits behind it, sealed, and is sent on afterwards."""
    resume = sealed.seal(request, str(request.user.pk))
    return _gate(request, _with_houses(owed(request.access)), resume=resume, status=403)


def _gate(request, due: list[Version], *, resume: str = "", status: int = 200) -> HttpResponse:
    context = {
        "shown": [Shown(version, blocks(version.text)) for version in due],
        "resume": resume or request.POST.get("resume", ""), "next": asked_for(request),
        "is_outdated": status == 409,
    }  # fmt: skip
    return render(request, "agreements/accept.html", context, status=status)


@require_safe
def documents(request: PortalRequest) -> HttpResponse:
    """The current documents of one's houses, and when one acknowledged them."""
    current = _versions(request).current()
    found = list(current.order_by("institution", "document"))
    house, may_publish = request.access.institution, request.access.holds(Action.PUBLISH_DOCUMENTS)
    mine = Acknowledgement.objects.filter(person=request.user, version__in=found)
    given = {one.version_id: one.given_at for one in mine.order_by("given_at")}
    context = {
        "lines": [(version, given.get(version.pk)) for version in found],
        "counts": page.counts(found, house, request.access.day) if house and may_publish else [],
        "may_publish": may_publish,
        "kinds": Document.Kind.choices,
    }
    return render(request, "agreements/documents.html", context)


@require_safe
def version(request: PortalRequest, pk: int) -> HttpResponse:
    """One version, and the others of its document."""
    found = request.access.find(_WITH_AUTHOR, Action.VIEW_DOCUMENTS, pk=pk)
    context = {
        "version": found, "blocks": blocks(found.text),
        "versions": _versions(request).filter(document=found.document),
        "may_publish": request.access.holds(Action.PUBLISH_DOCUMENTS),
    }  # fmt: skip
    return render(request, "agreements/version.html", context)


@require_safe
def people(request: PortalRequest, pk: int) -> HttpResponse:
    """Who has acknowledged a version and when, who has not yet: for the head, also on paper (R33, R36)."""
    found = request.access.find(_WITH_AUTHOR, Action.PUBLISH_DOCUMENTS, pk=pk)
    wanted = request.GET.get("part", "")
    part = page.Part(wanted) if wanted in page.Part.values else page.Part.ALL
    roll = page.roll_of(found, request.access.day)
    context = {
        "version": found, "versions": _versions(request).filter(document=found.document),
        "roll": roll, "lines": roll.of(part), "part": part,
        "parts": [(one, len(roll.of(one))) for one in page.Part],
    }  # fmt: skip
    return render(request, "agreements/people.html", context)


@once.form
def publish(request: PortalRequest, kind: str) -> HttpResponse:
    """The next version of a document of the house (administration)."""
    house = request.access.institution
    if house is None or kind not in Document.Kind.values:
        raise Http404
    request.access.require(Action.PUBLISH_DOCUMENTS, house)
    form = PublishForm(request.POST or None, initial=_begun(request, house, kind))
    if request.method != "POST":
        return _publish_page(request, form, kind)
    if not form.is_valid():
        return _publish_page(request, form, kind, status=422)
    try:
        made = operations.publish(
            institution=house, kind=kind, by=request.access, at=request.received_at,
            **form.cleaned_data,
        )  # fmt: skip
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return _publish_page(request, form, kind, status=422)
    messages.success(request, _("Published: version %(n)d") % {"n": made.number})
    return redirect("agreements:version", made.pk)


def _publish_page(request, form: PublishForm, kind: str, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form, "kind": kind, "label": Document.Kind(kind).label,
        "offers_first": kind in TITLES and form.initial.get("text") != text_of(kind),
    }  # fmt: skip
    return render(request, "agreements/publish.html", context, status=status)


def _begun(request: PortalRequest, house, kind: str) -> dict[str, str]:
    """What the form begins with: what is said now, or the portal's own text where that is asked for."""
    if "first" in request.GET and kind in TITLES:
        return {"title": TITLES[Document.Kind(kind)], "text": text_of(kind)}
    return _said(house, kind)


def _said(house, kind: str) -> dict[str, str]:
    said = Version.objects.current().filter(institution=house, document__kind=kind)
    last = said.select_related("document").first()
    if last:
        return {"title": last.document.title, "text": last.text}
    return {"title": TITLES.get(Document.Kind(kind), "")}


_WITH_AUTHOR = Version.objects.select_related("document", "institution", "published_by")


def _versions(request: PortalRequest):
    """What the reader sees, newest first, each with its author."""
    return _WITH_AUTHOR.visible_to(request.access, Action.VIEW_DOCUMENTS)  # type: ignore[attr-defined]


def _with_houses(due: list[Version]) -> list[Version]:
    """The same, with their documents and institutions at hand, in their order."""
    found = Version.objects.select_related("document", "institution").in_bulk(v.pk for v in due)
    return [found[version.pk] for version in due]


def _ids(request: PortalRequest) -> set[int]:
    return {id_of(value) for value in request.POST.getlist("version")}
