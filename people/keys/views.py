"""Invitations and new keys: find, check, do, show."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from people import operations
from people.access import Action
from people.keys import links, overview, slips, standing
from people.keys.account_forms import LeaveForm, SuspendForm
from people.keys.inviting import invitable
from people.models import ChildGroup, OneTimeLink, SlipBatch, User
from people.models.group import school_year_of
from people.requests import PortalRequest


@require_safe
def invitations(request: PortalRequest) -> HttpResponse:
    """Everybody whom one may invite, and what became of it."""
    _require_some(request)
    group, wanted = _group(request), request.GET.get("standing", "")
    found = overview.lines(
        request.access, request.received_at, group=group.pk if group else None,
        wanted=request.GET.get("q", ""),
    )  # fmt: skip
    shown = [line for line in found if not wanted or line.standing == wanted]
    counted = overview.counts(found)
    chips = [(code, label, counted[code]) for code, label in overview.FILTERS.items()]
    context = {
        "lines": shown, "chips": chips, "standing": wanted,
        "kept": {"group": group.pk} if group else {}, "q": request.GET.get("q", ""),
        "group": group, "groups": _groups(request), "without_key": len(found) - counted["active"],
        "to_invite": sum(line.standing != "active" and bool(line.person.email) for line in shown),
        "sees_devices": request.access.holds(Action.OPERATE_ACCOUNTS),
        "batches": SlipBatch.objects.filter(asked_by=request.user).order_by("-pk")[:3],
    }  # fmt: skip
    return render(request, "people/keys/invitations.html", context)


@require_POST
def invite_all(request: PortalRequest) -> HttpResponse:
    """Letters to all of the list who have an address and no key."""
    _require_some(request)
    sent = operations.invite_all(
        users=_chosen(request), by=request.access, at=request.received_at
    )  # fmt: skip
    said = ngettext("%(n)d invitation is on its way.", "%(n)d invitations are on their way.", sent)
    messages.success(request, said % {"n": sent})
    return redirect("people:invitations")


@require_POST
def print_all(request: PortalRequest) -> HttpResponse:
    """Slips for all of the list who have no key."""
    _require_some(request)
    try:
        batch = operations.ask_for_slips(
            users=_chosen(request), by=request.access, at=request.received_at
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("people:invitations")
    return redirect("people:slips", batch.pk)


@require_safe
def batch(request: PortalRequest, pk: int) -> HttpResponse:
    """How far the printing has come; when it is done, the way to the sheets."""
    found = _batch(request, pk)
    context = {"batch": found, "is_gone": found.finished_at and not found.sheets}
    name = "people/keys/progress.html" if request.htmx else "people/keys/batch.html"
    return render(request, name, context)


@require_safe
def sheets(request: PortalRequest, pk: int) -> HttpResponse:
    """The PDF, for the one who asked, while that person may still invite."""
    found = _batch(request, pk)
    if not found.sheets:
        raise Http404
    theirs = set(invitable(request.access).values_list("pk", flat=True))
    if not theirs.issuperset(found.links.values_list("user", flat=True)):
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="rits-{found.pk}.pdf"'}
    return HttpResponse(slips.opened(found), content_type="application/pdf", headers=headers)


@require_safe
def adult_key(request: PortalRequest, pk: int) -> HttpResponse:
    """One person's key: how it came, and how a new one is sent."""
    return show_adult(request, person_or_404(request, pk))


def show_adult(
    request: PortalRequest, person: User, *, leave_form=None, suspend_form=None, status: int = 200
) -> HttpResponse:
    mine = OneTimeLink.objects.filter(user=person, institution=request.access.institution)
    recent = mine.select_related("made_by").order_by("-pk")[:20]
    at, today = request.received_at, {"since": request.access.day}
    may_operate = request.access.holds(Action.OPERATE_ACCOUNTS)
    context = {
        "person": person, "may_operate": may_operate,
        "may_change": _may_change(request, person),
        "may_assign": request.access.holds(Action.MANAGE_PEOPLE)
        and request.access.can(Action.ENTER_STAFF, person),
        "standing": standing.of(person, request.access),
        "history": [(link, links.state_of(link, at)) for link in recent],
        "open_states": (links.State.WAITING, links.State.SENT, links.State.PRINTED),
        "leave_form": leave_form or LeaveForm(initial=today),
        "suspend_form": suspend_form or SuspendForm(initial=today, auto_id="suspend-%s"),
    }  # fmt: skip
    return render(request, "people/keys/adult.html", context, status=status)


