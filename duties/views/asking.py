"""The tap that reminds those who owe something."""

import re

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from duties import operations, registry
from duties.badges import clock
from duties.forms import AskForm
from outbox import once
from people.access import Action
from people.models import ChildGroup
from people.requests import PortalRequest

_NUMBER = re.compile(r"[0-9]{1,18}\Z", re.ASCII)
MOST = 100  # groups in one form


@once.act()
def ask(request: PortalRequest) -> HttpResponse:
    groups = _groups(request)
    form = AskForm(request.POST)
    duty = registry.find(form.cleaned_data["duty"]) if form.is_valid() else None
    if duty is None or not duty.is_of(
        form.cleaned_data["day"]
    ):  # no page of ours sends anything else
        return HttpResponse(status=422)
    asked = operations.ask(
        duty=duty, groups=groups, day=form.cleaned_data["day"], by=request.access,
        at=request.received_at,
    )  # fmt: skip
    _tell(request, [group for group in groups if group.pk in asked])
    return redirect(duty.board(form.cleaned_data["day"]))


def _groups(request: PortalRequest) -> list[ChildGroup]:
    """:raises Http404: any of them is not seen · :raises PermissionDenied: seen, but not overseen"""
    ids = {text for text in request.POST.getlist("group") if _NUMBER.match(text)}
    if len(ids) > MOST:
        raise BadRequest("groups")
    every = ChildGroup.objects.select_related("institution").order_by("sort_key", "pk")
    seen = every.visible_to(request.access, Action.VIEW_ATTENDANCE)  # type: ignore[attr-defined]
    wanted = list(seen.filter(pk__in=ids))
    if not wanted or len(wanted) < len(request.POST.getlist("group")):
        raise Http404
    if not {group.pk for group in wanted} <= request.access.seen_groups(Action.OVERSEE_DUTIES):
        raise PermissionDenied
    return wanted


def _tell(request: PortalRequest, asked: list[ChildGroup]) -> None:
    if not asked:
        messages.info(request, _("Nobody needs to be reminded now."))
        return
    names = ", ".join(sorted(group.name for group in asked))
    time = clock(request.received_at, asked[0].institution.time_zone)
    messages.success(request, _("Reminded %(time)s: %(names)s") % {"time": time, "names": names})
