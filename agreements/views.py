"""Documents of one's houses, publishing them, and the page before which nobody gets further."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements import operations
from agreements.first_texts import TITLES
from agreements.forms import PublishForm
from agreements.models import Acknowledgement, Document, Version
from agreements.owed import owed
from agreements.text import Block, blocks
from people import acting
from people.access import Action
from people.requests import PortalRequest
from people.sign_in import sealed

SHOWN_WITH = ("document", "institution", "published_by")


@dataclass(frozen=True)
class Shown:
    """A version as it is read."""

    version: Version
    blocks: list[Block]


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: PortalRequest) -> HttpResponse:
    """What stands before the journal: read it, acknowledge it, go on (R3)."""
    due = _with_houses(owed(request.access))
    if request.method != "POST":
        return _gate(request, due) if due else redirect(_wanted(request))
    if _ids(request) != {version.pk for version in due}:
        return _gate(request, due, status=409) if due else redirect(_wanted(request))
    operations.acknowledge(versions=due, by=request.access, at=request.received_at)
    kept = sealed.unseal(request.POST.get("resume", ""), str(request.user.pk))
    return acting.send_on(request, kept) or redirect(_wanted(request))


def stopped(request: PortalRequest) -> HttpResponse:
    """A form that met the gate waits behind it, sealed, and is sent on afterwards."""
    resume = sealed.seal(request, str(request.user.pk))
    return _gate(request, _with_houses(owed(request.access)), resume=resume, status=403)


def _gate(request, due: list[Version], *, resume: str = "", status: int = 200) -> HttpResponse:
    context = {
        "shown": [Shown(version, blocks(version.text)) for version in due],
        "resume": resume or request.POST.get("resume", ""), "next": _wanted(request, fallback=""),
        "is_outdated": status == 409,
    }  # fmt: skip
    return render(request, "agreements/accept.html", context, status=status)


@require_safe
def documents(request: PortalRequest) -> HttpResponse:
    """The current documents of one's houses, and when one acknowledged them."""
    current = Version.objects.visible_to(request.access, Action.VIEW_DOCUMENTS).current()  # type: ignore[attr-defined]
    found = list(current.select_related(*SHOWN_WITH).order_by("institution", "pk"))
    mine = Acknowledgement.objects.filter(person=request.user, version__in=found)
    given = {one.version_id: one.given_at for one in mine.order_by("given_at")}
    context = {
        "lines": [(version, given.get(version.pk)) for version in found],
        "may_publish": request.access.holds(Action.PUBLISH_DOCUMENTS),
        "kinds": Document.Kind.choices,
    }
    return render(request, "agreements/documents.html", context)


@require_safe
def version(request: PortalRequest, pk: int) -> HttpResponse:
    """One version, and the others of its document."""
    everything = Version.objects.select_related(*SHOWN_WITH)
    found = request.access.find(everything, Action.VIEW_DOCUMENTS, pk=pk)
    others = Version.objects.visible_to(request.access, Action.VIEW_DOCUMENTS)  # type: ignore[attr-defined]
    context = {
        "version": found, "blocks": blocks(found.text),
        "versions": others.filter(document=found.document),
    }  # fmt: skip
    return render(request, "agreements/version.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: PortalRequest, kind: str) -> HttpResponse:
    """The next version of a document of the house (administration)."""
    house = request.access.institution
    if house is None or kind not in Document.Kind.values:
        raise Http404
    request.access.require(Action.PUBLISH_DOCUMENTS, house)
    form = PublishForm(request.POST or None, initial=_said(house, kind))
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
    context = {"form": form, "kind": kind, "label": Document.Kind(kind).label}
    return render(request, "agreements/publish.html", context, status=status)


def _said(house, kind: str) -> dict[str, str]:
    said = Version.objects.current().filter(institution=house, document__kind=kind)
    last = said.select_related("document").first()
    if last:
        return {"title": last.document.title, "text": last.text}
    return {"title": TITLES.get(Document.Kind(kind), "")}


def _with_houses(due: list[Version]) -> list[Version]:
    """The same, with their documents and institutions at hand, in their order."""
    found = Version.objects.select_related("document", "institution").in_bulk(v.pk for v in due)
    return [found[version.pk] for version in due]


def _ids(request: PortalRequest) -> set[int]:
    return {int(value) for value in request.POST.getlist("version") if value.isdecimal()}


def _wanted(request: PortalRequest, fallback: str = "/") -> str:
    """The page of ours that was asked for."""
    url = request.POST.get("next") or request.GET.get("next", "")
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts=None) else fallback