def _may_change(request: PortalRequest, person: User) -> bool:
    can = request.access.can
    return can(Action.ENTER_STAFF, person) or can(Action.ENTER_FAMILIES, person)


@require_POST
def invite(request: PortalRequest, pk: int) -> HttpResponse:
    person = person_or_404(request, pk)
    return _done(request, person, operations.invite, _("The invitation is on its way."))


@require_POST
def print_one(request: PortalRequest, pk: int) -> HttpResponse:
    person = person_or_404(request, pk)
    try:
        made = operations.ask_for_slips(
            users=[person], by=request.access, at=request.received_at
        )  # fmt: skip
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("people:adult_key", pk)
    return redirect("people:slips", made.pk)


@require_POST
def new_key(request: PortalRequest, pk: int) -> HttpResponse:
    """The password is void at once; a link goes out, by letter or on a slip (R35)."""
    person = person_or_404(request, pk)
    try:
        made = operations.send_new_key(
            user=person, by_letter="letter" in request.POST, by=request.access,
            at=request.received_at,
        )  # fmt: skip
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("people:adult_key", pk)
    if made:
        return redirect("people:slips", made.pk)
    messages.success(request, _("The old password is void. A link to a new one is on its way."))
    return redirect("people:adult_key", pk)


@require_POST
def revoke(request: PortalRequest, pk: int, link_id: int) -> HttpResponse:
    person = person_or_404(request, pk)
    mine = OneTimeLink.objects.select_related("user")
    link = get_object_or_404(mine, pk=link_id, user=person, institution=request.access.institution)
    operations.revoke_link(link=link, by=request.access, at=request.received_at)
    messages.success(request, _("It is taken back: the link no longer works."))
    return redirect("people:adult_key", pk)


def _done(request: PortalRequest, person: User, act, said: str) -> HttpResponse:
    try:
        act(user=person, by=request.access, at=request.received_at)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, said)
    return redirect("people:adult_key", person.pk)


def _require_some(request: PortalRequest) -> None:
    """The page is for those who may invite somebody at all."""
    holds = request.access.holds
    of_staff = holds(Action.INVITE_STAFF) or holds(Action.OPERATE_ACCOUNTS)
    if not of_staff and not _groups(request):
        raise Http404


def person_or_404(request: PortalRequest, pk: int) -> User:
    """Unseen is 404: whom one may not invite one does not see here."""
    return get_object_or_404(invitable(request.access), pk=pk)


def _batch(request: PortalRequest, pk: int) -> SlipBatch:
    mine = SlipBatch.objects.filter(asked_by=request.user, institution=request.access.institution)
    return get_object_or_404(mine, pk=pk)


def _groups(request: PortalRequest) -> list[ChildGroup]:
    found = ChildGroup.objects.visible_to(request.access, Action.INVITE_FAMILIES)  # type: ignore[attr-defined]
    this = school_year_of(request.access.day)
    return list(found.of_year(this).order_by("sort_key"))


def _group(request: PortalRequest) -> ChildGroup | None:
    wanted = request.GET.get("group") or request.POST.get("group", "")
    return next((one for one in _groups(request) if str(one.pk) == wanted), None)


def _chosen(request: PortalRequest) -> QuerySet[User]:
    """Those of the group that was chosen, else all whom one may invite."""
    group = _group(request)
    people = invitable(request.access)
    return overview.of_group(people, group.pk if group else None, request.access)
