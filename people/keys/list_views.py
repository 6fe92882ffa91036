"""The list of keys, and what is done to all in it: find, check, do, show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from outbox import once
from people import operations
from people.access import Access, Action
from people.keys import inviting, overview
from people.models import ChildGroup, SlipBatch
from people.models.group import school_year_of
from people.requests import PortalRequest


@require_safe
def invitations(request: PortalRequest) -> HttpResponse:
    """Everybody whom one may invite, and what became of it."""
    groups = _groups(request)
    wanted, at, by = _wanted(request, groups, request.GET), request.received_at, request.access
    counted = overview.counts(by, at, wanted)
    found = overview.people(by, at, wanted)
    page = Paginator(found.order_by("sort_key", "pk"), overview.PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "lines": overview.lines(list(page), at), "page": page, "wanted": wanted,
        "chips": [
            (code, label, counted[code], _address(wanted, standing=code))
            for code, label in overview.FILTERS.items()
        ],
        "kept_beside": _kept(replace(wanted, q="")),
        "before": _address(wanted, page=page.number - 1),
        "after": _address(wanted, page=page.number + 1),
        "kept": _kept(wanted), "groups": groups, "reached": _reached(request, found),
        "group": next((one for one in groups if one.pk == wanted.group), None),
        "sees_devices": by.holds(Action.OPERATE_ACCOUNTS), "to_agree": _to_agree(request),
        "batches": SlipBatch.objects.filter(asked_by=request.user).order_by("-pk")[:3],
    }  # fmt: skip
    return render(request, "people/keys/invitations.html", context)


@once.act()
def invite_all(request: PortalRequest) -> HttpResponse:
    """Letters to all of the list who have an address and no key."""

    def act(chosen: QuerySet[Any]) -> HttpResponse:
        sent = operations.invite_all(users=chosen, by=request.access, at=request.received_at)
        said = ngettext(
            "%(n)d invitation is on its way.", "%(n)d invitations are on their way.", sent
        )
        messages.success(request, said % {"n": sent})
        return redirect("people:invitations")

    return _to_all(request, inviting.is_written_to, act)


@once.act()
def print_all(request: PortalRequest) -> HttpResponse:
    """Slips for all of the list who have no key."""

    def act(chosen: QuerySet[Any]) -> HttpResponse:
        batch = operations.ask_for_slips(
            users=chosen, by=request.access, at=request.received_at
        )  # fmt: skip
        return redirect("people:slips", batch.pk)

    return _to_all(request, inviting.is_printed_alone, act)


def _to_all(
    request: PortalRequest,
    reached: Callable[[Access], Q],
    act: Callable[[QuerySet[Any]], HttpResponse],
) -> HttpResponse:
    """Exactly those of the list that was shown; asked about once when earlier invitations would die."""
    wanted = _wanted(request, _groups(request), request.POST)
    chosen = overview.people(request.access, request.received_at, wanted)
    chosen = chosen.filter(reached(request.access), activated_at=None)
    if "fresh" in request.POST:
        chosen = chosen.exclude(standing=overview.OPEN)
    elif "anyway" not in request.POST and (open_ones := _open(chosen)):
        context = {"kept": _kept(wanted), "of": chosen.count(), "open": open_ones}
        return render(request, "people/keys/again.html", context, status=409)
    try:
        return act(chosen)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("people:invitations")


def _open(chosen: QuerySet[Any]) -> int:
    return chosen.filter(standing=overview.OPEN).count()


def _reached(request: PortalRequest, found: QuerySet[Any]) -> dict[str, int]:
    """Of those in the list without a key: how many a letter reaches, a slip, and neither at once."""
    by = request.access
    return found.filter(activated_at=None).aggregate(
        without_key=Count("pk"),
        letters=Count("pk", filter=inviting.is_written_to(by)),
        slips=Count("pk", filter=inviting.is_printed_alone(by)),
    )


def _to_agree(request: PortalRequest) -> QuerySet[SlipBatch]:
    """Slips that wait for this person's agreement."""
    waiting = SlipBatch.objects.visible_to(request.access, Action.OPERATE_ACCOUNTS).filter(
        needs_another=True, decided_by=None, links__expires_at__gt=request.received_at
    )
    return (
        waiting.exclude(asked_by=request.user).select_related("asked_by").order_by("pk").distinct()
    )


def _kept(wanted: overview.Wanted) -> dict[str, Any]:
    """What an address or a form keeps of the list that is shown."""
    return {name: value for name, value in vars(wanted).items() if value}


def _address(wanted: overview.Wanted, **other: Any) -> str:
    return "?" + urlencode(_kept(wanted) | other)


def _wanted(request: PortalRequest, groups: list[ChildGroup], given: QueryDict) -> overview.Wanted:
    """:raises Http404: not for those who may invite nobody; a group or a standing that is none"""
    holds = request.access.holds
    of_staff = holds(Action.INVITE_STAFF) or holds(Action.OPERATE_ACCOUNTS)
    group, standing = given.get("group", ""), given.get("standing", "")
    known = {str(one.pk): one.pk for one in groups}
    if not (of_staff or groups) or group not in {"", *known}:
        raise Http404
    if standing not in {"", *overview.FILTERS}:
        raise Http404
    return overview.Wanted(known.get(group), given.get("q", "").strip(), standing)


def _groups(request: PortalRequest) -> list[ChildGroup]:
    found = ChildGroup.objects.visible_to(request.access, Action.INVITE_FAMILIES)  # type: ignore[attr-defined]
    this = school_year_of(request.access.day)
    return list(found.of_year(this).order_by("sort_key"))
